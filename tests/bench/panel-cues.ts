import type { Browser } from 'playwright-core'
import type { Cue } from '../../core/transcript/cues.ts'
import type { cuesOf, panelRows } from '../../extension/capture/youtube/panel-rows.ts'
import { inPageScript } from '../recorded/support/in-page.ts'
import { openBrowser, openPage } from '../recorded/support/watched.ts'

/** The product's reader of the page's panel, in a browser that is only opened where there is a panel to read. */
export function panelReader(): { cues(html: string): Promise<Cue[]>; close(): Promise<void> } {
  let browser: Browser | null = null
  return {
    async cues(html) {
      browser ??= await openBrowser()
      const script = await inPageScript('extension/capture/youtube/panel-rows.ts')
      const page = await openPage(browser, 'https://www.youtube.com/watch?v=aaaaaaaaaaa', path =>
        path.startsWith('/watch') ? { body: html } : null,
      )
      try {
        await page.evaluate(script)
        return await page.evaluate(() => {
          const panel = (
            globalThis as unknown as { ownwordsTest: { panelRows: typeof panelRows; cuesOf: typeof cuesOf } }
          ).ownwordsTest
          return panel.cuesOf(panel.panelRows(document))
        })
      } finally {
        await page.close()
      }
    },
    close: async () => browser?.close(),
  }
}
