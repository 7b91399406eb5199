import '../browser/jitless.ts'
import { z } from 'zod'
import { ChannelListing, ChannelVideo } from '../../core/contract/channel.ts'
import { LegOutcome } from '../../core/contract/receipt.ts'
import { Chapter, Transcript } from '../../core/contract/transcript.ts'

const Refused = z.object({ status: z.int(), retryAfterMs: z.number().nonnegative().nullable() })

const LegYield = z.object({
  outcome: LegOutcome,
  detail: z.string().max(500).optional(),
  transcript: Transcript.optional(),
  sounds: z.int().nonnegative().optional(),
  chapters: z.array(Chapter).max(1_000).optional(),
})

const ChannelFacts = ChannelListing.pick({ id: true, title: true, handle: true, url: true })

/** What comes back from a page of YouTube: whatever runs there, only this is believed. */
export const Answer = z.discriminatedUnion('is', [
  z.object({ is: z.literal('words'), found: LegYield }),
  z.object({
    is: z.literal('feed'),
    feed: z
      .object({
        channelId: z.string().nullable(),
        title: z.string(),
        entries: z
          .array(
            z.object({
              videoId: z.string(),
              title: z.string(),
              published: z.iso.datetime(),
              views: z.number().nullable(),
            }),
          )
          .max(200),
      })
      .nullable(),
  }),
  z.object({
    is: z.literal('list'),
    list: z.object({
      outcome: z.enum(['list', 'empty', 'unavailable', 'unknown']),
      channel: ChannelFacts.nullable(),
      tab: z.enum(['video', 'short', 'live', 'other']).nullable(),
      videos: z.array(ChannelVideo).max(1_000),
      continuation: z.string().max(20_000).nullable(),
      skipped: z.int().nonnegative(),
      alert: z.string().nullable(),
    }),
  }),
  z.object({
    is: z.literal('channel'),
    id: ChannelListing.shape.id.nullable(),
    elsewhere: z.string().max(4_000).nullable(),
  }),
  z.object({ is: z.literal('refused'), ...Refused.shape }),
  z.object({ is: z.literal('no_client') }),
  z.object({ is: z.literal('unreached') }),
  z.object({ is: z.literal('unreadable'), detail: z.string().max(500) }),
])
