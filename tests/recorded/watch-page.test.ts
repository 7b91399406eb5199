import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../core/contract/id.ts'
import type { VideoCapture } from '../../core/contract/source.ts'
import { createClip } from '../../extension/capture/clip-tab.ts'
import { panelAnswer, panelItem } from '../fixtures/youtube/panel-answer.ts'
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

interface Answers {
  captions?: Served
  panel?: Served
}

const json = (value: unknown): Served => ({ type: 'application/json', body: JSON.stringify(value) })
/** What YouTube answers to a profile that has not passed its consent wall. */
const refused: Served = {
  status: 400,
  type: 'application/json',
  body: '{"error":{"code":400,"status":"FAILED_PRECONDITION"}}',
}
const clock = (second: number) => `${Math.floor(second / 60)}:${String(second % 60).padStart(2, '0')}`
const panelOf = (videoId: string, rows = modern.rows): Served =>
  json(
    panelAnswer(
      rows.map(([second, text]) => panelItem({ at: clock(second), text, videoId, seconds: second })),
    ),
  )
const trackOf = (say: (text: string) => string = text => text): Served =>
  json({
    events: modern.rows.map(([second, text]) => ({
      tStartMs: second * 1000,
      dDurationMs: 4000,
      segs: [{ utf8: say(text) }],
    })),
  })

/** A watch page of ours; captions that YouTube gates are answered as YouTube does: 200 and nothing. */
async function watch(html: string, id: string, answers: Answers = {}): Promise<Page> {
  const { captions = { body: '' }, panel = refused } = answers
  return openPage(browser, `https://www.youtube.com/watch?v=${id}&t=5`, path => {
    if (path.startsWith('/watch')) return { body: html }
    if (path.startsWith('/api/timedtext')) return captions
    return path.startsWith('/youtubei/v1/get_panel') ? panel : null
  })
}

async function clip(page: Page, id: string) {
  const url = `https://www.youtube.com/watch?v=${id}`
  const taken = createClip({ tabs: accessTo(page, scripts), now: Date.now, newId: () => newId() })
  return taken({ tabId: 1, url, what: 'page', projectId })
}

async function clipped(html: string, id: string, answers?: Answers): Promise<VideoCapture> {
  const page = await watch(html, id, answers)
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
    expect(trail(capture)).toEqual(['player ok', 'open_track gated', 'get_panel error', 'page_panel ok'])
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

  test('with gated captions gives its words by YouTube’s own question, and touches nothing', async () => {
    const page = await watch(watchPage(), 'OwnWords_01', { panel: panelOf('OwnWords_01') })
    await page.evaluate(() => {
      const seen = window as unknown as { clicks: number }
      seen.clicks = 0
      addEventListener('click', () => seen.clicks++, true)
    })
    const result = await clip(page, 'OwnWords_01')
    if (!result.ok || result.value.kind !== 'video') throw new Error(JSON.stringify(result))
    expect(trail(result.value)).toEqual(['player ok', 'open_track gated', 'get_panel ok'])
    expect(result.value.transcript?.segments.map(segment => segment.text)).toEqual(
      spoken.map(([, text]) => text),
    )
    expect(result.value.transcript).toMatchObject({ language: 'en', kind: 'manual' })
    expect(await page.evaluate(() => (window as unknown as { clicks: number }).clicks)).toBe(0)
    await page.close()
  })

  test('never takes the words of another video from YouTube’s answer', async () => {
    const capture = await clipped(watchPage(), 'OwnWords_01', { panel: panelOf('OwnWords_07') })
    expect(trail(capture)).toEqual(['player ok', 'open_track gated', 'get_panel error', 'page_panel ok'])
  })

  test.each([
    [
      'what a person wrote, gated, over what was heard',
      (text: string) => text.toLowerCase().replace(/[.,:]/g, ''),
      'get_panel',
      'manual',
    ],
    [
      'what was heard with its exact times, where the panel has the same',
      (text: string) => text,
      'open_track',
      'auto',
    ],
    [
      'what was heard, where the panel has another language',
      (text: string) => [...text].reverse().join(''),
      'open_track',
      'auto',
    ],
  ])('takes %s', async (_, say, by, kind) => {
    const captions: WatchPage['captions'] = [
      { language: 'en', kind: 'manual', gated: true },
      { language: 'en', kind: 'asr', gated: false },
    ]
    const capture = await clipped(watchPage({ captions, opener: 'none' }), 'OwnWords_01', {
      captions: trackOf(say),
      panel: panelOf('OwnWords_01'),
    })
    expect(trail(capture).slice(0, 3)).toEqual(['player ok', 'open_track ok', 'get_panel ok'])
    expect(capture).toMatchObject({ receipt: { by }, transcript: { kind } })
    expect(capture.receipt.legs[1]!.detail).toMatch(/written ones/)
  })

  test('during an advert gives the video’s own words and length', async () => {
    const capture = await clipped(watchPage({ advert: true }), 'OwnWords_01', {
      panel: panelOf('OwnWords_01'),
    })
    expect(capture).toMatchObject({ title: modern.title, durationMs: 240_000, receipt: { by: 'get_panel' } })
  })

  test('reached from another video gives the new one’s words once the player has it', async () => {
    const page = await watch(watchPage(), 'OwnWords_01', { panel: panelOf('OwnWords_07') })
    await page.evaluate(() => {
      const site = window as unknown as { goTo: (id: string) => void; arrive: (id: string) => void }
      site.goTo('OwnWords_07')
      setTimeout(() => site.arrive('OwnWords_07'), 700)
    })
    const result = await clip(page, 'OwnWords_07')
    if (!result.ok || result.value.kind !== 'video') throw new Error(JSON.stringify(result))
    expect(result.value).toMatchObject({
      videoId: 'OwnWords_07',
      title: 'The next video',
      receipt: { by: 'get_panel' },
    })
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
    const capture = await clipped(openTrack(), 'OwnWords_05', { captions: trackOf() })
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
    const capture = await clipped(openTrack(), 'OwnWords_05', { captions })
    expect(trail(capture)).toEqual(['player ok', `open_track ${outcome}`, 'get_panel error', 'page_panel ok'])
    expect(capture.transcript?.segments).toHaveLength(spoken.length)
  })

  test.each([
    ['no captions', withoutCaptions(), 'OwnWords_04', 'no_captions'],
    ['captions switched off', other({ captions: null }), 'OwnWords_09', 'disabled'],
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
      'a private video',
      other({ playability: { status: 'LOGIN_REQUIRED', reason: 'This video is private' } }),
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
    expect(trail(capture)).toEqual([
      'player ok',
      'open_track gated',
      'get_panel error',
      'page_panel unavailable',
    ])
  })

  test('whose panel stays empty is given up after eight seconds', async () => {
    const capture = await clipped(other({ rows: [] }), 'OwnWords_09')
    expect(trail(capture)).toEqual(['player ok', 'open_track gated', 'get_panel error', 'page_panel empty'])
    expect(capture.receipt.legs[3]!.ms).toBeLessThan(10_000)
  })

  test('with far too few words says truncated, and keeps the few', async () => {
    const capture = await clipped(other({ rows: modern.rows.slice(0, 3) }), 'OwnWords_09')
    expect(trail(capture)).toEqual([
      'player ok',
      'open_track gated',
      'get_panel error',
      'page_panel truncated',
    ])
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
