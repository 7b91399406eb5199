import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumForTests } from '../support/chromium.ts'
import { ours } from './material.ts'
import { scene } from './scene.ts'

const noBrowser = chromiumForTests() === null
const widths = [320, 400, 640]
const schemes = ['light', 'dark'] as const

/** What axe finds on the panel at every width and in both schemes, one line a kind. */
async function findings(panel: Page, state: string): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of schemes) {
    for (const width of widths) {
      await panel.setViewportSize({ width, height: 900 })
      await panel.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      // In this page alone: the other way opens a tab, which the panel would follow.
      const { violations } = await new AxeBuilder({ page: panel }).setLegacyMode(true).analyze()
      for (const { id, nodes } of violations) {
        found.push(
          `${state}, ${colorScheme}, ${width} px: ${id} at ${nodes.map(node => node.target).join(' | ')}`,
        )
      }
      const wide = await panel.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (wide > 0) found.push(`${state}, ${colorScheme}, ${width} px: ${wide} px wider than the panel`)
    }
  }
  return found
}

describe.skipIf(noBrowser)('axe finds nothing on the real panel (skipped where there is no Chromium)', () => {
  it('from the first opening to the brief, at every width, light and dark', { timeout: 240_000 }, () =>
    scene(ours.hosts, { running: true }, async ({ browser, creator }) => {
      const panel = await creator.openPanelOn(await browser.tab(ours.articles[0]))
      await panel.getByText('Connected', { exact: true }).first().waitFor()
      const found = await findings(panel, 'welcome')
      await creator.clipByButton('article')
      await creator.clipByIcon(await browser.tab(ours.articles[1]))
      await browser.tab(ours.video)
      await creator.clipByButton('video')
      await creator.allReady(3)
      found.push(...(await findings(panel, 'sources')))
      await panel.getByRole('button', { name: 'Settings' }).click()
      found.push(...(await findings(panel, 'settings')))
      await panel.keyboard.press('Escape')
      await creator.buildBrief()
      found.push(...(await findings(panel, 'brief')))
      expect(found).toEqual([])
    }),
  )

  it('with the server away', () =>
    scene(ours.hosts, { running: false }, async ({ browser, creator, allow }) => {
      allow(/net::ERR_CONNECTION_REFUSED/)
      const panel = await creator.openPanelOn(await browser.tab(ours.articles[0]))
      await creator.clipByButton('article')
      await panel.locator('.status__words', { hasText: /Offline since.*1 clip kept here/ }).waitFor()
      expect(await findings(panel, 'offline')).toEqual([])
    }))
})
