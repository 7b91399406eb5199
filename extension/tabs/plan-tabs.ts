import { EVERY_SITE, type Permissions, siteOf } from '../browser/permissions.ts'
import type { Tab } from '../browser/tabs.ts'
import type { BatchTab, TabChoice, TabPlan, TabSet } from '../panel/tabs/tabs-world.ts'

/** The sets worth offering: the whole window, and a group or marked tabs where there are any. */
export function choicesOf(tabs: Tab[]): TabChoice[] {
  if (tabs.length < 2) return []
  return (['window', 'group', 'selected'] as const).flatMap(which => {
    const count = tabsOf(which, tabs).length
    const whole = which !== 'window' && count === tabs.length
    return count > (which === 'group' ? 0 : 1) && !whole ? [{ which, count }] : []
  })
}

export function tabsOf(which: TabSet, tabs: Tab[]): Tab[] {
  if (which === 'window') return tabs
  if (which === 'selected') return tabs.filter(tab => tab.marked)
  const group = tabs.find(tab => tab.active)?.groupId ?? null
  return group === null ? [] : tabs.filter(tab => tab.groupId === group)
}

/**
 * What these tabs need. An address that the browser tells is one that we may read: nothing else makes it tell. Of the
 * others it says nothing, so that the question for them is about every site.
 */
export async function planOf(which: TabSet, tabs: Tab[], permissions: Permissions): Promise<TabPlan> {
  const tabIds = tabs.map(tab => tab.id)
  const open = tabs.filter(tab => tab.url && siteOf(tab.url)).length
  const unseen = tabs.some(tab => !tab.url)
  const everySite = unseen && !(await permissions.has(EVERY_SITE))
  return { which, tabIds, open, origins: everySite ? EVERY_SITE : [], everySite }
}

/** The sites of tabs whose addresses are known from before, where they may not be read any more. */
export async function missingSites(tabs: BatchTab[], permissions: Permissions): Promise<string[]> {
  const waiting = tabs.filter(tab => tab.outcome.state === 'waiting')
  const sites = [...new Set(waiting.flatMap(tab => (tab.url && siteOf(tab.url)) || []))]
  const held = await Promise.all(sites.map(site => permissions.has([site])))
  return sites.filter((_, at) => !held[at])
}
