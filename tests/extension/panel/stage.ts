import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { quietChromium } from '../../support/chromium.ts'
import { onCheck } from './check-scenarios.ts'
import { onAngle, onHook, onOutline } from './gate-scenarios.ts'
import { onResearch } from './research-scenarios.ts'
import { onBrief } from './scenarios.ts'
import { onScript } from './script-scenarios.ts'

/** The panel over a fake world, built as it is for the browser and shown in a real one. */
export interface PanelStage {
  browser: Browser
  /**
   * Opens a scenario in a page of its own, or in `page`, whose last scenario ends; what it complains about is collected
   * in `complaints`.
   */
  open: (scenario: string, page?: Page) => Promise<{ page: Page; complaints: string[] }>
  close: () => Promise<void>
}

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

/** What extension pages allow themselves, and less: no script, style or picture from anywhere else. */
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; object-src 'none'"

const VIEWPORT = { width: 400, height: 820 }

export async function openPanelStage(executablePath: string): Promise<PanelStage> {
  const folder = await mkdtemp(join(tmpdir(), 'ownwords-panel-'))
  await build({
    root: fileURLToPath(new URL('.', import.meta.url)),
    base: './',
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { outDir: folder, emptyOutDir: true, target: 'chrome141' },
  })
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    if (path === '/favicon.ico') return response.writeHead(204).end()
    const file = join(folder, path === '/' ? 'index.html' : path)
    if (!existsSync(file)) return response.writeHead(404).end()
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': policy,
      // Its parts have their content in their names.
      ...(path.startsWith('/assets/') && { 'cache-control': 'max-age=3600' }),
    })
    response.end(await readFile(file))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const browser = await chromium.launch({ executablePath, args: quietChromium })
  const context = await browser.newContext({ viewport: VIEWPORT })
  return {
    browser,
    async open(scenario, given) {
      const page = given ?? (await context.newPage())
      const complaints: string[] = []
      if (given) {
        for (const event of ['pageerror', 'console', 'request', 'requestfinished', 'requestfailed'])
          page.removeAllListeners(event)
        await page.setViewportSize(VIEWPORT)
        await page.emulateMedia({ colorScheme: null, reducedMotion: null })
        await context.clearPermissions()
      }
      page.on('pageerror', error => complaints.push(error.message))
      page.on('console', message => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
      })
      await page.goto(`http://127.0.0.1:${port}/?scenario=${scenario}`)
      await page.waitForSelector('.panel')
      if (onBrief.has(scenario)) {
        await page.getByRole('tab', { name: /^Brief/ }).click()
        // The brief is loaded when it is first wanted.
        await page.locator('#stage-brief .work__inner > *').first().waitFor()
      }
      if (onResearch.has(scenario)) {
        await page.getByRole('tab', { name: /^Research/ }).click()
        await page.locator('#stage-research .work__inner > *').first().waitFor()
      }
      if (onScript.has(scenario)) {
        await page.getByRole('tab', { name: /^Script/ }).click()
        await page.locator('#stage-script .work__inner > *').first().waitFor()
      }
      if (onCheck.has(scenario)) {
        await page.getByRole('tab', { name: /^Check/ }).click()
        await page.locator('#stage-check .work__inner > *').first().waitFor()
      }
      for (const [on, stage] of [
        [onAngle, 'Angle'],
        [onOutline, 'Outline'],
        [onHook, 'Script'],
      ] as const)
        if (on.has(scenario)) {
          await page.getByRole('tab', { name: new RegExp(`^${stage}`) }).click()
          await page.locator(`#stage-${stage.toLowerCase()} .work__inner > *`).first().waitFor()
        }
      return { page, complaints }
    },
    async close() {
      await browser.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
}
