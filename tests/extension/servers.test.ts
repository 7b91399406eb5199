import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { hereOfWorker } from '../../extension/servers/here.ts'
import type { LiveWorld } from '../../extension/world/world-deps.ts'
import { article } from './support/captures.ts'
import { type LoopbackServer, loopbackServer } from './support/loopback-server.ts'
import { type Browser, browser, context } from './support/outbox.ts'
import { panel } from './support/world.ts'

let a: LoopbackServer
let b: LoopbackServer
let here: Browser
const worlds: LiveWorld[] = []
const until = <Value>(look: () => Value) => vi.waitFor(look, { timeout: 3_000, interval: 5 })
const keptServers = () =>
  here.local.content.get('servers') as { current: string; list: { id: string; server: string }[] }
const idOf = (server: LoopbackServer) => keptServers().list.find(each => each.server === server.url)!.id

/** A panel that begins anew as the real one does: its page is loaded again. */
async function opened(): Promise<{ now: () => LiveWorld }> {
  let world: LiveWorld
  const begin = async () => {
    const view = await panel(here, {
      beginAnew() {
        world.stop()
        void begin()
      },
    })
    world = view.start()
    worlds.push(world)
  }
  await begin()
  return { now: () => world }
}

// Read from the disk once, so that no test waits for it.
beforeAll(() =>
  Promise.all([import('../../extension/world/create-world.ts'), import('../../extension/world/servers.ts')]),
)
beforeEach(async () => {
  a = await loopbackServer()
  b = await loopbackServer()
  here = browser(a.url)
})
afterEach(async () => {
  for (const world of worlds.splice(0)) world.stop()
  await Promise.all([a.down().catch(() => {}), b.down().catch(() => {})])
})

const online = (view: { now: () => LiveWorld }, server: LoopbackServer) =>
  until(() => expect(view.now().connection.value).toMatchObject({ state: 'online', server: server.url }))

test('the one server of before is the first of several, with its token, and its record is gone', async () => {
  here.local.content.set('server', { server: a.url, token: 'kept' })
  a.tokens.add('kept')
  const view = await opened()
  await online(view, a)
  expect(view.now().knownServers.value).toMatchObject([{ id: 'first', server: a.url, current: true }])
  const servers = await view.now().servers()
  expect(await servers.comeIn(b.url, null)).toEqual({ ok: true, value: undefined })
  await online(view, b)
  expect(keptServers().list).toMatchObject([
    { id: 'first', server: a.url, token: 'kept' },
    { server: b.url, token: [...b.tokens][0] },
  ])
  expect(here.local.content.has('server')).toBe(false)
  expect(a.heard.some(each => each.path === '/pair')).toBe(false)
})

test('a bad token or address changes nothing', async () => {
  const view = await opened()
  await online(view, a)
  const servers = await view.now().servers()
  expect(await servers.comeIn('ftp://x', null)).toMatchObject({ ok: false, error: { code: 'bad_address' } })
  expect(await servers.comeIn('https://words.example', null)).toMatchObject({
    ok: false,
    error: { code: 'needs_token' },
  })
  expect(await servers.comeIn(b.url, 'wrong')).toMatchObject({ ok: false, error: { status: 401 } })
  expect(view.now().connection.value).toMatchObject({ state: 'online', server: a.url })
  b.tokens.add('right')
  expect(await servers.comeIn(`${b.url}/`, ' right ')).toEqual({ ok: true, value: undefined })
  await online(view, b)
  expect(b.heard.every(each => !each.path.includes('right'))).toBe(true)
})

test.each(['code', 'token'] as const)(
  'a server that never let this browser in is asked at once how it does: by a %s',
  async pairing => {
    a.state.pairs = false
    a.state.override = ({ path }, response) => {
      if (path !== '/about') return false
      const facts = { name: 'Ownwords', version: '1.0.0', api: { newest: 1, oldest: 1 }, pairing }
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ ...facts, now: new Date().toISOString() }))
      return true
    }
    const view = await opened()
    await until(() => expect(view.now().connection.value).toMatchObject({ state: 'needs_token' }))
    await until(() => expect(view.now().knownServers.value).toMatchObject([{ pairing, isNew: true }]))
    a.tokens.add('given')
    await (await view.now().servers()).comeIn(a.url, 'given')
    await online(view, a)
    await until(() => expect(view.now().knownServers.value).toMatchObject([{ isNew: false }]))
  },
)

test('what waits for one server is never sent to another, is shown for which it waits, and goes when it is back', async () => {
  const view = await opened()
  await online(view, a)
  await until(() => expect(a.projects.size).toBe(1))
  await a.down()
  const clip = article(view.now().work.value.projectId)
  const worker = await context(here, { hereOf: hereOfWorker })
  await worker.sender.keep(clip)
  await until(() => expect(view.now().work.value.waiting).toHaveLength(1))

  await (await view.now().servers()).comeIn(b.url, null)
  await online(view, b)
  await until(() => expect(view.now().work.value.loading).toBe(false))
  expect(view.now().work.value).toMatchObject({ waiting: [], sources: [] })
  await until(() => expect(view.now().knownServers.value).toMatchObject([{ waiting: 1 }, { waiting: 0 }]))
  await view.now().reconnect()
  await worker.sender.flush({ now: true })
  await worker.others.send()
  expect(b.sources.size).toBe(0)
  expect(b.heard.map(each => each.path).join()).not.toContain(clip.projectId)
  expect(here.alarms.set.size).toBe(1)

  // Sent from where it waits, though another server is worked with.
  await a.up()
  here.time.now += 700_000
  await worker.others.send()
  expect([...a.sources.keys()]).toEqual([clip.id])
  await until(() => expect(view.now().knownServers.value).toMatchObject([{ waiting: 0 }, { waiting: 0 }]))
  await (await view.now().servers()).use('first')
  await online(view, a)
  await until(() => expect(view.now().work.value.sources).toMatchObject([{ id: clip.id }]))
})

test('a clip that was begun for one server is kept for it, though the creator turned to another meanwhile', async () => {
  const view = await opened()
  await online(view, a)
  await until(() => expect(view.now().work.value.loading).toBe(false))
  const worker = await context(here, { hereOf: hereOfWorker })
  const clip = article(await worker.project.orFirst())
  await (await view.now().servers()).comeIn(b.url, null)
  await online(view, b)
  await until(() => expect(view.now().work.value.loading).toBe(false))
  await worker.sender.keep(clip)
  expect(await worker.clips.list()).toEqual([])
  await worker.others.send()
  expect([...a.sources.keys()]).toEqual([clip.id])
  expect(b.sources.size).toBe(0)
})

test('projects, chosen project and sources of two servers stay apart, without either server too', async () => {
  const view = await opened()
  await online(view, a)
  await until(() => expect(a.projects.size).toBe(1))
  await view.now().createProject('Rivers')
  await until(() => expect(a.projects.size).toBe(2))
  await (await view.now().servers()).comeIn(b.url, null)
  await online(view, b)
  await view.now().createProject('Tides')
  await until(() => expect([...b.projects.values()].map(each => each.title)).toContain('Tides'))
  await Promise.all([a.down(), b.down()])
  await (await view.now().servers()).use('first')
  await until(() => expect(view.now().connection.value).toMatchObject({ state: 'offline', server: a.url }))
  const titles = () => view.now().work.value.projects.map(each => each.title)
  await until(() => expect(titles()).toContain('Rivers'))
  expect(titles()).not.toContain('Tides')
  const { projects, projectId } = view.now().work.value
  expect(projects.find(each => each.id === projectId)?.title).toBe('Rivers')
})

test('a removed server takes what was kept of it along, and the panel goes on with another', async () => {
  const view = await opened()
  await online(view, a)
  await (await view.now().servers()).comeIn(b.url, null)
  await online(view, b)
  const gone = idOf(b)
  await (await view.now().servers()).rename(gone, ' Studio ')
  await until(() => expect(view.now().knownServers.value[1]).toMatchObject({ label: 'Studio' }))
  // Whatever is kept by server, also what no list of names has.
  for (const name of ['voice-open', 'left-findings', 'reports', 'studio-text:of-a-project'])
    for (const key of [name, `${name}-${gone}`]) here.local.content.set(key, {})
  const { ownSession } = await context(here)
  await ownSession.set('studio-put:video', {})
  view.now().talk.write('Half a question')
  const inSession = () => [...here.session.content.keys()].filter(key => key.includes(gone))
  await until(() => expect(inSession()).toHaveLength(2))
  here.session.content.set('notice', 'The browser’s.')
  await (await view.now().servers()).remove(gone)
  await online(view, a)
  expect(keptServers()).toMatchObject({ current: 'first', list: [{ id: 'first' }] })
  expect([...here.local.content.keys()].filter(key => key.endsWith(gone))).toEqual([])
  expect(inSession()).toEqual([])
  expect([...here.session.content.keys()]).toContain('notice')
  expect([...here.local.content.keys()]).toContain('studio-text:of-a-project')
})

test('the first server takes only its own along: what is the computer’s and another server’s stays', async () => {
  const view = await opened()
  await online(view, a)
  await (await view.now().servers()).comeIn(b.url, null)
  await online(view, b)
  const stays = [`reports-${idOf(b)}`, 'welcome', 'moment-shortcut', 'teleprompter', 'persist-asked']
  for (const key of [...stays, 'reports', 'voice-open', 'studio-text:of-a-project'])
    here.local.content.set(key, {})
  await (await view.now().servers()).remove('first')
  expect(keptServers().list).toMatchObject([{ server: b.url }])
  const left = [...here.local.content.keys()]
  expect(left).toEqual(expect.arrayContaining(stays))
  const own = left.filter(key => !key.endsWith(idOf(b)) && !stays.includes(key))
  expect(own).toEqual(['servers'])
})

test('says how much of a server is on this computer alone, also what it refused', async () => {
  const view = await opened()
  await online(view, a)
  await until(() => expect(a.projects.size).toBe(1))
  const servers = await view.now().servers()
  await until(async () => expect(await servers.unsent('first')).toBe(0))
  await a.down()
  const worker = await context(here, { hereOf: hereOfWorker })
  const { projectId } = view.now().work.value
  await worker.sender.keep(article(projectId))
  await view.now().renameProject(projectId, 'Tides')
  expect(await servers.unsent('first')).toBe(2)
  const open = await worker.open()
  const [clip] = await open.getAll('clips')
  await open.put('clips', { ...clip!, state: 'refused' })
  const pending = [{ op: {} as never, follows: null }]
  await open.put('scriptDocuments', { id: 'd', branchId: 'b', seq: 0, pending })
  expect(await servers.unsent('first')).toBe(3)
  await a.up()
})
