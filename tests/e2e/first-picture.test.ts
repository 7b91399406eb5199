import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { EXTENSION_ORIGIN } from '../../core/contract/extension.ts'
import { buildExtension, EXTENSION_FOLDER } from '../../server/extension-build.ts'
import { chromiumForTests } from '../support/chromium.ts'
import { ours } from './material.ts'
import { scene } from './scene.ts'

const noBrowser = chromiumForTests() === null

/** Opens the panel anew, with a press on a button of its first picture as soon as that hears one. */
async function pressAtOnce(panel: Page, press: 'clip' | 'settings'): Promise<void> {
  await panel.addInitScript(press => {
    const again = () => {
      const button = document.querySelector<HTMLElement>(`#first [data-press="${press}"]`)
      if (button?.ariaBusy === 'true') return
      button?.focus()
      button?.click()
      requestAnimationFrame(again)
    }
    again()
  }, press)
  await panel.reload()
}

describe.skipIf(noBrowser)('the first picture (skipped where there is no Chromium)', () => {
  it('clips the page when its clip button is pressed before the panel stands', () =>
    scene(ours.hosts, { running: true }, async ({ browser, creator }) => {
      const panel = await creator.openPanelOn(await browser.tab(ours.articles[0]))
      await pressAtOnce(panel, 'clip')
      await panel.getByText('Saved', { exact: true }).waitFor()
      expect(await panel.getByRole('list', { name: 'Sources' }).locator('[data-source]').count()).toBe(1)
    }))

  it('opens the settings when they are pressed before, and keeps the focus on what it was on', () =>
    scene(ours.hosts, { running: true }, async ({ browser, creator }) => {
      const panel = await creator.openPanelOn(await browser.tab(ours.articles[0]))
      await pressAtOnce(panel, 'settings')
      const settings = panel.getByRole('dialog', { name: 'Settings' })
      await settings.waitFor()
      await settings.getByRole('button', { name: 'Close' }).click()
      await settings.waitFor({ state: 'detached' })
      expect(await panel.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Settings')
    }))

  it('says so when the panel’s files cannot be loaded', () =>
    scene(ours.hosts, { running: true }, async ({ browser, creator, allow }) => {
      allow(/Unable to preload CSS/)
      const panel = await creator.openPanelOn(await browser.tab(ours.articles[0]))
      await panel.addInitScript(() => {
        new MutationObserver(changes => {
          for (const { addedNodes } of changes)
            for (const node of addedNodes)
              if (node instanceof HTMLLinkElement && node.rel === 'stylesheet')
                node.dispatchEvent(new Event('error'))
        }).observe(document, { childList: true, subtree: true })
      })
      await panel.reload()
      await panel.getByRole('alert').getByText('The panel could not be loaded.').waitFor()
      expect(await panel.getByRole('button', { disabled: true }).count()).toBe(2)
    }))

  it('leaves the script’s own tab what it shares with the panel', () =>
    scene(ours.hosts, { running: true }, async ({ browser }) => {
      const tab = await browser.tab(`${EXTENSION_ORIGIN}/workspace.html`)
      await tab.locator('#panel :is(h1, h2, h3, p)').first().waitFor()
      expect(await tab.locator('#first').count()).toBe(0)
    }))

  it('stands in the page itself: no sheet and no script of the panel is waited for', async () => {
    await buildExtension()
    const page = await readFile(join(EXTENSION_FOLDER, 'sidepanel.html'), 'utf8')
    expect(page).not.toContain('rel="stylesheet"')
    expect(page.match(/<script[^>]*>/g)).toEqual([expect.stringMatching(/^<script type="module" async /)])
    expect(page.match(/modulepreload/g)!.length, 'few files, each of which costs').toBeLessThanOrEqual(5)
    expect(page.length).toBeLessThan(24_000)
    // The panel is in a file of its own: the first lines, and pages that show nothing of it, load little beside.
    const names = [...page.matchAll(/modulepreload" crossorigin href="\/([^"]+)"/g)].map(([, name]) => name!)
    const sizes = await Promise.all(names.map(async name => (await stat(join(EXTENSION_FOLDER, name))).size))
    const panel = sizes[names.findIndex(name => name.includes('/panel-'))]!
    expect(panel).toBeGreaterThan(100_000)
    expect(sizes.reduce((sum, size) => sum + size, 0) - panel).toBeLessThan(60_000)
  })
})
