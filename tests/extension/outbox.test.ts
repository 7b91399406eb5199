import { afterEach, beforeEach, expect, test } from 'vitest'
import { SEND_ALARM } from '../../extension/outbox/sender.ts'
import { article } from './support/captures.ts'
import { type LoopbackServer, loopbackServer } from './support/loopback-server.ts'
import { type Browser, browser, context, dead } from './support/outbox.ts'
import { sharedLocks } from './support/ports.ts'

let server: LoopbackServer
let here: Browser
beforeEach(async () => {
  server = await loopbackServer()
  here = browser(server.url)
})
afterEach(() => server.down())

test('a clip made offline is on disk, keeps the alarm, and arrives once the server is there', async () => {
  await server.down()
  const panel = await context(here)
  const projectId = await panel.project.orFirst()
  const capture = article(projectId)
  const kept = await panel.sender.keep(capture)
  expect(kept).toMatchObject({ ok: true, value: { id: capture.id, state: 'stored' } })
  expect(await panel.sender.flush()).toEqual({ state: 'waiting' })
  expect(here.alarms.set.get(SEND_ALARM)).toBe(1)
  expect(await panel.clips.list()).toHaveLength(1)

  await server.up()
  expect(await panel.sender.flush({ now: true })).toEqual({ state: 'empty' })
  expect(server.sources.get(capture.id)).toEqual(capture)
  expect(await panel.clips.list()).toEqual([])
  expect(await panel.clips.capture(capture.id)).toBeNull()
  expect(here.alarms.set.has(SEND_ALARM)).toBe(false)
})

test('a clip saved by a context that died before sending is sent by the next one', async () => {
  const worker = await context(here, { fetch: dead })
  const capture = article(await worker.project.orFirst())
  await worker.clips.save(capture)

  const reborn = await context(here)
  expect(await reborn.clips.list()).toHaveLength(1)
  expect(await reborn.sender.flush()).toEqual({ state: 'empty' })
  expect([...server.sources.keys()]).toEqual([capture.id])
})

test('a context that died while the answer was on its way leaves the clip to be sent again, as one source', async () => {
  let arrived = () => {}
  const stored = new Promise<void>(resolve => {
    arrived = resolve
  })
  // Stored by the server, but its answer is lost with the worker.
  const dying = await context(
    // The browser frees the locks of a context that dies: these are of this one alone.
    { ...here, locks: sharedLocks() },
    {
      fetch: async (input, init) => {
        const response = await fetch(input, init)
        if (!String(input).includes('/sources/')) return response
        arrived()
        return new Promise(() => {})
      },
    },
  )
  const capture = article(await dying.project.orFirst())
  await dying.clips.save(capture)
  void dying.sender.flush()
  await stored

  const reborn = await context(here)
  expect(await reborn.clips.list()).toMatchObject([{ id: capture.id, attempts: 1 }])
  expect(await reborn.sender.flush()).toEqual({ state: 'empty' })
  expect(server.sent().filter(each => each.startsWith('PUT /sources'))).toHaveLength(2)
  expect(server.sources.size).toBe(1)
})

test('a project is made before its clips, and clips go oldest first', async () => {
  await server.down()
  const panel = await context(here)
  const projectId = await panel.project.orFirst()
  const captures = [article(projectId), article(projectId), article(projectId)]
  for (const capture of captures) {
    await panel.clips.save(capture)
    here.time.now += 1000
  }
  await server.up()
  await panel.sender.flush({ now: true })
  expect(server.sent()).toEqual([
    `PUT /projects/${projectId}`,
    ...captures.map(capture => `PUT /sources/${capture.id}`),
  ])
})

test('two contexts that send at once send each clip once', async () => {
  const panel = await context(here)
  const worker = await context(here)
  const projectId = await panel.project.orFirst()
  for (let i = 0; i < 5; i++) await panel.clips.save(article(projectId))
  server.state.delayMs = 5
  await Promise.all([
    panel.sender.flush(),
    worker.sender.flush(),
    panel.sender.flush(),
    worker.sender.flush(),
  ])
  expect(server.sent()).toHaveLength(6)
  expect(server.sources.size).toBe(5)
  expect(server.tokens.size).toBe(1)
})

test('a server error delays its clip with growing waits and holds no other back', async () => {
  const panel = await context(here)
  const projectId = await panel.project.orFirst()
  const [sick, well] = [article(projectId), article(projectId)]
  await panel.clips.save(sick)
  await panel.clips.save(well)
  server.state.override = ({ path }, response) =>
    path === `/sources/${sick.id}` && server.problem(response, 500, 'internal', 'It broke.')
  expect(await panel.sender.flush()).toEqual({ state: 'waiting' })
  expect([...server.sources.keys()]).toEqual([well.id])

  const waits: number[] = []
  for (let i = 0; i < 3; i++) {
    const [entry] = await panel.clips.list()
    waits.push(entry!.notBefore - here.time.now)
    here.time.now = entry!.notBefore - 1
    const before = server.heard.length
    await panel.sender.flush()
    expect(server.heard.length, 'nothing is sent before its time').toBe(before)
    here.time.now += 1
    await panel.sender.flush()
  }
  expect(waits).toEqual([1500, 3000, 6000])
  server.state.override = null
  await panel.sender.flush({ now: true })
  expect(server.sources.size).toBe(2)
})

test('429 keeps everything back for as long as Retry-After says', async () => {
  const panel = await context(here)
  const projectId = await panel.project.orFirst()
  await panel.clips.save(article(projectId))
  await panel.clips.save(article(projectId))
  server.state.override = ({ path }, response) =>
    path.startsWith('/sources') &&
    server.problem(response, 429, 'rate_limited', 'Slower.', { 'retry-after': '120' })
  await panel.sender.flush()
  const before = server.heard.length
  server.state.override = null
  here.time.now += 119_000
  expect(await panel.sender.flush()).toEqual({ state: 'waiting' })
  expect(server.heard.length).toBe(before)
  here.time.now += 1_000
  expect(await panel.sender.flush()).toEqual({ state: 'empty' })
  expect(server.sources.size).toBe(2)
})

test.each([
  [413, 'body_too_large'],
  [422, 'content_hash_mismatch'],
  [400, 'invalid_request'],
])(
  '%i is final for its clip: it stays here with the server’s words, and is not sent again',
  async (status, code) => {
    const panel = await context(here)
    const projectId = await panel.project.orFirst()
    const [bad, good] = [article(projectId), article(projectId)]
    await panel.clips.save(bad)
    await panel.clips.save(good)
    server.state.override = ({ path }, response) =>
      path === `/sources/${bad.id}` && server.problem(response, status, code, 'Clip a part of it.')
    expect(await panel.sender.flush()).toEqual({ state: 'empty' })
    expect(await panel.clips.list()).toMatchObject([
      { id: bad.id, state: 'refused', why: 'Clip a part of it. (request request-1)' },
    ])
    expect(here.alarms.set.has(SEND_ALARM), 'nothing waits for the alarm').toBe(false)
    expect(await panel.clips.capture(bad.id)).toEqual(bad)
    const before = server.heard.length
    await panel.sender.flush({ now: true })
    expect(server.heard.length).toBe(before)
    expect([...server.sources.keys()]).toEqual([good.id])
  },
)

test('401 pairs anew with the server on this computer, once, and goes on', async () => {
  const panel = await context(here)
  await panel.pairing.pair()
  server.tokens.clear()
  const capture = article(await panel.project.orFirst())
  await panel.clips.save(capture)
  expect(await panel.sender.flush()).toEqual({ state: 'empty' })
  expect(server.sources.has(capture.id)).toBe(true)
})

test('401 without a new pairing stops, loses nothing and does not hammer the server', async () => {
  const panel = await context(here)
  await panel.pairing.pair()
  server.tokens.clear()
  server.state.pairs = false
  const projectId = await panel.project.orFirst()
  await panel.clips.save(article(projectId))
  await panel.clips.save(article(projectId))
  const before = server.heard.length
  expect(await panel.sender.flush()).toMatchObject({ state: 'unpaired', failure: { status: 403 } })
  // It was sent, a new pairing asked for, and what the server takes instead.
  expect(server.heard.slice(before + 1).map(({ path }) => path)).toEqual(['/pair', '/about'])
  expect(await panel.clips.list()).toHaveLength(2)
  expect(here.alarms.set.has(SEND_ALARM)).toBe(false)
})

test('a clip for a project that the server lost makes the project again', async () => {
  const panel = await context(here)
  const projectId = await panel.project.orFirst()
  await panel.sender.flush()
  server.projects.clear()
  const capture = article(projectId)
  await panel.clips.save(capture)
  expect(await panel.sender.flush()).toEqual({ state: 'empty' })
  expect(server.projects.get(projectId)?.title).toBe('My first video')
  expect(server.sources.has(capture.id)).toBe(true)
})

test('a page clipped again keeps its source, and brings it back where it was removed elsewhere', async () => {
  const panel = await context(here)
  const projectId = await panel.project.orFirst()
  const first = article(projectId, { url: 'https://pages.example/same' })
  await panel.sender.keep(first)
  await panel.sender.flush()
  server.removed.add(first.id)

  const second = article(projectId, { url: 'https://pages.example/same', text: 'Newer words here.' })
  const kept = await panel.sender.keep(second)
  expect(kept).toMatchObject({ ok: true, value: { id: first.id } })
  expect(await panel.sender.flush()).toEqual({ state: 'empty' })
  expect(server.removed.size).toBe(0)
  expect(server.sources.get(first.id)).toMatchObject({ text: 'Newer words here.' })
  expect(server.sources.size).toBe(1)
})

test('a waiting clip can be removed and brought back offline', async () => {
  await server.down()
  const panel = await context(here)
  const capture = article(await panel.project.orFirst())
  await panel.clips.save(capture)
  expect(await panel.clips.remove(capture.id)).toBe(true)
  expect(await panel.clips.list()).toEqual([])
  expect(await panel.clips.restore(capture.id)).toBe('unsent')
  expect(await panel.clips.list()).toHaveLength(1)
  await panel.clips.remove(capture.id)

  await server.up()
  expect(await panel.sender.flush({ now: true })).toEqual({ state: 'empty' })
  expect(server.sources.size).toBe(0)
})

test('a clip removed while it is sent is removed from the server too', async () => {
  const panel = await context(here)
  const capture = article(await panel.project.orFirst())
  await panel.clips.save(capture)
  server.state.override = ({ path, method }) => {
    if (path === `/sources/${capture.id}` && method === 'PUT') void panel.clips.remove(capture.id)
    return false
  }
  server.state.delayMs = 5
  await panel.sender.flush()
  server.state.override = null
  await panel.sender.flush({ now: true })
  expect(server.sent().at(-1)).toBe(`DELETE /sources/${capture.id}`)
  expect(server.removed).toEqual(new Set([capture.id]))
})

test('the removal of a stored source waits while offline, and can be taken back unheard', async () => {
  const panel = await context(here)
  const capture = article(await panel.project.orFirst())
  await panel.sender.keep(capture)
  await panel.sender.flush()
  await panel.operations.deleteSource(capture.id, capture.projectId)
  await panel.operations.restoreSource(capture.id, capture.projectId)
  expect(await panel.operations.list()).toEqual([])
  await panel.operations.deleteSource(capture.id, capture.projectId)
  await server.down()
  expect(await panel.sender.flush()).toEqual({ state: 'waiting' })
  await server.up()
  expect(await panel.sender.flush({ now: true })).toEqual({ state: 'empty' })
  expect(server.removed).toEqual(new Set([capture.id]))
})

test('a full disk is said in plain words and nothing half is kept', async () => {
  const panel = await context(here)
  const projectId = await panel.project.orFirst()
  const database = await panel.open()
  const full = new Proxy(database, {
    get(target, name) {
      if (name === 'transaction')
        return () => {
          throw new DOMException('full', 'QuotaExceededError')
        }
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const { clipsOf } = await import('../../extension/outbox/clips.ts')
  const kept = await clipsOf(async () => full, Date.now).save(article(projectId))
  expect(kept).toMatchObject({ ok: false, error: { code: 'disk_full' } })
  expect(await panel.clips.list()).toEqual([])
})

test('the token is in storage.local and the Authorization header, and nowhere else', async () => {
  const panel = await context(here)
  await panel.sender.keep(article(await panel.project.orFirst()))
  await panel.sender.flush()
  const token = [...server.tokens][0]!
  expect(here.local.content.get('servers')).toMatchObject({ list: [{ token }] })
  expect(here.local.content.has('server')).toBe(false)
  expect(
    [...here.session.content.values(), ...here.announcements.told].map(each => JSON.stringify(each)).join(),
  ).not.toContain(token)
  expect(server.heard.map(each => each.path).join()).not.toContain(token)
  expect(
    server.heard
      .filter(each => each.path !== '/pair')
      .every(each => each.authorization === `Bearer ${token}`),
  ).toBe(true)
})
