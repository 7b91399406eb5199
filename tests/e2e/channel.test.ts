import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ChannelVideoState } from '../../core/contract/channel.ts'
import { EXTENSION_ORIGIN } from '../../core/contract/extension.ts'
import { channelSite, tides, titleOf, videoId } from '../fixtures/youtube/channel-site.ts'
import { chromiumForTests } from '../support/chromium.ts'
import { launchBrowser, type TestBrowser, until } from './browser.ts'
import { creator } from './creator.ts'
import { prepareServer } from './server.ts'
import { serveSites } from './sites.ts'

const noBrowser = chromiumForTests() === null
/** What Chromium itself writes when YouTube refuses, or nobody listens. */
const expected = /429|ERR_CONNECTION_REFUSED/

/** The pace of these tests, in the memory of their own browser. */
const hurry = async (browser: TestBrowser, videoMs: [number, number], coolMs = 1_500) =>
  (await browser.worker()).evaluate(pace => chrome.storage.session.set({ 'channel-pace': pace }), {
    videoMs,
    listMs: [20, 40],
    coolMs,
  })

/** Asks the server itself; paired once, since it counts how often somebody pairs. */
function asker(server: string): () => Promise<z.infer<typeof ChannelVideoState>[]> {
  let token: Promise<string> | null = null
  const pair = async () => {
    const paired = await fetch(`${server}/pair`, {
      method: 'POST',
      headers: { origin: EXTENSION_ORIGIN, 'content-type': 'application/json' },
      body: '{}',
    })
    return z.object({ token: z.string() }).parse(await paired.json()).token
  }
  return async () => {
    token ??= pair()
    const answer = await fetch(`${server}/channels/${tides.id}/videos`, {
      headers: { authorization: `Bearer ${await token}` },
    })
    return answer.ok ? z.object({ videos: z.array(ChannelVideoState) }).parse(await answer.json()).videos : []
  }
}

const place = (panel: Page) => panel.getByRole('dialog', { name: 'Your channel' })
/** Words that are seen there: what is only spoken to a screen reader says some of them again. */
const seen = (panel: Page, words: string | RegExp) =>
  place(panel).getByText(words).and(panel.locator(':not(.unseen)'))

async function listOwn(panel: Page): Promise<void> {
  await panel.getByRole('button', { name: 'This is my channel' }).click()
  await panel.getByRole('button', { name: 'Your channel' }).click({ timeout: 20_000 })
  await seen(panel, /40 videos · 1 live stream/).waitFor()
}

async function start(panel: Page, size: number): Promise<void> {
  await place(panel).getByRole('slider', { name: 'How many videos' }).fill(String(size))
  await place(panel).getByLabel('Spoken language').selectOption('de')
  await place(panel)
    .getByRole('button', { name: `Fetch the words of ${size} videos` })
    .click()
}

describe.skipIf(noBrowser)('the own channel (skipped where there is no Chromium)', () => {
  it('is listed, sampled and fetched at its pace, rests where YouTube refuses, and leaves to files what has no words', async () => {
    const { site, asked } = channelSite({ refused: [6], silent: [0] })
    const sites = await serveSites({ 'www.youtube.com': site })
    const server = await prepareServer()
    await server.start()
    const browser = await launchBrowser({ sites, server: server.address })
    try {
      await hurry(browser, [60, 120])
      const panel = await creator(browser).openPanelOn(await browser.tab(tides.page))
      await listOwn(panel)
      await start(panel, 20)
      await seen(panel, /YouTube asked to wait: goes on at \d\d:\d\d/).waitFor()
      const atRest = asked.length
      expect(atRest).toBe(6)
      await seen(panel, '1 video could use a caption file.').waitFor({ timeout: 30_000 })

      const rest = asked[6]!.at - asked[5]!.at
      expect(rest).toBeGreaterThanOrEqual(1_500)
      for (let i = 1; i < asked.length; i++)
        expect(asked[i]!.at - asked[i - 1]!.at).toBeGreaterThanOrEqual(55)
      expect(new Set(asked.map(each => each.hl))).toEqual(new Set(['de']))
      // Each once, the refused again, the silent three times in all.
      const times = Map.groupBy(asked, each => each.video)
      expect(times.get(videoId(0))).toHaveLength(3)
      expect(asked).toHaveLength(20 + 1 + 2)
      await seen(panel, /12 lines, \d+% of 2:40/)
        .first()
        .waitFor()
      const list = place(panel).getByRole('list', { name: 'What came of each video' })
      await list.getByText('no words came: add a caption file').waitFor()

      // Its file: found by the id, another by the title, a third by hand.
      const srt = {
        mimeType: 'text/plain',
        buffer: Buffer.from('1\n00:00:01,000 --> 00:02:30,000\nDie Flut kommt und geht\n'),
      }
      await place(panel)
        .locator('input[aria-label="Caption files"]')
        .setInputFiles([
          { name: `whatever [${videoId(0)}].de.srt`, ...srt },
          { name: `${titleOf(33).replace(':', ' -')}.srt`, ...srt },
          { name: 'notes of a friend.srt', ...srt },
          { name: 'page.vtt', mimeType: 'text/vtt', buffer: Buffer.from('<!doctype html><html></html>') },
        ])
      await seen(panel, '2 files found their videos, 2 did not.').waitFor()
      await place(panel).getByLabel('The video of notes of a friend.srt').selectOption(videoId(35))
      await seen(panel, '3 files found their videos, 1 did not.').waitFor()
      await seen(panel, 'Every video of the sample has its words.').waitFor()

      const stored = asker(server.address)
      const all = await until('the server has every answer', async () => {
        const videos = await stored()
        return videos.filter(each => each.outcome === 'ok').length >= 22 && videos
      })
      expect(all).toHaveLength(41)
      expect(all.find(each => each.videoId === videoId(0))).toMatchObject({
        published: '2025-12-24T18:00:00.000Z',
        exact: true,
        receipt: { by: 'file' },
      })
      const complaints = browser.consoleWatch.problems.filter(said => !expected.test(said))
      expect(complaints).toEqual([])
    } finally {
      await browser.close()
      await server.discard()
      await sites.close()
    }
  })

  it('goes on after the worker was killed and after the browser was, offline too, asking for nothing twice that came', async () => {
    const { site, asked } = channelSite({})
    const sites = await serveSites({ 'www.youtube.com': site })
    const server = await prepareServer()
    const profile = await mkdtemp(join(tmpdir(), 'ownwords-e2e-profile-'))
    let browser = await launchBrowser({ sites, server: server.address, profile })
    try {
      await hurry(browser, [300, 400])
      const tab = await browser.tab(tides.page)
      let panel = await creator(browser).openPanelOn(tab)
      await listOwn(panel)
      await start(panel, 20)
      await until('three were asked for', () => asked.length >= 3)
      await browser.killWorker()
      await browser.closePanel()
      // Whoever opens the panel again sees it go on.
      panel = await creator(browser).openPanelOn(tab)
      const before = asked.length
      await until('it went on', () => asked.length >= before + 3)
      await browser.kill()
      const atDeath = asked.length

      browser = await launchBrowser({ sites, server: server.address, profile })
      await hurry(browser, [100, 200])
      const blank = await browser.tab('about:blank')
      panel = await creator(browser).openPanelOn(blank)
      await panel.getByText('Open YouTube to go on').waitFor({ timeout: 20_000 })
      expect(asked).toHaveLength(atDeath)
      await browser.tab(tides.home)
      await until('all were asked for', () => new Set(asked.map(each => each.video)).size === 20, 30_000)
      // A question whose answer died with its asker is asked again; what came is not.
      expect(asked.length).toBeLessThanOrEqual(22)

      await server.start()
      const stored = asker(server.address)
      const whole = async () => (await stored()).filter(each => each.outcome === 'ok').length === 20
      await until('the server has every answer', whole, 45_000)
    } finally {
      await browser.close().catch(() => {})
      await rm(profile, { recursive: true, force: true, maxRetries: 3 })
      await server.discard()
      await sites.close()
    }
  })
})
