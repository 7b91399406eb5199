import { describe, expect, it } from 'vitest'
import { panelItem } from '../fixtures/youtube/panel-answer.ts'
import { chromiumForTests } from '../support/chromium.ts'
import { pdfOf } from '../support/pdf.ts'
import { type TestBrowser, until } from './browser.ts'
import { storedSources } from './creator.ts'
import { ours } from './material.ts'
import { scene } from './scene.ts'
import type { Site } from './sites.ts'

const noBrowser = chromiumForTests() === null
const sentences = Array.from(
  { length: 12 },
  (_, n) => `In trial ${n} the learners who were tested recalled ${40 + n} of the words a week later.`,
).join(' ')
const built = `<!doctype html><title>Built by a script</title><main id="app"></main>
<script>document.querySelector('#app').innerHTML = '<article><h1>Built by a script</h1><p>${sentences}</p></article>'</script>`
const player = {
  videoDetails: { videoId: 'LinkedVid01', title: 'A linked video', author: 'Somebody', lengthSeconds: '60' },
  playabilityStatus: { status: 'OK' },
  captions: {
    playerCaptionsTracklistRenderer: {
      captionTracks: [
        { baseUrl: 'https://www.youtube.com/api/timedtext?exp=xpe', languageCode: 'en', kind: 'asr' },
      ],
    },
  },
}
const watch = `<!doctype html><title>A linked video - YouTube</title>
<script>ytcfg.set({"INNERTUBE_CLIENT_VERSION":"2.20260812.01.00"});</script>
<script>var ytInitialPlayerResponse = ${JSON.stringify(player)};var meta = 1;</script>`
const words = ['We forget most of a list', 'within a single day', 'unless somebody asks us', 'what was on it']
const panelAnswer = JSON.stringify({
  content: words.map((text, n) => panelItem({ at: `0:${String(n * 12).padStart(2, '0')}`, text })),
})

const hosts: Record<string, Site> = {
  ...ours.hosts,
  'app.example': () => ({ body: built }),
  'paper.example': () => ({
    body: Buffer.from(
      pdfOf([[{ y: 700, text: 'Retrieval practice beats reading again.' }], [{ y: 700, text: 'Page two.' }]]),
    ),
    type: 'application/pdf',
  }),
  'short.example': url => ({
    body: '',
    status: 302,
    headers: { location: url.pathname === '/ours' ? ours.articles[1] : 'https://unseen.example/story' },
  }),
  'loop.example': () => ({ body: '', status: 302, headers: { location: 'https://loop.example/' } }),
  'unseen.example': () => ({ body: `<title>A story elsewhere</title><p>${sentences}</p>` }),
  'www.youtube.com': (url, sent) =>
    url.pathname === '/watch'
      ? { body: watch }
      : url.pathname === '/youtubei/v1/get_panel' && sent.method === 'POST'
        ? { body: panelAnswer, type: 'application/json' }
        : url.pathname === '/'
          ? { body: '<title>YouTube</title>' }
          : undefined,
}
const sites = ['studydesk', 'memorylab', 'app', 'paper', 'short', 'loop']
const grant = sites.map(site => `https://${site}.example/*`)

/** The context menu's "Clip link", as the browser calls it. */
async function clipLink(browser: TestBrowser, from: string, linkUrl: string): Promise<void> {
  const worker = await browser.worker()
  await worker.evaluate(
    async ([from, linkUrl]) => {
      const [tab] = await chrome.tabs.query({ url: `${from}*` })
      const event = chrome.contextMenus.onClicked as unknown as { dispatch(...args: unknown[]): void }
      event.dispatch({ menuItemId: 'clip-link', pageUrl: from, linkUrl }, tab)
    },
    [from, linkUrl] as const,
  )
}

describe.skipIf(noBrowser)('links (skipped where there is no Chromium)', () => {
  it('are clipped without being opened: a page, a PDF, a video; opened where only a tab shows them', () =>
    scene(hosts, { running: true, grant }, async ({ browser, creator, server, countLost, allow }) => {
      allow(/ERR_TOO_MANY_REDIRECTS|ERR_NAME_NOT_RESOLVED/)
      const from = ours.articles[0]
      const front = await browser.tab(from)
      const panel = await creator.openPanelOn(front)
      await panel.getByText('Connected', { exact: true }).first().waitFor()
      const opened: string[] = []
      front.context().on('page', page => opened.push(page.url()))
      const sourceOf = (what: string, url: string) =>
        until(`${what} is on the server`, async () =>
          (await storedSources(server.address)).find(source => source.url === url),
        )

      await clipLink(browser, from, ours.articles[1])
      const page = await sourceOf('the page', ours.articles[1])
      expect(page).toMatchObject({ kind: 'article', title: expect.stringContaining('The test that teaches') })
      expect(page.receipt.legs.find(leg => leg.leg === page.receipt.by)?.detail).toContain('without opening')

      await clipLink(browser, from, 'https://paper.example/paper.pdf')
      const pdf = await sourceOf('the PDF', 'https://paper.example/paper.pdf')
      expect(pdf).toMatchObject({ kind: 'pdf', pages: 2 })

      await clipLink(browser, from, 'https://youtu.be/LinkedVid01')
      const wordless = await sourceOf('the video', 'https://www.youtube.com/watch?v=LinkedVid01')
      expect(wordless).toMatchObject({ kind: 'video', title: 'A linked video', durationMs: 60_000 })
      expect(wordless.receipt.video).toBeUndefined()
      expect(wordless.receipt.legs.at(-1)).toMatchObject({ outcome: 'not_allowed' })
      expect(opened).toEqual([])

      await browser.tab('https://www.youtube.com/')
      await clipLink(browser, from, 'https://www.youtube.com/watch?v=LinkedVid01&t=4')
      const spoken = await until('the video has its words', async () =>
        (await storedSources(server.address)).find(source => source.receipt.by === 'get_panel'),
      )
      expect(spoken).toMatchObject({ id: wordless.id, receipt: { video: { segments: words.length } } })
      opened.length = 0

      await clipLink(browser, from, 'https://short.example/ours')
      await creator.badge(front, '✓')
      expect(opened).toEqual([])

      await clipLink(browser, from, 'https://app.example/story')
      const app = await sourceOf('the page that scripts build', 'https://app.example/story')
      expect(app.receipt.words).toBeGreaterThan(100)
      await until('its tab is closed', () => browser.tabs().every(tab => !tab.url().includes('app.example')))

      await clipLink(browser, from, 'https://loop.example/')
      await panel.getByText('This page could not be read').waitFor()
      await clipLink(browser, from, 'javascript:document.title="ran"')
      await panel.getByText('leads to no web page').waitFor()
      expect(await front.title()).not.toBe('ran')

      // On to a site that nobody allowed: its tab waits for the creator's word.
      await clipLink(browser, from, 'https://short.example/elsewhere')
      await panel.getByText('The link to short.example led on to another site').waitFor()
      await creator.badge(front, '?')
      await panel.getByRole('button', { name: 'Open it' }).click()
      const there = browser.tabs().find(tab => tab.url() === 'https://unseen.example/story')!
      await creator.clipByIcon(there)
      await sourceOf('where the link led', 'https://unseen.example/story')
      await countLost(5)
    }))
})
