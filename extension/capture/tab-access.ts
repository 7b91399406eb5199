import { runInTab } from '../browser/scripting.ts'

/** What a clip asks of the browser. Every call rejects with the browser's words where there is no access or no tab. */
export interface TabAccess {
  /** The tab's address; null where the browser does not let us see it. */
  address(tabId: number): Promise<string | null>
  /** Runs a file of the extension in the page, apart from the page's own scripts. */
  inject(tabId: number, file: string): Promise<void>
  /** Runs a function there: it travels as source text, and nothing outside it is in reach. */
  call<Args extends unknown[], Value>(
    tabId: number,
    world: 'ISOLATED' | 'MAIN',
    inPage: (...args: Args) => Value,
    ...args: Args
  ): Promise<Awaited<Value> | undefined>
}

export function chromeTabAccess(): TabAccess {
  return {
    async address(tabId) {
      return (await chrome.tabs.get(tabId)).url || null
    },
    async inject(tabId, file) {
      await runInTab({ target: { tabId }, files: [file] })
    },
    async call(tabId, world, inPage, ...args) {
      const [frame] = await runInTab({ target: { tabId }, world, func: inPage, args })
      return frame?.result as never
    },
  }
}
