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
 * Why the browser did not run a function in a page, told from its words: a page that a gesture opens (unknown), one
 * that nothing does (forbidden), a tab that is gone, or a page that broke. Without the site's permission a tab has
 * no address, and this message is all there is to tell the first two apart.
 */
export function accessRefusal(error: unknown): 'unknown' | 'forbidden' | 'gone' | 'broken' {
  const words = error instanceof Error ? error.message : String(error)
  if (/showing error page/i.test(words)) return 'broken'
  if (/No tab with id|tab was closed|No frame with id|Frame with ID|was removed/i.test(words)) return 'gone'
  if (
    /(chrome|edge|devtools|view-source|about)[\w-]*:|extensions gallery|ExtensionsSettings policy/i.test(
      words,
    )
  )
    return 'forbidden'
  return /must request permission|Cannot access contents of/i.test(words) ? 'unknown' : 'broken'
}
