import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readBrowseList } from '../../../core/channel/browse-list.ts'
import { resolvedChannel } from '../../../core/channel/resolved.ts'
import { ChannelListing, ChannelVideo } from '../../../core/contract/channel.ts'
import { cpuMs } from '../../support/cpu-ms.ts'
import { root } from '../../support/stage.ts'

const listedAt = '2026-05-21T12:00:00.000Z'
const recordings = join(root, '../shared/data/youtube')
const recorded = (file: string): unknown => JSON.parse(readFileSync(join(recordings, file), 'utf8'))
const video = { kind: 'video' as const, listedAt }

/** A videos tab as the page gets it, with whatever entries. */
const tab = (...contents: unknown[]) => ({
  contents: {
    twoColumnBrowseResultsRenderer: {
      tabs: [{ tabRenderer: { selected: true, content: { richGridRenderer: { contents } } } }],
    },
  },
})
const rich = (content: unknown) => ({ richItemRenderer: { content } })
const more = (token: string) => ({
  continuationItemRenderer: { continuationEndpoint: { continuationCommand: { token } } },
})
const lockup = (id: string, over: object = {}) => ({
  lockupViewModel: {
    contentId: id,
    contentType: 'LOCKUP_CONTENT_TYPE_VIDEO',
    metadata: {
      lockupMetadataViewModel: {
        title: { content: 'How the tide turns' },
        metadata: {
          contentMetadataViewModel: {
            metadataRows: [
              { metadataParts: [{ text: { content: '1.2M views' } }, { text: { content: '3 years ago' } }] },
            ],
          },
        },
      },
    },
    contentImage: {
      thumbnailViewModel: {
        overlays: [
          {
            thumbnailOverlayBadgeViewModel: {
              thumbnailBadges: [{ thumbnailBadgeViewModel: { text: '1:02:03' } }],
            },
          },
        ],
      },
    },
    ...over,
  },
})

describe('a page of a channel’s list', () => {
  it('gives each video with what the list says of it', () => {
    const list = readBrowseList(tab(rich(lockup('aaaaaaaaaa1')), more('next')), video)
    expect(list).toMatchObject({ outcome: 'list', continuation: 'next', skipped: 0, channel: null })
    expect(list.videos).toEqual([
      {
        videoId: 'aaaaaaaaaa1',
        title: 'How the tide turns',
        kind: 'video',
        published: '2023-05-21T12:00:00.000Z',
        exact: false,
        durationMs: 3_723_000,
        views: 1_200_000,
      },
    ])
  })

  it('reads the shapes of other generations', () => {
    const list = readBrowseList(
      tab(
        rich({
          shortsLockupViewModel: {
            entityId: 'shorts-shelf-item-bbbbbbbbbb1',
            onTap: { innertubeCommand: { reelWatchEndpoint: { videoId: 'bbbbbbbbbb1' } } },
            overlayMetadata: { primaryText: { content: 'One wave' }, secondaryText: { content: '9 views' } },
          },
        }),
        rich({ reelItemRenderer: { videoId: 'bbbbbbbbbb2', headline: { simpleText: 'Another' } } }),
        rich({
          videoRenderer: {
            videoId: 'bbbbbbbbbb3',
            title: { runs: [{ text: 'Old ' }, { text: 'form' }] },
            publishedTimeText: { simpleText: 'Streamed 2 weeks ago' },
            viewCountText: { simpleText: '1,234 views' },
            lengthText: { simpleText: '10:00' },
          },
        }),
        {
          gridRenderer: {
            items: [
              {
                gridVideoRenderer: {
                  videoId: 'bbbbbbbbbb4',
                  title: { simpleText: 'Grid' },
                  publishedTimeText: { simpleText: 'Premiered Jan 5, 2024' },
                  thumbnailOverlays: [
                    {
                      thumbnailOverlayTimeStatusRenderer: { text: { simpleText: '0:59' }, style: 'DEFAULT' },
                    },
                  ],
                },
              },
            ],
          },
        },
        {
          playlistVideoRenderer: {
            videoId: 'bbbbbbbbbb5',
            title: { runs: [{ text: 'In a playlist' }] },
            lengthSeconds: '61',
            videoInfo: { runs: [{ text: '1K views' }, { text: ' • ' }, { text: '1 month ago' }] },
          },
        },
      ),
      { kind: null, listedAt },
    )
    expect(
      list.videos.map(each => [each.videoId, each.kind, each.durationMs, each.views, each.exact]),
    ).toEqual([
      ['bbbbbbbbbb1', 'short', null, 9, false],
      ['bbbbbbbbbb2', 'short', null, null, false],
      ['bbbbbbbbbb3', 'live', 600_000, 1234, false],
      ['bbbbbbbbbb4', 'video', 59_000, null, true],
      ['bbbbbbbbbb5', 'video', 61_000, 1000, false],
    ])
    expect(list.videos.map(each => each.published?.slice(0, 10) ?? null)).toEqual([
      null,
      null,
      '2026-05-07',
      '2024-01-05',
      '2026-04-21',
    ])
    expect(list.skipped).toBe(0)
  })

  it('finds the continuation of each generation, and never a sorting’s', () => {
    const command = { continuationCommand: { token: 'right', request: 'CONTINUATION_REQUEST_TYPE_BROWSE' } }
    const nodes = [
      { continuationItemRenderer: { continuationEndpoint: command } },
      {
        continuationItemRenderer: {
          continuationEndpoint: { commandExecutorCommand: { commands: [{}, command] } },
        },
      },
      { continuationItemRenderer: { button: { buttonRenderer: { command } } } },
      { continuationItemViewModel: { continuationCommand: { innertubeCommand: command } } },
    ]
    for (const node of nodes) expect(readBrowseList(tab(node), video).continuation).toBe('right')
    const old = {
      continuationContents: {
        gridContinuation: { continuations: [{ nextContinuationData: { continuation: 'right' } }] },
      },
    }
    expect(readBrowseList(old, video).continuation).toBe('right')
    const chips = {
      contents: {
        richGridRenderer: {
          header: { chipBarViewModel: { chips: [more('popular')] } },
          contents: [rich(lockup('aaaaaaaaaa1'))],
        },
      },
    }
    expect(readBrowseList(chips, video).continuation).toBeNull()
  })

  it('passes over what it does not know, counts it, and does not call the page empty', () => {
    const list = readBrowseList(
      tab(
        rich({ holographicLockupModel: { contentId: 'ccccccccccc' } }),
        rich(lockup('PLnotavideo', { contentType: 'LOCKUP_CONTENT_TYPE_PLAYLIST' })),
        rich(lockup('too short')),
        'words',
        null,
        more('next'),
      ),
      video,
    )
    expect(list).toMatchObject({ outcome: 'list', videos: [], skipped: 5, continuation: 'next' })
  })

  it('tells an empty list, a closed channel and a foreign answer apart', () => {
    expect(readBrowseList(tab(), video).outcome).toBe('empty')
    const closed = {
      alerts: [{ alertRenderer: { type: 'ERROR', text: { simpleText: 'This channel does not exist.' } } }],
    }
    expect(readBrowseList(closed, video)).toMatchObject({
      outcome: 'unavailable',
      alert: 'This channel does not exist.',
    })
    const info = {
      ...tab(rich(lockup('aaaaaaaaaa1'))),
      alerts: [{ alertRenderer: { type: 'INFO', text: 'Hidden.' } }],
    }
    expect(readBrowseList(info, video).outcome).toBe('list')
    for (const foreign of [null, 'x', 7, [], {}, { error: { code: 400 } }])
      expect(readBrowseList(foreign, video).outcome).toBe('unknown')
  })

  it('lists each video once and the scheduled without a date', () => {
    const soon = {
      videoRenderer: {
        videoId: 'ddddddddddd',
        title: { simpleText: 'Soon' },
        publishedTimeText: { simpleText: 'Scheduled for 1/2/27, 6:00 PM' },
        viewCountText: { runs: [{ text: '12' }, { text: ' waiting' }] },
      },
    }
    const list = readBrowseList(tab(rich(soon), rich(soon)), video)
    expect(list.videos).toHaveLength(1)
    expect(list.videos[0]).toMatchObject({ published: null, durationMs: null, views: null })
  })
})

describe('a hostile answer', () => {
  it('is bounded in depth, size and text', () => {
    const deep = JSON.parse(`${'{"contents":['.repeat(5_000)}${']}'.repeat(5_000)}`)
    expect(readBrowseList(deep, video).videos).toEqual([])
    const wide = tab(...Array.from({ length: 20_000 }, (_, i) => rich(lockup(String(i).padStart(11, '0')))))
    const began = cpuMs()
    const list = readBrowseList(wide, video)
    expect(cpuMs() - began).toBeLessThan(2_000)
    expect(list.videos.length).toBeLessThanOrEqual(500)
    const title = { content: `\u202e<img src=x onerror=alert(1)>\u0000${'a'.repeat(400_000)}😀` }
    const long = lockup('aaaaaaaaaa1', {
      metadata: { lockupMetadataViewModel: { title } },
      contentImage: { thumbnailViewModel: { overlays: 'no list' } },
    })
    const [one] = readBrowseList(tab(rich(long)), video).videos
    expect(ChannelVideo.parse(one)).toEqual(one)
    expect(one!.title).toMatch(/^<img src=x/)
    expect(one!.title).toHaveLength(500)
  })

  it('gets nothing from prototypes, wrong types or wrong ids', () => {
    const polluted = JSON.parse(
      '{"contents":{"__proto__":{"videoRenderer":{"videoId":"aaaaaaaaaa1"}},"constructor":1}}',
    )
    expect(() => readBrowseList(polluted, video)).not.toThrow()
    for (const id of [7, null, {}, 'javascript:', '../../../etc', 'aaaaaaaaaa1\n'])
      expect(readBrowseList(tab(rich({ videoRenderer: { videoId: id } })), video).videos).toEqual([])
    expect(
      readBrowseList(tab(rich({ videoRenderer: 'x' }), rich({ lockupViewModel: [] })), video).skipped,
    ).toBe(2)
    const meta = { metadata: { channelMetadataRenderer: { externalId: 'UC"><script>', title: 'x' } } }
    expect(readBrowseList({ ...tab(), ...meta }, video).channel).toBeNull()
  })
})

describe.skipIf(!existsSync(recordings))('recorded answers (where the recordings are)', () => {
  it('give the videos tab of a channel whole', () => {
    const list = readBrowseList(recorded('setD-channel-creativecommons/browse.videos.json'), video)
    expect(list).toMatchObject({ outcome: 'list', tab: 'video', skipped: 0, alert: null })
    expect(list.channel).toEqual({
      id: 'UCTwECeGqMZee77BjdoYtI2Q',
      title: 'Creative Commons',
      handle: '@creativecommons',
      url: 'https://www.youtube.com/channel/UCTwECeGqMZee77BjdoYtI2Q',
    })
    expect(list.videos).toHaveLength(30)
    expect(list.videos[0]).toEqual({
      videoId: 'BD-LB23rRBE',
      title:
        'Expert Panel III: Global Perspectives on Open Heritage and Diversity, Inclusion, and Sustainability',
      kind: 'video',
      published: '2026-05-08T12:00:00.000Z',
      exact: false,
      durationMs: 4_054_000,
      views: 28,
    })
    expect(list.videos.every(each => each.published && each.durationMs && each.views !== null)).toBe(true)
    const listing = { ...list.channel, listedAt, complete: true, videos: list.videos }
    expect(ChannelListing.parse(listing)).toEqual(listing)
  })

  it('give its continuation, and another', () => {
    const first = readBrowseList(recorded('setD-channel-creativecommons/browse.videos.json'), video)
    const next = readBrowseList(
      recorded('setD-channel-creativecommons/browse.videos.continuation.json'),
      video,
    )
    expect(next).toMatchObject({ outcome: 'list', skipped: 0, channel: null })
    expect(next.videos).toHaveLength(30)
    expect(next.videos.every(each => each.published && each.durationMs && each.views !== null)).toBe(true)
    expect(next.continuation).toBeTruthy()
    expect(next.continuation).not.toBe(first.continuation)
    const ids = new Set([...first.videos, ...next.videos].map(each => each.videoId))
    expect(ids.size).toBe(60)
  })

  it('give a live tab with its streams’ dates', () => {
    const list = readBrowseList(recorded('channel-other/livestreams.json'), { kind: null, listedAt })
    expect(list.videos).toHaveLength(30)
    expect(new Set(list.videos.map(each => each.kind))).toEqual(new Set(['live']))
    expect(list.videos[0]).toMatchObject({
      published: '2025-11-21T12:00:00.000Z',
      durationMs: 3_053_000,
      views: 43_000,
    })
    expect(list.tab).toBe('live')
    expect(list.channel?.id).toBe('UCR-DXc1voovS8nhAvccRZhg')
  })

  it('give a playlist of the older form with its continuation', () => {
    const list = readBrowseList(recorded('channel-other/members-only-playlist.UUMO.json'), {
      kind: null,
      listedAt,
    })
    expect(list.videos).toHaveLength(100)
    expect(list.videos[0]).toMatchObject({ videoId: 'BfTLbsKXmYM', durationMs: 2_667_000 })
    expect(list.continuation).toMatch(/^4qmFsgJx/)
    expect(list.skipped).toBe(0)
  })

  it('say that a channel is gone, in YouTube’s words', () => {
    expect(readBrowseList(recorded('channel-other/channel-terminated.json'), video)).toMatchObject({
      outcome: 'unavailable',
      videos: [],
      alert: 'This channel was removed because it violated our Community Guidelines.',
    })
  })

  it('lead from an address to its channel', () => {
    expect(resolvedChannel(recorded('setD-channel-creativecommons/resolve_url.json'))).toBe(
      'UCTwECeGqMZee77BjdoYtI2Q',
    )
  })
})
