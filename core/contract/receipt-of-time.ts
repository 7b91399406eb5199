import { z } from 'zod'
import { Id } from './id.ts'

/** A hundred years, and more clicks than anybody makes: what is greater was not counted but sent. */
const mostMs = 3_155_760_000_000
const mostTimes = 1_000_000_000

const counted = {
  /** Milliseconds in which the creator did something in the panel: a pause of a minute and more counts no further. */
  activeMs: z.int().nonnegative().max(mostMs),
  clicks: z.int().nonnegative().max(mostTimes),
  typedWords: z.int().nonnegative().max(mostTimes),
  /** Milliseconds in which the creator had to wait for the machine with nothing else to do. */
  waitedMs: z.int().nonnegative().max(mostMs),
}

/** `PUT /projects/:id/activity`: what one device counted of the work on a project, from its first day on. It only grows. */
export const Activity = z.object({
  deviceId: Id,
  /** When it began to count. */
  since: z.iso.datetime(),
  ...counted,
})
export type Activity = z.infer<typeof Activity>

const minutes = z.int().nonnegative().max(60_000)

/** How long a video of theirs took before, as they say it: work, not days. */
export const Baseline = z
  .object({ researchMinutes: minutes, scriptMinutes: minutes })
  .refine(
    ({ researchMinutes, scriptMinutes }) => researchMinutes + scriptMinutes > 0,
    'At least a minute in all',
  )
export type Baseline = z.infer<typeof Baseline>

/** `GET` and `PUT /baseline`; null: they have not said, or have taken it back. */
export const KeptBaseline = z.object({ baseline: Baseline.nullable() })
export type KeptBaseline = z.infer<typeof KeptBaseline>

/** What a project took so far, on all devices together. */
export const TimeReceipt = z.object({
  projectId: Id,
  /** When the first device began to count; null: none has. */
  since: z.iso.datetime().nullable(),
  activeMs: z.int().nonnegative(),
  clicks: z.int().nonnegative(),
  typedWords: z.int().nonnegative(),
  waitedMs: z.int().nonnegative(),
  /** Taken at the gates, on all ways of the project; one that was taken again counts again. */
  decisions: z.int().nonnegative(),
  /** Milliseconds that runs of the project worked, whether anybody waited or not; two at once count twice. */
  machineMs: z.int().nonnegative(),
  baseline: Baseline.nullable(),
})
export type TimeReceipt = z.infer<typeof TimeReceipt>
