import type { Page } from 'playwright-core'
import { z } from 'zod'
import { EXTENSION_ORIGIN } from '../../core/contract/extension.ts'
import { Project } from '../../core/contract/project.ts'
import { Pairing } from '../../core/contract/server.ts'
import { Source } from '../../core/contract/source.ts'
import { type TestBrowser, until } from './browser.ts'

/** What a creator does, and what they can see, by the names that the panel gives to things. */
export function creator(browser: TestBrowser) {
  const panel = () => browser.panel()
  const cites = (page: Page) => page.locator('.brief .cited .cite')
  const cards = (page: Page) => page.getByRole('list', { name: 'Sources' }).locator('li.source')
  /** An error goes on with what the panel says there. */
  const withWords = (page: Page, where: string) => async (error: Error) => {
    const said = await page.locator(where).allInnerTexts()
    throw new Error(`${error.message}. The panel says: ${said.join(' / ')}`)
  }

  return {
    async openPanelOn(tab: Page): Promise<Page> {
      if (!(await browser.panelIsOpen())) await browser.clickIcon(tab)
      const page = await panel()
      await page.getByRole('main', { name: 'Your work' }).waitFor()
      return page
    },

    /** The panel's own button for the page in front. Resolves when the panel says that the clip is saved. */
    async clipByButton(kind: 'article' | 'video'): Promise<void> {
      const page = await panel()
      await page.getByRole('button', { name: `Clip ${kind}` }).click()
      await page.locator('.outcome__state', { hasText: 'Saved' }).waitFor({ timeout: 30_000 })
    },

    /** The toolbar icon while the panel is open, which clips the page in front. */
    async clipByIcon(tab: Page): Promise<void> {
      const page = await panel()
      const before = await cards(page).count()
      await browser.clickIcon(tab)
      await until('the clip is in the list', async () => (await cards(page).count()) > before, 30_000).catch(
        withWords(page, '.this-page, .notice'),
      )
    },

    /** The shortcut or the context menu: their listener in the worker, called as the browser calls it. */
    async gesture(tab: Page, by: 'shortcut' | 'menu'): Promise<void> {
      const worker = await browser.worker()
      await worker.evaluate(
        async ([url, by]) => {
          const tab = (await chrome.tabs.query({})).find(one => one.url === url)
          if (!tab) throw new Error(`no tab of ${url} is open to the extension`)
          const dispatch = (event: unknown, ...args: unknown[]) =>
            (event as { dispatch(...args: unknown[]): void }).dispatch(...args)
          if (by === 'shortcut') dispatch(chrome.commands.onCommand, 'clip-page', tab)
          else dispatch(chrome.contextMenus.onClicked, { menuItemId: 'clip-page', pageUrl: url }, tab)
        },
        [tab.url(), by] as const,
      )
    },

    /** Waits for what the icon's badge tells of a gesture on this tab. */
    async badge(tab: Page, text: string): Promise<void> {
      const worker = await browser.worker()
      await until(`the badge ${text}`, () =>
        worker.evaluate(
          async ([url, text]) => {
            const tab = (await chrome.tabs.query({})).find(one => one.url === url)
            return (await chrome.action.getBadgeText({ tabId: tab?.id })) === text
          },
          [tab.url(), text] as const,
        ),
      )
    },

    /** Titles with the first line of their receipts, newest first. */
    async sources(): Promise<{ title: string; receipt: string; waiting: boolean }[]> {
      const list = cards(await panel())
      return Promise.all(
        (await list.all()).map(async card => ({
          title: ((await card.locator('.source__title').textContent()) ?? '').trim(),
          receipt: (await card.locator('.receipt__head, .receipt__piece').allTextContents())
            .join(', ')
            .trim(),
          waiting: (await card.locator('.source__state', { hasText: /Waiting|Sending/ }).count()) > 0,
        })),
      )
    },

    /** Resolves when this many sources are read in and can be used. */
    async allReady(count: number, ms = 60_000): Promise<void> {
      const page = await panel()
      await until(
        `${count} sources ready`,
        async () =>
          (await cards(page).count()) === count && (await page.locator('.source__state').count()) === 0,
        ms,
      ).catch(withWords(page, 'li.source, .notice'))
    },

    async buildBrief(): Promise<void> {
      const page = await panel()
      await page.getByRole('button', { name: 'Build brief' }).click()
      await page.getByRole('article', { name: 'Brief' }).waitFor({ timeout: 60_000 })
    },

    /** The places of the brief, in order: the words quoted, the title of the source, and the second of a video. */
    async citations(): Promise<{ quote: string; title: string; second: number | null }[]> {
      const page = await panel()
      return Promise.all(
        (await cites(page).all()).map(async cite => {
          const quoted = cite.locator('xpath=ancestor::*[contains(@class, "cited")][1]').locator('.quote')
          const place = (await cite.locator('.cite__place').textContent()) ?? ''
          const clock = /(\d+:)+\d+/.exec(place)?.[0]
          return {
            quote: plain(await quoted.textContent()),
            title: plain(await cite.locator('.cite__title').textContent()),
            second: clock ? clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) : null,
          }
        }),
      )
    },

    /** Clicks the citation of this place, whose page is in no tab any more, and gives the tab that it opened. */
    async followAnew(at: number): Promise<Page> {
      const page = await panel()
      return browser.opened(() => cites(page).nth(at).click())
    },

    /** Clicks the citation of this place and gives the tab that it led to: one that shows its source. */
    async follow(at: number, url: string): Promise<Page> {
      const page = await panel()
      await cites(page).nth(at).click()
      return until(`the tab in front shows ${url}`, async () => {
        const front = await browser.front()
        return front && documentOf(front.url()) === documentOf(url) && front
      })
    },
  }
}

const plain = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim()

/** The page or video of an address, whatever place in it. */
function documentOf(url: string): string {
  const { origin, pathname, searchParams } = new URL(url)
  return `${origin}${pathname} ${searchParams.get('v') ?? ''}`
}

/** Pairs as an extension does: every extension on a computer has the same account. */
const tokenOf = async (server: string): Promise<string> => {
  const answer = await fetch(`${server}/pair`, {
    method: 'POST',
    headers: { origin: EXTENSION_ORIGIN, 'content-type': 'application/json' },
    body: '{}',
  })
  return Pairing.parse(await answer.json()).token
}
const tokens = new Map<string, Promise<string>>()

/** What the server has, asked of itself. */
export async function storedSources(server: string): Promise<Source[]> {
  // Once a server: it counts how often somebody pairs.
  if (!tokens.has(server)) tokens.set(server, tokenOf(server))
  const token = await tokens.get(server)
  const ask = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${server}${path}`, { headers: { authorization: `Bearer ${token}` } })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
    return answer.json()
  }
  const { projects } = z.object({ projects: z.array(Project) }).parse(await ask('/projects'))
  const lists = await Promise.all(projects.map(({ id }) => ask(`/projects/${id}/sources`)))
  return lists.flatMap(list => z.object({ sources: z.array(Source) }).parse(list).sources)
}

/** Whether words stand on a page, and whether a person sees them without scrolling. */
export async function placeOf(tab: Page, words: string): Promise<'in sight' | 'out of sight' | 'absent'> {
  return tab.evaluate(wanted => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    let text = ''
    const letters: [Node, number][] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (/^(SCRIPT|STYLE|NOSCRIPT)$/.test(node.parentElement?.tagName ?? '')) continue
      for (const [at, letter] of [...(node.nodeValue ?? '')].entries()) {
        if (/\s/.test(letter) && /\s$|^$/.test(text)) continue
        text += /\s/.test(letter) ? ' ' : letter
        letters.push([node, at])
      }
    }
    const found = text.indexOf(wanted.slice(0, 60))
    if (found < 0) return 'absent'
    const range = document.createRange()
    const [first, last] = [letters[found]!, letters[found + Math.min(wanted.length, 60) - 1]!]
    range.setStart(...first)
    range.setEnd(last[0], last[1] + 1)
    const { top, bottom } = range.getBoundingClientRect()
    return bottom > 0 && top < innerHeight ? 'in sight' : 'out of sight'
  }, words)
}
