import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newId } from '../../core/contract/id.ts'
import type { UseEvent } from '../../core/contract/report.ts'
import type { LiveWorld } from '../../extension/world/world-deps.ts'
import { article, video } from './support/captures.ts'
import { type LoopbackServer, loopbackServer, queuedRun } from './support/loopback-server.ts'
import { type Browser, browser, context } from './support/outbox.ts'
import { clipOf, heardReports, panel } from './support/world.ts'

let server: LoopbackServer
let here: Browser
const worlds: LiveWorld[] = []
const begin = (of: { start: () => LiveWorld }) => {
  const world = of.start()
  worlds.push(world)
  return world
}
const until = <Value>(look: () => Value) => vi.waitFor(look, { timeout: 3_000, interval: 5 })
const article1 = 'https://news.example/one'

beforeEach(async () => {
  server = await loopbackServer()
  here = browser(server.url)
})
afterEach(async () => {
  for (const world of worlds.splice(0)) world.stop()
  await server.down().catch(() => {})
})

test('the first use pairs by itself, makes a project and says so', async () => {
  const world = begin(await panel(here))
  expect(world.connection.value.state).toBe('connecting')
  await until(() => expect(world.connection.value).toMatchObject({ state: 'online', server: server.url }))
  await until(() =>
    expect(world.work.value).toMatchObject({ loading: false, projects: [{ title: 'My first video' }] }),
  )
  await until(() => expect([...server.projects.keys()]).toEqual([world.work.value.projectId]))
  await until(() => expect(world.welcome.value.connected).toBe(true))
  expect(world.shortcut.value).toBe('Alt+Shift+C')
})

test('the first use offline works: a clip is saved, shown as waiting, and arrives when the server does', async () => {
  await server.down()
  const told: UseEvent[] = []
  const view = await panel(here, { reports: heardReports(told) })
  const tab = view.window.add(null, { active: true })
  const world = begin(view)
  await until(() => expect(world.connection.value.state).toBe('offline'))
  await until(() => expect(world.work.value.projects).toHaveLength(1))
  await until(() => expect(world.page.value.state).toBe('unknown'))
  view.pages.set(tab.id, async () => ({ contentType: 'text/html', selection: false }))
  view.window.tabs.set(tab.id, { ...tab, url: article1 })
  view.turnTo()
  await until(() => expect(world.page.value.state).toBe('known'))

  const clipped = await world.clip('page')
  expect(clipped).toMatchObject({ ok: true, value: { url: article1 } })
  expect(world.work.value.waiting).toMatchObject([{ source: { url: article1 }, why: null }])
  expect(world.work.value.sources).toHaveLength(1)
  expect(told).toEqual([{ event: 'clip_saved', leg: 'readability' }])

  await server.up()
  view.hope()
  await until(() => expect(world.connection.value.state).toBe('online'))
  await until(() => expect(world.work.value.waiting).toEqual([]))
  await until(() => expect(server.sources.size).toBe(1))
  await until(() => expect(world.work.value.sources).toMatchObject([{ url: article1 }]))
})

test('what was seen once is readable without the server', async () => {
  const first = await panel(here)
  const world = begin(first)
  await until(() => expect(world.work.value.loading).toBe(false))
  const capture = article(world.work.value.projectId)
  await first.outbox.sender.keep(capture)
  await until(() => expect(server.sources.size).toBe(1))
  await until(() => expect(world.work.value).toMatchObject({ waiting: [], sources: [{ id: capture.id }] }))
  await server.down()

  const again = begin(await panel(here))
  await until(() => expect(again.connection.value.state).toBe('offline'))
  await until(() => expect(again.work.value).toMatchObject({ loading: false, sources: [{ id: capture.id }] }))
})

test('a clip by the worker shows in the open panel at once', async () => {
  const world = begin(await panel(here))
  await until(() => expect(world.work.value.loading).toBe(false))
  server.state.override = ({ path }, response) =>
    path.startsWith('/sources') && server.problem(response, 500, 'internal', 'It broke.')
  const worker = await context(here)
  const capture = article(await worker.project.orFirst())
  await worker.sender.keep(capture)
  await until(() => expect(world.work.value.waiting).toMatchObject([{ source: { id: capture.id } }]))
})

test('a clip that does not reach the server shows that it is gone, and that it waits', async () => {
  const world = begin(await panel(here))
  await until(() => expect(world.connection.value.state).toBe('online'))
  await until(() => expect(world.work.value.loading).toBe(false))
  await server.down()
  const worker = await context(here)
  await worker.sender.keep(article(world.work.value.projectId))
  await until(() => expect(world.connection.value.state).toBe('offline'))
  await until(() => expect(world.work.value.waiting).toMatchObject([{ state: 'waiting', why: null }]))
})

test('the late answer of one tab is never shown on another', async () => {
  const view = await panel(here)
  const slow = view.window.add('https://slow.example/', { active: true })
  const quick = view.window.add('https://quick.example/')
  let answer = (_: unknown) => {}
  view.pages.set(slow.id, () => new Promise(resolve => (answer = resolve)))
  view.pages.set(quick.id, async () => ({ contentType: 'text/html', selection: false }))
  const world = begin(view)
  await until(() => expect(view.scripting.runs).toContain(slow.id))
  view.window.bring(quick.id)
  await until(() => expect(world.page.value).toMatchObject({ state: 'known', tabId: quick.id }))
  answer({ contentType: 'application/pdf', selection: true })
  await new Promise(resolve => setTimeout(resolve, 20))
  expect(world.page.value).toMatchObject({ tabId: quick.id, kind: 'article', selection: false })
})

test('a page is named by what it is: video, pdf, selection', async () => {
  const view = await panel(here)
  const tab = view.window.add('https://www.youtube.com/watch?v=abcdefghijk', { active: true })
  view.pages.set(tab.id, async () => ({ contentType: 'text/html', selection: false }))
  const world = begin(view)
  await until(() => expect(world.page.value).toMatchObject({ state: 'known', kind: 'video' }))
  view.pages.set(tab.id, async () => ({ contentType: 'application/pdf', selection: false }))
  view.window.change(tab.id, { url: 'https://papers.example/download?id=1' })
  await until(() => expect(world.page.value).toMatchObject({ kind: 'pdf' }))
  view.pages.set(tab.id, async () => ({ contentType: 'text/html', selection: true }))
  view.window.change(tab.id, { url: article1 })
  await until(() =>
    expect(world.page.value).toMatchObject({ kind: 'article', selection: true, url: article1 }),
  )
})

test('without access a page is unknown, a page of the browser forbidden, and a gesture opens the unknown one', async () => {
  const view = await panel(here)
  const tab = view.window.add(null, { active: true })
  const world = begin(view)
  await until(() => expect(world.page.value).toEqual({ state: 'unknown', tabId: tab.id }))
  view.pages.set(tab.id, async () => {
    throw new Error('Cannot access a chrome:// URL')
  })
  view.turnTo()
  await until(() => expect(world.page.value.state).toBe('forbidden'))
  expect(await world.clip('page')).toMatchObject({ ok: false, error: { code: 'forbidden_page' } })

  view.pages.set(tab.id, async () => ({ contentType: 'text/html', selection: false }))
  view.window.tabs.set(tab.id, { ...tab, url: article1 })
  here.announcements.tell({ kind: 'granted', tabId: tab.id })
  await until(() => expect(world.page.value).toMatchObject({ state: 'known', url: article1 }))
})

test('a refused question gives words, and nothing is clipped', async () => {
  const view = await panel(here, { allows: false })
  view.window.add(null, { active: true })
  const world = begin(view)
  await until(() => expect(world.page.value.state).toBe('unknown'))
  expect(await world.clip('page')).toMatchObject({ ok: false, error: { code: 'needs_permission' } })
  expect(view.permissions.asked).toEqual([['https://*/*', 'http://*/*']])
  expect(world.work.value.sources).toEqual([])
})

test('a grant that ended in between asks for this site alone and clips then', async () => {
  let tries = 0
  const view = await panel(here, {
    allows: true,
    clip: clipOf(request => (tries++ ? article(request.projectId, { url: request.url }) : null)),
  })
  const tab = view.window.add(article1, { active: true })
  view.pages.set(tab.id, async () => ({ contentType: 'text/html', selection: false }))
  const world = begin(view)
  await until(() => expect(world.page.value.state).toBe('known'))
  expect(await world.clip('page')).toMatchObject({ ok: true })
  expect(view.permissions.asked).toEqual([['https://news.example/*']])
})

test('removing and restoring a stored source shows at once and reaches the server', async () => {
  const view = await panel(here)
  const world = begin(view)
  await until(() => expect(world.work.value.loading).toBe(false))
  const capture = article(world.work.value.projectId)
  await view.outbox.sender.keep(capture)
  await until(() => expect(world.work.value).toMatchObject({ waiting: [], sources: [{ id: capture.id }] }))
  await until(() => expect(server.sources.size).toBe(1))
  await world.removeSource(capture.id)
  expect(world.work.value.sources).toEqual([])
  await until(() => expect(server.removed.has(capture.id)).toBe(true))
  await world.restoreSource(capture.id)
  await until(() => expect(server.removed.has(capture.id)).toBe(false))
  await until(() => expect(world.work.value.sources).toMatchObject([{ id: capture.id }]))
})

test('projects are made, renamed and deleted offline, and the server hears of it later', async () => {
  const told: UseEvent[] = []
  const view = await panel(here, { reports: heardReports(told) })
  const world = begin(view)
  await until(() => expect(world.connection.value.state).toBe('online'))
  await until(() => expect(server.projects.size).toBe(1))
  await server.down()
  const made = await world.createProject('  Rivers ')
  expect(made).toMatchObject({ ok: true, value: { title: 'Rivers' } })
  if (!made.ok) return
  expect(world.work.value.projectId).toBe(made.value.id)
  await world.renameProject(made.value.id, 'Rivers of Europe')
  const first = world.work.value.projects.find(each => each.title === 'My first video')!
  await world.deleteProject(first.id)
  expect(world.work.value.projects.map(each => each.title)).toEqual(['Rivers of Europe'])
  expect(await world.createProject(' ')).toMatchObject({ ok: false, error: { code: 'invalid_request' } })
  expect(told).toEqual([{ event: 'project_made' }])

  await server.up()
  await world.reconnect()
  await until(() =>
    expect([...server.projects.values()].map(each => each.title)).toEqual(['Rivers of Europe']),
  )
})

test('deleting the only project leaves a new first one', async () => {
  const world = begin(await panel(here))
  await until(() => expect(world.work.value.loading).toBe(false))
  const { projectId } = world.work.value
  await world.deleteProject(projectId)
  expect(world.work.value.projects).toMatchObject([{ title: 'My first video' }])
  expect(world.work.value.projectId).not.toBe(projectId)
  await until(() => expect([...server.projects.keys()]).toEqual([world.work.value.projectId]))
})

test('a brief’s run is followed to its end', async () => {
  const told: UseEvent[] = []
  const view = await panel(here, { reports: heardReports(told) })
  const world = begin(view)
  await until(() => expect(world.work.value.loading).toBe(false))
  await until(() => expect(server.projects.size).toBe(1))
  server.state.override = ({ path, method }) => {
    const id = /^\/runs\/(.+)\/events$/.exec(path)?.[1]
    if (id && method === 'GET' && !server.events.has(id)) {
      const at = '2026-11-22T12:00:01.000Z'
      server.events.set(id, [
        { runId: id, seq: 1, at, kind: 'queued', data: {} },
        { runId: id, seq: 2, at, kind: 'started', data: { attempt: 1 } },
        { runId: id, seq: 3, at, kind: 'progress', data: { done: 1, total: 3, label: 'Reading' } },
        { runId: id, seq: 4, at, kind: 'done', data: { resultId: null } },
      ])
      const over = { state: 'done', lastSeq: 4, finishedAt: at } as const
      server.runs.set(id, queuedRun(id, world.work.value.projectId, over))
    }
    return false
  }
  const begun = await world.buildBrief()
  expect(begun).toMatchObject({ ok: true, value: { state: 'queued' } })
  await until(() => expect(world.work.value.runs).toMatchObject([{ state: 'done', lastSeq: 4 }]))
  await until(() => expect(told).toEqual([{ event: 'brief_built', count: 0, ms: 1_000 }]))
})

test('a brief without a server says what to do, and makes no run', async () => {
  const world = begin(await panel(here))
  await until(() => expect(world.work.value.loading).toBe(false))
  await server.down()
  const answer = await world.buildBrief()
  expect(answer).toMatchObject({
    ok: false,
    error: { code: 'network', message: expect.stringContaining('npm start') },
  })
  expect(world.connection.value.state).toBe('offline')
})

test('a server that does not pair by itself asks for a token', async () => {
  server.state.pairs = false
  const world = begin(await panel(here))
  await until(() =>
    expect(world.connection.value).toEqual({
      state: 'needs_token',
      server: server.url,
      refused: 'Paste a token.',
    }),
  )
  await until(() => expect(world.work.value.projects).toHaveLength(1))
})

test('of another account nothing old is shown, and what waits goes to it', async () => {
  const view = await panel(here)
  const world = begin(view)
  await until(() => expect(world.work.value.loading).toBe(false))
  const named = await world.createProject('Rivers')
  if (!named.ok) throw new Error('no project')
  await view.outbox.sender.keep(article(named.value.id))
  await until(() => expect(server.sources.size).toBe(1))
  await until(() => expect(world.work.value.sources).toHaveLength(1))
  world.stop()
  await server.down()
  const waits = article(named.value.id)
  await view.outbox.sender.keep(waits)

  // Somebody began anew with an empty database.
  server.state.accountId = newId()
  for (const store of [server.projects, server.sources, server.tokens]) store.clear()
  await server.up()
  const again = begin(await panel(here))
  await until(() => expect(server.sources.has(waits.id)).toBe(true))
  await until(() =>
    expect([...server.projects.values()]).toMatchObject([{ id: named.value.id, title: 'Rivers' }]),
  )
  await until(() => expect(again.work.value.sources.map(each => each.id)).toEqual([waits.id]))
})

test('a citation goes to the second in the tab that plays the video, and to the sentence in the tab with the page', async () => {
  const view = await panel(here)
  view.window.add('https://www.youtube.com/watch?v=abcdefghijk&list=x')
  const page = view.window.add('https://news.example/one?a=1#top', { active: true })
  view.pages.set(1, async () => true)
  const world = begin(view)
  const anchor = { exact: 'x', prefix: '', suffix: '' }
  const common = { sourceId: video('p').id, sourceTitle: 'x', anchor, start: 0, end: 1, page: null }
  await world.openCitation({
    ...common,
    sourceKind: 'video',
    startMs: 12_000,
    link: 'https://www.youtube.com/watch?v=abcdefghijk&t=12s',
  })
  expect(view.window.tabs.get(1)).toMatchObject({
    active: true,
    url: 'https://www.youtube.com/watch?v=abcdefghijk&list=x',
  })
  expect(view.scripting.runs).toContain(1)
  const link = 'https://news.example/one?a=1#:~:text=three%20words'
  view.pages.set(page.id, async () => [true])
  await world.openCitation({ ...common, sourceKind: 'article', startMs: null, link })
  expect(view.window.tabs.get(page.id)).toMatchObject({
    active: true,
    url: 'https://news.example/one?a=1#top',
  })
  expect(view.scripting.runs.at(-1)).toBe(page.id)
  view.pages.set(page.id, async () => [false])
  await world.openCitation({ ...common, sourceKind: 'article', startMs: null, link })
  await world.openCitation({ ...common, sourceKind: 'article', startMs: null, link: 'javascript:alert(1)' })
  await world.visit('https://elsewhere.example/')
  expect([...view.window.tabs.values()].map(tab => tab.url)).toEqual([
    'https://www.youtube.com/watch?v=abcdefghijk&list=x',
    'https://news.example/one?a=1#top',
    link,
    'https://elsewhere.example/',
  ])
})
