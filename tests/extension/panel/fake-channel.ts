import { signal } from '@preact/signals'
import { usualChoice } from '../../../core/channel/sample.ts'
import type { ChannelVideo } from '../../../core/contract/channel.ts'
import type { ListedChannel, QueuedVideo } from '../../../extension/channel/queued-video.ts'
import type { ChannelView, ChannelWorld } from '../../../extension/panel/channel/channel-world.ts'
import { present } from './samples.ts'

export const noChannel: ChannelView = {
  loaded: true,
  channel: null,
  listing: null,
  failure: null,
  queue: { state: 'idle' },
  videos: [],
  leftMs: null,
  files: null,
}

const titles = [
  'Why your street floods every time it rains',
  'Reading a rain gauge, and what it misses',
  'Sponge cities: what they promised and what they did',
  'The complete and unabridged history of drainage under a city of four million people, part one',
  'למה הרחוב שלך מוצף בכל פעם',
]
const minute = 60_000
const id = (n: number) => `video${String(n).padStart(6, '0')}`

export const talk = (n: number, over: Partial<ChannelVideo> = {}): ChannelVideo => ({
  videoId: id(n),
  title: `${titles[n % titles.length]} (${n})`,
  kind: n % 11 === 7 ? 'live' : n % 7 === 3 ? 'short' : 'video',
  published: n % 7 === 3 ? null : `${2026 - (n % 9)}-0${1 + (n % 8)}-11T10:00:00.000Z`,
  exact: n < 5,
  durationMs: n % 7 === 3 ? null : (5 + (n % 40)) * minute + 40_000,
  views: 1_000 + n,
  ...over,
})

export const ownChannel = (over: Partial<ListedChannel> = {}): ListedChannel => ({
  id: 'UCaaaaaaaaaaaaaaaaaaaaaa',
  title: 'Water under the street',
  handle: '@waterunderthestreet',
  url: 'https://www.youtube.com/channel/UCaaaaaaaaaaaaaaaaaaaaaa',
  listedAt: new Date(present - 3 * 3_600_000).toISOString(),
  complete: true,
  videos: Array.from({ length: 412 }, (_, n) => talk(n)),
  language: null,
  choice: usualChoice(),
  unread: [],
  sent: true,
  refused: null,
  savedAt: present,
  revision: 1,
  ...over,
})

export const queued = (n: number, over: Partial<QueuedVideo> = {}): QueuedVideo => ({
  videoId: id(n),
  channelId: 'UCaaaaaaaaaaaaaaaaaaaaaa',
  video: talk(n),
  state: 'waiting',
  misses: 0,
  legs: [],
  answer: null,
  sent: false,
  refused: null,
  ord: n,
  revision: 0,
  ...over,
})

/** A video whose words came. */
export const spoken = (n: number, share = 0.98, over: Partial<QueuedVideo> = {}): QueuedVideo => {
  const durationMs = talk(n).durationMs ?? 45_000
  const video = {
    segments: 612 - n,
    coveredMs: Math.round(durationMs * share),
    durationMs,
    captions: 'auto' as const,
    language: 'en',
  }
  const outcome = share > 0.5 ? ('ok' as const) : ('truncated' as const)
  const leg = { leg: 'get_panel' as const, outcome, ms: 420 }
  return queued(n, {
    state: 'done',
    sent: true,
    legs: [leg],
    answer: {
      outcome,
      receipt: { by: 'get_panel', legs: [leg], words: 4_100 - n, leftOut: [], video },
      fetchedAt: new Date(present - minute).toISOString(),
      contentHash: 'a'.repeat(64),
    },
    ...over,
  })
}

/** One that is left to a file. */
export const wordless = (n: number): QueuedVideo =>
  queued(n, {
    state: 'done',
    sent: true,
    misses: 3,
    answer: {
      outcome: 'needs_file',
      receipt: { by: null, legs: [], words: 0, leftOut: [] },
      fetchedAt: new Date(present - minute).toISOString(),
      contentHash: null,
    },
  })

/** A channel's world that does at once what it is asked. */
export function fakeChannel(
  setting: ChannelView,
  note: (act: string, ...given: unknown[]) => void,
): ChannelWorld {
  const view = signal(setting)
  const show = (own: Partial<ChannelView>) => {
    view.value = { ...view.value, ...own }
  }
  return {
    view,
    async list(written) {
      note('channel.list', written)
      show({ channel: ownChannel(), listing: null })
      return { ok: true, value: undefined }
    },
    async goOn() {
      note('channel.goOn')
      return { ok: true, value: undefined }
    },
    stopListing: () => note('channel.stop'),
    async choose(choice) {
      note('channel.choose', choice)
      if (view.value.channel) show({ channel: { ...view.value.channel, choice } })
    },
    async start(videoIds, language) {
      note('channel.start', videoIds, language)
      show({
        queue: { state: 'running' },
        videos: videoIds.map((videoId, n) => queued(n, { videoId })),
        leftMs: 120_000,
      })
    },
    async pause() {
      show({ queue: { state: 'paused' }, leftMs: null })
    },
    async resume() {
      show({ queue: { state: 'running' } })
    },
    retry: async videoId => note('channel.retry', videoId),
    openYouTube: async () => note('channel.openYouTube'),
    takeFiles: async files => note('channel.takeFiles', files.length),
    placeFile: async (path, videoId) => note('channel.placeFile', path, videoId),
    closeFiles: () => show({ files: null }),
    forget: async () => show(noChannel),
  }
}
