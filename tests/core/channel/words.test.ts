import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { handleIn } from '../../../core/channel/channel-facts.ts'
import { readFeed } from '../../../core/channel/feed.ts'
import { clockLength, viewsIn } from '../../../core/channel/measures.ts'
import { publishedIn } from '../../../core/channel/published.ts'
import { resolvedChannel, resolvedElsewhere } from '../../../core/channel/resolved.ts'
import { root } from '../../support/stage.ts'

describe('the date of a list', () => {
  const listedAt = '2026-03-31T10:00:00.000Z'
  it.each([
    ['3 years ago', '2023-03-31T10:00:00.000Z', false],
    ['1 month ago', '2026-02-28T10:00:00.000Z', false],
    ['13 months ago', '2025-02-28T10:00:00.000Z', false],
    ['2 weeks ago', '2026-03-17T10:00:00.000Z', false],
    ['an hour ago', '2026-03-31T09:00:00.000Z', false],
    ['Streamed 6 months ago', '2025-09-30T10:00:00.000Z', false],
    ['Premiered 2 days ago', '2026-03-29T10:00:00.000Z', false],
    ['Premiered Jan 5, 2024', '2024-01-05T00:00:00.000Z', true],
    ['Streamed live on Dec 31, 2019', '2019-12-31T00:00:00.000Z', true],
  ])('%s', (words, published, exact) => {
    expect(publishedIn(words, listedAt)).toEqual({ published, exact })
  })

  it.each([
    '',
    'Scheduled for Jan 5, 2027',
    'Premieres in 3 hours',
    '12 watching',
    '9999 years ago',
    'il y a 3 ans',
  ])('is none in “%s”', words => expect(publishedIn(words, listedAt)).toBeNull())

  it('of a leap day a year ago is the last of February', () => {
    expect(publishedIn('1 year ago', '2024-02-29T00:00:00.000Z')?.published).toBe('2023-02-28T00:00:00.000Z')
  })
})

it.each([
  ['9:58', 598_000],
  ['1:02:03', 3_723_000],
  ['0:05', 5_000],
  ['LIVE', null],
  ['10:99', null],
  ['3:2', null],
])('the clock %s', (text, ms) => expect(clockLength(text)).toBe(ms))

it.each([
  ['No views', 0],
  ['1 view', 1],
  ['1,234 views', 1234],
  ['1.234 views', 1234],
  ['1.1k views', 1100],
  ['43K views', 43_000],
  ['2.5M views', 2_500_000],
  ['12 watching', null],
  ['views', null],
])('the views of “%s”', (text, views) => expect(viewsIn(text)).toBe(views))

it.each([
  ['http://www.youtube.com/@creativecommons', '@creativecommons'],
  ['@a.b-c_1', '@a.b-c_1'],
  ['https://www.youtube.com/@%D0%BC%D0%B8%D1%80/videos', '@мир'],
  ['https://www.youtube.com/channel/x', null],
  ['@<script>', null],
  ['@%E0%A4%A', null],
  [null, null],
])('the handle of %s', (text, handle) => expect(handleIn(text)).toBe(handle))

describe('resolve_url', () => {
  it('leads to a channel, to another address, or nowhere', () => {
    const browse = (browseId: unknown) => ({ endpoint: { browseEndpoint: { browseId } } })
    expect(resolvedChannel(browse('UCaaaaaaaaaaaaaaaaaaaaaa'))).toBe('UCaaaaaaaaaaaaaaaaaaaaaa')
    for (const other of [browse('FEwhat_to_watch'), browse(null), {}, null, 'x'])
      expect(resolvedChannel(other)).toBeNull()
    const elsewhere = (url: string) => resolvedElsewhere({ endpoint: { urlEndpoint: { url } } })
    expect(elsewhere('https://www.youtube.com/@new')).toBe('https://www.youtube.com/@new')
    expect(elsewhere('https://evil.example/@new')).toBeNull()
    expect(elsewhere('javascript:alert(1)')).toBeNull()
  })
})

describe('a channel’s feed', () => {
  const entry = (id: string, date: string, title = 'A &amp;lt; B') =>
    `<entry><yt:videoId>${id}</yt:videoId><title>${title}</title><published>${date}</published>
     <media:statistics views="12"/></entry>`
  const feed = (...entries: string[]) =>
    `<?xml version="1.0"?><feed xmlns="a"><yt:channelId>aaaaaaaaaaaaaaaaaaaaaa</yt:channelId><title>T</title>${entries.join('')}</feed>`

  it('gives exact dates', () => {
    expect(readFeed(feed(entry('aaaaaaaaaa1', '2026-01-22T15:01:42+00:00')))).toEqual({
      channelId: 'UCaaaaaaaaaaaaaaaaaaaaaa',
      title: 'T',
      entries: [
        { videoId: 'aaaaaaaaaa1', title: 'A &lt; B', published: '2026-01-22T15:01:42.000Z', views: 12 },
      ],
    })
  })

  it('passes over broken entries and refuses what is no feed', () => {
    expect(
      readFeed(feed(entry('bad id', '2026-01-22'), entry('aaaaaaaaaa1', 'soon'), '<entry>'))?.entries,
    ).toEqual([])
    for (const other of ['', '<!DOCTYPE html><html>', '{"a":1}', 'x'.repeat(100)])
      expect(readFeed(other)).toBeNull()
    const flood = `${feed()}${'<entry><yt:videoId>'.repeat(100_000)}`
    expect(readFeed(flood)?.entries).toEqual([])
  })

  const recordings = join(root, '../shared/data/youtube/channel-other')
  it.skipIf(!existsSync(recordings))('is read from the recording (where the recordings are)', () => {
    const found = readFeed(readFileSync(join(recordings, 'feed.videos.xml'), 'utf8'))
    expect(found).toMatchObject({
      channelId: 'UCsXVk37bltHxD1rDPwtNM8Q',
      title: 'Kurzgesagt – In a Nutshell',
    })
    expect(found!.entries).toHaveLength(15)
    expect(found!.entries[0]).toMatchObject({
      videoId: 'zg40FHOAqC0',
      title: 'Jupiter Made Earth Possible',
      published: '2026-01-22T15:01:42.000Z',
    })
    expect(found!.entries.every(each => each.views !== null)).toBe(true)
    expect(readFeed(readFileSync(join(recordings, 'feed.not-found.html'), 'utf8'))).toBeNull()
  })
})
