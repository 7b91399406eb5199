import { describe, expect, test } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { ok } from '../../../core/contract/result.ts'
import type { Capabilities } from '../../../core/contract/server.ts'
import type { Transcript } from '../../../core/contract/transcript.ts'
import { createClip } from '../../../extension/capture/clip-tab.ts'
import type { TabAccess } from '../../../extension/capture/tab-access.ts'
import type { VideoReading } from '../../../extension/capture/youtube/ladder.ts'
import type { PlayerFacts } from '../../../extension/capture/youtube/player-facts.ts'
import { serverWords } from '../../../extension/capture/youtube/server-leg.ts'
import { takeFromTab } from '../../../extension/gestures/clip-tab.ts'

const videoId = 'OwnWords_01'
const url = `https://www.youtube.com/watch?v=${videoId}`
const request = { tabId: 7, url, what: 'page' as const, projectId: newId() }

const facts: PlayerFacts = {
  videoId,
  title: 'Why we forget',
  author: 'Lantern Lessons',
  lengthSeconds: 60,
  published: null,
  status: 'OK',
  reason: null,
  isLive: false,
  isUpcoming: false,
  tracks: [{ url: '', language: 'de', kind: 'auto' }],
  captionsListed: true,
  clientVersion: '2.20260801.01.00',
  defaultTrack: null,
  chapters: [],
}
const wordless: VideoReading = {
  legs: [
    { leg: 'player', outcome: 'ok', ms: 1 },
    { leg: 'get_panel', outcome: 'rate_limited', ms: 1 },
  ],
  by: null,
  transcript: null,
  sounds: 0,
  chapters: [],
  navigated: false,
}
const transcript: Transcript = {
  language: 'de',
  kind: 'auto',
  segments: [{ startMs: 0, endMs: 2_000, text: 'was der Server fand' }],
}

/** A tab whose page answers so: the player in its own world, the words in ours. */
const tabOf = (player: unknown, words: unknown, address: () => Promise<string | null>): TabAccess => ({
  address,
  inject: async () => {},
  call: async (_tab, world, ..._inPage) => (await (world === 'MAIN' ? player : words)) as never,
})
const shown = async () => url
const reading = (read: VideoReading) => ({ reading: read, pageTitle: 'Why we forget - YouTube' })

async function clipped(
  read: VideoReading,
  may: boolean,
  answer: Awaited<ReturnType<Parameters<typeof serverWords>[0]['transcriptByServer']>>,
) {
  const asked: [string, string | null][] = []
  const clip = createClip({
    tabs: tabOf(facts, reading(read), shown),
    serverWords: serverWords({
      capabilities: async () => ok({ youtube: { channels: false, transcripts: may } } as Capabilities),
      async transcriptByServer(...question) {
        asked.push(question)
        return answer
      },
    }),
  })
  const result = await clip(request)
  if (!result.ok || result.value.kind !== 'video') throw new Error(JSON.stringify(result))
  return { capture: result.value, asked }
}

describe('the server', () => {
  const found = ok({ outcome: 'ok' as const, detail: null, transcript, sounds: 2 })

  test('that may ask YouTube gives the words which the page did not', async () => {
    const { capture, asked } = await clipped(wordless, true, found)
    expect(asked).toEqual([[videoId, 'de']])
    expect(capture).toMatchObject({ transcript, language: 'de', receipt: { by: 'server', words: 4 } })
    expect(capture.receipt.legs.map(({ leg, outcome }) => `${leg} ${outcome}`)).toEqual([
      'player ok',
      'get_panel rate_limited',
      'server ok',
    ])
  })

  test('that may not is not told of any video, and is no leg', async () => {
    const { capture, asked } = await clipped(wordless, false, found)
    expect(asked).toEqual([])
    expect(capture.receipt.legs).toHaveLength(2)
  })

  test.each([
    ['the page gave the words', { ...wordless, by: 'get_panel' as const, transcript }],
    [
      'there are none',
      { ...wordless, legs: [{ leg: 'player' as const, outcome: 'disabled' as const, ms: 1 }] },
    ],
  ])('is not asked where %s', async (_, read) => {
    expect((await clipped(read, true, found)).asked).toEqual([])
  })

  test('that fails leaves its reason in the trail', async () => {
    const error = { code: 'internal', message: 'Look into its log.', status: 500 } as never
    const { capture } = await clipped(wordless, true, { ok: false, error })
    expect(capture.transcript).toBeNull()
    expect(capture.receipt.legs.at(-1)).toMatchObject({
      leg: 'server',
      outcome: 'error',
      detail: 'Your server did not get the words. Look into its log.',
    })
  })
})

describe('a tab', () => {
  const left = async (words: () => unknown, address: () => Promise<string | null>) => {
    let asked = 0
    const tabs = tabOf(facts, undefined, async () => (asked++ ? address() : url))
    const call: TabAccess['call'] = async (_tab, world, ..._inPage) =>
      (await (world === 'MAIN' ? facts : words())) as never
    return takeFromTab(createClip({ tabs: { ...tabs, call } }), request)
  }
  const closed = async () => Promise.reject(new Error('No tab with id: 7.'))
  const removed = () => {
    throw new Error('Frame with ID 0 was removed.')
  }

  test.each([
    ['breaks off', removed],
    ['ends without an answer', () => undefined],
  ])('closed halfway, where the script in it %s, is told as closed', async (_, words) => {
    expect(await left(words, closed)).toMatchObject({ ok: false, error: { code: 'tab_gone' } })
  })

  test.each([
    ['breaks off', removed],
    ['ends without an answer', () => undefined],
    ['still answered', () => reading({ ...wordless, transcript })],
  ])('that went on to another page, where the script in it %s, files nothing', async (_, words) => {
    const result = await left(words, async () => 'https://www.youtube.com/watch?v=OwnWords_07')
    expect(result).toMatchObject({ ok: false, error: { code: 'navigated_away' } })
  })

  test('whose page broke the script is told to be read again', async () => {
    expect(await left(() => undefined, shown)).toMatchObject({ ok: false, error: { code: 'error' } })
  })
})
