import type { MenuClick, MenuItem, Menus } from '../browser/menus.ts'
import type { SidePanel } from '../browser/side-panel.ts'
import type { Tab } from '../browser/tabs.ts'
import { clipByGesture } from './clip-gesture.ts'
import { clipLink, type LinkDeps } from './clip-link.ts'

const items: MenuItem[] = [
  { id: 'clip-page', title: 'Clip this page', contexts: ['page', 'video'] },
  { id: 'clip-selection', title: 'Clip selection', contexts: ['selection'] },
  { id: 'clip-link', title: 'Clip link', contexts: ['link'] },
]

/** What the creator can do without the panel. Each of these grants the page of its tab to us (activeTab). */
export function gestures(deps: LinkDeps & { sidePanel: SidePanel; menus: Menus }) {
  const { sidePanel, menus, announcements } = deps
  const granted = (tab: Tab) => announcements.tell({ kind: 'granted', tabId: tab.id })

  return {
    installMenus: () => menus.replace(items),

    /** Opens the panel of the window; where it is open already, clips the page. */
    async toolbar(tab: Tab): Promise<void> {
      // Both calls before any await: the answer is of the moment before, and the gesture is still on.
      const wasOpen = sidePanel.isOpen(tab.windowId)
      const opening = sidePanel.open(tab.windowId)
      granted(tab)
      const [open] = await Promise.all([wasOpen, opening])
      if (open) await clipByGesture(deps, tab, 'page')
    },

    async shortcut(command: string, tab: Tab): Promise<void> {
      if (command !== 'clip-page') return
      granted(tab)
      await clipByGesture(deps, tab, 'page')
    },

    async menu({ itemId, linkUrl }: MenuClick, tab: Tab): Promise<void> {
      granted(tab)
      if (itemId === 'clip-link' && linkUrl) await clipLink(deps, tab, linkUrl)
      else if (itemId === 'clip-selection') await clipByGesture(deps, tab, 'selection')
      else if (itemId === 'clip-page') await clipByGesture(deps, tab, 'page')
    },
  }
}
