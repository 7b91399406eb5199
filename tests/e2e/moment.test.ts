import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildExtension, EXTENSION_FOLDER } from '../../server/extension-build.ts'
import { playingSite } from '../fixtures/youtube/playing-page.ts'
import { chromiumForTests } from '../support/chromium.ts'
import { type TestBrowser, until } from './browser.ts'
import { storedSources } from './creator.ts'
import { momentCard } from './moment-card.ts'
import { lostLine, scene } from './scene.ts'

const noBrowser = chromiumForTests() === null
const refused = /net::ERR_CONNECTION_REFUSED|net::ERR_INTERNET_DISCONNECTED/
const first = 'https://www.youtube.com/watch?v=OwnWords_01'
const button = (tab: Page) => tab.getByRole('button', { name: /^Clip this moment/ })
const hosts = (site: ReturnType<typeof playingSite>['site']) => ({
  'www.youtube.com': site,
  'studydesk.example': () => ({ body: '<!doctype html><title>Desk</title><p>Words</p>' }),
})
afterAll(() => console.log(lostLine()))

/** The shortcut, as the browser tells the worker of it: a key of the browser does not pass through the page. */
async function key(browser: TestBrowser, tab: Page): Promise<void> {
  const worker = await browser.worker()
  await worker.evaluate(async url => {
    const tab = (await chrome.tabs.query({})).find(one => one.url === url)
    const command = chrome.commands.onCommand as unknown as { dispatch(...args: unknown[]): void }
    command.dispatch('clip-moment', tab)
  }, tab.url())
}
const at = (tab: Page, does: 'playFrom' | 'pauseAt', second: number) =>
  tab.evaluate(
    ([does, second]) => (window as never as Record<string, (at: number) => unknown>)[does]!(second),
    [does, second] as const,
  )
const inPage = <Value>(tab: Page, name: string) =>
  tab.evaluate(name => (window as never as Record<string, unknown>)[name], name) as Promise<Value>

async function stored(
  address: string,
  count: number,
  ready = (one: Moments[number]) => one.receipt.words > 0,
) {
  return until(`${count} moments on the server`, async (): Promise<Moments | false> => {
    const all = await storedSources(address)
    return all.length === count && all.every(ready) && all
  })
}
type Moments = Awaited<ReturnType<typeof storedSources>>

describe.skipIf(noBrowser)('the built script of watch pages (skipped where there is no Chromium)', () => {
  beforeAll(() => buildExtension())

  it('is the only one, is for www.youtube.com alone, and is smaller than 20 KB', async () => {
    const manifest = JSON.parse(await readFile(join(EXTENSION_FOLDER, 'manifest.json'), 'utf8'))
    expect(manifest.content_scripts).toHaveLength(1)
    const [script] = manifest.content_scripts
    expect(script.matches).toEqual(['https://www.youtube.com/*'])
    expect(script.css).toBeUndefined()
    const bytes = script.js.map((file: string) => statSync(join(EXTENSION_FOLDER, file)).size)
    expect(bytes.reduce((sum: number, size: number) => sum + size, 0)).toBeLessThan(20 * 1024)
  })
})

describe.skipIf(noBrowser)('a moment (skipped where there is no Chromium)', () => {
  it('by the key, with the panel closed: words, picture, place, a second press, a note', () => {
    const { site, asked } = playingSite()
    return scene(hosts(site), { running: true }, async ({ browser, server, creator, countLost }) => {
      const tab = await browser.tab(first)
      const card = momentCard(tab)
      await at(tab, 'pauseAt', 52)
      await button(tab).waitFor()
      expect(asked.filter(path => path.startsWith('/api') || path.startsWith('/youtubei'))).toEqual([])

      await key(browser, tab)
      const shown = await card.says('nonsense is a special case')
      expect(shown).toContain('Moment saved')
      expect(shown).toContain('0:37–0:56')
      expect(shown).not.toContain('Hermann Ebbinghaus')
      expect(await tab.evaluate(() => document.activeElement?.tagName)).toBe('BODY')

      // The second press, while the card is open, sets the end.
      await at(tab, 'pauseAt', 66)
      await tab.waitForTimeout(800)
      await key(browser, tab)
      await card.says('0:37–1:06')
      await card.says('most of the loss comes early')

      await tab.keyboard.press('n')
      await tab.keyboard.type('My own mum quotes this; compare')
      await tab.keyboard.press('Enter')
      await card.says('Note saved')
      await card.isGone()
      expect((await inPage<string[]>(tab, 'keys')).filter(key => key !== 'n')).toEqual([])
      expect(await tab.locator('video').evaluate((video: HTMLVideoElement) => video.muted)).toBe(true)

      const [moment] = await until('the note is on the server', async (): Promise<Moments | false> => {
        const all = await storedSources(server.address)
        return all[0]?.moment?.note ? all : false
      })
      expect(moment).toMatchObject({
        kind: 'moment',
        videoId: 'OwnWords_01',
        title: 'Why we forget, and what brings it back',
        author: 'Lantern Lessons',
        durationMs: 240_000,
        url: `${first}&t=37s`,
        canonicalUrl: first,
        receipt: { by: 'open_track', video: { captions: 'manual', language: 'en' } },
        moment: { atMs: 52_000, startMs: 37_000, endMs: 66_000, note: 'My own mum quotes this; compare' },
      })
      expect(moment!.moment!.frame).toMatch(/^data:image\/webp;base64,/)
      expect(moment!.receipt.video!.segments).toBeGreaterThan(30)

      // The next moment of the video asks nobody.
      const before = asked.length
      await at(tab, 'pauseAt', 100)
      await key(browser, tab)
      await card.says('After a week the group that took tests')
      expect(asked.slice(before)).toEqual([])
      await tab.keyboard.press('Escape')
      await stored(server.address, 2)
      await countLost(2)
      const panel = await creator.openPanelOn(tab)
      await creator.allReady(2)
      await panel.getByText('My own mum quotes this; compare').waitFor()
    })
  })

  it('by the button: pressed, held, taken back, never on an advert, and there after the player is made anew', () => {
    const { site } = playingSite()
    return scene(hosts(site), { running: true }, async ({ browser, server, countLost }) => {
      const tab = await browser.tab(first)
      const card = momentCard(tab)
      await at(tab, 'playFrom', 20)
      await button(tab).waitFor()
      await expect.poll(() => button(tab).getAttribute('aria-label')).toBe('Clip this moment (Alt+Shift+M)')

      await button(tab).hover()
      await tab.mouse.down()
      await card.says('Marking…')
      await tab.waitForTimeout(2_600)
      await tab.mouse.up()
      await card.says(/Moment saved.*0:2\d–0:2\d/)
      await card.says('measured how much work')
      expect(await tab.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
      expect(await inPage(tab, 'clicks')).toEqual([])
      const [held] = await stored(server.address, 1)
      const { startMs, endMs, atMs } = held!.moment!
      expect(startMs).toBe(atMs)
      expect(endMs - startMs).toBeGreaterThan(2_000)
      expect(endMs - startMs).toBeLessThan(6_000)
      await tab.keyboard.press('Tab')
      await card.press('Undo')
      await card.says('Moment removed')
      await stored(server.address, 0)
      await countLost(0)

      await tab.evaluate(() => document.querySelector('#movie_player')?.classList.add('ad-showing'))
      await button(tab).waitFor({ state: 'hidden' })
      await key(browser, tab)
      await card.says('An advert is playing')
      await tab.evaluate(() => document.querySelector('#movie_player')?.classList.remove('ad-showing'))
      await tab.evaluate(() => (window as never as { redraw(): void }).redraw())
      await button(tab).click()
      await card.says('Moment saved')
      await stored(server.address, 1)

      // In-page navigation: the next moment is the next video's, by its name, its words and its place.
      await tab.evaluate(() =>
        (window as never as { goTo(id: string, title: string): unknown }).goTo(
          'OwnWords_02',
          'The second film',
        ),
      )
      await card.isGone()
      await at(tab, 'pauseAt', 8)
      await button(tab).click()
      await card.says('Nothing of the first one is said in it.')
      const all = await stored(server.address, 2)
      expect(all.find(one => one.videoId === 'OwnWords_02')).toMatchObject({ title: 'The second film' })
      await countLost(2)
    })
  })

  it('offline and with the server down: kept at once, and its words come when the network does', () => {
    const { site } = playingSite()
    return scene(hosts(site), { running: false }, async ({ browser, server, creator, allow, countLost }) => {
      allow(refused)
      const tab = await browser.tab(first)
      const card = momentCard(tab)
      await at(tab, 'pauseAt', 90)
      await tab.context().setOffline(true)
      await key(browser, tab)
      const shown = await card.says(/offline|tried again later/i)
      expect(shown).toContain('Moment saved')
      expect(shown).toContain('1:15–1:35')
      await card.intoNote()
      await tab.keyboard.type('kept in a train')
      await tab.keyboard.press('Escape')
      await card.isGone()
      await browser.killWorker()

      await server.start()
      await tab.context().setOffline(false)
      await creator.openPanelOn(tab)
      const [moment] = await stored(server.address, 1)
      expect(moment).toMatchObject({
        moment: { atMs: 90_000, note: 'kept in a train' },
        receipt: { by: 'open_track' },
        versions: 1,
      })
      expect(moment!.moment!.frame).not.toBeNull()
      await creator.allReady(1)
      await countLost(1)
    })
  })

  it('of a video without captions is its picture, its place and the note, and says so', () => {
    const { site } = playingSite({ captions: 'none' })
    return scene(hosts(site), { running: true }, async ({ browser, server, countLost }) => {
      const tab = await browser.tab(first)
      const card = momentCard(tab)
      await at(tab, 'pauseAt', 30)
      await key(browser, tab)
      await card.says('YouTube has no captions for this video.')
      expect(await card.accessible()).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^region Clipped moment/),
          'textbox Note on this moment',
          'button Undo',
        ]),
      )
      const [moment] = await stored(server.address, 1, one => one.receipt.legs.length > 0)
      expect(moment).toMatchObject({
        moment: { startMs: 15_000, endMs: 35_000 },
        receipt: { by: null, words: 0 },
      })
      await countLost(1)

      // The key on any other page says what it is for.
      const desk = await browser.tab('https://studydesk.example/')
      await key(browser, desk)
    })
  })
})
