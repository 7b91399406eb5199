import { expect, it } from 'vitest'
import { ServerTranscript } from '../../../core/contract/channel.ts'
import { mintCaller, problemOf } from '../support/api.ts'
import { openYoutubeApi, playing, type YoutubeStub } from '../support/youtube.ts'

const VIDEO = 'abcdefghijk'
const track = (languageCode: string, over: Record<string, string> = {}) => ({
  baseUrl: `https://www.youtube.com/api/timedtext?v=${VIDEO}&lang=${languageCode}${over.kind ? `&kind=${over.kind}` : ''}`,
  languageCode,
  ...over,
})
const json3 = (text: string) => ({
  wireMagic: 'pb3',
  events: [
    { tStartMs: 0, dDurationMs: 900, segs: [{ utf8: '[Music]' }] },
    { tStartMs: 1_000, dDurationMs: 1_000, segs: [{ utf8: text }] },
  ],
})

async function words(stub: YoutubeStub, language: unknown = null, videoId: string = VIDEO) {
  const { token } = await mintCaller()
  const { api, asked } = await openYoutubeApi(stub)
  const ask = { method: 'POST', token, json: { videoId, language } }
  return { answer: await api.ask('/youtube/transcripts', ask), asked, api }
}

/** YouTube with this player answer; each track says its language, and `kind`. */
const youtube =
  (
    player: unknown,
    captions: (url: URL) => unknown = url => json3(`In ${url.searchParams.get('lang')}.`),
  ): YoutubeStub =>
  ({ path, url }) =>
    path.endsWith('/player') ? player : captions(url)

it('fetches the open track that is spoken, as json3, and reads it', async () => {
  const spoken = { ...track('en', { kind: 'asr' }), vssId: 'a.en' }
  const player = playing(VIDEO, [track('de'), { ...spoken, baseUrl: `${spoken.baseUrl}&fmt=srv3&xosf=1` }])
  const { answer, asked } = await words(youtube(player))
  expect(ServerTranscript.parse(await answer.json())).toEqual({
    outcome: 'ok',
    detail: null,
    sounds: 1,
    transcript: {
      language: 'en',
      kind: 'auto',
      segments: [{ startMs: 1_000, endMs: 2_000, text: 'In en.' }],
    },
  })
  expect(asked.map(({ path }) => path)).toEqual(['/youtubei/v1/player', '/api/timedtext'])
  expect(asked[0]!.body).toMatchObject({ videoId: VIDEO, context: { client: { clientName: 'WEB' } } })
  // Nothing that talks YouTube out of its checks.
  for (const key of ['racyCheckOk', 'contentCheckOk']) expect(asked[0]!.body[key]).toBeUndefined()
  expect(asked[1]!.url.searchParams.getAll('fmt')).toEqual(['json3'])
  expect(asked[1]!.url.searchParams.has('xosf')).toBe(false)
})

it('prefers what a person wrote to what was recognised, in the language that is asked for', async () => {
  const player = playing(VIDEO, [
    track('en', { kind: 'asr' }),
    track('de-AT'),
    track('de', { kind: 'asr' }),
    track('en'),
  ])
  const read = async (language: string | null) => {
    const { answer } = await words(youtube(player), language)
    const { transcript, outcome } = ServerTranscript.parse(await answer.json())
    return [outcome, transcript?.language ?? null, transcript?.kind ?? null]
  }
  expect(await read(null)).toEqual(['ok', 'en', 'manual'])
  expect(await read('de')).toEqual(['ok', 'de-AT', 'manual'])
  expect(await read('DE-at')).toEqual(['ok', 'de-AT', 'manual'])
  expect(await read('fr')).toEqual(['no_captions', null, null])
})

it('takes the track of the default audio where nothing was recognised', async () => {
  const player = playing(VIDEO, [track('fr'), track('it')])
  Object.assign(player.captions.playerCaptionsTracklistRenderer, {
    audioTracks: [{ defaultCaptionTrackIndex: 0 }, { defaultCaptionTrackIndex: 1 }],
    defaultAudioTrackIndex: 1,
  })
  const { answer } = await words(youtube(player))
  expect(await answer.json()).toMatchObject({ transcript: { language: 'it' } })
})

it('leaves a gated track alone, and takes an open one beside it', async () => {
  const gated = (language: string) => ({ ...track(language), baseUrl: `${track(language).baseUrl}&exp=xpe` })
  const shut = await words(youtube(playing(VIDEO, [gated('en')])))
  expect(await shut.answer.json()).toMatchObject({ outcome: 'gated', transcript: null })
  expect(shut.asked).toHaveLength(1)
  const beside = await words(youtube(playing(VIDEO, [gated('en'), track('en', { kind: 'asr' })])))
  expect(await beside.answer.json()).toMatchObject({ outcome: 'ok', transcript: { kind: 'auto' } })
})

it('takes an empty answer for a gate, never for no captions', async () => {
  const { answer } = await words(youtube(playing(VIDEO, [track('en')]), () => ''))
  expect(await answer.json()).toMatchObject({ outcome: 'gated' })
})

it.each<[string, unknown]>([
  ['login_required', { playabilityStatus: { status: 'LOGIN_REQUIRED', reason: 'This video is private' } }],
  ['login_required', { playabilityStatus: { status: 'UNPLAYABLE', reason: 'For members only' } }],
  ['login_required', { playabilityStatus: { status: 'AGE_CHECK_REQUIRED' } }],
  ['unavailable', { playabilityStatus: { status: 'ERROR', reason: 'This video is unavailable' } }],
  ['unavailable', { playabilityStatus: { status: 'UNPLAYABLE', reason: 'Not in your country' } }],
  ['upcoming', { playabilityStatus: { status: 'LIVE_STREAM_OFFLINE' } }],
  [
    'upcoming',
    playing(VIDEO, [], { videoDetails: { videoId: VIDEO, lengthSeconds: '0', isUpcoming: true } }),
  ],
  [
    'live_pending',
    playing(VIDEO, [], { videoDetails: { videoId: VIDEO, lengthSeconds: '0', isLive: true } }),
  ],
  ['no_captions', playing(VIDEO, [])],
  ['disabled', playing(VIDEO, [], { captions: undefined })],
])('says %s of a video that is so', async (outcome, player) => {
  const { answer, asked } = await words(youtube(player))
  expect(answer.status).toBe(200)
  const found = ServerTranscript.parse(await answer.json())
  expect(found).toMatchObject({ outcome, transcript: null })
  expect(found.detail).toMatch(/\.$/)
  expect(asked).toHaveLength(1)
})

it('says that words are missing where too few came for the length', async () => {
  const player = playing(VIDEO, [track('en')], { videoDetails: { videoId: VIDEO, lengthSeconds: '3600' } })
  const { answer } = await words(youtube(player))
  expect(await answer.json()).toMatchObject({ outcome: 'truncated', transcript: { language: 'en' } })
})

it('says that captions without speech hold no words', async () => {
  const music = { events: [{ tStartMs: 0, dDurationMs: 900, segs: [{ utf8: '[Music]' }] }] }
  const { answer } = await words(youtube(playing(VIDEO, [track('en')]), () => music))
  expect(await answer.json()).toMatchObject({ outcome: 'empty', transcript: null })
})

it.each<[string, unknown]>([
  ['429', () => new Response('', { status: 429 })],
  ['a check for robots', () => '<!DOCTYPE html><html>captcha</html>'],
])('says that YouTube wants a rest, for the player and for the captions: %s', async (_what, refusal) => {
  const refused = refusal as () => unknown
  for (const stub of [() => refused(), youtube(playing(VIDEO, [track('en')]), refused)] as YoutubeStub[]) {
    const { answer } = await words(stub)
    expect(await answer.json()).toMatchObject({ outcome: 'rate_limited', transcript: null })
  }
})

it.each([
  'https://evil.example/api/timedtext?v=abcdefghijk',
  'http://www.youtube.com/api/timedtext',
  'https://www.youtube.com.evil.example/api/timedtext',
  'https://www.youtube.com/redirect?q=http://127.0.0.1:8787',
  'http://169.254.169.254/latest/meta-data',
  'file:///etc/passwd',
  'nonsense',
])('does not follow a track to %s', async baseUrl => {
  const { answer, asked } = await words(youtube(playing(VIDEO, [{ baseUrl, languageCode: 'en' }])))
  expect(await answer.json()).toMatchObject({ outcome: 'gated', transcript: null })
  expect(asked).toHaveLength(1)
})

it.each<[string, unknown]>([
  ['another video', playing('zzzzzzzzzzz', [track('en')])],
  ['nothing', {}],
  ['a list', []],
  ['tracks that are none', playing(VIDEO, [{ baseUrl: 7, languageCode: {} }])],
  ['a status that is none', { playabilityStatus: { status: { toString: 'OK' } } }],
])('does not read an answer of %s', async (_what, player) => {
  const { answer } = await words(youtube(player))
  expect(await problemOf(answer)).toMatchObject({ status: 502, code: 'youtube_failed' })
})

it('does not take in more than a bounded answer', async () => {
  const flood = () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          controller.enqueue(new Uint8Array(4 * 1024 * 1024).fill(32))
        },
      }),
    )
  const { answer } = await words(flood)
  expect(await problemOf(answer)).toMatchObject({ code: 'youtube_failed' })
})

it.each([
  ['videoId', "abc'; drop", null],
  ['videoId', 'https://www.youtube.com/watch?v=abcdefghijk', null],
  ['language', VIDEO, 'en&tlang=de'],
  ['language', VIDEO, ''],
])('refuses a wrong %s without asking anybody', async (path, videoId, language) => {
  const { answer, asked } = await words(youtube(playing(VIDEO, [])), language, videoId)
  expect((await problemOf(answer)).fields?.[0]?.path).toBe(path)
  expect(asked).toEqual([])
})

it('holds an account to twelve videos a minute', async () => {
  const { token } = await mintCaller()
  const { api } = await openYoutubeApi(youtube(playing(VIDEO, [])), undefined, () => 0)
  const ask = () =>
    api.ask('/youtube/transcripts', { method: 'POST', token, json: { videoId: VIDEO, language: null } })
  for (let n = 0; n < 12; n++) expect((await ask()).status).toBe(200)
  expect((await problemOf(await ask())).code).toBe('rate_limited')
})
