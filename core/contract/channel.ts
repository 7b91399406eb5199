import { z } from 'zod'
import { limits } from './limits.ts'
import { LegOutcome, Receipt } from './receipt.ts'
import { ContentHash, HttpUrl, VideoId } from './source.ts'
import { Chapter, Transcript } from './transcript.ts'

export const ChannelId = z.string().regex(/^UC[\w-]{22}$/)
export type ChannelId = z.infer<typeof ChannelId>

export const ChannelVideoKind = z.enum(['video', 'short', 'live'])
export type ChannelVideoKind = z.infer<typeof ChannelVideoKind>

/** A video as the channel's list shows it. */
export const ChannelVideo = z.object({
  videoId: VideoId,
  title: z.string().max(limits.titleChars),
  kind: ChannelVideoKind,
  /** ISO 8601. Lists say only "3 years ago": then it is that long before the list, and `exact` is false. */
  published: z.iso.datetime().nullable(),
  exact: z.boolean(),
  durationMs: z.int().nonnegative().nullable(),
  views: z.int().nonnegative().nullable(),
})
export type ChannelVideo = z.infer<typeof ChannelVideo>

/** A creator's own channel with its list, as it was at `listedAt`. Newest first within each kind. */
export const ChannelListing = z.object({
  id: ChannelId,
  title: z.string().min(1).max(limits.titleChars),
  handle: z.string().max(100).nullable(),
  url: HttpUrl,
  listedAt: z.iso.datetime(),
  /** False where a list broke off: what follows is missing. */
  complete: z.boolean(),
  videos: z.array(ChannelVideo).max(20_000),
})
export type ChannelListing = z.infer<typeof ChannelListing>

/** What came of fetching one video's words. needs_file: three attempts missed; a caption file is the way. */
export const ChannelOutcome = z.enum([...LegOutcome.options, 'needs_file'])
export type ChannelOutcome = z.infer<typeof ChannelOutcome>

/** The words of one own video, or why there are none. Sent as it is by `PUT /channels/:id/videos/:videoId`. */
export const ChannelTranscript = z.object({
  outcome: ChannelOutcome,
  receipt: Receipt,
  transcript: Transcript.nullable(),
  chapters: z.array(Chapter).max(1_000),
  fetchedAt: z.iso.datetime(),
  /** Of `transcriptText`; null without a transcript. */
  contentHash: ContentHash.nullable(),
})
export type ChannelTranscript = z.infer<typeof ChannelTranscript>

export const Channel = z.object({
  ...ChannelListing.omit({ videos: true }).shape,
  counts: z.object({
    video: z.int().nonnegative(),
    short: z.int().nonnegative(),
    live: z.int().nonnegative(),
  }),
  /** Videos whose words are here. */
  transcripts: z.int().nonnegative(),
  words: z.int().nonnegative(),
})
export type Channel = z.infer<typeof Channel>

/** A video of a stored channel: its line in the list and what is known of its words. */
export const ChannelVideoState = z.object({
  ...ChannelVideo.shape,
  outcome: ChannelOutcome.nullable(),
  receipt: Receipt.nullable(),
  fetchedAt: z.iso.datetime().nullable(),
})
export type ChannelVideoState = z.infer<typeof ChannelVideoState>

/** The same with its words. */
export const ChannelVideoDetail = z.object({
  video: ChannelVideoState,
  transcript: Transcript.nullable(),
  chapters: z.array(Chapter),
})
export type ChannelVideoDetail = z.infer<typeof ChannelVideoDetail>

/** What a server that may ask YouTube answers for one video (`POST /youtube/transcripts`). */
export const ServerTranscript = z.object({
  outcome: LegOutcome,
  detail: z.string().max(500).nullable(),
  transcript: Transcript.nullable(),
  sounds: z.int().nonnegative(),
})
export type ServerTranscript = z.infer<typeof ServerTranscript>
