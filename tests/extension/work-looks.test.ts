import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newId } from '../../core/contract/id.ts'
import { sourceOf } from '../../extension/outbox/clips.ts'
import type { LiveWorld } from '../../extension/world/world-deps.ts'
import { article } from './support/captures.ts'
import { type Heard, type LoopbackServer, loopbackServer, queuedRun } from './support/loopback-server.ts'
import { type Browser, browser } from './support/outbox.ts'
import { panel } from './support/world.ts'

// What the panel shows must come to rest at what the server has, however its answers fall between the server's changes.

let server: LoopbackServer
let here: Browser
let world: LiveWorld
let projectId: string
const at = '2026-11-22T12:00:01.000Z'
const runId = newId()
const until = <Value>(look: () => Value) => vi.waitFor(look, { timeout: 3_000, interval: 5 })
/** What is asked of the project, by its last word. */
const asksFor = (what: 'runs' | 'sources', { method, path }: Heard) =>
  method === 'GET' && path === `/projects/${projectId}/${what}`

beforeEach(async () => {
  server = await loopbackServer()
  here = browser(server.url)
  world = (await panel(here)).start()
  await until(() => expect(world.work.value.loading).toBe(false))
  await until(() => expect(server.projects.size).toBe(1))
  projectId = world.work.value.projectId
})
afterEach(async () => {
  world.stop()
  await server.down().catch(() => {})
})

/** One source whose reading goes on until `end`, as rows and as events. */
function oneReading() {
  const capture = article(projectId)
  server.sources.set(capture.id, capture)
  const going = queuedRun(runId, projectId, {
    kind: 'ingest',
    state: 'running',
    lastSeq: 2,
    sourceId: capture.id,
  })
  server.runs.set(runId, going)
  let isOver = false
  return {
    isOver: () => isOver,
    source: () => ({ ...sourceOf(capture), ingestRunId: runId, state: isOver ? 'ready' : 'ingesting' }),
    end(): void {
      isOver = true
      server.runs.set(runId, { ...going, state: 'done', lastSeq: 3, finishedAt: at })
      server.events.set(runId, [{ runId, seq: 3, at, kind: 'done', data: { resultId: null } }])
    },
  }
}
/** Longer than the panel gathers hints, and what it then asks takes. */
const pause = () => new Promise(resolve => setTimeout(resolve, 250))
const look = () => here.announcements.tell({ kind: 'sent', projectId })

test.each(['runs', 'sources'] as const)(
  'a reading that ends right behind the answer of %s is seen to be over',
  async first => {
    const reading = oneReading()
    server.state.override = (request, response) => {
      if (asksFor(first, request) && !reading.isOver()) response.once('finish', reading.end)
      if (!asksFor('sources', request)) return false
      return server.json(response, 200, { sources: [reading.source()] })
    }
    look()
    await until(() => expect(world.work.value.sources).toMatchObject([{ state: 'ready' }]))
    expect(world.work.value.runs).toMatchObject([{ state: 'done' }])
  },
)

test('an answer that comes late does not undo what was asked for after it', async () => {
  const reading = oneReading()
  let late: (() => void) | null = null
  server.state.override = (request, response) => {
    if (!asksFor('sources', request)) return false
    const answer = { sources: [reading.source()] }
    if (late) return server.json(response, 200, answer)
    late = () => server.json(response, 200, answer)
    return true
  }
  look()
  await until(() => expect(late).not.toBeNull())
  reading.end()
  look()
  await pause()
  late!()
  await pause()
  expect(world.work.value.sources).toMatchObject([{ state: 'ready' }])
})

test('a run that is begun while the runs are asked for goes on', async () => {
  let late: (() => void) | null = null
  let held = false
  server.state.override = (request, response) => {
    if (held || !asksFor('runs', request)) return false
    held = true
    late = () => server.json(response, 200, { runs: [] })
    return true
  }
  look()
  await until(() => expect(late).not.toBeNull())
  const begun = await world.buildBrief()
  expect(begun.ok).toBe(true)
  const gone: number[] = []
  const stop = world.work.subscribe(({ runs }) => void gone.push(runs.length))
  late!()
  const asked = server.heard.length
  await until(() => expect(server.heard.slice(asked).some(each => asksFor('runs', each))).toBe(true))
  await until(() => expect(world.work.value.runs).toHaveLength(1))
  stop()
  expect(gone).not.toContain(0)
})

test('a server that is there and cannot answer is asked again', async () => {
  const timers: number[] = []
  world.stop()
  const setTimer = (run: () => void, ms: number) => {
    timers.push(ms)
    const timer = setTimeout(run, ms >= 1_000 ? 1 : ms)
    return () => clearTimeout(timer)
  }
  world = (await panel(here, { setTimer })).start()
  await until(() => expect(world.work.value.loading).toBe(false))
  const reading = oneReading()
  reading.end()
  let refused = 0
  server.state.override = (request, response) => {
    if (!asksFor('sources', request)) return false
    if (refused++ < 2) {
      const wait: Record<string, string> = refused === 1 ? { 'retry-after': '12' } : {}
      return server.problem(response, refused === 1 ? 429 : 500, 'trouble', 'Not now.', wait)
    }
    return server.json(response, 200, { sources: [reading.source()] })
  }
  look()
  await until(() => expect(world.work.value.sources).toMatchObject([{ state: 'ready' }]))
  expect(timers).toContain(12_000)
  expect(timers).toContain(5_000)
})
