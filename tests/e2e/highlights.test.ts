import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumForTests } from '../support/chromium.ts'
import { root } from '../support/stage.ts'
import { type TestBrowser, until } from './browser.ts'
import { ours } from './material.ts'
import { scene } from './scene.ts'

const noBrowser = chromiumForTests() === null
const html = readFileSync(join(root, 'tests', 'fixtures', 'articles', 'spacing.html'), 'utf8')
const first = 'the second student remembers far more'
const second = 'Hermann Ebbinghaus, who tested nobody but himself'

/** Marks words of the page as a reader does, and clips them by the context menu. */
async function clipWords(browser: TestBrowser, tab: Page, words: string): Promise<void> {
  await tab.evaluate(words => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const node = walker.currentNode as Text
      const at = node.data.indexOf(words)
      if (at < 0) continue
      getSelection()!.setBaseAndExtent(node, at, node, at + words.length)
      return
    }
    throw new Error('The page does not say this')
  }, words)
  const worker = await browser.worker()
  await worker.evaluate(async url => {
    const [tab] = await chrome.tabs.query({ url: `${url}*` })
    const event = chrome.contextMenus.onClicked as unknown as { dispatch(...args: unknown[]): void }
    event.dispatch({ menuItemId: 'clip-selection', pageUrl: url }, tab)
  }, tab.url())
}

/** What is marked on a page, in its order. */
const marked = (tab: Page) =>
  tab
    .evaluate(() =>
      [...(CSS.highlights.get('ownwords-kept') ?? [])].map(range => (range as Range).toString().trim()),
    )
    .catch(() => null)
const untilMarked = (tab: Page, words: string[]) =>
  until(`marked: ${words.join(' / ') || 'nothing'}`, async () => {
    const now = await marked(tab)
    return now && JSON.stringify(now) === JSON.stringify(words)
  })

describe.skipIf(noBrowser)('kept selections (skipped where there is no Chromium)', () => {
  it('are marked when clipped, when the page is visited again, and not where they are gone or unwanted', () => {
    let body = html
    const hosts = {
      ...ours.hosts,
      'studydesk.example': (url: URL) => (url.pathname.startsWith('/spacing') ? { body } : undefined),
    }
    const grant = ['https://studydesk.example/*']
    return scene(hosts, { running: true, grant }, async ({ browser, creator, countLost }) => {
      const tab = await browser.tab(ours.articles[0])
      await clipWords(browser, tab, first)
      await untilMarked(tab, [first])
      await clipWords(browser, tab, second)
      await untilMarked(tab, [first, second])
      if (process.env.OWNWORDS_SCREENS)
        for (const dark of [false, true]) {
          if (dark) await tab.addStyleTag({ content: 'body { background: #15161a; color: #e8e6e0 }' })
          await tab.screenshot({
            path: `${process.env.OWNWORDS_SCREENS}/highlights-${dark ? 'dark' : 'light'}.png`,
          })
        }

      // With the panel closed, after the page was left.
      await tab.goto('https://studydesk.example/spacing?utm_source=letter')
      await untilMarked(tab, [first, second])
      const neighbour = await browser.tab('https://studydesk.example/spacing-two')
      expect(await marked(neighbour)).toEqual([])

      const panel = await creator.openPanelOn(tab)
      body = html.replace(second, 'somebody else')
      await tab.bringToFront()
      await tab.reload()
      await untilMarked(tab, [first])
      await panel.getByText('1 kept selection is not found on the page any more').waitFor()
      await panel.getByText('Connected', { exact: true }).first().waitFor()
      await creator.allReady(2)

      await panel.getByRole('button', { name: 'Settings' }).click()
      await panel.getByRole('checkbox', { name: 'Show my highlights on pages' }).uncheck()
      await untilMarked(tab, [])
      await tab.reload()
      await until('the page is loaded', () => tab.evaluate(() => document.readyState === 'complete'))
      expect(await marked(tab)).toEqual([])
      await panel.getByRole('checkbox', { name: 'Show my highlights on pages' }).check()
      await untilMarked(tab, [first])
      await panel.getByRole('button', { name: 'Close' }).click()

      // Removed from the project, it is not marked any more, and comes back with it.
      // The list is newest first: the one clipped first is its last.
      const card = panel.locator('li.source').last()
      await card.getByRole('button', { name: /^More about/ }).click()
      await panel.getByRole('menuitem', { name: 'Remove' }).click()
      await untilMarked(tab, [])
      await panel.getByRole('button', { name: 'Undo' }).click()
      await untilMarked(tab, [first])
      await countLost(2)
    })
  })
})
