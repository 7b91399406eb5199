import { seen, type Tab } from './tabs.ts'

/** The tabs that show a site which we may see, in all windows. */
export const chromeTabsOf = (pattern: string) => async (): Promise<Tab[]> =>
  (await chrome.tabs.query({ url: pattern })).flatMap(tab => seen(tab) ?? [])
