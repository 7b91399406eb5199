/** A tab as far as the browser lets us see it: without access to its site there is no url and no title. */
export interface Tab {
  id: number
  windowId: number
  active: boolean
  loading: boolean
  url: string | null
  title: string | null
  /** Asleep: the browser has thrown its page away until somebody turns to it. */
  asleep: boolean
  /** One of those that are marked in the tab strip; the tab in front always is. */
  marked: boolean
  /** The tab group that it is in. */
  groupId: number | null
}

type Off = () => void

/** Windows and tabs. Every call rejects where the tab or window is gone. */
export interface Tabs {
  /** The window that the calling page (the panel) belongs to. */
  ownWindow(): Promise<number>
  activeIn(windowId: number): Promise<Tab | null>
  allIn(windowId: number): Promise<Tab[]>
  /** Tabs of all windows at these addresses, as a match pattern: those that we may see. */
  showing(pattern: string): Promise<Tab[]>
  get(tabId: number): Promise<Tab>
  open(url: string, where: { windowId?: number; active: boolean }): Promise<Tab>
  activate(tabId: number): Promise<void>
  navigate(tabId: number, url: string): Promise<void>
  /** Loads the page anew, also one that is asleep. Resolves when that begins. */
  reload(tabId: number): Promise<void>
  /** Lets the browser throw the page away again, as it had. */
  sleep(tabId: number): Promise<void>
  close(tabId: number): Promise<void>
  onActivated(heard: (tabId: number, windowId: number) => void): Off
  /** Only for what somebody can see of a tab: its loading, address or title. */
  onUpdated(heard: (tab: Tab) => void): Off
  onRemoved(heard: (tabId: number) => void): Off
}

export function chromeTabs(): Tabs {
  return {
    async ownWindow() {
      return (await chrome.windows.getCurrent()).id ?? chrome.windows.WINDOW_ID_CURRENT
    },
    async activeIn(windowId) {
      const [tab] = await chrome.tabs.query({ active: true, windowId })
      return tab ? seen(tab) : null
    },
    async allIn(windowId) {
      return (await chrome.tabs.query({ windowId })).flatMap(tab => seen(tab) ?? [])
    },
    async showing(pattern) {
      return (await chrome.tabs.query({ url: pattern })).flatMap(tab => seen(tab) ?? [])
    },
    async get(tabId) {
      const tab = seen(await chrome.tabs.get(tabId))
      if (!tab) throw new Error(`No tab with id: ${tabId}.`)
      return tab
    },
    async open(url, { windowId, active }) {
      const tab = seen(
        await chrome.tabs.create(windowId === undefined ? { url, active } : { url, active, windowId }),
      )
      if (!tab) throw new Error('The browser opened no tab.')
      return tab
    },
    async activate(tabId) {
      await chrome.tabs.update(tabId, { active: true })
    },
    async navigate(tabId, url) {
      await chrome.tabs.update(tabId, { url, active: true })
    },
    async reload(tabId) {
      await chrome.tabs.reload(tabId)
    },
    async sleep(tabId) {
      await chrome.tabs.discard(tabId)
    },
    async close(tabId) {
      await chrome.tabs.remove(tabId)
    },
    onActivated(heard) {
      const listener = (info: { tabId: number; windowId: number }) => heard(info.tabId, info.windowId)
      chrome.tabs.onActivated.addListener(listener)
      return () => chrome.tabs.onActivated.removeListener(listener)
    },
    onUpdated(heard) {
      const listener = (_: number, change: object, raw: chrome.tabs.Tab) => {
        const tab = seen(raw)
        if (tab && ('status' in change || 'url' in change || 'title' in change)) heard(tab)
      }
      chrome.tabs.onUpdated.addListener(listener)
      return () => chrome.tabs.onUpdated.removeListener(listener)
    },
    onRemoved(heard) {
      const listener = (tabId: number) => heard(tabId)
      chrome.tabs.onRemoved.addListener(listener)
      return () => chrome.tabs.onRemoved.removeListener(listener)
    },
  }
}

/** Tabs of developer tools and the like have no id: nothing can be done with them. */
export function seen(tab: chrome.tabs.Tab): Tab | null {
  if (tab.id === undefined || tab.id < 0) return null
  return {
    id: tab.id,
    windowId: tab.windowId,
    active: tab.active,
    loading: tab.status === 'loading',
    url: tab.url || null,
    title: tab.title || null,
    asleep: tab.discarded || tab.status === 'unloaded',
    marked: tab.highlighted,
    groupId: tab.groupId === undefined || tab.groupId < 0 ? null : tab.groupId,
  }
}
