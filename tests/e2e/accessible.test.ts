import { describe, expect, it } from 'vitest'
import { chromiumForTests } from '../support/chromium.ts'
import { findings } from './findings.ts'
import { ours } from './material.ts'
import { scene } from './scene.ts'

const noBrowser = chromiumForTests() === null

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
