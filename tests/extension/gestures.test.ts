import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ClipFailure } from '../../extension/capture/clip.ts'
import { tellOutcome } from '../../extension/gestures/clip-gesture.ts'
import { finishLinks, type LinkDeps } from '../../extension/gestures/clip-link.ts'
import { gestures } from '../../extension/gestures/gestures.ts'
import { noticesIn } from '../../extension/gestures/notice.ts'
import { sourceOf } from '../../extension/outbox/clips.ts'
import { strandedLink } from '../../extension/tabs/stranded-link.ts'
import { article, video } from './support/captures.ts'
import { type LoopbackServer, loopbackServer } from './support/loopback-server.ts'
import { type Browser, browser, context } from './support/outbox.ts'
import { memoryBadge, memoryPermissions, memoryTabs } from './support/ports.ts'
import { clipOf } from './support/world.ts'

const NO_VIDEO: ClipFailure = { code: 'error', message: 'No video.' }
let server: LoopbackServer
let here: Browser
beforeEach(async () => {
  server = await loopbackServer()
  here = browser(server.url)
})
afterEach(() => server.down())

interface Own {
  panelOpen?: boolean
  allows?: boolean
  failure?: ClipFailure | Error
  /** What a fetched link gives; by default that it has to be opened. */
  readLink?: LinkDeps['readLink']
  clipLinkedVideo?: LinkDeps['clipLinkedVideo']
}

async function worker(own: Own = {}) {
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
    setTimer(run: () => void, ms: number) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    readLink: own.readLink ?? (async () => ({ got: 'open' as const })),
    clipLinkedVideo: own.clipLinkedVideo ?? (async () => ({ ok: false as const, error: NO_VIDEO })),
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

test('a link that a fetch does not show is asked for in the click, opened behind, clipped when loaded, and closed', async () => {
  const { by, window, clipped, permissions } = await worker()
  const tab = window.add('https://a.example/', { active: true })
  const done = by.menu({ itemId: 'clip-link', linkUrl: 'https://b.example:8443/page' }, tab)
  expect(permissions.asked, 'before the first await').toEqual([['https://b.example/*']])
  await done
  expect(clipped, 'in a tab of its own').toEqual(['page https://b.example:8443/page'])
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
  await here.session.set('links', [
    { url: 'https://b.example/', tabId: opened.id, fromTabId: from.id, windowId: 1 },
  ])
  await Promise.all([finishLinks(deps), finishLinks(deps)])
  expect(clipped).toEqual(['page https://b.example/'])
  expect(window.tabs.has(opened.id)).toBe(false)
  expect(await here.session.get('links')).toEqual([])
})

test('a link is clipped without a tab where a fetch shows it', async () => {
  const asked: unknown[] = []
  const { by, window, clipped, badge, outbox } = await worker({
    readLink: async question => {
      asked.push(question)
      return { got: 'capture', capture: article(question.projectId, { url: question.url }) }
    },
  })
  const tab = window.add('https://a.example/', { active: true })
  await by.menu({ itemId: 'clip-link', linkUrl: 'https://b.example/page' }, tab)
  expect(asked).toMatchObject([{ url: 'https://b.example/page', videoId: null }])
  expect(window.tabs.size).toBe(1)
  expect(clipped).toEqual([])
  expect(badge.shown).toEqual(['✓'])
  expect(await outbox.clips.list()).toHaveLength(1)
  expect(await here.session.get('links')).toEqual([])
})

test('a click counter’s link asks for the site that it leads to', async () => {
  const { by, window, permissions } = await worker({ allows: false })
  const target = encodeURIComponent('https://b.example/page?x=1')
  await by.menu(
    { itemId: 'clip-link', linkUrl: `https://www.google.com/url?q=${target}&sa=U` },
    window.add('https://a.example/'),
  )
  expect(permissions.asked).toEqual([['https://b.example/*']])
})

test.each([
  'javascript:alert(1)',
  'data:text/html,<p>words</p>',
  'blob:https://a.example/5a7c',
  'chrome://settings/',
  'file:///etc/passwd',
  'https://www.google.com/url?q=javascript:alert(1)'.replace('https://www.google.com', 'ftp://files.example'),
  `https://b.example/${'a'.repeat(5_000)}`,
])('a link to %s asks nothing, opens nothing and says why', async linkUrl => {
  const { by, window, permissions, deps, badge } = await worker({
    readLink: () => Promise.reject(new Error('must not be asked')),
  })
  await by.menu({ itemId: 'clip-link', linkUrl }, window.add('https://a.example/'))
  expect(permissions.asked).toEqual([])
  expect(window.tabs.size).toBe(1)
  expect(badge.shown).toEqual(['!'])
  expect((await deps.notices.read())?.message).toContain('no web page')
})

test('a link to a video is asked for by its watch page, whatever its form', async () => {
  const asked: { url: string; videoId: string | null }[] = []
  const { by, window, outbox } = await worker({
    readLink: async question => {
      asked.push(question)
      const of = { videoId: question.videoId!, facts: null, pageTitle: '', clientVersion: null, ms: 1 }
      return { got: 'video', video: of }
    },
    clipLinkedVideo: async ({ videoId }, projectId) => ({ ok: true, value: video(projectId, { videoId }) }),
  })
  await by.menu(
    { itemId: 'clip-link', linkUrl: 'https://youtu.be/abcdefghijk?t=5' },
    window.add('https://a.example/'),
  )
  expect(asked).toMatchObject([
    { url: 'https://www.youtube.com/watch?v=abcdefghijk', videoId: 'abcdefghijk' },
  ])
  expect(await outbox.clips.list()).toMatchObject([{ source: { kind: 'video' } }])
})

test('a failure of the fetch is told, and nothing is opened', async () => {
  const { by, window, deps } = await worker({
    readLink: async () => ({ got: 'failure', failure: { code: 'error', message: 'It is not there (404).' } }),
  })
  await by.menu({ itemId: 'clip-link', linkUrl: 'https://b.example/' }, window.add('https://a.example/'))
  expect(window.tabs.size).toBe(1)
  expect((await deps.notices.read())?.message).toBe('It is not there (404).')
})

test('a link that led on to another site keeps its tab, says so, and is clipped by one press in the panel', async () => {
  const { by, window, deps, badge, clipped } = await worker()
  const from = window.add('https://a.example/', { active: true })

  // It leads to a site whose address the browser keeps to itself.
  const open = window.port.open
  window.port.open = async (_, where) => open('https://elsewhere.example/story', where)
  const hiding = window.port.get
  window.port.get = async tabId => {
    const tab = await hiding(tabId)
    return tab.url === 'https://elsewhere.example/story' ? { ...tab, url: null } : tab
  }
  const again = by.menu({ itemId: 'clip-link', linkUrl: 'https://short.example/y' }, from)
  await expect.poll(() => window.tabs.size).toBe(2)
  const led = [...window.tabs.values()].at(-1)!
  window.change(led.id, { title: 'A story' })
  await again
  expect(badge.shown).toEqual(['?'])
  expect(clipped).toEqual([])

  const panel = strandedLink({ ...deps, projectId: deps.project.orFirst, clipped: async () => {} })
  await expect.poll(() => panel.link.value).toEqual({ tabId: led.id, url: 'https://short.example/y' })
  window.port.get = hiding
  const clipping = panel.clip()
  expect(deps.permissions.asked.at(-1), 'before the first await').toEqual(['https://*/*', 'http://*/*'])
  expect(await clipping).toMatchObject({ ok: true })
  expect(clipped).toEqual(['page https://elsewhere.example/story'])
  expect(window.tabs.has(led.id)).toBe(false)
  await expect.poll(() => panel.link.value).toBeNull()
})

test('a link whose worker died while it was fetched is opened by the alarm', async () => {
  const { deps, window, clipped } = await worker()
  const from = window.add('https://a.example/', { active: true })
  await here.session.set('links', [
    { url: 'https://b.example/', tabId: null, fromTabId: from.id, windowId: 1 },
  ])
  await Promise.all([finishLinks(deps), finishLinks(deps)])
  expect(clipped).toEqual(['page https://b.example/'])
  expect(window.tabs.size).toBe(1)
})

test('what a later clip says on the icon is not wiped away by the earlier one’s end', async () => {
  const badge = memoryBadge()
  const notices = noticesIn(here.session)
  const ends: (() => void)[] = []
  const pause = () => new Promise<void>(resolve => void ends.push(resolve))
  const told = { badge, notices, pause, clock: () => here.time.now }
  await tellOutcome(told, 7, { ok: false, error: NO_VIDEO })
  await tellOutcome(told, 7, { ok: true, value: sourceOf(article('p')) })
  ends[0]!()
  await new Promise(resolve => setTimeout(resolve))
  expect(badge.now.get(7)).toBe('✓')
  ends[1]!()
  await new Promise(resolve => setTimeout(resolve))
  expect(badge.now.get(7)).toBeUndefined()
})

test('an earlier clip’s end does not wipe away what a later one is being shown as', async () => {
  const badge = memoryBadge()
  const ends: (() => void)[] = []
  const pause = () => new Promise<void>(resolve => void ends.push(resolve))
  const drawn = Promise.withResolvers<void>()
  const slow = {
    ...badge,
    async show(...given: Parameters<typeof badge.show>) {
      await badge.show(...given)
      if (badge.shown.length === 2) await drawn.promise
    },
  }
  const told = { badge: slow, notices: noticesIn(here.session), pause, clock: () => here.time.now }
  const saved = { ok: true, value: sourceOf(article('p')) } as const
  await tellOutcome(told, 7, saved)
  const later = tellOutcome(told, 7, saved)
  await expect.poll(() => badge.shown).toEqual(['✓', '✓'])
  // The browser draws it still, and the first one's time is over.
  ends[0]!()
  await new Promise(resolve => setTimeout(resolve))
  drawn.resolve()
  await later
  expect(badge.now.get(7)).toBe('✓')
})
