import type { Citation } from '../../core/contract/brief.ts'
import { siteOf } from '../browser/permissions.ts'
import type { Scripting } from '../browser/scripting.ts'
import type { Tab, Tabs } from '../browser/tabs.ts'
import { isSamePage } from '../capture/clip-tab.ts'
import { markQuotes } from '../highlights/mark-quotes.ts'

export interface PlacesDeps {
  tabs: Tabs
  scripting: Scripting
  wait: (ms: number, signal: AbortSignal) => Promise<void>
}

/** So long a tab may take to have an address of its own page. */
const GIVE_UP_MS = 2_000

/** Goes to pages, videos and their places, in a tab that shows them already where there is one. */
export function placesIn({ tabs, scripting, wait }: PlacesDeps) {
  /** A tab of this window with that page, the one in front before the others; we only know tabs of sites we may see. */
  async function tabWith(windowId: number, url: string): Promise<Tab | undefined> {
    const shown = (await tabs.allIn(windowId)).filter(tab => tab.url && isSamePage(tab.url, url))
    return shown.find(tab => tab.active) ?? shown[0]
  }

  return {
    async visit(url: string): Promise<void> {
      // Addresses come from pages: nothing but the web is opened.
      if (!siteOf(url)) return
      const windowId = await tabs.ownWindow()
      const tab = await tabWith(windowId, url)
      if (tab) await tabs.activate(tab.id)
      else await tabs.open(url, { windowId, active: true })
    },

    async openCitation({
      link,
      startMs,
      page,
      anchor,
    }: Pick<Citation, 'link' | 'startMs' | 'page' | 'anchor'>): Promise<void> {
      if (!siteOf(link)) return
      const windowId = await tabs.ownWindow()
      const tab = await tabWith(windowId, link)
      if (tab && page !== null) {
        // The viewer reads the page in its address only while it loads (seen in Chromium 156).
        await goTo(tab.id, link)
        return tabs.reload(tab.id)
      }
      if (tab && (await shownIn(tab, startMs, anchor))) return
      // A video goes on in its tab; the sentence of a page is found by the browser itself in a new one only.
      if (tab && startMs !== null) await tabs.navigate(tab.id, link)
      else await tabs.open(link, { windowId, active: true })
    },
  }

  /** Until the tab has the address: the browser resolves before, and loading it anew then forgets where it was going. */
  async function goTo(tabId: number, url: string): Promise<void> {
    const address = new URL(url).href
    const waiting = new AbortController()
    const off = tabs.onUpdated(tab => {
      if (tab.id === tabId && tab.url === address) waiting.abort()
    })
    try {
      await tabs.navigate(tabId, url)
      const { url: now } = await tabs.get(tabId)
      if (now !== address) await wait(GIVE_UP_MS, waiting.signal).catch(() => {})
    } finally {
      off()
    }
  }

  /** Shows the place in a tab that has the page already, which keeps what the creator did there. */
  async function shownIn(tab: Tab, startMs: number | null, anchor: Citation['anchor']): Promise<boolean> {
    await tabs.activate(tab.id)
    try {
      const shown =
        startMs === null
          ? (await scripting.run(tab.id, markQuotes, [anchor], 'quote'))?.[0]
          : await scripting.run(tab.id, seek, startMs / 1000)
      return shown === true
    } catch {
      return false
    }
  }
}

export type Places = ReturnType<typeof placesIn>

/** Runs in the page. False where there is no video to go into (an advertisement, an error page). */
function seek(seconds: number): boolean {
  const video = document.querySelector<HTMLVideoElement>('#movie_player video, video')
  if (!video || document.querySelector('.ad-showing') || !(video.duration >= seconds)) return false
  video.currentTime = seconds
  video.scrollIntoView({ block: 'nearest' })
  return true
}
