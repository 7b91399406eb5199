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
        way: `${init.method} ${url.pathname}${url.search}`,
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
const question = { query: 'why tides', scope: { in: 'project' as const, projectId: SOURCE } }
const found = { hits: [], meaning: null }
const facets = { kinds: [], sites: [{ site: 'a.example', sources: 2 }], tags: [] }
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
  tags: [],
  question: null,
  check,
}
const server = { outcome: 'gated' as const, detail: 'Its own player only.', transcript: null, sounds: 0 }
const detail = { video, transcript: null, chapters: [] }

const findings = {
  id: SOURCE,
  projectId: SOURCE,
  runId: SOURCE,
  createdAt: at,
  method: { by: 'extractive', name: 'Words and figures' },
  rough: true,
  sources: [{ id: SOURCE, title: 'A', kind: 'article', domain: 'a.example', tier: 'unknown' }],
  claims: [],
  gapMap: null,
  questions: [],
  notes: ['One video is too few for a map.'],
}
const rule = { domain: 'youtube.com/sea school', tier: 'edited', by: 'own' }
const run = {
  id: SOURCE,
  kind: 'claims',
  projectId: SOURCE,
  sourceId: null,
  voiceId: null,
  state: 'queued',
  progress: null,
  error: null,
  resultId: null,
  lastSeq: 1,
  attempt: 0,
  createdAt: at,
  startedAt: null,
  finishedAt: null,
}
const budget = { runTokens: 300_000, monthTokens: null, runDollars: null, monthDollars: 2.5 }
const used = { calls: 1, cached: 0, inputTokens: 1_200, outputTokens: 80, exact: true, cost: 0.0005 }
const runUsage = { runId: SOURCE, kind: 'brief', at, model: 'gpt-5-mini', ...used }
const runDetail = { ...runUsage, steps: [{ step: 'brief', ...used }] }
const usage = { month: '2026-11', inputTokens: 1_200, outputTokens: 80, cost: null, budget, runs: [runUsage] }
const estimate = {
  to: { host: 'api.openai.com', model: 'gpt-5-mini', local: false },
  sends: [{ what: '3 sources, 900 words', tokens: 1_200 }],
  inputTokens: 1_500,
  exact: true,
  outputTokens: 6_000,
  cost: 0.0124,
  cached: 0,
  over: null,
}

const routes: [string, (api: Api) => Promise<unknown>, answer: unknown, gives: unknown, body?: unknown][] = [
  [`GET /sources/${SOURCE}/versions`, api => api.sourceVersions(SOURCE), { versions: [version] }, [version]],
  [
    `GET /sources/${SOURCE}/versions/1`,
    api => api.sourceVersion(SOURCE, 1),
    { ...version, text: 'The moon' },
    { ...version, text: 'The moon' },
  ],
  [`PUT /sources/${SOURCE}/tags`, api => api.putTags(SOURCE, ['tides']), source, source, { tags: ['tides'] }],
  ['POST /search', api => api.search(question), found, found, question],
  [
    `GET /search/facets?in=project&projectId=${SOURCE}`,
    api => api.searchFacets(question.scope),
    facets,
    facets,
    null,
  ],
  [`PUT /sources/${SOURCE}/check`, api => api.putCheck(SOURCE, check), source, source, check],
  [`GET /projects/${SOURCE}/findings`, api => api.findings(SOURCE), { findings }, findings],
  [`GET /projects/${SOURCE}/findings`, api => api.findings(SOURCE), { findings: null }, null],
  [`GET /findings/${SOURCE}`, api => api.findingsById(SOURCE), findings, findings],
  [`POST /projects/${SOURCE}/findings`, api => api.findClaims(SOURCE, CHANNEL), run, run, { id: CHANNEL }],
  ['GET /tiers', api => api.tiers([]), { own: [rule], asked: [] }, { own: [rule], asked: [] }],
  [
    'GET /tiers?domain=a.example&domain=youtube.com%2Fa+%26+b',
    api => api.tiers(['a.example', 'youtube.com/a & b']),
    { own: [], asked: [{ domain: 'a.example', tier: 'unknown', rule: null }] },
    { own: [], asked: [{ domain: 'a.example', tier: 'unknown', rule: null }] },
  ],
  [
    'PUT /tiers/youtube.com%2Fsea%20school',
    api => api.putTier('youtube.com/sea school', 'edited'),
    rule,
    rule,
    { tier: 'edited' },
  ],
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
  ['GET /usage', api => api.usage(), usage, usage],
  [`GET /runs/${SOURCE}/usage`, api => api.runUsage(SOURCE), runDetail, runDetail],
  ['PUT /budget', api => api.putBudget(budget), budget, budget, budget],
  [
    'POST /estimates',
    api => api.estimate({ kind: 'brief', projectId: SOURCE }),
    estimate,
    estimate,
    { kind: 'brief', projectId: SOURCE },
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

test('DELETE of a tier is answered by nothing', async () => {
  const { api, asked } = before(204, null)
  expect(await api.deleteTier('a.example')).toEqual({ ok: true, value: null })
  expect(asked).toEqual([{ way: 'DELETE /tiers/a.example', body: null }])
})

test('a server that does not ask YouTube says so in its own words', async () => {
  const { api } = before(403, { code: 'youtube_off', detail: 'This server does not ask YouTube.' })
  expect(await api.listChannelByServer('@a')).toMatchObject({
    ok: false,
    error: { code: 'youtube_off', status: 403, message: 'This server does not ask YouTube.' },
  })
})
