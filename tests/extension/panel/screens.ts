/**
 * Writes a picture of every scenario at every width and scheme to tests/e2e/screens, to be looked at.
 * `node tests/extension/panel/screens.ts [scenario …]`; the browser is CHROMIUM, or the usual places.
 */
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { findChromium } from '../../support/chromium.ts'
import { poses } from './poses.ts'
import { scenarios } from './scenarios.ts'
import { openPanelStage } from './stage.ts'

const chromium = findChromium()
if (!chromium) throw new Error('No Chromium was found: give its path in CHROMIUM')

const wanted = process.argv.slice(2)
const folder = fileURLToPath(new URL('../../e2e/screens/', import.meta.url))
await mkdir(folder, { recursive: true })
const stage = await openPanelStage(chromium)
try {
  for (const name of wanted.length > 0 ? wanted : [...Object.keys(scenarios), ...Object.keys(poses)]) {
    const pose = poses[name]
    const { page, complaints } = await stage.open(pose?.scenario ?? name)
    await pose?.strike(page)
    for (const width of [320, 400, 640])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 820 })
        await page.emulateMedia({ colorScheme })
        await page.screenshot({
          path: `${folder}${name}-${width}-${colorScheme}.png`,
          animations: 'disabled',
        })
      }
    if (complaints.length > 0) process.stderr.write(`${name}: ${complaints.join(' · ')}\n`)
    await page.close()
  }
} finally {
  await stage.close()
}
process.stdout.write(`Written to ${folder}\n`)
