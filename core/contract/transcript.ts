import { z } from 'zod'

/** Times are whole milliseconds from the start of the video; segments are in order and never overlap. */
export const Segment = z.object({
  startMs: z.int().nonnegative(),
  endMs: z.int().nonnegative(),
  text: z.string(),
  /** When each word begins, where the captions say it: one for every stretch of `text` between white space, rising. */
  wordStartsMs: z.array(z.int().nonnegative()).max(10_000).optional(),
})
export type Segment = z.infer<typeof Segment>

export const CaptionKind = z.enum(['manual', 'auto', 'unknown'])
export type CaptionKind = z.infer<typeof CaptionKind>

export const Transcript = z.object({
  /** BCP 47, where known. */
  language: z.string().max(35).nullable(),
  kind: CaptionKind,
  segments: z.array(Segment).max(200_000),
})
export type Transcript = z.infer<typeof Transcript>

export const Chapter = z.object({ startMs: z.int().nonnegative(), title: z.string().max(500) })
export type Chapter = z.infer<typeof Chapter>
