import { type Browser, chromium, type Page } from 'playwright-core'
import type { TabAccess } from '../../../extension/capture/tab-access.ts'
import { ensureChromium, quietChromium } from '../../support/chromium.ts'
import { inPageScript } from './in-page.ts'

export const openBrowser = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await ensureChromium(console.error), args: quietChromium })

export interface Served {
  status?: number
  type?: string
  body: string | Buffer
}

/**
 * A page at an address of the web, answered by us alone: what is not served here does not exist.
 * @param serve by path with its query
 */
export async function openPage(
  browser: Browser,
  address: string,
  serve: (path: string) => Served | null,
): Promise<Page> {
  const page = await browser.newPage()
  await page.route('**/*', route => {
    const { pathname, search } = new URL(route.request().url())
    const answer = serve(pathname + search)
    return answer
      ? route.fulfill({
          status: answer.status ?? 200,
          contentType: answer.type ?? 'text/html; charset=utf-8',
          body: answer.body,
        })
      : route.abort()
  })
  await page.goto(address)
  return page
}

/** The scripts that a clip puts into a page, built once. */
export async function buildScripts(): Promise<Record<string, string>> {
  return {
    '/capture-page.js': `${await inPageScript('extension/capture/take-page.ts')}
      globalThis.ownwordsTakePage = what => ownwordsTest.takePage(document, what)`,
    '/capture-video.js': `${await inPageScript('extension/capture/take-video.ts')}
      globalThis.ownwordsTakeVideo = (...args) => ownwordsTest.takeVideo(document, ...args)`,
  }
}

/** The browser's access to a tab, by Playwright. Both worlds are one here, which only an extension can part. */
export function accessTo(page: Page, scripts: Record<string, string>): TabAccess {
  return {
    address: async () => page.url(),
    inject: async (_, file) => {
      await page.evaluate(scripts[file]!)
    },
    call: async (_, __, inPage, ...args) =>
      (await page.evaluate(`(${inPage.toString()})(...${JSON.stringify(args)})`)) as never,
  }
}
