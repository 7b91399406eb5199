import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Candidate, Rewrite } from '../../core/contract/draft.ts'
import { newId } from '../../core/contract/new-id.ts'
import { err, ok, type Result } from '../../core/contract/result.ts'
import type { HeardEvent, Run } from '../../core/contract/run.ts'
import type { ScriptState } from '../../core/contract/script.ts'
import { isFree } from '../../core/script/apply.ts'
import type { ScriptEdit } from '../../core/script/edit.ts'
import { sentencesOf } from '../../core/script/order.ts'
import { failure } from '../api/request.ts'
import type { ScriptApi } from '../api/script.ts'
import type { Failure } from '../panel/done.ts'
import type { ScriptDocument } from '../panel/script/script-world.ts'
import type { Work } from '../panel/world.ts'
import type { OpenDocument } from '../script/document.ts'
import { twice } from './twice.ts'

/** What runs write for a script, as far as it was heard. */
export function draftingOf(work: ReadonlySignal<Work>) {
  const said = signal<{ runId: string; beatId: string | null; said: string } | null>(null)
  const waiting = new Map<string, (run: Run) => void>()
  const newest = computed(() => {
    const drafts = work.value.runs.filter(({ kind }) => kind === 'draft')
    return drafts.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0] ?? null
  })
  return {
    /** The newest draft while it goes on or failed, of the script that shows. */
    shown: (state: ReadonlySignal<ScriptState>): ScriptDocument['drafting'] =>
      computed(() => {
        const run = newest.value
        if (!run || run.state === 'done' || run.state === 'cancelled') return null
        const heard = said.value?.runId === run.id ? said.value : null
        // The beats of another way.
        if (heard?.beatId && !(heard.beatId in state.value.beats)) return null
        return { run, beatId: heard?.beatId ?? null, said: heard?.said ?? '' }
      }),
    heard(event: HeardEvent): void {
      const { runId } = event
      const before = said.peek()?.runId === runId ? said.peek()! : { runId, beatId: null, said: '' }
      if (event.kind === 'beat') said.value = { runId, beatId: event.data.beatId, said: '' }
      else if (event.kind === 'said')
        said.value = { ...before, said: before.said.slice(0, event.data.from) + event.data.text }
      // Taken up again: what was said before is said anew.
      else if (event.kind === 'started') said.value = { runId, beatId: null, said: '' }
    },
    ended(run: Run): void {
      waiting.get(run.id)?.(run)
      waiting.delete(run.id)
    },
    /** Resolves when a run that is followed is over. */
    over: (runId: string): Promise<Run> => new Promise(resolve => waiting.set(runId, resolve)),
  }
}
export type Drafting = ReturnType<typeof draftingOf>

/** Has machines write, and takes of it what the creator chooses. */
export function draftsOf(deps: {
  api: Pick<ScriptApi, 'draft' | 'drafts' | 'rewrite' | 'rewritten'>
  core: OpenDocument
  drafting: Drafting
  addRun: (run: Run) => void
  /** Sends what waits: the server must know the project and its sources first. */
  flush: () => Promise<void>
  clock: () => number
}): Pick<ScriptDocument, 'draft' | 'drafts' | 'take' | 'rewrite'> {
  const { api, core, drafting, addRun, clock } = deps
  const { branchId } = core
  /** The server writes on the script as it shows. */
  async function sendFirst(): Promise<void> {
    await deps.flush()
    await core.flush()
  }
  return {
    async draft(beatIds, wish) {
      await sendFirst()
      const request = { id: newId(clock()), beatIds, wish }
      const answer = await twice(() => api.draft(branchId, request))
      if (answer.ok) addRun(answer.value)
      return answer
    },
    drafts: beatId => api.drafts(branchId, beatId),
    async take({ beatId, candidates }, candidateId) {
      const candidate = candidates.find(({ id }) => id === candidateId)
      if (!candidate) return err(GONE)
      const edits = editsFor(beatId, candidate, core.state.peek())
      if (edits.length > 0) core.change(edits)
      return ok(undefined)
    },
    async rewrite(sentenceIds, how, wish) {
      await sendFirst()
      const id = newId(clock())
      const over = drafting.over(id)
      const answer = await twice(() => api.rewrite(branchId, { id, sentenceIds, how, wish }))
      if (!answer.ok) return answer
      addRun(answer.value)
      return rewritten(await over)
    },
  }

  async function rewritten(run: Run): Promise<Result<Rewrite, Failure>> {
    if (run.state === 'cancelled') return err(failure('cancelled', 'It was stopped: nothing was written.'))
    if (run.error) return err(failure(run.error.code, run.error.message))
    return api.rewritten(run.id)
  }
}

/**
 * A candidate in the place of what is free in its beat. Sentences of it that were there before come back as they are;
 * what the creator wrote, edited or locked stays.
 */
function editsFor(beatId: string, { sentences }: Candidate, state: ScriptState): ScriptEdit[] {
  const wanted = new Set(sentences.map(({ id }) => id))
  const over = sentencesOf(state, beatId)
    .filter(each => isFree(each) && !wanted.has(each.id))
    .map(({ id, revision }) => ({ id, base: revision }))
  const back = sentences.filter(({ id }) => state.sentences[id]?.removed)
  const fresh = sentences.filter(({ id }) => !(id in state.sentences))
  return [
    { do: 'beat.fill', beatId, over, sentences: fresh },
    ...back.map(({ id }) => ({ do: 'sentence.restore' as const, sentenceId: id })),
  ]
}

const GONE = failure('not_found', 'This draft is not there any more. Open the drafts of the beat again.')
