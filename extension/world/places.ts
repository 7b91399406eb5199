import type { Citation } from '../../core/contract/brief.ts'
import { siteOf } from '../browser/permissions.ts'
import type { Scripting } from '../browser/scripting.ts'
import type { Tab, Tabs } from '../browser/tabs.ts'
import { videoIdOf } from '../capture/canonical.ts'
import { isSamePage } from '../capture/clip-tab.ts'

/** Goes to pages, videos and their places, in a tab that shows them already where there is one. */
export function placesIn({ tabs, scripting }: { tabs: Tabs; scripting: Scripting }) {
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

    async openCitation({ link, startMs }: Pick<Citation, 'link' | 'startMs'>): Promise<void> {
      if (!siteOf(link)) return
      const windowId = await tabs.ownWindow()
      const tab = await tabWith(windowId, link)
      if (!tab) {
        await tabs.open(link, { windowId, active: true })
        return
      }
      if (startMs !== null && videoIdOf(link)) {
        await tabs.activate(tab.id)
        const sought = await scripting.run(tab.id, seek, startMs / 1000).catch(() => false)
        if (sought) return
      }
      await tabs.navigate(tab.id, link)
    },
  }
}

/** Runs in the page. False where there is no video to go into (an advertisement, an error page). */
function seek(seconds: number): boolean {
  const video = document.querySelector<HTMLVideoElement>('#movie_player video, video')
  if (!video || document.querySelector('.ad-showing') || !(video.duration >= seconds)) return false
  video.currentTime = seconds
  video.scrollIntoView({ block: 'nearest' })
  return true
}
