import { z } from 'zod'
import { Leg, LegResult } from '../../core/contract/receipt.ts'
import { Transcript } from '../../core/contract/transcript.ts'

/** What the script in a watch page gives back: its words are the page's, so it is parsed. */
export const VideoAnswer = z.object({
  pageTitle: z.string(),
  reading: z.object({
    legs: z.array(LegResult),
    by: Leg.nullable(),
    transcript: Transcript.nullable(),
    sounds: z.int().nonnegative(),
    navigated: z.boolean(),
  }),
})
export type VideoAnswer = z.infer<typeof VideoAnswer>
