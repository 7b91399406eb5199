import { afterAll, describe, expect, it } from 'vitest'
import { chromiumForTests } from '../support/chromium.ts'
import { until } from './browser.ts'
import { storedSources } from './creator.ts'
import { ours } from './material.ts'
import { lostLine, scene } from './scene.ts'

const noBrowser = chromiumForTests() === null
const [firstArticle, secondArticle] = ours.articles
/** What Chromium itself writes when nobody listens at an address. */
const refused = /net::ERR_CONNECTION_REFUSED/
afterAll(() => console.log(lostLine()))

describe.skipIf(noBrowser)(
  'nothing that was said to be saved is lost (skipped where there is no Chromium)',
  () => {
    it('when the server is down during the clips and started after', () =>
      scene(ours.hosts, { running: false }, async ({ browser, creator, server, allow, countLost }) => {
        allow(refused)
        const panel = await creator.openPanelOn(await browser.tab(firstArticle))
        await creator.clipByButton('article')
        await creator.clipByIcon(await browser.tab(secondArticle))
        await browser.tab(ours.video)
        await creator.clipByButton('video')
        const kept = await creator.sources()
        expect(kept).toHaveLength(3)
        expect(kept.every(({ waiting }) => waiting)).toBe(true)
        await panel.locator('.status__words', { hasText: /Offline since.*3 clips kept here/ }).waitFor()

        await server.start()
        await panel.getByText('Connected').waitFor({ timeout: 45_000 })
        await creator.allReady(3)
        await countLost(3)
        await creator.buildBrief()
      }))

    it('when the worker is killed between clip and sync, and the panel is opened later', () =>
      scene(ours.hosts, { running: false }, async ({ browser, creator, server, allow, countLost }) => {
        allow(refused)
        const article = await browser.tab(firstArticle)
        await creator.openPanelOn(article)
        await browser.closePanel()
        await creator.gesture(article, 'shortcut')
        const video = await browser.tab(ours.video)
        await creator.gesture(video, 'menu')
        await creator.badge(article, '✓')
        await creator.badge(video, '✓')

        await browser.killWorker()
        await server.start()
        await creator.openPanelOn(video)
        await creator.allReady(2)
        await countLost(2)
      }))

    it(
      'when the worker is killed between clip and sync, and the panel stays closed',
      { timeout: 180_000 },
      () =>
        scene(ours.hosts, { running: false }, async ({ browser, creator, server, allow, countLost }) => {
          allow(refused)
          const video = await browser.tab(ours.video)
          await creator.gesture(video, 'shortcut')
          await creator.badge(video, '✓')
          await browser.killWorker()
          await server.start()
          // The browser's alarm wakes the worker within a minute.
          await until(
            'the clip is on the server',
            async () => (await storedSources(server.address)).length === 1,
            100_000,
          )
          await countLost(1)
        }),
    )

    it('when the panel is closed during the clips', () =>
      scene(ours.hosts, { running: true }, async ({ browser, creator, countLost }) => {
        const first = await browser.tab(firstArticle)
        await creator.openPanelOn(first)
        await browser.closePanel()
        const second = await browser.tab(secondArticle)
        await creator.openPanelOn(second)
        await browser.closePanel()
        await creator.gesture(first, 'shortcut')
        await creator.badge(first, '✓')
        await creator.gesture(second, 'menu')
        await creator.badge(second, '✓')

        await creator.openPanelOn(first)
        await creator.allReady(2)
        expect((await creator.sources()).map(({ title }) => title)).toEqual([
          'The test that teaches: what retrieval practice does to memory',
          'Why spreading out your study sessions works',
        ])
        await countLost(2)
      }))

    it('when the panel is closed while it still opens', () =>
      scene(ours.hosts, { running: true }, async ({ browser, creator, countLost }) => {
        const first = await browser.tab(firstArticle)
        await creator.openPanelOn(first)
        await creator.clipByButton('article')
        await browser.closePanel()
        for (let ms = 0; ms < 400; ms += 25) await browser.glanceAtPanel(first, ms)
        await creator.openPanelOn(first)
        await creator.allReady(1)
        await countLost(1)
      }))

    it('when the server is killed while it reads a source in', () =>
      scene(ours.hosts, { running: true }, async ({ browser, creator, server, allow, countLost }) => {
        allow(refused)
        // Cut off in the middle, the connections end in every way that there is.
        allow(/Failed to load resource: net::ERR_|net::ERR_INCOMPLETE_CHUNKED_ENCODING/)
        await creator.openPanelOn(await browser.tab(firstArticle))
        await creator.clipByButton('article')
        await server.kill()
        await creator.clipByIcon(await browser.tab(secondArticle))
        await server.start()
        await creator.allReady(2, 90_000)
        await countLost(2)
      }))
  },
)
