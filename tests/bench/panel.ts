/**
 * How long the panel takes to open, what script it loads and what it holds: the built extension, offline and empty,
 * each opening in a browser just started and come to rest, in turns with an extension of one button (the floor, on
 * stderr). `npm run bench:panel [-- --rounds 9] [--other FOLDER]`, the latter another build in the same turns.
 * Medians; the last line is JSON. `clickToUsableMs` is from the click on the icon to the real side panel's first
 * picture, whose buttons do what is pressed; `coldUsableMs` the same as a page in a tab, from its navigation on.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { EXTENSION_KEY, EXTENSION_ORIGIN } from '../../core/contract/extension.ts'
import { median } from '../../core/voice/spread.ts'
import { launchBrowser, until } from '../e2e/browser.ts'
import { type Sites, serveSites } from '../e2e/sites.ts'
import { ensureChromium } from '../support/chromium.ts'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '9' }, other: { type: 'string' } },
})
const rounds = Number(values.rounds)
/** After which the panel is at rest, for its heap. */
const REST_MS = 3_000

interface Opening {
  clickToUsableMs: number
  coldUsableMs: number
  /** As a page, until the panel stands in place of its first picture: told on stderr. */
  wholeMs: number
  scriptKbGzip: number
  heapMb: number
}

const oneButton = {
  'manifest.json': JSON.stringify({
    manifest_version: 3,
    name: 'One button',
    version: '1',
    key: EXTENSION_KEY,
    permissions: ['sidePanel', 'activeTab', 'storage'],
    background: { service_worker: 'worker.js' },
    action: {},
    side_panel: { default_path: 'sidepanel.html' },
  }),
  'worker.js':
    'chrome.action.onClicked.addListener(tab => chrome.sidePanel.open({ windowId: tab.windowId }))',
  'sidepanel.html':
    '<!doctype html><meta charset="utf-8"><title>Floor</title><script type="module" src="panel.js"></script>',
  'panel.js':
    "const button = document.createElement('button'); button.textContent = 'One'; document.body.append(button)",
}

/** In a browser just started, once it is at rest: first as a page in a tab, then, in another, by the click. */
async function opening(sites: Sites, extension?: string): Promise<Opening> {
  const launch = () => launchBrowser({ sites, server: 'http://127.0.0.1:9', extension })
  const first = await launch()
  let page: { usable: number; whole: number }
  try {
    const tab = await first.tab('about:blank')
    await tab.addInitScript(noteUsable)
    await atRest(tab)
    await tab.goto(`${EXTENSION_ORIGIN}/sidepanel.html`, { waitUntil: 'commit' })
    page = await until('the page can be used', () => usableIn(tab))
  } finally {
    await first.close()
  }
  const browser = await launch()
  try {
    const tab = await browser.tab('https://one.example/')
    await atRest(tab)
    const clicked = await browser.clickIcon(tab)
    const panel = await browser.panel()
    const painted = await until('the panel’s first picture', () => firstPicture(panel))
    await sleep(REST_MS)
    return {
      clickToUsableMs: painted - clicked,
      coldUsableMs: page.usable,
      wholeMs: page.whole,
      scriptKbGzip: await scriptKb(panel),
      heapMb: await heapMb(panel),
    }
  } finally {
    await browser.close()
  }
}

/** Until the browser's own processes have used next to nothing for a while, at most eight seconds. */
async function atRest(tab: Page): Promise<void> {
  const session = await tab.context().browser()!.newBrowserCDPSession()
  const used = async () => {
    const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as {
      processInfo: { cpuTime: number }[]
    }
    return processInfo.reduce((sum, each) => sum + each.cpuTime, 0)
  }
  const latest = Date.now() + 8_000
  for (let last = await used(), calm = 0; calm < 3 && Date.now() < latest; ) {
    await sleep(250)
    const now = await used()
    calm = now - last < 0.02 ? calm + 1 : 0
    last = now
  }
  await session.detach()
}

interface Noted {
  usable?: number
  whole?: number
}

/**
 * Runs in the page before its own scripts, and notes when it is first used: the page is parsed, and a button that is
 * not disabled, at least 8 × 8 pixels and in sight is what is hit in its middle. And when the whole panel stands.
 */
function noteUsable(): void {
  const noted: Noted = {}
  ;(globalThis as { noted?: Noted }).noted = noted
  const isUsable = (button: Element) => {
    const { left, top, width, height } = button.getBoundingClientRect()
    const [x, y] = [left + width / 2, top + height / 2]
    const seen = width >= 8 && height >= 8 && x >= 0 && y >= 0 && x < innerWidth && y < innerHeight
    const hit = seen && button.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    return hit && button.contains(document.elementFromPoint(x, y)) && !button.matches(':disabled')
  }
  const frame = () => {
    const parsed = document.readyState !== 'loading' && document.body
    const usable = parsed && [...document.querySelectorAll('button')].some(isUsable)
    const whole = usable && !document.getElementById('first')
    // A task of its own comes after this frame's picture.
    const note = (what: keyof Noted) => setTimeout(() => (noted[what] ??= performance.now()))
    if (usable) note('usable')
    if (whole) note('whole')
    else requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}

const usableIn = (tab: Page) =>
  tab.evaluate(() => {
    const { usable, whole } = (globalThis as { noted?: Noted }).noted ?? {}
    const [paint] = performance.getEntriesByName('first-contentful-paint')
    return usable && whole && paint ? { usable: Math.max(usable, paint.startTime), whole } : null
  })

/** When it was, in milliseconds since 1970. The first picture has its buttons. */
const firstPicture = (panel: Page) =>
  panel.evaluate(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint')
    return paint && document.querySelector('button') ? performance.timeOrigin + paint.startTime : null
  })

/** All script of the extension that runs in the page by now, each file zipped by itself. */
async function scriptKb(panel: Page): Promise<number> {
  const session = await panel.context().newCDPSession(panel)
  const urls = new Set<string>()
  session.on('Debugger.scriptParsed', ({ url }) => {
    if (url.startsWith(EXTENSION_ORIGIN)) urls.add(url)
  })
  // It tells of each script that is there already before it answers.
  await session.send('Debugger.enable')
  await session.detach()
  const scripts = await panel.evaluate(
    urls => Promise.all(urls.map(url => fetch(url).then(answer => answer.text()))),
    [...urls],
  )
  return scripts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0) / 1_024
}

async function heapMb(panel: Page): Promise<number> {
  const session = await panel.context().newCDPSession(panel)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 2 ** 20
}

function medians(openings: Opening[]): Opening {
  const of = (key: keyof Opening, digits: number) =>
    Number(median(openings.map(each => each[key])).toFixed(digits))
  return {
    clickToUsableMs: of('clickToUsableMs', 0),
    coldUsableMs: of('coldUsableMs', 0),
    wholeMs: of('wholeMs', 0),
    scriptKbGzip: of('scriptKbGzip', 1),
    heapMb: of('heapMb', 1),
  }
}

await ensureChromium(console.error)
const sites = await serveSites({ 'one.example': () => ({ body: '<title>One</title><p>A page.</p>' }) })
const folder = await mkdtemp(join(tmpdir(), 'ownwords-one-button-'))
try {
  for (const [name, text] of Object.entries(oneButton)) await writeFile(join(folder, name), text)
  const own: Opening[] = []
  const floor: Opening[] = []
  const other: Opening[] = []
  for (let round = 0; round < rounds; round++) {
    floor.push(await opening(sites, folder))
    if (values.other) other.push(await opening(sites, values.other))
    own.push(await opening(sites))
    console.error(`${round + 1} of ${rounds}: ${JSON.stringify({ own: own.at(-1), floor: floor.at(-1) })}`)
  }
  if (other.length > 0) console.error(`the other: ${JSON.stringify(medians(other))}`)
  console.error(`floor: ${JSON.stringify(medians(floor))}`)
  const { wholeMs, ...figures } = medians(own)
  console.error(`the whole panel: ${wholeMs} ms as a page`)
  console.log(JSON.stringify(figures))
} finally {
  await rm(folder, { recursive: true, force: true })
  await sites.close()
}
