import { createRoute, z } from '@hono/zod-openapi'
import { ChannelListing, ServerTranscript } from '../../core/contract/channel.ts'
import type { Capabilities } from '../../core/contract/server.ts'
import { VideoId } from '../../core/contract/source.ts'
import { ApiError } from '../http/problem.ts'
import { RateLimit } from '../http/rate-limit.ts'
import { bearer, json, jsonBody, problems, router } from '../http/router.ts'
import type { Outside } from './outside.ts'
import { askYoutube, type YoutubeDeps } from './youtube.ts'

export interface YoutubeRoutesDeps {
  /** What the server's keeper turned on. */
  allowed: Capabilities['youtube']
  outside: Outside
  clock: () => number
  shutdown: AbortSignal
}

/** Of one account. YouTube sees one address for all of them, and shuts it out when it asks too much. */
const LISTS_A_MINUTE = 4
const TRANSCRIPTS_A_MINUTE = 12

const tags = ['YouTube']
const listing = createRoute({
  method: 'post',
  path: '/youtube/channels',
  tags,
  summary: 'Ask YouTube for a channel’s list',
  description:
    'Takes up to a minute and a half for a long list; `complete` says whether it is whole. Nothing is stored. ' +
    'Refused unless this server’s keeper turned it on (`YOUTUBE`).',
  ...bearer,
  request: {
    body: jsonBody(
      z
        .object({
          address: z.string().min(1).max(2_000).describe('A handle, an address of the channel or its id'),
        })
        .meta({ id: 'ChannelQuestion' }),
    ),
  },
  responses: {
    200: json('The list', ChannelListing.meta({ id: 'ChannelListing' })),
    ...problems(400, 401, 403, 404, 413, 429, 502),
  },
})
const transcript = createRoute({
  method: 'post',
  path: '/youtube/transcripts',
  tags,
  summary: 'Ask YouTube for a video’s words',
  description:
    'Only what YouTube gives to everybody: captions that it keeps to its own player have the outcome `gated`. ' +
    'Refused unless this server’s keeper turned it on (`YOUTUBE`).',
  ...bearer,
  request: {
    body: jsonBody(
      z
        .object({
          videoId: VideoId,
          language: z
            .string()
            .regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}$/)
            .nullable()
            .describe('BCP 47; null for the language that is spoken'),
        })
        .meta({ id: 'TranscriptQuestion' }),
    ),
  },
  responses: {
    200: json('The words, or why there are none', ServerTranscript.meta({ id: 'ServerTranscript' })),
    ...problems(400, 401, 403, 413, 429, 502),
  },
})

export const youtubeRoutes = ({ allowed, outside, clock, shutdown }: YoutubeRoutesDeps) => {
  const lists = new RateLimit('lists', LISTS_A_MINUTE, clock)
  const transcripts = new RateLimit('transcripts', TRANSCRIPTS_A_MINUTE, clock)
  const deps = (request: Request): YoutubeDeps => ({
    ...outside,
    clock,
    // Whoever closed the panel waits for nothing: YouTube is not asked on.
    signal: AbortSignal.any([request.signal, shutdown]),
  })
  return router()
    .openapi(listing, async c => {
      if (!allowed.channels) throw off('the lists of channels', 'channels')
      lists.count(c, c.get('account').accountId)
      return c.json(await askYoutube.list(c.req.valid('json').address, deps(c.req.raw)), 200)
    })
    .openapi(transcript, async c => {
      if (!allowed.transcripts) throw off('captions', 'all')
      transcripts.count(c, c.get('account').accountId)
      const { videoId, language } = c.req.valid('json')
      return c.json(await askYoutube.words(videoId, language, deps(c.req.raw)), 200)
    })
}

const off = (what: string, value: string): ApiError =>
  new ApiError(
    'youtube_off',
    `This server does not ask YouTube for ${what}. Your own browser does; whoever keeps the server can set YOUTUBE=${value}.`,
  )
