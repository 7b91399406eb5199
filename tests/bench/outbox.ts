import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { launchBrowser, type TestBrowser, until } from '../e2e/browser.ts'
import { serveSites } from '../e2e/sites.ts'
import { ensureChromium } from '../support/chromium.ts'

/*
 * How long a clip takes from its extraction to the disk, as the creator waits for it: the built extension in a real
 * Chromium, each page clipped by the toolbar icon, with no server there, so that everything stays in the outbox.
 */
const { values } = parseArgs({ options: { data: { type: 'string' }, clips: { type: 'string' } } })
const folder = join(values.data ?? '../shared/data/articles', 'html')
const own = 'tests/fixtures/articles'
const pages = existsSync(folder)
  ? readdirSync(folder).map(name => () => gunzipSync(readFileSync(join(folder, name))))
  : readdirSync(own).map(name => () => readFileSync(join(own, name)))
const clips = Number(values.clips ?? 100)
const site = 'https://reading.example'
// A saved page's own scripts would lead the tab away.
const still =
  '<!doctype html><meta http-equiv="content-security-policy" content="script-src \'none\'; frame-src \'none\'">'

await ensureChromium(console.error)
const sites = await serveSites({
  'reading.example': ({ pathname }) => {
    const page = pages[Number(pathname.slice(1)) % pages.length]
    return page && { body: still + page() }
  },
})
const browser = await launchBrowser({ sites, server: 'http://127.0.0.1:9', grant: [`${site}/*`] })
try {
  const tab = await browser.tab(`${site}/0`)
  await browser.clickIcon(tab)
  await (await browser.panel()).getByRole('main', { name: 'Your work' }).waitFor()
  for (let page = 0; page < clips; page++) {
    // A path of its own for every clip: the same page again would renew the clip before.
    await tab.goto(`${site}/${page}`, { waitUntil: 'load' })
    const before = (await measured(browser)).length
    await browser.clickIcon(tab)
    await until(`clip ${page} is on disk`, async () => (await measured(browser)).length > before)
  }
  const ms = (await measured(browser)).sort((a, b) => a - b)
  const at = (part: number) => Number(ms[Math.min(ms.length - 1, Math.floor(ms.length * part))]!.toFixed(1))
  const under50 = ms.filter(each => each < 50).length / ms.length
  console.log(JSON.stringify({ clips: ms.length, msMedian: at(0.5), ms95: at(0.95), msMax: at(1), under50 }))
} finally {
  await browser.close()
  await sites.close()
}

/** Milliseconds of every clip that the worker has put on disk. */
async function measured(browser: TestBrowser): Promise<number[]> {
  return (await browser.worker()).evaluate(() =>
    performance.getEntriesByName('ownwords: clip to disk').map(({ duration }) => duration),
  )
}
