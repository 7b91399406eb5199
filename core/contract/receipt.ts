import { z } from 'zod'
import { CaptionKind } from './transcript.ts'

/** One way of getting at the content. The order within a kind is the order in which they are tried. */
export const Leg = z.enum([
  // Our readers of page families that have a form of their own: threads, posts, papers, encyclopedias.
  'structured',
  'defuddle',
  'readability',
  // All that the page shows: where the two readers found nothing, or the page was too large for them.
  'page_text',
  'selection',
  'pdf',
  'player',
  'open_track',
  'get_panel',
  'page_panel',
  'server',
  'file',
  'pasted',
  // What the creator knows: written, or spoken to the browser.
  'typed',
  'spoken',
])
export type Leg = z.infer<typeof Leg>

export const LegOutcome = z.enum([
  'ok',
  'empty',
  'no_captions',
  'disabled',
  'live_pending',
  'upcoming',
  'login_required',
  'gated',
  'rate_limited',
  'truncated',
  'navigated_away',
  'unavailable',
  'not_allowed',
  'too_large',
  'error',
])
export type LegOutcome = z.infer<typeof LegOutcome>

export const LegResult = z.object({
  leg: Leg,
  outcome: LegOutcome,
  /** One plain sentence for the creator where the outcome alone does not say it. */
  detail: z.string().max(500).optional(),
  ms: z.int().nonnegative(),
})
export type LegResult = z.infer<typeof LegResult>

/** What a capture did not take, in the creator's words ("navigation", "comments", "2 images"), with how many. */
export const LeftOut = z.object({ what: z.string().max(120), count: z.int().positive() })
export type LeftOut = z.infer<typeof LeftOut>

/** How a capture was got and how whole it is. Stored with the source and shown beside it. */
export const Receipt = z.object({
  /** The leg whose content was kept; null when no leg gave any. */
  by: Leg.nullable(),
  legs: z.array(LegResult).max(40),
  words: z.int().nonnegative(),
  leftOut: z.array(LeftOut).max(40),
  /** Only for videos. */
  video: z
    .object({
      segments: z.int().nonnegative(),
      /** Milliseconds of the video that its segments span, of `durationMs`. */
      coveredMs: z.int().nonnegative(),
      durationMs: z.int().nonnegative(),
      captions: CaptionKind,
      language: z.string().max(35).nullable(),
    })
    .optional(),
})
export type Receipt = z.infer<typeof Receipt>
