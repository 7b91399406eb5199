import { describe, expect, it } from 'vitest'
import { withoutCaptions } from '../fixtures/youtube/watch-pages.ts'
import { chromiumForTests } from '../support/chromium.ts'
import { until } from './browser.ts'
import { storedSources } from './creator.ts'
import { ours } from './material.ts'
import { scene } from './scene.ts'
import type { Site } from './sites.ts'

const noBrowser = chromiumForTests() === null

const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><title>${title}</title>${body}</html>`
/** Sentences that differ, so that no reader takes them for boilerplate. */
function words(count: number): string {
  const paragraphs: string[] = []
  for (let at = 0; at < count; at += 100) {
    const sentences = Array.from(
      { length: 10 },
      (_, n) => `In experiment ${at + n} the group of ${at % 97} learners recalled ${n} lists.`,
    )
    paragraphs.push(`<p>${sentences.join(' ')}</p>`)
  }
  return paragraphs.join('\n')
}
const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)

const hosts: Record<string, Site> = {
  ...ours.hosts,
  'empty.example': () => ({ body: page('Nothing here', '<div id="app"></div>') }),
  'huge.example': () => ({ body: page('Everything at once', `<article>${words(2_200_000)}</article>`) }),
  'long.example': () => ({
    body: page('A million words', `<article><h1>A million words</h1>${words(1_000_000)}</article>`),
  }),
  'pdf.example': () => ({ body: pdf, type: 'application/pdf' }),
  'www.youtube.com': url => (url.pathname === '/watch' ? { body: withoutCaptions() } : undefined),
}

describe.skipIf(noBrowser)('what cannot be clipped says so (skipped where there is no Chromium)', () => {
  it('an empty page', () =>
    scene(hosts, { running: true }, async ({ browser, creator, countLost }) => {
      const panel = await creator.openPanelOn(await browser.tab('https://empty.example/'))
      await panel.getByRole('button', { name: 'Clip article' }).click()
      await panel.locator('.notice__title', { hasText: 'No text found on this page' }).waitFor()
      expect(await creator.sources()).toEqual([])
      await panel.getByText('Connected', { exact: true }).first().waitFor()
      await countLost(0)
    }))

  it('a page of more than 20 MB of words: that it is too large, or the part of it that there was time to read', () =>
    scene(hosts, { running: true }, async ({ browser, creator, countLost }) => {
      const panel = await creator.openPanelOn(await browser.tab('https://huge.example/'))
      await panel.getByRole('button', { name: 'Clip article' }).click()
      const refused = panel.locator('.notice__title', { hasText: 'This page is too large' })
      // Its reader gives up after a while, which on a busy machine is before it has all words.
      const part = panel.locator('.this-page', { hasText: 'part of the article' })
      await refused.or(part).first().waitFor({ timeout: 100_000 })
      const kept = (await refused.isVisible()) ? 0 : 1
      await panel.getByText('Connected', { exact: true }).first().waitFor()
      await until('it is kept or not', async () => (await creator.sources()).length === kept)
      if (kept === 0) await countLost(0)
    }))

  it('a PDF of pictures: that it has no text, and what would give it some', () =>
    scene(hosts, { running: true }, async ({ browser, creator, countLost }) => {
      const panel = await creator.openPanelOn(await browser.tab('https://pdf.example/paper.pdf'))
      await panel.getByRole('button', { name: 'Clip PDF' }).click()
      await panel.locator('.notice__title', { hasText: 'This PDF has no text' }).waitFor({ timeout: 30_000 })
      await panel.locator('.notice__words', { hasText: 'text recognition' }).waitFor()
      expect(await creator.sources()).toEqual([])
      await countLost(0)
    }))

  it("a page of the browser's own", () =>
    scene(hosts, { running: true }, async ({ browser, creator }) => {
      const article = await browser.tab(ours.articles[0])
      const panel = await creator.openPanelOn(article)
      await browser.tab('chrome://version/')
      await panel.getByRole('heading', { name: 'Nothing to clip here' }).waitFor()
      expect(await panel.getByRole('button', { name: /^Clip (?!tabs)/ }).count()).toBe(0)
      await article.bringToFront()
      await panel.getByRole('button', { name: 'Clip article' }).waitFor()
    }))

  it('a video without captions: kept, with the way to give it words', () =>
    scene(hosts, { running: true }, async ({ browser, creator, server, countLost }) => {
      const panel = await creator.openPanelOn(
        await browser.tab('https://www.youtube.com/watch?v=OwnWords_04'),
      )
      await creator.clipByButton('video')
      expect((await creator.sources())[0]!.receipt).toBe('no words yet, this video has no captions')
      await panel.getByRole('button', { name: 'Add a caption file' }).first().waitFor()
      await until(
        'the source is on the server',
        async () => (await storedSources(server.address)).length === 1,
      )
      await countLost(1)
    }))
})

describe.skipIf(noBrowser)('what is long (skipped where there is no Chromium)', () => {
  it('a page of a million words is clipped whole and read in', () =>
    scene(hosts, { running: true }, async ({ browser, creator, server, countLost }) => {
      await creator.openPanelOn(await browser.tab('https://long.example/'))
      await creator.clipByButton('article')
      await creator.allReady(1, 90_000)
      const [source] = await storedSources(server.address)
      expect(source!.receipt.words).toBeGreaterThan(990_000)
      expect(source!.passages).toBeGreaterThan(1_000)
      await countLost(1)
    }))

  it('a source that is removed while it is read in is gone, and the others go on', () =>
    scene(hosts, { running: true }, async ({ browser, creator, server, countLost }) => {
      const panel = await creator.openPanelOn(await browser.tab('https://long.example/'))
      await creator.clipByButton('article')
      await panel
        .locator('.source__state', { hasText: /[0-9] %/ })
        .first()
        .waitFor()
      await panel.getByRole('button', { name: /^More about/ }).click()
      await panel.getByRole('menuitem', { name: 'Remove' }).click()
      await panel
        .getByText(/Removed “A million words”/)
        .first()
        .waitFor()
      await creator.clipByIcon(await browser.tab(ours.articles[0]))
      await creator.allReady(1)
      expect((await storedSources(server.address)).map(({ title, state }) => [title, state])).toEqual([
        ['Why spreading out your study sessions works', 'ready'],
      ])
      await countLost(1)
    }))
})
