import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LiveWorld } from '../../extension/world/world-deps.ts'
import { findings as sample } from './panel/research-samples.ts'
import { article } from './support/captures.ts'
import { type LoopbackServer, loopbackServer } from './support/loopback-server.ts'
import { type Browser, browser, context } from './support/outbox.ts'
import { panel } from './support/world.ts'

let server: LoopbackServer
let here: Browser
const worlds: LiveWorld[] = []
const until = <Value>(look: () => Value) => vi.waitFor(look, { timeout: 3_000, interval: 5 })

async function begin(): Promise<LiveWorld> {
  const world = (await panel(here)).start()
  worlds.push(world)
  return world
}
const close = () => {
  for (const world of worlds.splice(0)) world.stop()
}
/** A world that is connected, with a source that the server has. */
async function withSource() {
  const world = await begin()
  await until(() => expect(world.connection.value.state).toBe('online'))
  await until(() => expect(server.projects.size).toBe(1))
  const { projectId } = world.work.value
  const capture = article(projectId)
  const outbox = await context(here)
  await outbox.sender.keep(capture)
  await outbox.sender.flush({ now: true })
  await until(() => expect(world.work.value.waiting).toEqual([]))
  await until(() => expect(world.work.value.sources.map(each => each.id)).toEqual([capture.id]))
  return { world, projectId, id: capture.id }
}

beforeEach(async () => {
  server = await loopbackServer()
  here = browser(server.url)
})
afterEach(async () => {
  close()
  await server.down().catch(() => {})
})

test('claims are found by a run, shown when it is done, and readable without the server', async () => {
  const { world, projectId } = await withSource()
  const run = await world.research.find()
  expect(run).toMatchObject({ ok: true, value: { kind: 'claims', projectId } })
  expect(
    server.heard.filter(each => each.path === `/projects/${projectId}/findings` && each.method === 'POST'),
  ).toHaveLength(1)
  const { id: runId } = run.ok ? run.value : { id: '' }
  const findings = { ...sample, projectId, runId }
  server.state.findings = findings
  const at = new Date().toISOString()
  server.runs.set(runId, { ...server.runs.get(runId)!, state: 'done', resultId: findings.id, lastSeq: 2 })
  server.events.set(runId, [
    { runId, seq: 1, at, kind: 'queued', data: {} },
    { runId, seq: 2, at, kind: 'done', data: { resultId: findings.id } },
  ])
  await world.reconnect()
  await until(() => expect(world.work.value.findings?.id).toBe(findings.id))
  close()

  await server.down()
  const later = await begin()
  await until(() => expect(later.connection.value.state).toBe('offline'))
  await until(() => expect(later.work.value.findings).toEqual(findings))
})

test('a word on a domain goes to the server, and what was found is read anew', async () => {
  const { world, projectId } = await withSource()
  server.state.findings = { ...sample, projectId }
  const set = await world.research.setTier('youtube.com/sea school', 'edited')
  expect(set).toEqual({ ok: true, value: undefined })
  expect(server.sent()).toContain('PUT /tiers/youtube.com%2Fsea%20school')
  await until(() => expect(world.work.value.findings?.id).toBe(sample.id))

  await world.research.setTier('nature.com', null)
  expect(server.sent()).toContain('DELETE /tiers/nature.com')
})

test('tags are on the source at once without the server, and reach it when it is back', async () => {
  const { world, projectId, id } = await withSource()
  await server.down()
  expect(await world.tagSource({ id, projectId }, ['costs'])).toEqual({ ok: true, value: undefined })
  expect(world.work.value.sources[0]?.tags).toEqual(['costs'])
  await world.tagSource({ id, projectId }, ['costs', 'council'])
  close()
  const later = await begin()
  await until(() => expect(later.work.value.sources[0]?.tags).toEqual(['costs', 'council']))

  await server.up()
  await later.reconnect()
  await until(() => expect(server.tags.get(id)).toEqual(['costs', 'council']))
  expect(server.sent().filter(each => each.endsWith('/tags'))).toHaveLength(1)
  await until(() => expect(later.work.value.sources[0]?.tags).toEqual(['costs', 'council']))
})

test('tags of a clip that the server lacks go after it', async () => {
  await server.down()
  const world = await begin()
  await until(() => expect(world.work.value.projects).toHaveLength(1))
  const { projectId } = world.work.value
  const capture = article(projectId)
  await (await context(here)).sender.keep(capture)
  await until(() => expect(world.work.value.waiting).toHaveLength(1))
  await world.tagSource({ id: capture.id, projectId }, ['later'])
  expect(world.work.value.sources[0]?.tags).toEqual(['later'])

  await server.up()
  await world.reconnect()
  await until(() => expect(server.tags.get(capture.id)).toEqual(['later']))
  expect(server.sent()).toEqual([
    `PUT /projects/${projectId}`,
    `PUT /sources/${capture.id}`,
    `PUT /sources/${capture.id}/tags`,
  ])
})

test('what was searched for is kept on this computer: the newest first, none twice, eight at most', async () => {
  const search = await (await begin()).search()
  for (let n = 0; n < 10; n++) await search.remember(`query ${n}`)
  await search.remember('query 5')
  expect(search.recent.value).toHaveLength(8)
  expect(search.recent.value.slice(0, 3)).toEqual(['query 5', 'query 9', 'query 8'])
  close()
  const later = await (await begin()).search()
  expect(later.recent.value).toEqual(search.recent.value)
  await later.forgetRecent()
  expect(here.local.content.has('searched-for')).toBe(false)
})

test('what another version kept of the searches is no trouble', async () => {
  here.local.content.set('searched-for', [{ odd: 1 }, 'rain', 'x'.repeat(5_000)])
  const search = await (await begin()).search()
  expect(search.recent.value).toEqual(['rain'])
})

test('an asking that is not wanted any more leaves the connection as it is', async () => {
  const { world, projectId } = await withSource()
  server.state.delayMs = 200
  const over = new AbortController()
  const search = await world.search()
  const answer = search.ask({ query: 'rain', scope: { in: 'project', projectId } }, over.signal)
  over.abort()
  expect(await answer).toMatchObject({ ok: false, error: { code: 'stopped' } })
  expect(world.connection.value.state).toBe('online')
})
