import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { root } from '../support/stage.ts'
import { ours } from './material.ts'
import { scene } from './scene.ts'

// Pictures of the real panel through the whole way, for a person to look at: `npm run screens`.
// They go to tests/e2e/screens, the README's one to docs/panel.png, and those of the Chrome Web Store to docs/store.

const folder = join(root, 'tests', 'e2e', 'screens')
const schemes = ['light', 'dark'] as const

async function shoot(panel: Page, name: string): Promise<void> {
  for (const colorScheme of schemes) {
    await panel.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const width of [320, 400, 640]) {
      await panel.setViewportSize({ width, height: 900 })
      await panel.screenshot({
        path: join(folder, `${name}-${width}-${colorScheme}.png`),
        animations: 'disabled',
      })
    }
  }
}

/** The README's picture: 400 px wide, drawn at twice that. */
async function portrait(panel: Page): Promise<void> {
  await panel.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await panel.setViewportSize({ width: 400, height: 860 })
  const session = await panel.context().newCDPSession(panel)
  const metrics = { width: 400, height: 860, deviceScaleFactor: 2, mobile: false }
  await session.send('Emulation.setDeviceMetricsOverride', metrics)
  const { data } = await session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: false })
  await writeFile(join(root, 'docs', 'panel.png'), Buffer.from(data, 'base64'))
}

/** In the size that the Chrome Web Store shows. */
async function forStore(panel: Page, name: string): Promise<void> {
  await panel.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await panel.setViewportSize({ width: 1280, height: 800 })
  await panel.screenshot({ path: join(root, 'docs', 'store', `${name}.png`), animations: 'disabled' })
}

await mkdir(folder, { recursive: true })
await scene(ours.hosts, { running: false }, async ({ browser, creator, server, allow }) => {
  allow(/net::ERR_CONNECTION_REFUSED/)
  const panel = await creator.openPanelOn(await browser.tab(ours.articles[0]))
  await shoot(panel, '1-welcome-offline')
  await server.start()
  await panel.getByText('Connected', { exact: true }).first().waitFor({ timeout: 45_000 })
  await shoot(panel, '2-welcome')
  await creator.clipByButton('article')
  await shoot(panel, '3-first-clip')
  await creator.clipByIcon(await browser.tab(ours.articles[1]))
  await browser.tab(ours.video)
  await creator.clipByButton('video')
  await creator.allReady(3)
  await shoot(panel, '4-three-sources')
  await forStore(panel, 'sources')
  await creator.buildBrief()
  await shoot(panel, '5-brief')
  await forStore(panel, 'brief')
  await portrait(panel)
})
console.log(folder)
