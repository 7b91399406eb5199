export interface MenuItem {
  id: string
  title: string
  contexts: ('page' | 'video' | 'selection' | 'link')[]
}

export interface MenuClick {
  itemId: string
  linkUrl: string | null
}

/** The page's context menu. */
export interface Menus {
  /** The items stay until they are replaced, also when the worker sleeps. */
  replace(items: MenuItem[]): Promise<void>
}

export function chromeMenus(): Menus {
  return {
    async replace(items) {
      await chrome.contextMenus.removeAll()
      for (const item of items) {
        chrome.contextMenus.create({
          id: item.id,
          title: item.title,
          contexts: item.contexts as [MenuItem['contexts'][number], ...MenuItem['contexts']],
          documentUrlPatterns: ['https://*/*', 'http://*/*', 'file://*/*'],
        })
      }
    },
  }
}
