import { expect, it } from 'vitest'
import {
  Channel,
  type ChannelListing,
  type ChannelTranscript,
  type ChannelVideo,
  ChannelVideoDetail,
  ChannelVideoState,
} from '../../../core/contract/channel.ts'
import { contentHash } from '../../../core/evidence/content.ts'
import { mintCaller, openApi, problemOf } from '../support/api.ts'
import { testDatabase } from '../support/database.ts'

const ID = 'UCabcdefghijklmnopqrstuv'
const OTHER = 'UC0123456789-_0123456789'
const minute = (n: number) => new Date(Date.UTC(2026, 10, 20, 12, n)).toISOString()

/** Eleven characters that tell one from another. */
const videoId = (name: string) => name.padEnd(11, '_')

const video = (name: string, changes: Partial<ChannelVideo> = {}): ChannelVideo => ({
  videoId: videoId(name),
  title: `About ${name}`,
  kind: 'video',
  published: '2024-05-01T00:00:00.000Z',
  exact: false,
  durationMs: 600_000,
  views: 1_200,
  ...changes,
})

const listing = (videos: ChannelVideo[], changes: Partial<ChannelListing> = {}): ChannelListing => ({
  id: ID,
  title: 'Sea School',
  handle: '@seaschool',
  url: `https://www.youtube.com/channel/${ID}`,
  listedAt: minute(0),
  complete: true,
  videos,
  ...changes,
})

const transcript = {
  language: 'en',
  kind: 'auto' as const,
  segments: [
    { startMs: 0, endMs: 900, text: 'The moon pulls', wordStartsMs: [0, 300, 600] },
    { startMs: 900, endMs: 2_000, text: 'the sea.' },
  ],
}
const receipt = {
  by: 'get_panel' as const,
  legs: [{ leg: 'get_panel' as const, outcome: 'ok' as const, ms: 300 }],
  words: 5,
  leftOut: [],
}

const fetched = async (changes: Partial<ChannelTranscript> = {}): Promise<ChannelTranscript> => ({
  outcome: 'ok',
  receipt,
  transcript,
  chapters: [{ startMs: 0, title: 'The pull' }],
  fetchedAt: minute(1),
  contentHash: await contentHash('The moon pulls the sea.'),
  ...changes,
})
const missed = (fetchedAt: string): ChannelTranscript => ({
  outcome: 'needs_file',
  receipt: { ...receipt, by: null, words: 0 },
  transcript: null,
  chapters: [],
  fetchedAt,
  contentHash: null,
})

async function creator() {
  const api = await openApi()
  const { token, accountId } = await mintCaller()
  const ask = (path: string, method = 'GET', json?: unknown) => api.ask(path, { method, token, json })
  const parsed = async <Value>(shape: { parse(value: unknown): Value }, asked: Promise<Response>) => {
    const answer = await asked
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    return shape.parse(await answer.json())
  }
  return {
    ask,
    accountId,
    list: (of: ChannelListing) => parsed(Channel, ask(`/channels/${of.id}`, 'PUT', of)),
    channels: async () => ((await (await ask('/channels')).json()) as { channels: unknown[] }).channels,
    videos: async (id = ID) => {
      const { videos } = (await (await ask(`/channels/${id}/videos`)).json()) as { videos: unknown[] }
      return videos.map(each => ChannelVideoState.parse(each))
    },
    words: (name: string, of: unknown, id = ID) => ask(`/channels/${id}/videos/${videoId(name)}`, 'PUT', of),
    detail: (name: string) => parsed(ChannelVideoDetail, ask(`/channels/${ID}/videos/${videoId(name)}`)),
  }
}

it('stores a list in its order, with what is counted of it', async () => {
  const ada = await creator()
  const tide = video('tide', { exact: true })
  const short = video('short', { kind: 'short', published: null, durationMs: null, views: null })
  const live = video('live', { kind: 'live', views: 3_000_000_000 })
  const answer = await ada.ask(`/channels/${ID}`, 'PUT', listing([tide, short, live]))
  expect(answer.status).toBe(200)
  const channel = Channel.parse(await answer.json())
  expect(channel).toEqual({
    id: ID,
    title: 'Sea School',
    handle: '@seaschool',
    url: `https://www.youtube.com/channel/${ID}`,
    listedAt: minute(0),
    complete: true,
    counts: { video: 1, short: 1, live: 1 },
    transcripts: 0,
    words: 0,
  })
  expect(await ada.channels()).toEqual([channel])
  const unknown = { outcome: null, receipt: null, fetchedAt: null }
  expect(await ada.videos()).toEqual([tide, short, live].map(each => ({ ...each, ...unknown })))
})

it('stores the words of a video and counts them', async () => {
  const ada = await creator()
  await ada.list(listing([video('tide'), video('wind')]))
  const answer = await ada.words('tide', await fetched())
  expect(answer.status).toBe(200)
  expect(ChannelVideoState.parse(await answer.json())).toMatchObject({
    outcome: 'ok',
    receipt,
    fetchedAt: minute(1),
  })
  expect(await ada.detail('tide')).toMatchObject({
    video: { videoId: videoId('tide'), outcome: 'ok' },
    transcript,
    chapters: [{ startMs: 0, title: 'The pull' }],
  })
  expect(await ada.detail('wind')).toMatchObject({ video: { outcome: null }, transcript: null, chapters: [] })
  expect(await ada.channels()).toMatchObject([{ transcripts: 1, words: 5 }])
})

it('keeps words when the list comes again, also of videos that it does not have any more', async () => {
  const ada = await creator()
  await ada.list(listing([video('a'), video('b'), video('c'), video('d')]))
  for (const name of ['b', 'd']) await ada.words(name, await fetched())
  await ada.words('c', missed(minute(1)))
  await ada.list(listing([video('new'), video('b', { title: 'Renamed' })], { listedAt: minute(5) }))
  expect((await ada.videos()).map(each => [each.videoId, each.title, each.outcome])).toEqual([
    [videoId('new'), 'About new', null],
    [videoId('b'), 'Renamed', 'ok'],
    [videoId('d'), 'About d', 'ok'],
  ])
  expect((await ada.detail('d')).transcript).toEqual(transcript)
  expect(await ada.channels()).toMatchObject([{ transcripts: 2, counts: { video: 3 } }])
})

it('takes nothing away for a list that broke off, and nothing at all from an older one', async () => {
  const ada = await creator()
  await ada.list(listing([video('a'), video('b')], { listedAt: minute(2) }))
  const broken = await ada.list(listing([video('new')], { listedAt: minute(3), complete: false }))
  expect(broken.complete).toBe(false)
  const names = async () => (await ada.videos()).map(each => each.videoId)
  expect(await names()).toEqual(['new', 'a', 'b'].map(videoId))
  const older = await ada.list(listing([video('old')], { listedAt: minute(1), title: 'Old name' }))
  expect(older).toEqual(broken)
  expect(await names()).toEqual(['new', 'a', 'b'].map(videoId))
})

it('does not forget an exact date, a length or views for a list that knows less', async () => {
  const ada = await creator()
  const known = video('a', { exact: true, published: '2024-05-04T10:11:12.000Z' })
  await ada.list(listing([known]))
  const vague = { exact: false, published: '2024-11-20T12:00:00.000Z', durationMs: null, views: null }
  await ada.list(listing([video('a', vague)], { listedAt: minute(1) }))
  expect(await ada.videos()).toMatchObject([known])
  const dated = { exact: true, published: '2024-05-05T00:00:00.000Z', views: 2 }
  await ada.list(listing([video('a', dated)], { listedAt: minute(2) }))
  expect(await ada.videos()).toMatchObject([{ ...known, ...dated }])
})

it('lists a video once that stands in two tabs, and takes a date that none can have for none', async () => {
  const ada = await creator()
  const impossible = video('b', { published: '9999-12-31T00:00:00.000Z', exact: true })
  await ada.list(listing([video('a'), impossible, video('a', { kind: 'live' })]))
  expect(await ada.videos()).toMatchObject([
    { videoId: videoId('a'), kind: 'video' },
    { videoId: videoId('b'), published: null, exact: false },
  ])
})

it('keeps what was fetched last, and words rather than none', async () => {
  const ada = await creator()
  await ada.list(listing([video('a')]))
  await ada.words('a', missed(minute(1)))
  expect((await ada.detail('a')).video.outcome).toBe('needs_file')
  await ada.words('a', await fetched({ fetchedAt: minute(3) }))
  const older = { ...transcript, segments: [{ startMs: 0, endMs: 1, text: 'Older.' }] }
  await ada.words(
    'a',
    await fetched({ transcript: older, contentHash: await contentHash('Older.'), fetchedAt: minute(2) }),
  )
  const late = await ada.words('a', missed(minute(4)))
  expect(late.status).toBe(200)
  expect(await ada.detail('a')).toMatchObject({ transcript, video: { outcome: 'ok', fetchedAt: minute(3) } })
})

it('gives the same answer to the same words sent ten times at once', async () => {
  const ada = await creator()
  await ada.list(listing([video('a')]))
  const sent = await fetched()
  const answers = await Promise.all(Array.from({ length: 10 }, () => ada.words('a', sent)))
  const bodies = await Promise.all(answers.map(answer => answer.text()))
  expect(new Set(bodies).size).toBe(1)
  expect(await ada.channels()).toMatchObject([{ transcripts: 1, words: 5 }])
})

it('refuses words that are not the ones that were hashed, or that are not there', async () => {
  const ada = await creator()
  await ada.list(listing([video('a')]))
  const other = await contentHash('Something else.')
  expect(await problemOf(await ada.words('a', await fetched({ contentHash: other })))).toMatchObject({
    status: 422,
    code: 'content_hash_mismatch',
  })
  for (const [path, wrong] of [
    ['transcript', { ...missed(minute(1)), outcome: 'ok' }],
    ['contentHash', { ...missed(minute(1)), contentHash: other }],
    ['fetchedAt', await fetched({ fetchedAt: '0001-01-01T00:00:00Z' })],
    ['outcome', { ...missed(minute(1)), outcome: 'fine' }],
  ] as const)
    expect((await problemOf(await ada.words('a', wrong))).fields?.[0]?.path).toBe(path)
  expect((await ada.detail('a')).video.outcome).toBeNull()
})

it('refuses U+0000 in a title or in words, and says where', async () => {
  const ada = await creator()
  const bad = listing([video('a', { title: 'a\0b' })])
  const problem = await problemOf(await ada.ask(`/channels/${ID}`, 'PUT', bad))
  expect(problem.fields?.[0]?.path).toBe('videos.0.title')
  expect(await ada.channels()).toEqual([])
})

it.each([
  ['an id that differs from the path’s', { id: OTHER }, 'id'],
  ['a script for an address', { url: 'javascript:alert(1)' }, 'url'],
  ['a list of a time that was not', { listedAt: '0000-01-01T00:00:00Z' }, 'listedAt'],
  ['no title', { title: '' }, 'title'],
  ['a video without an id', { videos: [{ ...video('a'), videoId: "a'; drop" }] }, 'videos.0.videoId'],
])('refuses %s', async (_what, changes, path) => {
  const ada = await creator()
  const answer = await ada.ask(`/channels/${ID}`, 'PUT', { ...listing([video('a')]), ...changes })
  expect(await problemOf(answer)).toMatchObject({ status: 400, fields: [{ path }] })
})

it('calls what is no id of YouTube a wrong request', async () => {
  const ada = await creator()
  for (const path of [
    '/channels/UC1/videos',
    `/channels/${ID}/videos/short`,
    "/channels/UC'%20or%20true--/videos",
  ])
    expect((await problemOf(await ada.ask(path))).code).toBe('invalid_request')
})

it('says which is not there: the channel or the video', async () => {
  const ada = await creator()
  const problems = async (...asks: Promise<Response>[]) =>
    Promise.all(asks.map(async ask => (await problemOf(await ask)).detail.match(/no (\w+) with/)?.[1]))
  const path = `/channels/${ID}/videos/${videoId('a')}`
  expect(
    await problems(
      ada.ask(`/channels/${ID}/videos`),
      ada.ask(path, 'PUT', await fetched()),
      ada.ask(`/channels/${ID}`, 'DELETE'),
    ),
  ).toEqual(['channel', 'channel', 'channel'])
  await ada.list(listing([]))
  expect(await problems(ada.ask(path), ada.ask(path, 'PUT', await fetched()))).toEqual(['video', 'video'])
})

it('forgets a channel with all its words, and another one not', async () => {
  const ada = await creator()
  await ada.list(listing([video('a')]))
  await ada.words('a', await fetched())
  await ada.list(listing([video('a')], { id: OTHER, title: 'Second' }))
  expect((await ada.ask(`/channels/${ID}`, 'DELETE')).status).toBe(204)
  expect(await ada.channels()).toMatchObject([{ id: OTHER }])
  const { sql } = await testDatabase()
  const left = await sql`select channel_id from channel_video where account_id = ${ada.accountId}`
  expect(left).toMatchObject([{ channel_id: OTHER }])
})

it('keeps two accounts apart that have the same channel', async () => {
  const [ada, bea] = [await creator(), await creator()]
  await ada.list(listing([video('a'), video('b')], { title: 'Ada’s' }))
  await ada.words('a', await fetched())
  expect(await bea.channels()).toEqual([])
  expect((await problemOf(await bea.ask(`/channels/${ID}/videos`))).code).toBe('not_found')
  expect((await problemOf(await bea.ask(`/channels/${ID}/videos/${videoId('a')}`))).code).toBe('not_found')
  expect((await problemOf(await bea.words('a', await fetched()))).code).toBe('not_found')
  expect((await problemOf(await bea.ask(`/channels/${ID}`, 'DELETE'))).code).toBe('not_found')

  expect(await bea.list(listing([video('a')], { title: 'Bea’s' }))).toMatchObject({ transcripts: 0 })
  await bea.words('a', missed(minute(9)))
  expect((await bea.ask(`/channels/${ID}`, 'DELETE')).status).toBe(204)
  expect(await ada.channels()).toMatchObject([{ title: 'Ada’s', transcripts: 1, counts: { video: 2 } }])
  expect((await ada.detail('a')).transcript).toEqual(transcript)
})

// A plan that compares each with each takes many minutes: this ends in a second or two on a machine of its own.
it('takes a list of 20,000 videos again and again, and refuses a longer one', {
  timeout: 60_000,
}, async () => {
  const ada = await creator()
  const many = Array.from({ length: 20_000 }, (_, n) => video(`v${n}`))
  expect(await ada.list(listing(many))).toMatchObject({ counts: { video: 20_000 } })
  expect(await ada.list(listing(many, { listedAt: minute(1) }))).toMatchObject({ counts: { video: 20_000 } })
  const broken = listing([video('new')], { listedAt: minute(2), complete: false })
  expect(await ada.list(broken)).toMatchObject({ counts: { video: 20_001 } })
  expect((await ada.videos()).slice(0, 2).map(each => each.videoId)).toEqual(['new', 'v0'].map(videoId))
  expect(await ada.list({ ...broken, listedAt: minute(3), complete: true })).toMatchObject({
    counts: { video: 1 },
  })
  const more = await ada.ask(
    `/channels/${ID}`,
    'PUT',
    listing([...many, video('last')], { listedAt: minute(2) }),
  )
  expect((await problemOf(more)).fields?.[0]?.path).toBe('videos')
})
