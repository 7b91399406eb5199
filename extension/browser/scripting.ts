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
      const [frame] = await runInTab({ target: { tabId }, func: inPage, args })
      return frame?.result as never
    },
  }
}

/** `chrome.scripting.executeScript` in one tab, which waits for a grant that is on its way to the page. */
export function runInTab<Args extends unknown[], Value>(
  injection: chrome.scripting.ScriptInjection<Args, Value>,
): Promise<chrome.scripting.InjectionResult<Awaited<Value>>[]> {
  return onceGranted(
    () => chrome.scripting.executeScript(injection),
    // Without the permission `tabs` a tab has an address only where the browser lets us in.
    async () => Boolean((await chrome.tabs.get(injection.target.tabId)).url),
  )
}

const GRANT_TRAVELS_MS = [10, 40, 150, 400]

/**
 * Runs in a page, and again where the page refused what the browser has granted: a gesture's grant reaches the
 * page's process some milliseconds after the worker hears of the gesture (Chromium 156: up to 20 ms, at one click in
 * six). Where nothing is granted the first refusal stands.
 * @param isGranted the browser's own word, which is ahead of the page's
 * @throws what `run` threw last
 */
export async function onceGranted<Value>(
  run: () => Promise<Value>,
  isGranted: () => Promise<boolean>,
  pause: (ms: number) => Promise<void> = ms => new Promise(resolve => setTimeout(resolve, ms)),
): Promise<Value> {
  for (const ms of GRANT_TRAVELS_MS)
    try {
      return await run()
    } catch (error) {
      if (accessRefusal(error) !== 'unknown' || !(await isGranted())) throw error
      await pause(ms)
    }
  return run()
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
