import { expect, it } from 'vitest'
import { ChannelListing } from '../../../core/contract/channel.ts'
import { mintCaller, problemOf } from '../support/api.ts'
import {
  type Asked,
  CHANNEL,
  lockup,
  nextPage,
  openYoutubeApi,
  shortItem,
  tabPage,
  type YoutubeStub,
} from '../support/youtube.ts'

const NOW = Date.UTC(2026, 10, 22, 12)
const at = '2026-11-22T12:00:00.000Z'

async function asking(stub: YoutubeStub, clock: () => number = () => NOW) {
  const { token } = await mintCaller()
  const opened = await openYoutubeApi(stub, undefined, clock)
  const list = (address: unknown) =>
    opened.api.ask('/youtube/channels', { method: 'POST', token, json: { address } })
  return { ...opened, token, list }
}

const resolvesTo = (browseId: string) => ({ endpoint: { browseEndpoint: { browseId } } })
const status = (code: number) => new Response('{}', { status: code })
const videosTab = 'EgZ2aWRlb3PyBgQKAjoA'

/** A channel with three videos on two pages, a stream and a short. */
const seaSchool: YoutubeStub = ({ path, body }: Asked) => {
  if (path.endsWith('/resolve_url')) return resolvesTo(CHANNEL)
  if (path.endsWith('/videos.xml')) return status(404)
  if (body.continuation) return nextPage([lockup('c')])
  if (body.params === videosTab) return tabPage('video', [lockup('a'), lockup('b')], 'more')
  if (body.params.startsWith('EgdzdHJ')) return tabPage('live', [lockup('l')])
  return tabPage('short', [shortItem('s')])
}

it('lists a channel by its handle: videos, streams and shorts, page by page, with a pause between', async () => {
  const { list, asked, pauses } = await asking(seaSchool)
  const answer = await list('@seaschool')
  expect(answer.status).toBe(200)
  const listing = ChannelListing.parse(await answer.json())
  expect(listing).toMatchObject({
    id: CHANNEL,
    title: 'Sea School',
    handle: '@seaschool',
    listedAt: at,
    complete: true,
  })
  expect(listing.videos.map(video => [video.videoId.replace(/_+$/, ''), video.kind])).toEqual([
    ['a', 'video'],
    ['b', 'video'],
    ['c', 'video'],
    ['l', 'live'],
    ['s', 'short'],
  ])
  expect(listing.videos[0]).toMatchObject({
    title: 'About a',
    views: 1_200,
    published: '2024-11-22T12:00:00.000Z',
    exact: false,
  })
  expect(asked.map(({ path }) => path.split('/').at(-1))).toEqual([
    'resolve_url',
    'browse',
    'browse',
    'browse',
    'browse',
    'videos.xml',
  ])
  expect(asked[0]!.body.url).toBe('https://www.youtube.com/@seaschool')
  expect(pauses).toHaveLength(3)
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1_000)
})

it('asks as the web client that it is, in English, signed in as nobody and from no page', async () => {
  const { list, asked } = await asking(seaSchool)
  await list('@seaschool')
  for (const { url, body, headers } of asked) {
    expect(url.origin).toBe('https://www.youtube.com')
    for (const name of ['origin', 'cookie', 'authorization']) expect(headers.get(name)).toBeNull()
    if (body) expect(body.context.client).toMatchObject({ clientName: 'WEB', hl: 'en' })
  }
})

it.each([[CHANNEL], [`https://www.youtube.com/channel/${CHANNEL}/videos`]])(
  'needs no resolving of %s',
  async address => {
    const { list, asked } = await asking(seaSchool)
    expect((await list(address)).status).toBe(200)
    expect(asked[0]!.path).toBe('/youtubei/v1/browse')
  },
)

it('takes the exact dates of the newest from the feed', async () => {
  const feed = `<?xml version="1.0"?><feed><yt:channelId>${CHANNEL.slice(2)}</yt:channelId><title>Sea School</title>
    <entry><yt:videoId>a__________</yt:videoId><title>About a</title><published>2024-10-02T03:04:05+00:00</published></entry></feed>`
  const { list } = await asking(asked => (asked.path.endsWith('.xml') ? feed : seaSchool(asked)))
  const { videos } = ChannelListing.parse(await (await list(CHANNEL)).json())
  expect(videos.map(({ exact, published }) => [exact, published]).slice(0, 2)).toEqual([
    [true, '2024-10-02T03:04:05.000Z'],
    [false, '2024-11-22T12:00:00.000Z'],
  ])
})

it('does not take another tab’s videos for those of a tab that the channel does not have', async () => {
  const { list } = await asking(asked =>
    asked.body?.params && asked.body.params !== videosTab ? tabPage('home', [lockup('z')]) : seaSchool(asked),
  )
  const listing = ChannelListing.parse(await (await list(CHANNEL)).json())
  expect(listing).toMatchObject({ complete: true })
  expect(listing.videos.map(video => video.videoId[0])).toEqual(['a', 'b', 'c'])
})

it.each([
  ['429', status(429)],
  ['a check for robots', '<!DOCTYPE html><html><form id="captcha-form"></form></html>'],
  ['nonsense', '{"responseContext":{}}'],
  ['what is no JSON', 'oops'],
])(
  'gives what it has when the list breaks off with %s, and says that it is not all',
  async (_what, broken) => {
    const { list } = await asking(asked => (asked.body?.continuation ? broken : seaSchool(asked)))
    const listing = ChannelListing.parse(await (await list(CHANNEL)).json())
    expect(listing.complete).toBe(false)
    expect(listing.videos.map(video => video.videoId[0])).toEqual(expect.arrayContaining(['a', 'b']))
  },
)

it('asks no further tab of a YouTube that has had enough', async () => {
  const { list, asked } = await asking(asked => (asked.body?.continuation ? status(429) : seaSchool(asked)))
  await list(CHANNEL)
  expect(asked.filter(({ path }) => path.endsWith('/browse'))).toHaveLength(2)
})

it('ends a list that leads round in circles, and one that never ends', async () => {
  const circle = await asking(asked =>
    asked.body?.continuation ? nextPage([lockup('c')], 'more') : seaSchool(asked),
  )
  expect(await (await circle.list(CHANNEL)).json()).toMatchObject({ complete: true })
  let page = 0
  const endless = await asking(asked =>
    asked.body?.continuation ? nextPage([lockup(`n${++page}`)], `more${page}`) : seaSchool(asked),
  )
  expect(await (await endless.list(CHANNEL)).json()).toMatchObject({ complete: false })
  expect(page).toBeLessThan(100)
})

it('stops asking after a minute or so, with what it has', async () => {
  let now = NOW
  const { list, asked } = await asking(
    each => {
      now += 30_000
      return each.body?.continuation ? nextPage([lockup('d')], `more${now}`) : seaSchool(each)
    },
    () => now,
  )
  expect(await (await list(CHANNEL)).json()).toMatchObject({ complete: false })
  expect(asked.length).toBeLessThan(6)
})

it.each([
  ['an empty address', '  '],
  ['another site', 'https://evil.example/@seaschool'],
  ['a video', 'https://www.youtube.com/watch?v=abcdefghijk'],
  ['this computer', 'http://127.0.0.1:8787/@seaschool'],
  ['a name of control characters', '@sea\u0007school'],
])('refuses %s without asking anybody', async (_what, address) => {
  const { list, asked } = await asking(seaSchool)
  expect(await problemOf(await list(address))).toMatchObject({ status: 400, fields: [{ path: 'address' }] })
  expect(asked).toEqual([])
})

it('follows an old name to its new address once, and nowhere but on YouTube', async () => {
  const leads = (url: string) => ({ endpoint: { urlEndpoint: { url } } })
  const moved = await asking(each =>
    each.path.endsWith('/resolve_url') && each.body.url.endsWith('/old')
      ? leads('https://www.youtube.com/@seaschool')
      : seaSchool(each),
  )
  expect((await moved.list('https://www.youtube.com/c/old')).status).toBe(200)
  const away = await asking(each =>
    each.path.endsWith('/resolve_url') ? leads('https://evil.example/') : seaSchool(each),
  )
  expect((await problemOf(await away.list('@old'))).code).toBe('not_found')
  expect(away.asked).toHaveLength(1)
  const round = await asking(each =>
    each.path.endsWith('/resolve_url') ? leads('https://www.youtube.com/@old') : seaSchool(each),
  )
  expect((await problemOf(await round.list('@old'))).code).toBe('not_found')
  expect(round.asked).toHaveLength(2)
})

it('says that there is no such channel, and gives YouTube’s own word for it', async () => {
  const unknown = await asking(() => status(404))
  expect((await problemOf(await unknown.list('@nobody'))).code).toBe('not_found')
  const alert = { alertRenderer: { type: 'ERROR', text: { simpleText: 'This channel was closed.' } } }
  const closed = await asking(() => ({ alerts: [alert] }))
  const problem = await problemOf(await closed.list(CHANNEL))
  expect(problem).toMatchObject({ status: 404, code: 'not_found' })
  expect(problem.detail).toContain('“This channel was closed.”')
})

it.each<[string, YoutubeStub, RegExp]>([
  [
    'is not reached',
    () => Promise.reject(new TypeError('connect ECONNREFUSED 10.0.0.7:443')),
    /could not be reached/,
  ],
  ['asks to wait', () => new Response('secret', { status: 429 }), /refuses this server for now \(429\)/],
  ['asks for consent', () => '<!doctype html><html>secret</html>', /refuses this server for now\./],
  [
    'sends the caller elsewhere',
    () => new Response('', { status: 302, headers: { location: 'http://10.0.0.7/' } }),
    /302/,
  ],
  ['answers what nobody can read', () => '{"secret":', /cannot read/],
  ['answers about another channel', () => tabPage('video', [lockup('a')]), /cannot read/],
])('says so when YouTube %s, and leaks nothing', async (_what, stub, words) => {
  const { list, api } = await asking(stub)
  const answer = await list('UC0123456789-_0123456789')
  const raw = await answer.clone().text()
  const problem = await problemOf(answer)
  expect(problem).toMatchObject({ status: 502, code: 'youtube_failed' })
  expect(problem.detail).toMatch(words)
  for (const hidden of ['secret', '10.0.0.7']) {
    expect(raw).not.toContain(hidden)
    expect(api.log()).not.toContain(hidden)
  }
})

it('asks nothing where its keeper did not turn it on, and says whose turn it is', async () => {
  const { token } = await mintCaller()
  for (const [youtube, path, json] of [
    [{ channels: false, transcripts: false }, '/youtube/channels', { address: '@seaschool' }],
    [
      { channels: true, transcripts: false },
      '/youtube/transcripts',
      { videoId: 'abcdefghijk', language: null },
    ],
  ] as const) {
    const { api, asked } = await openYoutubeApi(seaSchool, youtube)
    const problem = await problemOf(await api.ask(path, { method: 'POST', token, json }))
    expect(problem).toMatchObject({ status: 403, code: 'youtube_off' })
    expect(problem.detail).toContain('YOUTUBE=')
    expect(asked).toEqual([])
    expect(await (await api.ask('/capabilities', { token })).json()).toMatchObject({ youtube })
  }
})

it('holds an account to four lists a minute, and another one not', async () => {
  const { api, list, token } = await asking(seaSchool)
  for (let n = 0; n < 4; n++) expect((await list(CHANNEL)).status).toBe(200)
  const refused = await list(CHANNEL)
  expect(refused.headers.get('retry-after')).toBe('60')
  expect((await problemOf(refused)).code).toBe('rate_limited')
  const other = await mintCaller()
  const theirs = { method: 'POST', token: other.token, json: { address: CHANNEL } }
  expect((await api.ask('/youtube/channels', theirs)).status).toBe(200)
  expect((await api.ask('/projects', { token })).status).toBe(200)
})

it('asks no more once nobody waits for the answer', async () => {
  const leaving = new AbortController()
  const { api, token, asked } = await asking(each => {
    leaving.abort()
    return seaSchool(each)
  })
  const ask = { method: 'POST', token, json: { address: CHANNEL }, signal: leaving.signal }
  expect((await problemOf(await api.ask('/youtube/channels', ask))).code).toBe('shutting_down')
  expect(asked).toHaveLength(1)
})

it('lets nobody ask without a token', async () => {
  const { api, asked } = await openYoutubeApi(seaSchool)
  for (const path of ['/youtube/channels', '/youtube/transcripts'])
    expect((await api.ask(path, { method: 'POST', json: { address: CHANNEL } })).status).toBe(401)
  expect(asked).toEqual([])
})
