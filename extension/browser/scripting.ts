/** Runs small functions in a page. They travel as source text: nothing from outside them is in reach there. */
export interface Scripting {
  /** Rejects with the browser's words when there is no access or no such tab. */
  run<Args extends unknown[], Value>(
    tabId: number,
    inPage: (...args: Args) => Value,
    ...args: Args
  ): Promise<Awaited<Value> | undefined>
}

export function chromeScripting(): Scripting {
  return {
    async run(tabId, inPage, ...args) {
      const [frame] = await chrome.scripting.executeScript({ target: { tabId }, func: inPage, args })
      return frame?.result as never
    },
  }
}

/**
 * Why the browser lets us into no page, told from its words: a page that a gesture opens, or one that nothing does.
 * Without the site's permission a tab has no address, and this message is all there is to tell the two apart.
 */
export function accessRefusal(error: unknown): 'unknown' | 'forbidden' | 'gone' {
  const words = error instanceof Error ? error.message : String(error)
  if (/No tab with id|tab was closed|Frame with ID|was removed/i.test(words)) return 'gone'
  return /must request permission|Cannot access contents of/i.test(words) &&
    !/"?chrome|extensions gallery/i.test(words)
    ? 'unknown'
    : 'forbidden'
}
