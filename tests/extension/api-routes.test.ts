import { expect, test } from 'vitest'
import type { ChannelListing, ChannelTranscript } from '../../core/contract/channel.ts'
import type { SourceCheck } from '../../core/contract/source.ts'
import { type Api, createApi } from '../../extension/api/client.ts'
import type { ApiFailure } from '../../extension/api/request.ts'

const SOURCE = '01a204da-7297-75b8-b07f-7c18b4bd88f3'
const CHANNEL = 'UCabcdefghijklmnopqrstuv'
const VIDEO = 'abcdefghijk'
const HASH = '0'.repeat(64)
const at = '2026-11-20T12:00:00.000Z'

/** The client before a server that answers each request with `status` and `body`. */
function before(status: number, body: unknown) {
  const asked: { way: string; body: unknown }[] = []
  const failures: ApiFailure[] = []
  const credentials = { ok: true as const, value: { server: 'http://127.0.0.1:8787', token: 't' } }
  const api = createApi({
    pairing: { pair: async () => credentials, renew: async () => credentials },
    async fetch(input, init = {}) {
      const url = new URL(String(input))
      asked.push({
        way: `${init.method} ${url.pathname}`,
        body: init.body === undefined ? null : JSON.parse(String(init.body)),
      })
      return new Response(status === 204 ? null : JSON.stringify(body), { status })
    },
    failed: failure => failures.push(failure),
  })
  return { api, asked, failures }
}

const receipt = { by: 'get_panel' as const, legs: [], words: 1, leftOut: [] }
const check: SourceCheck = { state: 'same', detail: '', at, contentHash: HASH }
const listing: ChannelListing = {
  id: CHANNEL,
  title: 'Sea School',
  handle: '@seaschool',
  url: `https://www.youtube.com/channel/${CHANNEL}`,
  listedAt: at,
  complete: true,
  videos: [
    { videoId: VIDEO, title: 'Tides', kind: 'video', published: at, exact: true, durationMs: 1, views: 2 },
  ],
}
const { videos, ...about } = listing
const channel = { ...about, counts: { video: 1, short: 0, live: 0 }, transcripts: 0, words: 0 }
const video = { ...videos[0]!, outcome: null, receipt: null, fetchedAt: null }
const transcript: ChannelTranscript = {
  outcome: 'needs_file',
  receipt,
  transcript: null,
  chapters: [],
  fetchedAt: at,
  contentHash: null,
}
const version = { version: 1, capturedAt: at, contentHash: HASH, title: 'Tides', words: 2, current: true }
const source = {
  id: SOURCE,
  projectId: SOURCE,
  url: 'https://a.example/',
  canonicalUrl: 'https://a.example/',
  title: 'A',
  author: null,
  site: null,
  published: null,
  language: null,
  capturedAt: at,
  contentHash: HASH,
  fingerprint: null,
  receipt,
  kind: 'article',
  state: 'ready',
  passages: 1,
  error: null,
  videoId: null,
  durationMs: null,
  ingestRunId: null,
  form: 'article',
  pages: null,
  moment: null,
  versions: 2,
  check,
}
const server = { outcome: 'gated' as const, detail: 'Its own player only.', transcript: null, sounds: 0 }
const detail = { video, transcript: null, chapters: [] }

const routes: [string, (api: Api) => Promise<unknown>, answer: unknown, gives: unknown, body?: unknown][] = [
  [`GET /sources/${SOURCE}/versions`, api => api.sourceVersions(SOURCE), { versions: [version] }, [version]],
  [
    `GET /sources/${SOURCE}/versions/1`,
    api => api.sourceVersion(SOURCE, 1),
    { ...version, text: 'The moon' },
    { ...version, text: 'The moon' },
  ],
  [`PUT /sources/${SOURCE}/check`, api => api.putCheck(SOURCE, check), source, source, check],
  ['GET /channels', api => api.channels(), { channels: [channel] }, [channel]],
  [`PUT /channels/${CHANNEL}`, api => api.putChannel(listing), channel, channel, listing],
  [`GET /channels/${CHANNEL}/videos`, api => api.channelVideos(CHANNEL), { videos: [video] }, [video]],
  [`GET /channels/${CHANNEL}/videos/${VIDEO}`, api => api.channelVideo(CHANNEL, VIDEO), detail, detail],
  [
    `PUT /channels/${CHANNEL}/videos/${VIDEO}`,
    api => api.putChannelTranscript(CHANNEL, VIDEO, transcript),
    video,
    video,
    transcript,
  ],
  [
    'POST /youtube/channels',
    api => api.listChannelByServer('@seaschool'),
    listing,
    listing,
    { address: '@seaschool' },
  ],
  [
    'POST /youtube/transcripts',
    api => api.transcriptByServer(VIDEO, null),
    server,
    server,
    { videoId: VIDEO, language: null },
  ],
]

test.each(routes)(
  '%s is asked as it is, and its answer read',
  async (way, ask, answer, gives, body = null) => {
    const { api, asked } = before(200, answer)
    expect(await ask(api)).toEqual({ ok: true, value: gives })
    expect(asked).toEqual([{ way, body }])
  },
)

test.each(routes)('%s with an answer of another shape is told from ours', async (_way, ask) => {
  const { api, failures } = before(200, { versions: [{}], channels: [{}], videos: [{}], id: '<script>' })
  expect(await ask(api)).toMatchObject({ ok: false, error: { code: 'unexpected_answer' } })
  expect(failures).toHaveLength(1)
})

test('DELETE of a channel is answered by nothing', async () => {
  const { api, asked } = before(204, null)
  expect(await api.deleteChannel(CHANNEL)).toEqual({ ok: true, value: null })
  expect(asked).toEqual([{ way: `DELETE /channels/${CHANNEL}`, body: null }])
})

test('a server that does not ask YouTube says so in its own words', async () => {
  const { api } = before(403, { code: 'youtube_off', detail: 'This server does not ask YouTube.' })
  expect(await api.listChannelByServer('@a')).toMatchObject({
    ok: false,
    error: { code: 'youtube_off', status: 403, message: 'This server does not ask YouTube.' },
  })
})
