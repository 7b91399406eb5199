import { z } from 'zod'
import { VideoId } from '../../../core/contract/source.ts'
import { Chapter } from '../../../core/contract/transcript.ts'
import { clientVersionShape } from './client-version.ts'

export const Track = z.object({
  url: z.string().max(8_000),
  language: z.string().max(35),
  kind: z.enum(['manual', 'auto']),
})
export type Track = z.infer<typeof Track>

/** What the watch page's player says of its video. It comes out of the page's own world: parsed before it is used. */
export const PlayerFacts = z.object({
  videoId: VideoId,
  title: z.string().nullable(),
  author: z.string().nullable(),
  /** Whole seconds; 0 while it is live. */
  lengthSeconds: z.int().nonnegative().max(1_000_000).catch(0),
  published: z.string().nullable(),
  status: z.string().nullable(),
  reason: z.string().nullable(),
  isLive: z.boolean(),
  isUpcoming: z.boolean(),
  tracks: z.array(Track).max(1_000),
  /** Whether the answer speaks of captions at all: where they are switched off it does not. */
  captionsListed: z.boolean().default(true),
  /** Of YouTube's own client in the page; null where the page does not say it. */
  clientVersion: z.string().regex(clientVersionShape).nullable().catch(null).default(null),
  /** Of `tracks`: the one that belongs to the audio that plays by default. */
  defaultTrack: z.int().nonnegative().nullable(),
  chapters: z.array(Chapter).max(1_000),
})
export type PlayerFacts = z.infer<typeof PlayerFacts>
