import 'fake-indexeddb/auto'
import { effect, signal } from '@preact/signals'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Turn } from '../../core/contract/conversation.ts'
import { newId } from '../../core/contract/new-id.ts'
import { err, ok } from '../../core/contract/result.ts'
import type { Run, RunEvent } from '../../core/contract/run.ts'
import type { Capture } from '../../core/contract/source.ts'
import { failure } from '../../extension/api/request.ts'
import { sourceOf } from '../../extension/outbox/clips.ts'
import { databaseOpener } from '../../extension/outbox/database.ts'
import { libraryOf } from '../../extension/outbox/library.ts'
import type { Work } from '../../extension/panel/world.ts'
import { type ConversationDeps, conversationWorld } from '../../extension/world/conversation.ts'
import { memoryArea } from './support/ports.ts'

const at = '2026-11-20T10:00:00.000Z'
const [one, two] = [newId(), newId()]

const turn = (changes: Partial<Turn> = {}): Turn => ({
  id: newId(),
  projectId: one,
  stage: 'collect',
  text: 'Why?',
  askedAt: at,
  state: 'queued',
  error: null,
  method: null,
  tools: [],
  remarks: [],
  answer: [],
  unchecked: null,
  proposals: [],
  notes: [],
  next: [],
  ...changes,
})
const runOf = (id: string, changes: Partial<Run> = {}): Run => ({
  ...{ id, kind: 'turn', projectId: one, sourceId: null, voiceId: null, state: 'queued' },
  ...{ progress: null, error: null, resultId: null, lastSeq: 1, attempt: 0 },
  ...{ createdAt: at, startedAt: null, finishedAt: null },
  ...changes,
})
const event = (runId: string, seq: number, rest: Pick<RunEvent, 'kind' | 'data'>): RunEvent =>
  ({ runId, seq, at, ...rest }) as RunEvent

/** A server of one conversation, and the panel beside it. */
function scene() {
  const turns = new Map<string, Turn>()
  const work = signal({ projectId: one, sources: [] as Work['sources'] } as Work)
  /** The streams that are open, by the run's id. */
  const streams = new Map<string, { after: number; heard: (event: RunEvent) => void; end: () => void }>()
  const kept: Capture[] = []
  const state = { away: false, online: true }
  const answer = async <Value>(value: () => Value) =>
    state.away ? err(failure('network', 'The server is away.')) : ok(value())
  const api = {
    turns: (projectId: string) =>
      answer(() => ({
        turns: [...turns.values()].filter(each => each.projectId === projectId),
        before: null,
      })),
    turn: (id: string) => answer(() => turns.get(id)!),
    ask: (projectId: string, draft: { id: string; text: string; stage: Turn['stage'] }) =>
      answer(() => {
        const made = turns.get(draft.id) ?? turn({ ...draft, projectId })
        turns.set(draft.id, made)
        return made
      }),
    cancelRun: (id: string) =>
      answer(() => {
        turns.set(id, { ...turns.get(id)!, state: 'cancelled', unchecked: 'Half of' })
        return runOf(id, { state: 'cancelled' })
      }),
    retryRun: (id: string) => answer(() => runOf(id)),
    notes: () => answer(() => []),
    interview: () =>
      answer(() => ({
        ...{ id: newId(), projectId: one, runId: newId(), createdAt: at },
        method: { by: 'extractive' as const, name: 'x' },
        questions: [1, 2, 3].map(n => ({
          ...{ id: `0192f000-0000-7000-8000-00000000000${n}`, about: 'story' as const },
          ...{ question: `Question ${n}?`, why: 'Because.', sourceId: null },
        })),
      })),
  } as unknown as ConversationDeps['api']
  const session = memoryArea()
  const library = libraryOf(databaseOpener())
  const open = () => {
    const world = conversationWorld({
      api,
      library,
      session,
      work,
      sender: {
        keep: async (capture: Capture) => {
          kept.push(capture)
          return ok(sourceOf(capture))
        },
        flush: async () => ({ state: 'sent' }) as never,
      },
      isOnline: () => state.online,
      addRun: () => {},
      follow: ({ runId, lastSeq, signal }, heard) =>
        new Promise(resolve => {
          signal.addEventListener('abort', () => resolve({ how: 'stopped' }))
          streams.set(runId, { after: lastSeq, heard, end: () => resolve({ how: 'over' }) })
        }),
      flush: async () => {},
      changed: async () => {},
      clock: () => Date.parse(at),
    })
    // As the work does when the server has told of the project.
    const off = effect(() => {
      if (state.online) world.told(work.value.projectId)
    })
    const stop = () => {
      off()
      world.stop()
    }
    return { ...world, stop, shown: () => world.world.conversation.value }
  }
  return { turns, work, streams, kept, state, session, open }
}

let own: ReturnType<typeof scene>
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  own = scene()
})
const there = (panel: ReturnType<(typeof own)['open']>) =>
  vi.waitFor(() => expect(panel.shown().state).toBe('there'))

describe('what is asked', () => {
  it('shows at once, is followed, and grows by its events until it is done', async () => {
    const panel = own.open()
    await there(panel)
    panel.world.write('Why does it flood?')
    const asked = await panel.world.ask('Why does it flood?', 'brief')
    if (!asked.ok) throw new Error(asked.error.message)
    const { id } = asked.value
    const stream = own.streams.get(id)!
    expect(panel.world.draft.value).toBe('')
    stream.heard(event(id, 2, { kind: 'started', data: { attempt: 1 } }))
    stream.heard(event(id, 3, { kind: 'tool', data: { tool: 'search', says: 'Searched' } }))
    stream.heard(event(id, 4, { kind: 'said', data: { from: 0, text: 'Because of' } }))
    stream.heard(event(id, 5, { kind: 'said', data: { from: 10, text: ' the rain.' } }))
    expect(panel.shown().going[id]).toEqual({
      said: 'Because of the rain.',
      tools: [{ tool: 'search', says: 'Searched' }],
    })
    own.turns.set(id, { ...asked.value, state: 'done', answer: [{ standing: 'plain', text: 'Rain.' }] })
    stream.end()
    await vi.waitFor(() => expect(panel.shown().turns[0]).toMatchObject({ state: 'done' }))
    expect(panel.shown().going).toEqual({})
  })

  it('begins its answer anew when its run is taken up again, and doubles nothing', async () => {
    const panel = own.open()
    await there(panel)
    const asked = await panel.world.ask('Why?', 'collect')
    const id = asked.ok ? asked.value.id : ''
    const { heard } = own.streams.get(id)!
    heard(event(id, 3, { kind: 'said', data: { from: 0, text: 'Half an ans' } }))
    heard(event(id, 4, { kind: 'started', data: { attempt: 2 } }))
    expect(panel.shown().going[id]?.said).toBe('')
    heard(event(id, 5, { kind: 'said', data: { from: 0, text: 'A whole answer' } }))
    heard(event(id, 6, { kind: 'said', data: { from: 2, text: 'shorter one' } }))
    expect(panel.shown().going[id]?.said).toBe('A shorter one')
  })

  it('stays written where it could not be sent, and is there again with the panel', async () => {
    const panel = own.open()
    await there(panel)
    own.state.away = true
    panel.world.write('Do not lose me')
    expect(await panel.world.ask('Do not lose me', 'collect')).toMatchObject({ ok: false })
    expect(panel.world.draft.value).toBe('Do not lose me')
    panel.stop()
    const again = own.open()
    await vi.waitFor(() => expect(again.world.draft.value).toBe('Do not lose me'))
  })

  it('keeps what is written on since it was sent', async () => {
    const panel = own.open()
    await there(panel)
    panel.world.write('First')
    const asking = panel.world.ask('First', 'collect')
    panel.world.write('Second')
    await asking
    expect(panel.world.draft.value).toBe('Second')
  })

  it('and is taken up again goes on after the end that it had', async () => {
    const failed = turn({ state: 'running' })
    own.turns.set(failed.id, failed)
    const panel = own.open()
    await vi.waitFor(() => expect(own.streams.has(failed.id)).toBe(true))
    const first = own.streams.get(failed.id)!
    first.heard(event(failed.id, 3, { kind: 'said', data: { from: 0, text: 'Half' } }))
    first.heard(event(failed.id, 4, { kind: 'failed', data: { code: 'x', message: 'No.', retryable: true } }))
    own.turns.set(failed.id, { ...failed, state: 'failed' })
    first.end()
    await vi.waitFor(() => expect(panel.shown().turns[0]!.state).toBe('failed'))
    own.turns.set(failed.id, { ...failed, state: 'queued' })
    await panel.world.again(failed.id)
    await vi.waitFor(() => expect(own.streams.get(failed.id)).not.toBe(first))
    expect(own.streams.get(failed.id)!.after).toBe(4)
  })

  it('and was not over when the panel was closed is heard again from its first word', async () => {
    const going = turn({ state: 'running' })
    own.turns.set(going.id, going)
    const panel = own.open()
    await vi.waitFor(() => expect(own.streams.has(going.id)).toBe(true))
    own.streams
      .get(going.id)!
      .heard(event(going.id, 3, { kind: 'said', data: { from: 0, text: 'All of it' } }))
    expect(panel.shown().going[going.id]?.said).toBe('All of it')
  })

  it('that was stopped shows what it had said, unchecked', async () => {
    const panel = own.open()
    await there(panel)
    const asked = await panel.world.ask('Why?', 'collect')
    await panel.world.stop(asked.ok ? asked.value.id : '')
    expect(panel.shown().turns[0]).toMatchObject({ state: 'cancelled', unchecked: 'Half of' })
  })
})

describe('another project in front', () => {
  it('shows its own conversation and draft, and no late answer of the other', async () => {
    own.turns.set('x', turn({ id: newId(), projectId: two, text: 'Of two' }))
    const panel = own.open()
    await there(panel)
    panel.world.write('Draft of one')
    const asking = panel.world.ask('Of one', 'collect')
    own.work.value = { ...own.work.value, projectId: two }
    await asking
    await vi.waitFor(() => expect(panel.shown().turns.map(each => each.text)).toEqual(['Of two']))
    expect(panel.world.draft.value).toBe('')
    own.work.value = { ...own.work.value, projectId: one }
    await vi.waitFor(() => expect(panel.world.draft.value).toBe('Draft of one'))
    await vi.waitFor(() => expect(panel.shown().turns.map(each => each.text)).toEqual(['Of one']))
  })
})

describe('without the server', () => {
  it('what was asked and answered stays readable', async () => {
    own.turns.set('x', turn({ state: 'done', text: 'Kept', answer: [{ standing: 'plain', text: 'Yes.' }] }))
    const before = own.open()
    await there(before)
    before.stop()
    Object.assign(own.state, { away: true, online: false })
    const after = own.open()
    await vi.waitFor(() => expect(after.shown().turns.map(each => each.text)).toEqual(['Kept']))
    expect(after.shown().state).toBe('there')
  })

  it('an answer to a question is on disk as a source of the creator’s own', async () => {
    const panel = own.open()
    await there(panel)
    own.state.away = true
    const question = panel.shown().interview!.questions[0]!
    const kept = await panel.world.answer(question.id, question.question, {
      text: ' My street. ',
      spoken: true,
    })
    expect(kept).toEqual(ok(undefined))
    expect(own.kept).toHaveLength(1)
    expect(own.kept[0]).toMatchObject({
      kind: 'knowledge',
      answers: question.id,
      question: 'Question 1?',
      text: 'My street.',
      receipt: { by: 'spoken', words: 2 },
    })
    expect(panel.shown().interview!.questions[0]!.sourceId).toBe(own.kept[0]!.id)
  })
})
