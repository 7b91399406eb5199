import { describe, expect, it } from 'vitest'
import { watchPage } from '../fixtures/youtube/watch-pages.ts'
import { chromiumForTests } from '../support/chromium.ts'
import { until } from './browser.ts'
import { ours } from './material.ts'
import { scene } from './scene.ts'
import type { Site } from './sites.ts'

const noBrowser = chromiumForTests() === null
const hosts: Record<string, Site> = {
  ...ours.hosts,
  'unseen.example': () => ({ body: '<title>Nobody may read this</title><p>Words.</p>' }),
  'www.youtube.com': url =>
    url.pathname === '/watch' ? { body: watchPage({ videoId: url.searchParams.get('v')! }) } : undefined,
}
const grant = ['https://studydesk.example/*', 'https://memorylab.example/*']

describe.skipIf(noBrowser)('many tabs at once (skipped where there is no Chromium)', () => {
  it('clips a window’s tabs, names those that it may not read, and a second time finds them unchanged', () =>
    scene(hosts, { running: true, grant }, async ({ browser, creator, countLost }) => {
      await browser.tab(ours.articles[1])
      await browser.tab('https://unseen.example/')
      await browser.tab(`${ours.articles[0]}?utm_source=letter`)
      const front = await browser.tab(ours.articles[0])
      const panel = await creator.openPanelOn(front)
      const begin = async () => {
        await panel.getByRole('button', { name: 'Clip tabs' }).click()
        await panel.getByRole('menuitem', { name: 'All tabs of this window' }).click()
        // The browser's own question cannot be answered by a test: we go on without it.
        await panel.getByRole('button', { name: /^Clip only/ }).click()
      }
      const ended = panel.getByRole('region', { name: 'What became of the tabs' })
      const marks = async () => {
        await ended.waitFor()
        return (await ended.locator('.chip').allTextContents()).sort()
      }
      await begin()
      // The unseen page, the empty tab that every browser of a test has, and the same page by another address.
      expect(await marks()).toEqual(['Not clipped', 'Not clipped', 'Not clipped', 'Saved', 'Saved'])
      await ended.getByText('Ownwords may not read its site').first().waitFor()
      await ended.getByText('Another of these tabs shows the same page').waitFor()
      await creator.allReady(2)

      // One of them asleep: it is loaded again, read, and put back to sleep.
      const worker = await browser.worker()
      const asleep = () =>
        worker.evaluate(
          async url => (await chrome.tabs.query({ url: `${url}*` })).some(tab => tab.discarded),
          ours.articles[1],
        )
      await worker.evaluate(async url => {
        const [tab] = await chrome.tabs.query({ url: `${url}*` })
        await chrome.tabs.discard(tab!.id!)
      }, ours.articles[1])
      await until('the tab is asleep', asleep)
      await ended.getByRole('button', { name: 'Dismiss' }).click()
      await begin()
      expect(await marks()).toEqual([
        'Already here',
        'Already here',
        'Not clipped',
        'Not clipped',
        'Not clipped',
      ])
      await until('it is asleep again', asleep)
      await countLost(2)
    }))

  it('goes on where it was when the panel was closed', () =>
    scene(hosts, { running: true, grant }, async ({ browser, creator, countLost }) => {
      await browser.tab('https://www.youtube.com/watch?v=OwnWords_01')
      await browser.tab('https://www.youtube.com/watch?v=OwnWords_02')
      const front = await browser.tab(ours.articles[0])
      const panel = await creator.openPanelOn(front)
      await panel.getByRole('button', { name: 'Clip tabs' }).click()
      await panel.getByRole('menuitem', { name: 'All tabs of this window' }).click()
      await panel.getByRole('button', { name: /^Clip only/ }).click()
      await panel.getByRole('region', { name: 'Tabs being clipped' }).getByText('3 of 4').waitFor()
      // Between two videos there are seconds of pause.
      await browser.closePanel()
      const again = await creator.openPanelOn(front)
      await again.getByText('3 of 4 tabs were clipped when the panel closed').waitFor()
      await again.getByRole('button', { name: 'Go on with the other 1' }).click()
      const ended = again.getByRole('region', { name: 'What became of the tabs' })
      await ended.waitFor()
      await ended.getByText('3 saved, 1 not clipped').waitFor()
      await creator.allReady(3)
      await countLost(3)
    }))
})
