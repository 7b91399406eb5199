import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { EXTENSION_ORIGIN } from '../../core/contract/extension.ts'
import { chromiumForTests } from '../support/chromium.ts'
import { launchBrowser, type TestBrowser, until } from './browser.ts'
import { storedSources } from './creator.ts'
import { prepareServer, type TestServer } from './server.ts'
import { serveSites } from './sites.ts'

const site = 'https://reading.example'
const article = (path: string) => `<!doctype html><title>Page ${path}</title><article><h1>Page ${path}</h1>
  ${`<p>What stands on page ${path} is said in enough words for a reader to keep it.</p>`.repeat(40)}</article>`

interface Disk {
  browser: TestBrowser
  server: TestServer
  tab: Page
  panel: Page
  /** What the extension may store in all, in bytes; without a number what the disk has. */
  quota(bytes?: number): Promise<unknown>
  /** Clips a page by the icon: the address that was told as saved, or that it was not. */
  clip(path: string): Promise<{ told: string } | 'refused'>
}

async function onDisk(play: (disk: Disk) => Promise<void>): Promise<void> {
  const sites = await serveSites({ 'reading.example': url => ({ body: article(url.pathname) }) })
  const server = await prepareServer()
  const browser = await launchBrowser({ sites, server: server.address, grant: [`${site}/*`] })
  try {
    const tab = await browser.tab(`${site}/first`)
    await browser.clickIcon(tab)
    const panel = await browser.panel()
    await panel.getByRole('main', { name: 'Your work' }).waitFor()
    const devtools = await panel.context().newCDPSession(panel)
    await play({
      browser,
      server,
      tab,
      panel,
      quota: quotaSize =>
        devtools.send('Storage.overrideQuotaForOrigin', {
          origin: EXTENSION_ORIGIN,
          ...(quotaSize === undefined ? {} : { quotaSize }),
        }),
      async clip(path) {
        await tab.goto(`${site}/${path}`, { waitUntil: 'load' })
        const worker = await browser.worker()
        // Heard where it is said: the icon shows it for four seconds, and a busy machine may look too late.
        await worker.evaluate(() => {
          const action = chrome.action as typeof chrome.action & { said?: string[] }
          const show = action.setBadgeText.bind(action)
          if (!action.said)
            action.setBadgeText = ((details: chrome.action.BadgeTextDetails) => {
              action.said?.push(details.text ?? '')
              return show(details)
            }) as typeof action.setBadgeText
          action.said = []
        })
        await browser.clickIcon(tab)
        return until<{ told: string } | 'refused'>('the icon says what came of it', async () => {
          const said = await worker.evaluate(() => (chrome.action as { said?: string[] }).said ?? [])
          if (said.includes('✓')) return { told: tab.url() } as const
          return said.includes('!') && 'refused'
        })
      },
    })
  } finally {
    await browser.close()
    await server.discard()
    await sites.close()
  }
}

/** From now on the worker's writes end as the browser ends them on a full disk: DevTools' quotas come too late for it. */
const full = async (browser: TestBrowser, isFull: boolean): Promise<void> =>
  (await browser.worker()).evaluate(isFull => {
    const store = IDBObjectStore.prototype as IDBObjectStore & { kept?: IDBObjectStore['put'] }
    store.kept ??= store.put
    store.put = isFull
      ? function (this: IDBObjectStore) {
          this.transaction.abort()
          throw new DOMException('Full', 'QuotaExceededError')
        }
      : store.kept
  }, isFull)

describe.skipIf(chromiumForTests() === null)(
  'a disk that gets full (skipped where there is no Chromium)',
  () => {
    it('is told while clips still fit', () =>
      onDisk(async ({ panel, quota, clip }) => {
        expect(await clip('1')).toEqual({ told: `${site}/1` })
        await expect.poll(() => panel.getByText('The disk is nearly full').count()).toBe(0)
        const { usage } = await panel.evaluate(() => navigator.storage.estimate())
        await quota(usage! + 100_000_000)
        expect(await clip('2')).toEqual({ told: `${site}/2` })
        await panel.getByText('Space for clips is running low').waitFor()
        await quota(usage! + 20_000_000)
        expect(await clip('3')).toEqual({ told: `${site}/3` })
        await panel.getByText('The disk is nearly full').waitFor()
        await panel.getByText('3 clips wait on this computer').waitFor()
      }))

    it('refuses what cannot be written, and loses nothing that was said to be saved', () =>
      onDisk(async ({ browser, server, panel, clip }) => {
        const told: string[] = []
        const note = (outcome: Awaited<ReturnType<Disk['clip']>>): boolean => {
          if (outcome !== 'refused') told.push(outcome.told)
          return outcome !== 'refused'
        }
        for (const path of ['1', '2', '3']) expect(note(await clip(path))).toBe(true)
        await full(browser, true)
        for (const path of ['4', '5']) expect(note(await clip(path))).toBe(false)
        await panel.getByText('this was not saved. Free some space').waitFor()
        await full(browser, false)
        await server.start()
        expect(note(await clip('6'))).toBe(true)
        const stored = async () => (await storedSources(server.address)).map(({ url }) => url).sort()
        await expect.poll(stored, { timeout: 90_000, interval: 500 }).toEqual(told.sort())
      }))
  },
)
