import type { Outside } from '../../../server/youtube/outside.ts'
import { openApi } from './api.ts'

/** One question that reached the stub. `body` is what was sent, parsed. */
export interface Asked {
  /** Under https://www.youtube.com, without its query. */
  path: string
  url: URL
  // biome-ignore lint/suspicious/noExplicitAny: what is sent is looked at freely.
  body: any
  headers: Headers
}

/** What stands in YouTube's place: an object is sent as JSON, a string as it is, a Response itself. */
export type YoutubeStub = (asked: Asked) => unknown

/** An API that may ask YouTube, with a stub in YouTube's place. `asked` has every question, in order. */
export async function openYoutubeApi(
  stub: YoutubeStub,
  youtube = { channels: true, transcripts: true },
  clock: () => number = Date.now,
) {
  const asked: Asked[] = []
  const pauses: number[] = []
  const outside: Outside = {
    async fetch(input, init = {}) {
      const url = new URL(String(input))
      const body = typeof init.body === 'string' ? JSON.parse(init.body) : null
      const question = { path: url.pathname, url, body, headers: new Headers(init.headers) }
      asked.push(question)
      init.signal?.throwIfAborted()
      const answer = await stub(question)
      if (answer instanceof Response) return answer
      return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer))
    },
    async pause(ms, signal) {
      pauses.push(ms)
      signal.throwIfAborted()
    },
  }
  const api = await openApi({
    outside,
    clock,
    config: {
      version: '0.0.0-test',
      youtube,
      model: null,
      pairing: 'loopback',
      allowedHosts: ['127.0.0.1'],
      allowedOrigins: [],
    },
  })
  return { api, asked, pauses }
}

export const CHANNEL = 'UCabcdefghijklmnopqrstuv'

const segment = { video: 'videos', short: 'shorts', live: 'streams', home: 'featured' }

/** The first page of a channel's tab. */
export const tabPage = (
  shown: keyof typeof segment,
  items: unknown[],
  continuation: string | null = null,
) => ({
  metadata: {
    channelMetadataRenderer: {
      title: 'Sea School',
      externalId: CHANNEL,
      vanityChannelUrl: 'http://www.youtube.com/@seaschool',
    },
  },
  contents: {
    twoColumnBrowseResultsRenderer: {
      tabs: Object.entries(segment).map(([tab, last]) => ({
        tabRenderer: {
          selected: tab === shown,
          endpoint: { commandMetadata: { webCommandMetadata: { url: `/@seaschool/${last}` } } },
          ...(tab === shown && {
            content: { richGridRenderer: { contents: [...items, ...more(continuation)] } },
          }),
        },
      })),
    },
  },
})

export const nextPage = (items: unknown[], continuation: string | null = null) => ({
  onResponseReceivedActions: [
    { appendContinuationItemsAction: { continuationItems: [...items, ...more(continuation)] } },
  ],
})

const more = (token: string | null) =>
  token === null
    ? []
    : [{ continuationItemRenderer: { continuationEndpoint: { continuationCommand: { token } } } }]

export const lockup = (id: string, ago = '2 years ago') => ({
  richItemRenderer: {
    content: {
      lockupViewModel: {
        contentId: id.padEnd(11, '_'),
        contentType: 'LOCKUP_CONTENT_TYPE_VIDEO',
        metadata: {
          lockupMetadataViewModel: {
            title: { content: `About ${id}` },
            metadata: {
              contentMetadataViewModel: {
                metadataRows: [
                  { metadataParts: [{ text: { content: '1.2K views' } }, { text: { content: ago } }] },
                ],
              },
            },
          },
        },
      },
    },
  },
})

export const shortItem = (id: string) => ({
  richItemRenderer: {
    content: {
      shortsLockupViewModel: {
        onTap: { innertubeCommand: { reelWatchEndpoint: { videoId: id.padEnd(11, '_') } } },
        overlayMetadata: { primaryText: { content: `Short ${id}` } },
      },
    },
  },
})

/** An answer of `player` about a video that plays, with these caption tracks. */
export const playing = (videoId: string, captionTracks: object[], over: object = {}) => ({
  playabilityStatus: { status: 'OK' },
  videoDetails: { videoId, lengthSeconds: '61' },
  captions: { playerCaptionsTracklistRenderer: { captionTracks } },
  ...over,
})
