import type { Tabs } from '../browser/tabs.ts'

/**
 * Waits for a tab's page. closed: the tab is gone · late: it still loads; what is there of it may be enough.
 * @param setTimer ends the waiting; its answer takes it back
 */
export function whenLoaded(
  tabs: Pick<Tabs, 'get' | 'onUpdated' | 'onRemoved'>,
  tabId: number,
  ms: number,
  setTimer: (run: () => void, ms: number) => () => void,
): Promise<'loaded' | 'closed' | 'late'> {
  return new Promise(resolve => {
    const end = (how: 'loaded' | 'closed' | 'late') => {
      for (const off of offs) off()
      resolve(how)
    }
    const offs = [
      tabs.onUpdated(tab => {
        if (tab.id === tabId && !tab.loading && !tab.asleep) end('loaded')
      }),
      tabs.onRemoved(removed => {
        if (removed === tabId) end('closed')
      }),
      setTimer(() => end('late'), ms),
    ]
    // It may have loaded before anybody listened. A tab just opened says complete of its empty page: that has no address.
    void tabs.get(tabId).then(
      tab => {
        if (!tab.loading && !tab.asleep && tab.url && tab.url !== 'about:blank') end('loaded')
      },
      () => end('closed'),
    )
  })
}
