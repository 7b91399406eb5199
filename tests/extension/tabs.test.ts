import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ClipRequest } from '../../extension/capture/clip.ts'
import type { LiveWorld } from '../../extension/world/world-deps.ts'
import { article, video } from './support/captures.ts'
import { type LoopbackServer, loopbackServer } from './support/loopback-server.ts'
import { type Browser, browser } from './support/outbox.ts'
import { memoryPermissions } from './support/ports.ts'
import { clipOf, panel } from './support/world.ts'

const EVERY_SITE = ['https://*/*', 'http://*/*']
let server: LoopbackServer
let here: Browser
const worlds: LiveWorld[] = []
const until = <Value>(look: () => Value) => vi.waitFor(look, { timeout: 3_000, interval: 5 })

beforeEach(async () => {
  server = await loopbackServer()
  here = browser(server.url)
})
afterEach(async () => {
  for (const world of worlds.splice(0)) world.stop()
  await server.down().catch(() => {})
})

type Own = Parameters<typeof panel>[1]
async function opened(own: Own = {}) {
  const view = await panel(here, own)
  const begin = async () => {
    const world = view.start()
    worlds.push(world)
    await until(() => expect(world.work.value.loading).toBe(false))
    return world
  }
  return { ...view, begin }
}
const outcomes = (world: LiveWorld) => world.tabs.batch.value?.tabs.map(({ outcome }) => outcome)
const states = (world: LiveWorld) => outcomes(world)?.map(({ state }) => state)
async function clipAll(world: LiveWorld, ask = true) {
  await world.tabs.clip(await world.tabs.plan('window'), ask)
}
const hash = (n: number) => n.toString(16).padStart(64, '0')
/** Each page has one text. */
const sameText = clipOf(({ projectId, url }: ClipRequest) =>
  article(projectId, { url, contentHash: hash(url.length) }),
)

test('a window offers its tabs, a group and marked tabs only where there are any', async () => {
  const view = await opened()
  view.window.add('https://a.example/', { active: true, groupId: 5, marked: true })
  const world = await view.begin()
  expect(world.tabs.choices.value).toEqual([])
  view.window.add('https://b.example/', { groupId: 5 })
  view.window.add('https://c.example/', { marked: true })
  view.window.add('https://d.example/')
  view.turnTo()
  await until(() =>
    expect(world.tabs.choices.value).toEqual([
      { which: 'window', count: 4 },
      { which: 'group', count: 2 },
      { which: 'selected', count: 2 },
    ]),
  )
  const plan = await world.tabs.plan('group')
  expect(plan).toMatchObject({ tabIds: [1, 2], open: 2, origins: [] })
})

test('tabs that may be read are clipped without a question, two at a time', async () => {
  let now = 0
  let most = 0
  const view = await opened({
    clip: async request => {
      now++
      most = Math.max(most, now)
      await new Promise(resolve => setTimeout(resolve, 10))
      now--
      return clipOf(each => article(each.projectId, { url: each.url }))(request)
    },
  })
  for (let n = 1; n <= 5; n++) view.window.add(`https://a.example/${n}`)
  const world = await view.begin()
  await clipAll(world)
  expect(states(world)).toEqual(Array(5).fill('saved'))
  expect(most).toBe(2)
  expect(view.permissions.asked).toEqual([])
  expect(world.work.value.sources).toHaveLength(5)
  await until(() => expect(server.sources.size).toBe(5))
  expect(world.tabs.batch.value).toMatchObject({ state: 'done', given: [] })
})

test('for unseen tabs one question is asked, in the click; declined, those are named and the others clipped', async () => {
  const permissions = { ...memoryPermissions(false), has: async () => false }
  const view = await opened({ permissions })
  view.window.add('https://a.example/')
  view.window.add(null)
  view.window.add(null)
  const world = await view.begin()
  const plan = await world.tabs.plan('window')
  expect(plan).toMatchObject({ open: 1, everySite: true, origins: EVERY_SITE })
  expect(permissions.asked).toEqual([])
  const done = world.tabs.clip(plan, true)
  expect(permissions.asked, 'before the first await').toEqual([EVERY_SITE])
  await done
  expect(outcomes(world)).toMatchObject([
    { state: 'saved' },
    { state: 'skipped', why: 'no_access' },
    { state: 'skipped', why: 'no_access' },
  ])
  expect(world.tabs.batch.value?.given).toEqual([])
})

test('allowed, the addresses are known, pages of the browser are skipped, and the access can be given back', async () => {
  const allowing = { ...memoryPermissions(true), has: async () => false }
  const view = await opened({
    permissions: {
      ...allowing,
      async request(origins) {
        view.window.tabs.set(2, { ...view.window.tabs.get(2)!, url: 'https://b.example/' })
        return allowing.request(origins)
      },
    },
  })
  view.window.add('https://a.example/')
  view.window.add(null)
  view.window.add(null, { title: 'Settings' })
  const world = await view.begin()
  await clipAll(world)
  expect(outcomes(world)).toMatchObject([
    { state: 'saved' },
    { state: 'saved' },
    { state: 'skipped', why: 'browser_page' },
  ])
  expect(world.tabs.batch.value?.given).toEqual(EVERY_SITE)
  expect(await world.tabs.giveBack()).toBe(true)
  expect(allowing.givenBack).toEqual([EVERY_SITE])
  expect(world.tabs.batch.value?.given).toEqual([])
})

test('a page that is here unchanged is not clipped again, a changed one is a new version', async () => {
  let text = 1
  const view = await opened({
    clip: clipOf(({ projectId, url }) =>
      article(projectId, { url, contentHash: hash(url.endsWith('/one') ? 900 : text++) }),
    ),
  })
  view.window.add('https://a.example/one')
  view.window.add('https://a.example/two')
  const world = await view.begin()
  await clipAll(world)
  const [one, two] = outcomes(world)!
  await until(() => expect(server.sources.size).toBe(2))
  await world.tabs.dismiss()
  await clipAll(world)
  expect(outcomes(world)).toMatchObject([
    { state: 'unchanged', sourceId: (one as { sourceId: string }).sourceId },
    { state: 'changed', sourceId: (two as { sourceId: string }).sourceId },
  ])
  expect(world.work.value.sources).toHaveLength(2)
})

test('of two tabs with one page the first counts, by address and by what the page says of itself', async () => {
  const view = await opened({
    clip: clipOf(({ projectId, url }) =>
      article(projectId, { url, canonicalUrl: url.includes('/amp') ? 'https://a.example/story' : url }),
    ),
  })
  view.window.add('https://a.example/story')
  view.window.add('https://a.example/story?utm_source=letter#part')
  view.window.add('https://b.example/')
  view.window.add('https://a.example/amp/story')
  const world = await view.begin()
  await clipAll(world)
  expect(outcomes(world)).toMatchObject([
    { state: 'saved' },
    { state: 'skipped', why: 'duplicate' },
    { state: 'saved' },
    { state: 'skipped', why: 'duplicate' },
  ])
})

test('a sleeping tab is loaded again, clipped, and put back to sleep', async () => {
  const view = await opened({ clip: sameText })
  const tab = view.window.add('https://a.example/', { asleep: true })
  view.window.add('https://b.example/long')
  const world = await view.begin()
  const reload = vi.spyOn(view.window.port, 'reload')
  await clipAll(world)
  expect(reload).toHaveBeenCalledWith(tab.id)
  expect(outcomes(world)).toMatchObject([
    { state: 'saved', woken: true },
    { state: 'saved', woken: false },
  ])
  expect(view.window.tabs.get(tab.id)?.asleep).toBe(true)
})

test('a tab that is closed, that went on, that cannot be read: each has its own outcome', async () => {
  const view = await opened({
    clip: async request => {
      if (request.url.includes('first')) {
        await view.window.port.close(2)
        view.window.change(3, { url: 'https://elsewhere.example/' })
      }
      if (request.url.includes('empty'))
        return { ok: false, error: { code: 'empty_page', message: 'There is no text.' } }
      if (request.url.includes('refused')) throw new Error('Cannot access contents of the page.')
      await new Promise(resolve => setTimeout(resolve, 5))
      return sameText(request)
    },
  })
  for (const name of ['first', 'closed', 'gone-on', 'empty', 'refused'])
    view.window.add(`https://a.example/${name}`)
  // The first lane must have begun before the second looks at its tab.
  const get = view.window.port.get
  view.window.port.get = async tabId => {
    if (tabId === 2) await new Promise(resolve => setTimeout(resolve, 5))
    return get(tabId)
  }
  const world = await view.begin()
  await clipAll(world)
  expect(outcomes(world)).toMatchObject([
    { state: 'saved' },
    { state: 'failed', why: 'closed' },
    { state: 'failed', why: 'navigated' },
    { state: 'failed', why: 'unreadable', message: 'There is no text.' },
    { state: 'skipped', why: 'no_access' },
  ])
})

test('a page that never answers does not hold up the others', async () => {
  const view = await opened({
    clip: request => (request.url.includes('hangs') ? new Promise(() => {}) : sameText(request)),
    setTimer(run, ms) {
      const timer = setTimeout(run, ms === 60_000 ? 30 : ms)
      return () => clearTimeout(timer)
    },
  })
  view.window.add('https://a.example/hangs')
  view.window.add('https://a.example/answers')
  const world = await view.begin()
  await clipAll(world)
  expect(outcomes(world)).toMatchObject([{ state: 'failed', why: 'silent' }, { state: 'saved' }])
})

test('videos are taken one at a time, with a pause of seconds between them', async () => {
  const waits: number[] = []
  let videos = 0
  let most = 0
  const view = await opened({
    clip: async request => {
      const id = /v=(\w{11})/.exec(request.url)?.[1]
      if (!id) return sameText(request)
      most = Math.max(most, ++videos)
      await new Promise(resolve => setTimeout(resolve, 5))
      videos--
      return clipOf(({ projectId, url }) => video(projectId, { url, canonicalUrl: url, videoId: id }))(
        request,
      )
    },
    setTimer(run, ms) {
      if (ms > 2_000 && ms < 10_000) waits.push(ms)
      const timer = setTimeout(run, ms > 20_000 ? 1_000 : Math.min(ms, 5))
      return () => clearTimeout(timer)
    },
  })
  view.window.add('https://www.youtube.com/watch?v=aaaaaaaaaaa')
  view.window.add('https://www.youtube.com/watch?v=bbbbbbbbbbb')
  view.window.add('https://a.example/page')
  const world = await view.begin()
  await clipAll(world)
  expect(states(world)).toEqual(['saved', 'saved', 'saved'])
  expect(most).toBe(1)
  expect(waits).toHaveLength(1)
  expect(waits[0]).toBeGreaterThanOrEqual(3_000)
})

test('stopped in the middle, what is read is finished and the rest named', async () => {
  const view = await opened({
    clip: async request => {
      worlds.at(-1)!.tabs.stop()
      return sameText(request)
    },
  })
  for (const path of ['a', 'bb', 'ccc', 'dddd']) view.window.add(`https://a.example/${path}`)
  const world = await view.begin()
  await clipAll(world)
  const all = states(world)!
  expect(all[0]).toBe('saved')
  expect(all.slice(2)).toEqual(['skipped', 'skipped'])
  expect(outcomes(world)!.at(-1)).toEqual({ state: 'skipped', why: 'stopped' })
  expect(world.tabs.batch.value?.state).toBe('done')
})

test('a panel that is closed halfway says at its next opening how far it came, and goes on', async () => {
  const dying = await opened({
    clip: request =>
      request.url.length > 'https://a.example/bb'.length ? new Promise(() => {}) : sameText(request),
  })
  for (const path of ['a', 'bb', 'ccc', 'dddd']) dying.window.add(`https://a.example/${path}`)
  const first = await dying.begin()
  void clipAll(first)
  await until(() => expect(states(first)).toEqual(['saved', 'saved', 'working', 'working']))
  first.stop()

  const asked = memoryPermissions(true)
  const again = await opened({ clip: sameText, permissions: { ...asked, has: async () => false } })
  for (const path of ['a', 'bb', 'ccc', 'dddd']) again.window.add(`https://a.example/${path}`)
  const second = await again.begin()
  await until(() => expect(second.tabs.batch.value?.state).toBe('interrupted'))
  expect(states(second)).toEqual(['saved', 'saved', 'waiting', 'waiting'])
  again.turnTo()
  await new Promise(resolve => setTimeout(resolve, 20))
  const going = second.tabs.goOn()
  expect(asked.asked, 'only the sites of what is left').toEqual([['https://a.example/*']])
  await going
  expect(states(second)).toEqual(['saved', 'saved', 'saved', 'saved'])
  expect(second.work.value.sources).toHaveLength(4)
})
