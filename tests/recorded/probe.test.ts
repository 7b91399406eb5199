import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { panelReader } from '../bench/panel-cues.ts'
import { type ToldBody, tellBody } from '../bench/youtube-body.ts'
import { panelAnswer, panelItem } from '../fixtures/youtube/panel-answer.ts'
import { openTrack, watchPage } from '../fixtures/youtube/watch-pages.ts'

const folder = '../shared/data/youtube'
const panel = panelReader()
afterAll(() => panel.close())
const tell = (body: string | Uint8Array): Promise<ToldBody> =>
  tellBody(typeof body === 'string' ? new TextEncoder().encode(body) : body, panel.cues)

/** What is in each recording, looked up in it by hand and by other programs (its folder's README says what it is). */
const recordings: [file: string, kind: string, outcome: string, found: Partial<ToldBody>][] = [
  ['channel-other/channel-terminated.json', 'browse', 'unavailable', { continuation: false }],
  ['channel-other/feed.not-found.html', 'not_found', 'unavailable', {}],
  ['channel-other/feed.videos.xml', 'feed', 'ok', { items: 15, continuation: false }],
  ['channel-other/livestreams.json', 'browse', 'ok', { items: 30, continuation: true }],
  ['channel-other/members-only-playlist.UUMO.json', 'browse', 'ok', { items: 100, continuation: true }],
  ['dom/panel.legacy.excerpt.html', 'panel', 'ok', { segments: 4 }],
  ['dom/panel.modern.excerpt.html', 'panel', 'ok', { segments: 3 }],
  ['edge-html/consent-page.html', 'consent', 'login_required', {}],
  ['edge-html/too-many-requests.html', 'too_many_requests', 'rate_limited', {}],
  ['edge-players/age-restricted.json', 'player', 'login_required', {}],
  ['edge-players/bot-check.json', 'player', 'login_required', {}],
  ['edge-players/captions-disabled.json', 'player', 'disabled', {}],
  ['edge-players/innertube-400-precondition.json', 'error', 'error', {}],
  ['edge-players/live-now-no-captions.visionos.json', 'player', 'live_pending', {}],
  ['edge-players/live-now.next.web.json', 'next', 'live_pending', {}],
  ['edge-players/members-only.android.json', 'player', 'login_required', {}],
  ['edge-players/nonexistent-id.android.empty.json', 'empty', 'unavailable', {}],
  ['edge-players/not-for-this-client.visionos.json', 'player', 'unavailable', {}],
  ['edge-players/pot-required.json', 'player', 'gated', { tracks: 9, lang: 'en' }],
  ['edge-players/private.android.json', 'player', 'login_required', {}],
  ['edge-players/unavailable.json', 'player', 'unavailable', {}],
  ['reconstructed/get_panel.modern.json', 'get_panel', 'ok', { segments: 3, chapters: 2 }],
  ['reconstructed/get_transcript.legacy.json', 'get_transcript', 'ok', { segments: 2, chapters: 1 }],
  ['setA-video-M4gD1WSo5mA/next.web.json', 'next', 'ok', { chapters: 3 }],
  ['setA-video-M4gD1WSo5mA/player.android.reel_item_watch.json', 'player', 'ok', { tracks: 2, lang: 'en' }],
  ['setA-video-M4gD1WSo5mA/player.visionos.json', 'player', 'ok', { tracks: 2, lang: 'en' }],
  ['setA-video-M4gD1WSo5mA/player.web.microformat.json', 'player', 'ok', {}],
  ['setB-video-KI7fMGRg0Wk/next.web.json', 'next', 'ok', { chapters: 13 }],
  ['setB-video-KI7fMGRg0Wk/player.visionos.json', 'player', 'ok', { tracks: 1, lang: 'de' }],
  ['setB-video-KI7fMGRg0Wk/player.web.microformat.json', 'player', 'ok', {}],
  [
    'setD-channel-creativecommons/browse.videos.continuation.json',
    'continuation',
    'ok',
    { items: 30, continuation: true },
  ],
  ['setD-channel-creativecommons/browse.videos.json', 'browse', 'ok', { items: 30, continuation: true }],
  ['setD-channel-creativecommons/resolve_url.json', 'resolve_url', 'ok', {}],
  ['setE-watchpage-GJLlxj_dtq8/player.android.json', 'player', 'ok', { tracks: 9, lang: 'en' }],
  ['setE-watchpage-GJLlxj_dtq8/watch.html', 'watch_page', 'gated', { tracks: 9, chapters: 10, lang: 'en' }],
  ['timedtext/derived/asr.rolling.vtt', 'vtt', 'ok', { segments: 41, lang: 'en' }],
  ['timedtext/derived/asr.srv3.xml', 'srv3', 'ok', { segments: 41 }],
  ['timedtext/derived/manual.sbv', 'sbv', 'ok', { segments: 151 }],
  ['timedtext/derived/manual.srt', 'srt', 'ok', { segments: 151 }],
  ['timedtext/derived/manual.srv1.xml', 'srv1', 'ok', { segments: 151 }],
  ['timedtext/derived/manual.srv3.xml', 'srv3', 'ok', { segments: 151 }],
  ['timedtext/derived/manual.ttml', 'ttml', 'ok', { segments: 151, lang: 'en' }],
  ['timedtext/derived/manual.vtt', 'vtt', 'ok', { segments: 151, lang: 'en' }],
  ['timedtext/json3.asr.excerpt-2026.json', 'json3', 'ok', { segments: 7 }],
  ['timedtext/json3.asr.json', 'json3', 'ok', { segments: 1053 }],
  ['timedtext/json3.manual.json', 'json3', 'ok', { segments: 151 }],
  ['timedtext/srv1.made-up.xml', 'srv1', 'ok', { segments: 3 }],
  ['timedtext/srv3.asr.excerpt.xml', 'srv3', 'ok', { segments: 2 }],
]

describe.skipIf(!existsSync(folder))(
  'a body that YouTube served (skipped where the recordings are not at hand)',
  () => {
    test.each(recordings)('(%s) is told to be %s, %s', async (file, kind, outcome, found) => {
      const none = { tracks: 0, segments: 0, items: 0, continuation: null, chapters: 0, lang: null }
      expect(await tell(readFileSync(join(folder, file)))).toEqual({ ...none, kind, outcome, ...found })
    })

    test('is expected of every file of the folder', () => {
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter(name => statSync(join(folder, name)).isFile())
        .map(name => relative('.', name))
      expect(files.filter(name => name !== 'README.md').sort()).toEqual(
        recordings.map(([file]) => file).sort(),
      )
    })
  },
)

describe('a body of ours', () => {
  const player = (more: object) => JSON.stringify({ videoDetails: { videoId: 'OwnWords_01' }, ...more })
  const gated = {
    baseUrl: 'https://www.youtube.com/api/timedtext?v=OwnWords_01&exp=xpv',
    languageCode: 'pt',
    kind: 'asr',
  }
  const list = (videos: object[]) =>
    JSON.stringify({
      onResponseReceivedActions: [{ appendContinuationItemsAction: { continuationItems: videos } }],
    })

  test.each<[string, string, Partial<ToldBody>]>([
    [
      'a player with gated captions only',
      player({
        playabilityStatus: { status: 'OK' },
        captions: { playerCaptionsTracklistRenderer: { captionTracks: [gated] } },
      }),
      { kind: 'player', outcome: 'gated', tracks: 1, lang: 'pt' },
    ],
    [
      'a player in an answer for a short',
      JSON.stringify({
        playerResponse: {
          playabilityStatus: { status: 'OK' },
          captions: { playerCaptionsTracklistRenderer: {} },
        },
      }),
      { kind: 'player', outcome: 'no_captions', tracks: 0 },
    ],
    [
      'an age limit',
      player({ playabilityStatus: { status: 'AGE_VERIFICATION_REQUIRED' } }),
      { outcome: 'login_required' },
    ],
    ['a premiere', player({ playabilityStatus: { status: 'LIVE_STREAM_OFFLINE' } }), { outcome: 'upcoming' }],
    [
      'a refusal for too many questions',
      '{"error":{"code":429,"status":"RESOURCE_EXHAUSTED"}}',
      { kind: 'error', outcome: 'rate_limited' },
    ],
    [
      'a transcript panel',
      JSON.stringify(
        panelAnswer([panelItem({ at: '0:01', text: 'one' }), panelItem({ at: '0:04', text: 'two' })]),
      ),
      { kind: 'get_panel', outcome: 'ok', segments: 2 },
    ],
    [
      'a transcript panel with nothing in it',
      JSON.stringify(panelAnswer([])),
      { kind: 'get_panel', outcome: 'empty' },
    ],
    [
      'the end of a list',
      list([
        {
          richItemRenderer: {
            content: { videoRenderer: { videoId: 'OwnWords_01', title: { simpleText: 'A' } } },
          },
        },
      ]),
      { kind: 'continuation', outcome: 'ok', items: 1, continuation: false },
    ],
    ['an empty body, as a gated track gives', '', { kind: 'empty', outcome: 'gated' }],
    [
      'captions',
      'WEBVTT\nLanguage: nl\n\n00:01.000 --> 00:02.000\neen regel',
      { kind: 'vtt', outcome: 'ok', segments: 1, lang: 'nl' },
    ],
    ['a picture', '\u0089PNG\u0000\u0000\u0000\u0000\u0000\u0000', { kind: 'unknown', outcome: 'error' }],
    ['broken JSON', '{"playabilityStatus":', { kind: 'unknown', outcome: 'error' }],
  ])('(%s) is told by its content', async (_, body, found) => {
    expect(await tell(body)).toMatchObject(found)
  })

  test('that is a page with its player in a script is read without running it', async () => {
    const page = (html: string) =>
      `<!doctype html><html><script>var ytInitialPlayerResponse = ${html};</script>`
    const answer = player({
      playabilityStatus: { status: 'OK', reason: 'a "}" in words' },
      captions: {
        playerCaptionsTracklistRenderer: {
          captionTracks: [gated, { ...gated, baseUrl: 'https://www.youtube.com/api/timedtext', kind: '' }],
        },
      },
    })
    expect(await tell(page(answer))).toMatchObject({ kind: 'watch_page', outcome: 'ok', tracks: 2 })
    expect(await tell(page('{}; throw new Error("run")'))).toMatchObject({
      kind: 'watch_page',
      outcome: 'error',
    })
  })

  test('that is a page which assigns its player in no way we read is not taken for captions', async () => {
    for (const html of [watchPage(), openTrack()]) expect((await tell(html)).outcome).not.toBe('ok')
  })
})
