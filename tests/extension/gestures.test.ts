import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ClipFailure } from '../../extension/capture/clip.ts'
import { finishLinks } from '../../extension/gestures/clip-link.ts'
import { gestures } from '../../extension/gestures/gestures.ts'
import { noticesIn } from '../../extension/gestures/notice.ts'
import { article } from './support/captures.ts'
import { type LoopbackServer, loopbackServer } from './support/loopback-server.ts'
import { type Browser, browser, context } from './support/outbox.ts'
import { memoryBadge, memoryPermissions, memoryTabs } from './support/ports.ts'
import { clipOf } from './support/world.ts'

let server: LoopbackServer
let here: Browser
beforeEach(async () => {
  server = await loopbackServer()
  here = browser(server.url)
})
afterEach(() => server.down())

async function worker(own: { panelOpen?: boolean; allows?: boolean; failure?: ClipFailure | Error } = {}) {
  const window = memoryTabs()
  const outbox = await context(here)
  const badge = memoryBadge()
  const permissions = memoryPermissions(own.allows ?? true)
  const calls: string[] = []
  const clipped: string[] = []
  const deps = {
    clip: async (request: Parameters<ReturnType<typeof clipOf>>[0]) => {
      clipped.push(`${request.what} ${request.url}`)
      if (own.failure instanceof Error) throw own.failure
      if (own.failure) return { ok: false as const, error: own.failure }
      return clipOf(each => article(each.projectId, { url: each.url }))(request)
    },
    sender: outbox.sender,
    project: outbox.project,
    badge,
    notices: noticesIn(here.session),
    announcements: here.announcements,
    clock: () => here.time.now,
    pause: async () => {},
    tabs: window.port,
    permissions,
    session: here.session,
    alarms: here.alarms,
    sidePanel: {
      async open() {
        calls.push('open')
      },
      isOpen(): Promise<boolean> {
        calls.push('isOpen')
        return Promise.resolve(own.panelOpen ?? false)
      },
    },
    menus: { replace: async () => {} },
  }
  return { by: gestures(deps), deps, window, badge, permissions, outbox, calls, clipped }
}

test('the toolbar opens the panel at once, within the gesture, and clips nothing', async () => {
  const { by, window, calls, clipped } = await worker()
  const done = by.toolbar(window.add('https://a.example/'))
  expect(calls, 'both before the first await').toEqual(['isOpen', 'open'])
  await done
  expect(clipped).toEqual([])
  expect(here.announcements.told).toContainEqual({ kind: 'granted', tabId: 1 })
})

test('the toolbar clips the page when the panel is open already', async () => {
  const { by, window, badge, outbox, clipped } = await worker({ panelOpen: true })
  await by.toolbar(window.add('https://a.example/'))
  expect(clipped).toEqual(['page https://a.example/'])
  expect(badge.shown).toEqual(['✓'])
  await outbox.sender.flush()
  expect(server.sources.size).toBe(1)
})

test('shortcut and menu clip page and selection and open nothing', async () => {
  const { by, window, calls, clipped } = await worker()
  const tab = window.add('https://a.example/')
  await by.shortcut('clip-page', tab)
  await by.shortcut('something-else', tab)
  await by.menu({ itemId: 'clip-page', linkUrl: null }, tab)
  await by.menu({ itemId: 'clip-selection', linkUrl: null }, tab)
  expect(clipped).toEqual([
    'page https://a.example/',
    'page https://a.example/',
    'selection https://a.example/',
  ])
  expect(calls).toEqual([])
  expect(window.tabs.size).toBe(1)
})

test('the clip is on disk when the badge says so, before any network', async () => {
  await server.down()
  const { by, window, badge, outbox } = await worker()
  await by.shortcut('clip-page', window.add('https://a.example/'))
  expect(badge.shown).toEqual(['✓'])
  expect(await outbox.clips.list()).toHaveLength(1)
  await server.up()
})

test('a failure is on the badge, and waits for the panel until a clip works', async () => {
  const failing = await worker({ failure: { code: 'pdf_locked', message: 'It is locked.' } })
  const tab = failing.window.add('https://a.example/x.pdf')
  await failing.by.shortcut('clip-page', tab)
  expect(failing.badge.shown).toEqual(['!'])
  expect(await failing.deps.notices.read()).toEqual({ message: 'It is locked.', at: here.time.now })
  const working = await worker()
  await working.by.shortcut('clip-page', tab)
  expect(await working.deps.notices.read()).toBeNull()
})

test.each([
  [
    'Cannot access contents of the page. Extension manifest must request permission to access the respective host.',
    'toolbar icon',
  ],
  ['No tab with id: 7.', 'closed'],
  ['Frame with ID 0 is showing error page', 'Reload'],
  ['Cannot read properties of null', 'Reload'],
  ['Cannot access a chrome:// URL', 'no extension'],
])('“%s” becomes words that say what to do', async (thrown, words) => {
  const { by, window, deps } = await worker({ failure: new Error(thrown) })
  await by.shortcut('clip-page', window.add('https://a.example/'))
  expect((await deps.notices.read())?.message).toContain(words)
})

test('a link is asked for in the click, opened behind, clipped when loaded, and closed', async () => {
  const { by, window, clipped, permissions } = await worker()
  const tab = window.add('https://a.example/', { active: true })
  const done = by.menu({ itemId: 'clip-link', linkUrl: 'https://b.example:8443/page' }, tab)
  expect(permissions.asked, 'before the first await').toEqual([['https://b.example/*']])
  await expect.poll(() => window.tabs.size).toBe(2)
  await done
  expect(clipped).toEqual(['page https://b.example:8443/page'])
  expect([...window.tabs.values()]).toMatchObject([{ id: tab.id, active: true }])
})

test('a link whose site is declined opens nothing and says why', async () => {
  const { by, window, deps, badge } = await worker({ allows: false })
  const tab = window.add('https://a.example/')
  await by.menu({ itemId: 'clip-link', linkUrl: 'https://b.example/' }, tab)
  await by.menu({ itemId: 'clip-link', linkUrl: 'mailto:x@b.example' }, tab)
  expect(window.tabs.size).toBe(1)
  expect(badge.shown).toEqual(['!', '!'])
  expect((await deps.notices.read())?.message).toContain('no web page')
})

test('a link whose worker died is finished by the alarm, once', async () => {
  const { deps, window, clipped } = await worker()
  const from = window.add('https://a.example/', { active: true })
  const opened = window.add('https://b.example/')
  await here.session.set('links', [{ tabId: opened.id, fromTabId: from.id }])
  await Promise.all([finishLinks(deps), finishLinks(deps)])
  expect(clipped).toEqual(['page https://b.example/'])
  expect(window.tabs.has(opened.id)).toBe(false)
  expect(await here.session.get('links')).toEqual([])
})
