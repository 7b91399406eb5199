import { type ReadonlySignal, signal } from '@preact/signals'
import type { Announcements } from '../browser/announcements.ts'
import { accessRefusal, type Scripting } from '../browser/scripting.ts'
import type { Tab, Tabs } from '../browser/tabs.ts'
import type { ThisPage } from '../panel/world.ts'
import { type PageKind, pageKind } from './page-kind.ts'

export interface ThisPageDeps {
  tabs: Tabs
  scripting: Scripting
  announcements: Announcements
  /** Calls when the creator turns to the panel: a selection on the page tells nobody of itself. */
  onAttention: (heard: () => void) => () => void
}

const BROWSER_PAGE =
  'This page belongs to the browser or to its store, and no extension may read it. Open a web page to clip it.'
const FILE =
  'This is a file on your computer, which the browser shows to no extension. A PDF you can drop on this panel.'

/**
 * What the active tab of the panel's own window shows. Whatever is learnt late, after the creator has turned to
 * another tab or page, is dropped.
 */
export function followPage(deps: ThisPageDeps): {
  page: ReadonlySignal<ThisPage>
  refresh: () => Promise<void>
  /** Resolves when it is shown for the first time what is in front. */
  looked: Promise<void>
  stop: () => void
} {
  const { tabs, scripting, announcements, onAttention } = deps
  const page = signal<ThisPage>({ state: 'none' })
  const ownWindow = tabs.ownWindow()
  let newest = 0
  let sawFirst = () => {}
  const looked = new Promise<void>(resolve => {
    sawFirst = resolve
  })

  const show = (next: ThisPage) => {
    sawFirst()
    if (JSON.stringify(next) !== JSON.stringify(page.peek())) page.value = next
  }

  async function refresh(): Promise<void> {
    const question = ++newest
    const late = () => question !== newest
    let tab: Tab | null
    try {
      tab = await tabs.activeIn(await ownWindow)
    } catch {
      tab = null
    }
    if (late()) return
    if (!tab) return show({ state: 'none' })
    if (tab.url && !/^https?:/.test(tab.url))
      return show({ state: 'forbidden', reason: tab.url.startsWith('file:') ? FILE : BROWSER_PAGE })

    // Known at once where the address is, with what was learnt of the same page before; its kind and selection follow.
    const before = page.peek()
    if (tab.url) {
      const same = before.state === 'known' && before.tabId === tab.id && before.url === tab.url
      const kind = same ? before.kind : pageKind(tab.url, null)
      show(known(tab, tab.url, kind, same && before.selection))
    } else if (!('tabId' in before) || before.tabId !== tab.id) show({ state: 'unknown', tabId: tab.id })

    try {
      const looked = await scripting.run(tab.id, look)
      if (late() || !looked) return
      const now = await tabs.get(tab.id)
      if (late() || !now.url || now.url !== (tab.url ?? now.url)) return
      show(known(now, now.url, pageKind(now.url, looked.contentType), looked.selection))
    } catch (error) {
      if (late()) return
      const why = accessRefusal(error)
      // With an address we have access: it was the page that broke, or the tab that went on.
      if (why === 'unknown' && !tab.url) show({ state: 'unknown', tabId: tab.id })
      else if (why === 'forbidden' && !tab.loading) show({ state: 'forbidden', reason: BROWSER_PAGE })
    }
  }

  const ours = async (tab: { windowId: number; active?: boolean }) =>
    tab.active !== false && tab.windowId === (await ownWindow)
  const offs = [
    tabs.onActivated(async (_, windowId) => {
      if (await ours({ windowId })) await refresh()
    }),
    tabs.onUpdated(async tab => {
      if (await ours(tab)) await refresh()
    }),
    announcements.onTold(told => {
      if (told.kind === 'granted') void refresh()
    }),
    onAttention(() => void refresh()),
  ]
  void refresh()

  return {
    page,
    refresh,
    looked,
    stop() {
      newest++
      for (const off of offs) off()
    },
  }
}

function known(tab: Tab, url: string, kind: PageKind, selection: boolean): ThisPage {
  return { state: 'known', tabId: tab.id, url, title: tab.title ?? url, kind, selection }
}

/** Runs in the page. */
function look(): { contentType: string; selection: boolean } {
  return { contentType: document.contentType, selection: (getSelection()?.toString() ?? '').trim() !== '' }
}
