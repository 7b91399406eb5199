import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, type BrowserContext, chromium, type Page, type Worker } from 'playwright-core'
import { EXTENSION_ID } from '../../core/contract/extension.ts'
import { buildExtension, EXTENSION_FOLDER } from '../../server/extension-build.ts'
import { findChromium, quietChromium } from '../support/chromium.ts'
import { type ConsoleWatch, watchConsole } from './console-watch.ts'
import type { Sites } from './sites.ts'

/** Waits until something is so. @throws Error that names what never came */
export async function until<Value>(
  what: string,
  look: () => Promise<Value | null | undefined | false> | Value | null | undefined | false,
  ms = 15_000,
): Promise<Value> {
  const deadline = Date.now() + ms
  for (;;) {
    const seen = await look()
    if (seen) return seen
    if (Date.now() > deadline) throw new Error(`Not within ${ms / 1000} s: ${what}`)
    await sleep(50)
  }
}

/** A Chromium with the built extension in a profile of its own, and the ways to its real side panel. */
export interface TestBrowser {
  /** A new tab in front. */
  tab(url: string): Promise<Page>
  tabs(): Page[]
  /** The tab that something opens. */
  opened(by: () => Promise<unknown>): Promise<Page>
  /** The living service worker, woken where it sleeps or was killed. */
  worker(patienceMs?: number): Promise<Worker>
  /**
   * Clicks the toolbar icon on a tab: opens the panel and grants `activeTab`, as a person's click does.
   * Resolves to when, in milliseconds since 1970.
   */
  clickIcon(tab: Page): Promise<number>
  /** The open panel of the window, as a page to be driven. */
  panel(): Promise<Page>
  panelIsOpen(): Promise<boolean>
  /** The tab that a person sees, where the extension may know it. */
  front(): Promise<Page | undefined>
  closePanel(): Promise<void>
  /** Opens the panel on a tab, and closes it so many milliseconds after it began to load anew. */
  glanceAtPanel(tab: Page, ms: number): Promise<void>
  killWorker(): Promise<void>
  consoleWatch: ConsoleWatch
  /** Ends every process of the browser at once, as a crash or a power cut does. The profile stays. */
  kill(): Promise<void>
  close(): Promise<void>
}

export async function launchBrowser(options: {
  sites: Sites
  server: string
  dark?: boolean
  /** Another unpacked extension of our id, to test the harness itself. */
  extension?: string
  /** Sites that the creator has allowed already (`https://site.example/*`): nobody can answer the browser's question. */
  grant?: string[]
  /** A profile that outlives the browser, for one that is killed and started again; else a new one, removed at the end. */
  profile?: string
}): Promise<TestBrowser> {
  if (!options.extension) await buildExtension()
  const extension = await granted(options.extension ?? EXTENSION_FOLDER, options.grant ?? [])
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'ownwords-e2e-profile-')))
  const forget = async () => {
    const folders = [
      ...(options.profile ? [] : [profile]),
      ...(extension === (options.extension ?? EXTENSION_FOLDER) ? [] : [extension]),
    ]
    for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  const launched = chromium.launchPersistentContext(profile, {
    executablePath: findChromium()!,
    headless: true,
    colorScheme: options.dark ? 'dark' : 'light',
    viewport: { width: 1280, height: 900 },
    args: [
      ...quietChromium,
      '--remote-debugging-port=0',
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      ...options.sites.chromiumArguments,
    ],
  })
  try {
    return await drive(await launched, profile, options.server, forget)
  } catch (error) {
    await launched.then(context => context.close()).catch(() => {})
    await forget()
    throw error
  }
}

/** A copy of the extension to which these sites were granted at install. */
async function granted(extension: string, sites: string[]): Promise<string> {
  if (!sites.length) return extension
  const copy = await mkdtemp(join(tmpdir(), 'ownwords-e2e-extension-'))
  await cp(extension, copy, { recursive: true })
  const file = join(copy, 'manifest.json')
  const manifest = JSON.parse(await readFile(file, 'utf8'))
  manifest.host_permissions = [...(manifest.host_permissions ?? []), ...sites]
  await writeFile(file, JSON.stringify(manifest))
  return copy
}

async function drive(
  context: BrowserContext,
  profile: string,
  server: string,
  forget: () => Promise<void>,
): Promise<TestBrowser> {
  const root = await context.browser()!.newBrowserCDPSession()
  const [port, path] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n')
  const consoleWatch = await watchConsole(`ws://127.0.0.1:${port}${path}`, EXTENSION_ID)
  const connections: Browser[] = []

  const targets = async () =>
    ((await root.send('Target.getTargets', { filter: [{}] })) as { targetInfos: Target[] }).targetInfos
  const workerTarget = async () =>
    (await targets()).find(({ type, url }) => type === 'service_worker' && url.includes(EXTENSION_ID))
  const panelTarget = async () =>
    (await targets()).find(
      ({ type, url }) => type === 'page' && url.includes(`${EXTENSION_ID}/sidepanel.html`),
    )

  async function worker(patienceMs = 15_000): Promise<Worker> {
    const alive = context.serviceWorkers().find(one => one.url().includes(EXTENSION_ID))
    return alive ?? context.waitForEvent('serviceworker', { timeout: patienceMs })
  }
  /** The connection sees only a panel that was there before it. */
  async function panel(): Promise<Page> {
    for (const connection of connections) {
      const page = panelOf(connection)
      if (page) return page
    }
    await until('the side panel is open', panelTarget)
    const connection = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    connections.push(connection)
    return until('the side panel can be driven', () => panelOf(connection))
  }
  const panelOf = (connection: Browser) =>
    connection
      .contexts()
      .flatMap(one => one.pages())
      .find(page => page.url().includes(`${EXTENSION_ID}/sidepanel.html`) && !page.isClosed())

  async function clickIcon(tab: Page): Promise<number> {
    await tab.bringToFront()
    const url = tab.url()
    const target = (await targets()).find(one => one.type === 'tab' && one.url === url)
    if (!target) throw new Error(`No tab shows ${url}`)
    const clicked = performance.timeOrigin + performance.now()
    await root.send(
      'Extensions.triggerAction' as never,
      { id: EXTENSION_ID, targetId: target.targetId } as never,
    )
    return clicked
  }

  const first = await worker()
  // The server of the tests, where a creator would have the one of their computer.
  await first.evaluate(
    server => chrome.storage.local.set({ server: { server, token: null, accountId: null } }),
    server,
  )
  return {
    async tab(url) {
      const page = await context.newPage()
      await page.goto(url, { waitUntil: 'load' })
      await page.bringToFront()
      return page
    },
    tabs: () => context.pages(),
    async opened(by) {
      const [page] = await Promise.all([context.waitForEvent('page', { timeout: 15_000 }), by()])
      return page
    },
    worker,
    clickIcon,
    panel,
    panelIsOpen: async () => Boolean(await panelTarget()),
    async front() {
      // By the browser's own word: every tab of a headless Chromium believes that it is seen.
      const url = await (await worker()).evaluate(
        async () => (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]?.url,
      )
      return context.pages().find(page => url && page.url() === url.split('#:~:')[0])
    },
    async closePanel() {
      const open = await panel()
      await open.evaluate(() => window.close()).catch(() => {})
      await until('the side panel is closed', async () => !(await panelTarget()))
      for (const connection of connections.splice(0)) await connection.close()
    },
    async glanceAtPanel(tab, ms) {
      await clickIcon(tab)
      const open = await panel()
      // A document that is still loading may win over the reload, and knows nothing of what is added now.
      await open.waitForLoadState()
      // By the page's own end: while it loads anew its target may have no address, which looks as if it was gone.
      const closed = open.waitForEvent('close', { timeout: 15_000 })
      // In the document itself: what is evaluated after the reload may meet the document that goes, and be lost with it.
      await open.addInitScript(ms => setTimeout(() => window.close(), ms), ms)
      await open.reload({ waitUntil: 'commit' }).catch(() => {})
      await closed
      await until('the side panel is closed', async () => !(await panelTarget()))
      for (const connection of connections.splice(0)) await connection.close()
    },
    async killWorker() {
      const target = await workerTarget()
      if (!target) throw new Error('No service worker is alive')
      const isMarked = (mark: boolean) => {
        const one = context.serviceWorkers().find(each => each.url().includes(EXTENSION_ID))
        const asked = one?.evaluate(mark => {
          const scope = globalThis as { ownwordsLives?: boolean }
          if (mark) scope.ownwordsLives = true
          return scope.ownwordsLives === true
        }, mark)
        return Promise.race([asked, sleep(1_000)]).catch(() => undefined)
      }
      await isMarked(true)
      await root.send('Target.closeTarget', { targetId: target.targetId })
      const closed = Date.now()
      await until('the service worker is dead', async () => {
        if ((await workerTarget())?.targetId !== target.targetId) return true
        // One that is woken again at once has the same target: it died if it remembers nothing.
        if (Date.now() - closed < 1_000) return false
        const lives = await isMarked(false)
        // One that was just starting or answering may not have been ended by the first order.
        if (lives) await root.send('Target.closeTarget', { targetId: target.targetId }).catch(() => {})
        return lives === false
      })
    },
    consoleWatch,
    async kill() {
      consoleWatch.close()
      const { processInfo } = (await root.send('SystemInfo.getProcessInfo')) as {
        processInfo: { id: number; type: string }[]
      }
      const gone = new Promise(resolve => context.once('close', resolve))
      for (const { id } of processInfo.sort(
        (a, b) => Number(b.type === 'browser') - Number(a.type === 'browser'),
      ))
        try {
          process.kill(id, 'SIGKILL')
        } catch {
          // Went with the browser's own process.
        }
      await gone
    },
    async close() {
      consoleWatch.close()
      for (const connection of connections) await connection.close().catch(() => {})
      await context.close()
      await forget()
    },
  }
}

interface Target {
  targetId: string
  type: string
  url: string
}
