import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '../../core/contract/id.ts'
import type { HeardEvent, Run, RunEvent } from '../../core/contract/run.ts'
import { followRun } from '../../extension/api/event-stream.ts'
import { failure } from '../../extension/api/request.ts'
import { afterEvent, followRuns } from '../../extension/world/runs.ts'
import { type LoopbackServer, loopbackServer, queuedRun } from './support/loopback-server.ts'

let server: LoopbackServer
let cuts: number
const runId = newId()
const projectId = newId()
const at = '2026-11-22T12:00:00.000Z'
const story = (): RunEvent[] => [
  { runId, seq: 1, at, kind: 'queued', data: {} },
  { runId, seq: 2, at, kind: 'started', data: { attempt: 1 } },
  { runId, seq: 3, at, kind: 'progress', data: { done: 1, total: 2, label: 'One' } },
  { runId, seq: 4, at, kind: 'progress', data: { done: 2, total: 2, label: 'Two' } },
  { runId, seq: 5, at, kind: 'done', data: { resultId: null } },
]
const deps = () => ({
  fetch,
  credentials: async () => ({ server: server.url, token: 'token' }),
  wait: () => new Promise<void>(resolve => setTimeout(resolve, 1)),
  random: () => 0.5,
  cut: () => {
    cuts++
  },
})

beforeEach(async () => {
  server = await loopbackServer()
  server.tokens.add('token')
  cuts = 0
})
afterEach(() => server.down())

test('a stream that breaks goes on after the last event that was heard, and no event comes twice', async () => {
  server.events.set(runId, story())
  server.state.cutAfter = 2
  const heard: number[] = []
  const { signal } = new AbortController()
  const end = await followRun(deps(), { runId, lastSeq: 0, signal }, event => heard.push(event.seq))
  expect(end).toEqual({ how: 'over' })
  expect(heard).toEqual([1, 2, 3, 4, 5])
  expect(server.heard.map(each => each.lastEventId)).toEqual([undefined, '2', '4'])
  expect(cuts).toBe(2)
  expect(server.heard.every(each => !each.path.includes('token'))).toBe(true)
})

test('it begins after what the panel knows already', async () => {
  server.events.set(runId, story())
  const heard: number[] = []
  const { signal } = new AbortController()
  await followRun(deps(), { runId, lastSeq: 3, signal }, event => heard.push(event.seq))
  expect(heard).toEqual([4, 5])
})

test('events of another run, broken ones and repeats are not heard', async () => {
  const heard: HeardEvent[] = []
  const [first, ...rest] = story()
  server.state.override = (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const lines = [
      first,
      first,
      { ...first, runId: newId(), seq: 2 },
      '{"kind":',
      { ...first, seq: 2, kind: 'progress' },
      ...rest,
    ]
    for (const line of lines) {
      const data = typeof line === 'string' ? line : JSON.stringify(line)
      // Cut in the middle of a line, as networks do.
      response.write(`data: ${data.slice(0, 9)}`)
      response.write(`${data.slice(9)}\n\n`)
    }
    response.end()
    return true
  }
  const { signal } = new AbortController()
  await followRun(deps(), { runId, lastSeq: 0, signal }, event => heard.push(event))
  expect(heard).toEqual(story())
})

test('what only a newer server tells counts and says nothing: it is heard once, and is no sign of a proxy', async () => {
  const [queued, started, ...rest] = story()
  const newer = { runId, seq: 3, at, kind: 'dance', data: { steps: ['left', 'right'] } }
  const told = [queued, started, newer, ...rest.map(each => ({ ...each, seq: each.seq + 1 }))]
  server.events.set(runId, told as RunEvent[])
  server.state.cutAfter = 3
  const heard: HeardEvent[] = []
  const { signal } = new AbortController()
  const end = await followRun(deps(), { runId, lastSeq: 0, signal }, event => heard.push(event))
  expect(end).toEqual({ how: 'over' })
  expect(heard.map(each => each.kind)).toEqual([
    ...['queued', 'started', 'unknown', 'progress', 'progress', 'done'],
  ])
  expect(server.heard.map(each => each.lastEventId)).toEqual([undefined, '3'])
  const running = { ...queuedRun(runId, projectId), state: 'running' as const }
  expect(afterEvent(running, heard[2]!)).toEqual({ ...running, lastSeq: 3 })
})

test('a silent line is given up and begun anew', async () => {
  server.events.set(runId, story())
  let asked = 0
  server.state.override = (_, response) => {
    asked++
    if (asked > 1) return false
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.flushHeaders()
    return true
  }
  const { signal } = new AbortController()
  const end = await followRun({ ...deps(), silenceMs: 150 }, { runId, lastSeq: 0, signal }, () => {})
  expect(end).toEqual({ how: 'over' })
  expect(asked).toBeGreaterThanOrEqual(2)
})

test('a refusal ends it with the server’s words, an abort at once', async () => {
  server.tokens.clear()
  const { signal } = new AbortController()
  expect(await followRun(deps(), { runId, lastSeq: 0, signal }, () => {})).toMatchObject({
    how: 'refused',
    failure: { status: 401, code: 'unauthorized', message: 'Pair again.' },
  })
  expect(await followRun(deps(), { runId, lastSeq: 0, signal: AbortSignal.abort() }, () => {})).toEqual({
    how: 'stopped',
  })
})

test('a run is told by its events', () => {
  const states = [queuedRun(runId, projectId)]
  for (const event of story()) states.push(afterEvent(states.at(-1)!, event))
  expect(states.map(run => run.state)).toEqual(['queued', 'queued', 'running', 'running', 'running', 'done'])
  expect(states.at(-1)).toMatchObject({ lastSeq: 5, attempt: 1, startedAt: at, finishedAt: at })
})

test('no more than two runs are followed at once, the brief first, then the oldest', async () => {
  const open: string[] = []
  const ends: (() => void)[] = []
  const runs = followRuns({
    follow: ({ runId: id }, heard) => {
      open.push(id)
      return new Promise(resolve => {
        ends.push(() => {
          heard({ runId: id, seq: 1, at, kind: 'done', data: { resultId: null } })
          resolve({ how: 'over' })
        })
      })
    },
    changed: () => {},
    ended: () => {},
  })
  const ingests = [1, 2, 3].map(minute =>
    queuedRun(newId(), projectId, { kind: 'ingest', createdAt: `2026-11-22T11:0${minute}:00.000Z` }),
  )
  const brief = queuedRun(newId(), projectId)
  // Newest first, as the server lists them.
  runs.set([brief, ...ingests.toReversed()])
  expect(open).toEqual([brief.id, ingests[0]!.id])
  ends[0]!()
  await expect.poll(() => open).toEqual([brief.id, ingests[0]!.id, ingests[1]!.id])
  runs.stop()
})

test('the end of a run is told once, whoever says it first: its stream, a list, or the answer that began or stopped it', () => {
  const told: string[] = []
  const tells: (() => void)[] = []
  const runs = followRuns({
    follow: ({ runId: id }, heard) => {
      tells.push(() => heard({ runId: id, seq: 9, at, kind: 'cancelled', data: { reason: 'asked' } }))
      return new Promise(() => {})
    },
    changed: () => {},
    ended: run => told.push(`${run.id} ${run.state}`),
  })
  const run = (id: string, own: Partial<Run> = {}) => queuedRun(id, projectId, own)
  const over = { state: 'done', lastSeq: 3 } as const
  // What was over before anybody looked is no news.
  runs.set([run('listed'), run('streamed'), run('waiting'), run('history', over)])
  expect(told).toEqual([])
  runs.set([run('listed', over), run('streamed'), run('waiting', over), run('history', over)])
  expect(told.splice(0)).toEqual(['listed done', 'waiting done'])
  // Heard by its stream, which a list cuts off before it has said so.
  tells[1]!()
  runs.set([run('listed', over), run('streamed', { state: 'running', lastSeq: 2 })])
  expect(told.splice(0)).toEqual(['streamed cancelled'])
  runs.add(run('begun', over))
  runs.add(run('stopped', { state: 'running', lastSeq: 2 }))
  runs.add(run('stopped', { state: 'cancelled', lastSeq: 3 }))
  runs.add(run('stopped', { state: 'cancelled', lastSeq: 3 }))
  expect(told.splice(0)).toEqual(['begun done', 'stopped cancelled'])
  // Taken up again, it has another end.
  runs.add(run('stopped', { state: 'queued', lastSeq: 4 }))
  runs.set([run('stopped', { state: 'done', lastSeq: 5 })], ['stopped'])
  runs.set([run('stopped', { state: 'done', lastSeq: 5 })], ['stopped'])
  expect(told).toEqual(['stopped done'])
  runs.stop()
})

test('a run that could not be heard is looked for at once, and its end is told when it comes', async () => {
  const told: string[] = []
  const runs = followRuns({
    follow: async () => ({ how: 'refused', failure: failure('unauthorized', 'Pair again.', 401) }),
    changed: () => {},
    ended: run => told.push(run.state),
  })
  runs.set([queuedRun(runId, projectId)])
  await expect.poll(() => told).toEqual(['queued'])
  runs.set([queuedRun(runId, projectId, { state: 'done', lastSeq: 3 })])
  expect(told).toEqual(['queued', 'done'])
  runs.stop()
})
