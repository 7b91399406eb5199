import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../core/contract/id.ts'
import type { VideoCapture } from '../../core/contract/source.ts'
import { createClip } from '../../extension/capture/clip-tab.ts'
import {
  consolidated,
  legacy,
  modern,
  openTrack,
  type WatchPage,
  watchPage,
  withoutCaptions,
} from '../fixtures/youtube/watch-pages.ts'
import { accessTo, buildScripts, openBrowser, openPage, type Served } from './support/watched.ts'

let browser: Browser
let scripts: Record<string, string>
beforeAll(async () => {
  browser = await openBrowser()
  scripts = await buildScripts()
})
afterAll(() => browser?.close())

const spoken = modern.rows.filter(([, text]) => text !== '[Music]')
const projectId = newId()

/** A watch page of ours; captions that YouTube gates are answered as YouTube does: 200 and nothing. */
async function watch(html: string, id: string, captions: Served = { body: '' }): Promise<Page> {
  return openPage(browser, `https://www.youtube.com/watch?v=${id}&t=5`, path =>
    path.startsWith('/watch') ? { body: html } : path.startsWith('/api/timedtext') ? captions : null,
  )
}

async function clip(page: Page, id: string) {
  const url = `https://www.youtube.com/watch?v=${id}`
  const taken = createClip({ tabs: accessTo(page, scripts), now: Date.now, newId: () => newId() })
  return taken({ tabId: 1, url, what: 'page', projectId })
}

async function clipped(html: string, id: string, captions?: Served): Promise<VideoCapture> {
  const page = await watch(html, id, captions)
  const result = await clip(page, id)
  await page.close()
  if (!result.ok || result.value.kind !== 'video') throw new Error(JSON.stringify(result))
  return result.value
}

const trail = (capture: VideoCapture) => capture.receipt.legs.map(({ leg, outcome }) => `${leg} ${outcome}`)
const other = (changes: Partial<WatchPage>) => watchPage({ videoId: 'OwnWords_09', ...changes })

describe('a watch page', () => {
  test('with gated captions gives its words by the panel, and leaves the page as it was', async () => {
    const page = await watch(watchPage(), 'OwnWords_01')
    await page.evaluate(() => scrollTo(0, 700))
    const result = await clip(page, 'OwnWords_01')
    if (!result.ok || result.value.kind !== 'video') throw new Error(JSON.stringify(result))
    const capture = result.value
    expect(trail(capture)).toEqual(['player ok', 'open_track gated', 'page_panel ok'])
    expect(capture.transcript?.segments.map(segment => segment.text)).toEqual(spoken.map(([, text]) => text))
    expect(capture.transcript?.segments[1]).toMatchObject({ startMs: 9_000, endMs: 14_000 })
    expect(capture.transcript?.segments.at(-1)?.endMs).toBeLessThanOrEqual(240_000)
    expect(capture).toMatchObject({
      canonicalUrl: 'https://www.youtube.com/watch?v=OwnWords_01',
      title: modern.title,
      author: modern.author,
      durationMs: 240_000,
      language: 'en',
      published: '2026-03-14T09:00:00-07:00',
      receipt: { by: 'page_panel', leftOut: [{ what: 'sounds such as [Music]', count: 1 }] },
    })
    expect(capture.chapters).toEqual(
      modern.chapters.map(([second, title]) => ({ startMs: second * 1000, title })),
    )
    expect(capture.receipt.video!.coveredMs).toBeGreaterThan(0.95 * 240_000)
    expect(await page.evaluate(() => scrollY)).toBe(700)
    expect(await page.locator('[visibility$="EXPANDED"]').count()).toBe(0)
    expect(await page.locator('ytd-text-inline-expander[is-expanded]').count()).toBe(0)
    await page.close()
  })

  test('with the panel of before gives the same words', async () => {
    const capture = await clipped(legacy(), 'OwnWords_02')
    expect(capture.receipt.by).toBe('page_panel')
    expect(capture.transcript?.segments).toHaveLength(spoken.length)
  })

  test('with chapters in front of its transcript gives the transcript', async () => {
    const capture = await clipped(consolidated(), 'OwnWords_03')
    expect(capture.receipt.by).toBe('page_panel')
    expect(capture.transcript?.segments).toHaveLength(spoken.length)
  })

  test('with an open track gives the manual words and never opens the panel', async () => {
    const events = modern.rows.map(([second, utf8]) => ({
      tStartMs: second * 1000,
      dDurationMs: 4000,
      segs: [{ utf8 }],
    }))
    const capture = await clipped(openTrack(), 'OwnWords_05', {
      type: 'application/json',
      body: JSON.stringify({ events }),
    })
    expect(trail(capture)).toEqual(['player ok', 'open_track ok'])
    expect(capture.transcript).toMatchObject({ kind: 'manual', language: 'en' })
    expect(capture.transcript?.segments).toHaveLength(spoken.length)
  })

  test.each([
    ['an empty answer', { body: '' }, 'gated'],
    ['too many requests', { status: 429, body: 'slow down' }, 'rate_limited'],
    ['a check for robots', { body: '<!doctype html><html><body>Sorry</body></html>' }, 'rate_limited'],
    ['another form than asked for', { body: 'WEBVTT\n\n00:01.000 --> 00:02.000\nfew' }, 'truncated'],
    ['what no reader knows', { body: '{"a":1}' }, 'error'],
  ])('whose open track answers with %s falls through to the panel', async (_, captions, outcome) => {
    const capture = await clipped(openTrack(), 'OwnWords_05', captions)
    expect(trail(capture)).toEqual(['player ok', `open_track ${outcome}`, 'page_panel ok'])
    expect(capture.transcript?.segments).toHaveLength(spoken.length)
  })

  test.each([
    ['no captions', withoutCaptions(), 'OwnWords_04', 'no_captions'],
    ['a live stream', other({ isLive: true, lengthSeconds: 0 }), 'OwnWords_09', 'live_pending'],
    [
      'a video to come',
      other({ isUpcoming: true, playability: { status: 'LIVE_STREAM_OFFLINE' } }),
      'OwnWords_09',
      'upcoming',
    ],
    [
      'an age limit',
      other({ playability: { status: 'LOGIN_REQUIRED', reason: 'Sign in to confirm your age' } }),
      'OwnWords_09',
      'login_required',
    ],
    [
      'members only',
      other({ playability: { status: 'UNPLAYABLE', reason: 'Available to this channel’s members' } }),
      'OwnWords_09',
      'login_required',
    ],
    [
      'a removed video',
      other({ playability: { status: 'ERROR', reason: 'Video unavailable' } }),
      'OwnWords_09',
      'unavailable',
    ],
  ])('with %s is kept without words, and its receipt says why', async (_, html, id, outcome) => {
    const capture = await clipped(html, id)
    expect(trail(capture)).toEqual([`player ${outcome}`])
    expect(capture).toMatchObject({ transcript: null, receipt: { by: null, words: 0 } })
    expect(capture.receipt.legs[0]!.detail).toMatch(/\.$/)
  })

  test('that offers no transcript says so', async () => {
    const capture = await clipped(other({ opener: 'none' }), 'OwnWords_09')
    expect(trail(capture)).toEqual(['player ok', 'open_track gated', 'page_panel unavailable'])
  })

  test('whose panel stays empty is given up after eight seconds', async () => {
    const capture = await clipped(other({ rows: [] }), 'OwnWords_09')
    expect(trail(capture)).toEqual(['player ok', 'open_track gated', 'page_panel empty'])
    expect(capture.receipt.legs[2]!.ms).toBeLessThan(10_000)
  })

  test('with far too few words says truncated, and keeps the few', async () => {
    const capture = await clipped(other({ rows: modern.rows.slice(0, 3) }), 'OwnWords_09')
    expect(trail(capture)).toEqual(['player ok', 'open_track gated', 'page_panel truncated'])
    expect(capture.transcript?.segments).toHaveLength(2)
  })

  test('left for another video in the middle files nothing under either', async () => {
    const page = await watch(watchPage({ panelDelayMs: 1500 }), 'OwnWords_01')
    const taking = clip(page, 'OwnWords_01')
    await page.waitForSelector('[visibility$="EXPANDED"]')
    await page.evaluate(() => (window as unknown as { goTo: (id: string) => void }).goTo('OwnWords_07'))
    expect(await taking).toMatchObject({ ok: false, error: { code: 'navigated_away' } })
    await page.close()
  })

  test('whose player still has the video before it never gives that one’s words', async () => {
    const page = await watch(watchPage(), 'OwnWords_01')
    await page.evaluate(() => (window as unknown as { goTo: (id: string) => void }).goTo('OwnWords_07'))
    const result = await clip(page, 'OwnWords_07')
    if (!result.ok || result.value.kind !== 'video') throw new Error(JSON.stringify(result))
    expect(result.value).toMatchObject({ videoId: 'OwnWords_07', transcript: null, durationMs: null })
    expect(trail(result.value)).toEqual(['player error'])
    await page.close()
  })
})
