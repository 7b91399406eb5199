import { z } from 'zod'
import { Leg, LegResult } from '../../core/contract/receipt.ts'
import { Chapter, Transcript } from '../../core/contract/transcript.ts'

/** What the script in a watch page gives back: its words are the page's, so it is parsed. */
export const VideoAnswer = z.object({
  pageTitle: z.string(),
  reading: z.object({
    legs: z.array(LegResult),
    by: Leg.nullable(),
    transcript: Transcript.nullable(),
    sounds: z.int().nonnegative(),
    chapters: z.array(Chapter).max(1_000).default([]),
    navigated: z.boolean(),
  }),
})
export type VideoAnswer = z.infer<typeof VideoAnswer>
