import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumForTests } from '../support/chromium.ts'
import { seededRandom } from '../support/random.ts'
import { launchBrowser, type TestBrowser, until } from './browser.ts'
import { storedSources } from './creator.ts'
import { prepareServer } from './server.ts'
import { serveSites } from './sites.ts'
import { skyOver, type Weather } from './weather.ts'

/** `CLIPS=200 npx vitest run --project e2e tests/e2e/torture.test.ts` is what docs/MEASURED.md tells of. */
const CLIPS = Number(process.env.CLIPS ?? 60)
const SEED = 20_261_122
const site = 'https://reading.example'
const article = (path: string) => `<!doctype html><html lang="en"><title>Page ${path}</title>
  <article><h1>Page ${path}</h1>${`<p>What stands on page ${path} is said in enough words for a reader to
  keep it, and it is said on no other page of this site, so that nobody takes one for another.</p>`.repeat(6)}
  </article></html>`

const browserIsThere = chromiumForTests() !== null

describe.skipIf(!browserIsThere)(
  'whatever happens, nothing that was said to be saved is lost (skipped where there is no Chromium)',
  () => {
    it(`${CLIPS} clips with worker and browser killed, panel closed, server killed, away, failing and deaf`, async () => {
      const random = seededRandom(SEED)
      const chance = (part: number) => random() < part
      const sites = await serveSites({ 'reading.example': url => ({ body: article(url.pathname) }) })
      const profile = await mkdtemp(join(tmpdir(), 'ownwords-e2e-profile-'))
      const server = await prepareServer()
      await server.start()
      const sky = await skyOver(server.address)
      const launch = () => launchBrowser({ sites, server: sky.address, profile, grant: [`${site}/*`] })
      let browser: TestBrowser = await launch()
      let tab: Page = await browser.tab(`${site}/first`)
      const told: string[] = []
      const happened = { worker: 0, browser: 0, panel: 0, server: 0, weather: 0 }

      /** Whether the creator was told that the page in the tab is saved. */
      const isTold = async () => {
        const look = async (url: string) => {
          const [shown] = (await chrome.tabs.query({})).filter(one => one.url === url)
          return shown ? chrome.action.getBadgeText({ tabId: shown.id }) : ''
        }
        const badge = await (await browser.panel()).evaluate(look, tab.url()).catch(() => '')
        return badge === '✓'
      }
      const openPanel = async () => {
        if (await browser.panelIsOpen()) return
        await browser.clickIcon(tab)
        await (await browser.panel()).getByRole('main', { name: 'Your work' }).waitFor()
      }

      try {
        for (let page = 0; told.length < CLIPS; page++) {
          if (chance(0.06)) {
            sky.weather = (['fair', 'away', 'failing', 'deaf'] as Weather[])[Math.floor(random() * 4)]!
            happened.weather++
          }
          if (chance(0.02)) {
            await server.kill()
            await server.start()
            happened.server++
          }
          if (chance(0.02)) {
            await browser.kill()
            browser = await launch()
            tab = await browser.tab(`${site}/again-${page}`)
            happened.browser++
          }
          if (chance(0.05) && (await browser.panelIsOpen())) {
            await browser.closePanel()
            happened.panel++
          }
          await openPanel()
          await tab.goto(`${site}/${page}`, { waitUntil: 'load' })
          await browser.clickIcon(tab)
          if (chance(0.06)) {
            await sleep(random() * 250)
            await browser.killWorker().catch(() => {})
            happened.worker++
          }
          // A clip that was cut off promised nothing; one that was not says so within a moment.
          const saved = await until('the badge', isTold, 4_000).catch(() => false)
          if (saved) told.push(tab.url())
        }
        sky.weather = 'fair'
        await openPanel()
        const stored = async () => new Set((await storedSources(server.address)).map(({ url }) => url))
        await until(
          'everything is on the server',
          async () => {
            const there = await stored()
            return told.every(url => there.has(url))
          },
          120_000,
        ).catch(() => {})
        const there = await stored()
        const lost = told.filter(url => !there.has(url))
        console.log(
          `Clips told as saved: ${told.length}. Lost: ${lost.length}. Seed ${SEED}: ${JSON.stringify(happened)}`,
        )
        expect(lost).toEqual([])
        expect(told).toHaveLength(CLIPS)
        expect(Math.min(...Object.values(happened))).toBeGreaterThan(0)
      } finally {
        await browser.close().catch(() => {})
        await sky.close()
        await server.discard()
        await sites.close()
        await rm(profile, { recursive: true, force: true, maxRetries: 3 })
      }
    }, 900_000)
  },
)
