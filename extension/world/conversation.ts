import { computed, effect, signal } from '@preact/signals'
import type { Turn } from '../../core/contract/conversation.ts'
import { newId } from '../../core/contract/new-id.ts'
import { ok } from '../../core/contract/result.ts'
import type { HeardEvent, Run } from '../../core/contract/run.ts'
import { isOver } from '../../core/contract/run-state.ts'
import type { Api } from '../api/client.ts'
import type { Area } from '../browser/storage.ts'
import type { Library } from '../outbox/library.ts'
import type { Conversation, ConversationWorld, GoingTurn } from '../panel/conversation/conversation-world.ts'
import { type InterviewDeps, interviewOf } from './interview.ts'
import { type NotesDeps, notesOf } from './notes.ts'
import type { Shown } from './shown-conversation.ts'
import type { WorkDeps } from './work.ts'

export interface ConversationDeps extends NotesDeps, InterviewDeps {
  api: Pick<Api, 'turns' | 'turn' | 'ask' | 'decideProposal' | 'cancelRun' | 'retryRun'> &
    NotesDeps['api'] &
    InterviewDeps['api']
  library: Library
  session: Area
  isOnline: () => boolean
  follow: WorkDeps['follow']
}

const EMPTY: Conversation = {
  state: 'loading',
  turns: [],
  more: false,
  going: {},
  notes: [],
  interview: null,
  failure: null,
}
/** A browser gives a server six connections at a time. */
const STREAMS = 2
/** Turns that can be read without the server. */
const KEPT = 50
const draftKey = (projectId: string) => `talk-draft:${projectId}`

/** The conversation of the project that is looked at: what was kept at once, what the server says as soon as it does. */
export function conversationWorld(deps: ConversationDeps) {
  const { api, library, session, work, isOnline, clock } = deps
  const conversation = signal<Conversation>(EMPTY)
  const draft = signal('')
  const projectId = computed(() => work.value.projectId)
  let over = false
  /** The turn before which the server has more. */
  let before: string | null = null
  /** Of this project the server's word is known: what happens since comes by the events of its turns. */
  let known = ''

  const show = (change: Partial<Conversation>) => {
    conversation.value = { ...conversation.peek(), ...change }
  }
  const shows = (id: string) => !over && id === projectId.peek()
  const shown: Shown = { conversation, projectId, show, shows }
  const notes = notesOf(deps, shown)
  const interview = interviewOf(deps, shown)

  function put(turn: Turn): void {
    if (!shows(turn.projectId)) return
    const { turns, going } = conversation.peek()
    const known = turns.some(each => each.id === turn.id)
    const { [turn.id]: gone, ...others } = going
    show({
      turns: known ? turns.map(each => (each.id === turn.id ? turn : each)) : [...turns, turn],
      going: isOver(turn.state) ? others : going,
    })
    followUnfinished()
    keep(turn.projectId)
  }

  function keep(id: string): void {
    const { turns, notes, interview } = conversation.peek()
    void library.keepTalk(id, { turns: turns.slice(-KEPT), notes, interview }).catch(() => {
      // It is the server's to keep: here it is only for reading without it.
    })
  }

  async function turnTo(id: string): Promise<void> {
    conversation.value = EMPTY
    draft.value = ''
    if (!id) return
    const [kept, written] = await Promise.all([library.talk(id), session.get(draftKey(id))])
    if (!shows(id)) return
    if (typeof written === 'string' && !draft.peek()) draft.value = written
    // An answer of the server may have been quicker.
    if (kept && conversation.peek().state === 'loading')
      show({ ...kept, state: isOnline() ? 'loading' : 'there' })
    // Offline there is nothing to wait for.
    if (!isOnline()) show({ state: 'there' })
  }

  async function refresh(): Promise<void> {
    const id = projectId.peek()
    if (!id) return
    const [turns, noted, asked] = await Promise.all([api.turns(id, null), api.notes(id), api.interview(id)])
    if (!shows(id)) return
    if (!turns.ok) return show({ state: 'failed', failure: turns.error })
    if (!noted.ok) return show({ state: 'failed', failure: noted.error })
    if (!asked.ok) return show({ state: 'failed', failure: asked.error })
    before = turns.value.before
    known = id
    show({
      state: 'there',
      failure: null,
      more: before !== null,
      turns: turns.value.turns,
      notes: noted.value,
      interview: asked.value,
    })
    followUnfinished()
    keep(id)
  }

  async function refreshTurn(turnId: string): Promise<void> {
    const answer = await api.turn(turnId)
    if (answer.ok) put(answer.value)
    if (answer.ok && answer.value.notes.length > 0) await notes.refresh()
  }
  const goingOf = (turnId: string): GoingTurn => conversation.peek().going[turnId] ?? { said: '', tools: [] }
  const setGoing = (turnId: string, next: GoingTurn) =>
    show({ going: { ...conversation.peek().going, [turnId]: next } })

  const streams = new Map<string, AbortController>()
  /** The newest event of each turn that was heard: one that is taken up again has an end before its new beginning. */
  const lastSeqs = new Map<string, number>()
  /** A turn's run has its id, and its answer is in its events: they are heard from the first on. */
  function followUnfinished(): void {
    const unfinished = conversation.peek().turns.filter(turn => !isOver(turn.state))
    for (const { id } of unfinished.slice(-STREAMS)) if (!streams.has(id)) void follow(id)
  }
  async function follow(turnId: string): Promise<void> {
    const control = new AbortController()
    streams.set(turnId, control)
    const { signal } = control
    const end = await deps.follow({ runId: turnId, lastSeq: lastSeqs.get(turnId) ?? 0, signal }, event => {
      if (!signal.aborted) heard(event)
    })
    if (streams.get(turnId) === control) streams.delete(turnId)
    if (!signal.aborted && end.how !== 'stopped') await refreshTurn(turnId)
  }
  function stopFollowing(): void {
    for (const control of streams.values()) control.abort()
    streams.clear()
  }

  function heard(event: HeardEvent): void {
    const { runId, seq } = event
    lastSeqs.set(runId, seq)
    const { said, tools } = goingOf(runId)
    if (event.kind === 'said')
      setGoing(runId, { said: said.slice(0, event.data.from) + event.data.text, tools })
    else if (event.kind === 'tool') setGoing(runId, { said, tools: [...tools, event.data] })
    // Taken up again: what was said before is said anew.
    else if (event.kind === 'started') setGoing(runId, { said: '', tools: [] })
  }

  const offs = [
    effect(() => {
      const id = projectId.value
      stopFollowing()
      // What shows is emptied: answers that go on are heard from their first word.
      lastSeqs.clear()
      known = ''
      void turnTo(id)
    }),
  ]

  const world: ConversationWorld = {
    conversation,
    draft,
    write(text) {
      draft.value = text
      void session.set(draftKey(projectId.peek()), text)
    },
    async earlier() {
      const id = projectId.peek()
      if (before === null) return ok(undefined)
      const answer = await api.turns(id, before)
      if (!answer.ok) return answer
      if (!shows(id)) return ok(undefined)
      before = answer.value.before
      const { turns } = conversation.peek()
      const known = new Set(turns.map(each => each.id))
      const older = answer.value.turns.filter(each => !known.has(each.id))
      show({ turns: [...older, ...turns], more: before !== null })
      return ok(undefined)
    },
    async ask(text, stage) {
      const id = projectId.peek()
      await deps.flush()
      const turnId = newId(clock())
      const asked = { id: turnId, stage, text: text.trim() }
      let answer = await api.ask(id, asked)
      // The answer may have been lost, the turn made: the same id makes no second one.
      if (!answer.ok && answer.error.status === null) answer = await api.ask(id, asked)
      if (!answer.ok) return answer
      const turn = answer.value
      put(turn)
      if (shows(id) && draft.peek().trim() === asked.text) world.write('')
      return ok(turn)
    },
    async stop(turnId) {
      const answer = await api.cancelRun(turnId)
      if (answer.ok) await refreshTurn(turnId)
      return answer.ok ? ok(undefined) : answer
    },
    async again(turnId) {
      const answer = await api.retryRun(turnId)
      if (!answer.ok) return answer
      setGoing(turnId, { said: '', tools: [] })
      await refreshTurn(turnId)
      return ok(undefined)
    },
    async decide(proposal, decision) {
      const answer = await api.decideProposal(proposal.id, decision)
      if (!answer.ok) return answer
      const turn = conversation.peek().turns.find(each => each.id === proposal.turnId)
      if (turn)
        put({
          ...turn,
          proposals: turn.proposals.map(each => (each.id === proposal.id ? answer.value : each)),
        })
      return answer
    },
    ...notes.acts,
    ...interview.acts,
  }

  return {
    world,
    /** The server knows this project, and can be asked about it. */
    told(id: string): void {
      if (id !== known) void refresh()
    },
    /** What happened while the server was out of sight is not known. */
    outdated(): void {
      known = ''
    },
    /** A run of the work is over. */
    ended(run: Run): void {
      if (run.kind === 'interview' && run.projectId) void interview.refresh(run.projectId)
    },
    stop(): void {
      over = true
      stopFollowing()
      for (const off of offs) off()
    },
  }
}
