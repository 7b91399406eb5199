import type { CalibrationPoint } from './background.ts'
import type { Strength } from './reading.ts'

/**
 * Log-odds of a raw score at a length: logistic calibration (Brümmer and du Preez 2006), fitted at some lengths and
 * in between taken on a straight line over the logarithm of the length.
 */
export function calibrated(points: readonly CalibrationPoint[], raw: number, words: number): number {
  const first = points[0]!
  const last = points.at(-1)!
  if (words <= first.words) return first.slope * raw + first.offset
  if (words >= last.words) return last.slope * raw + last.offset
  const above = points.findIndex(point => point.words >= words)
  const [low, high] = [points[above - 1]!, points[above]!]
  if (words === high.words) return high.slope * raw + high.offset
  const part = Math.log(words / low.words) / Math.log(high.words / low.words)
  const slope = (1 - part) * low.slope + part * high.slope
  return slope * raw + (1 - part) * low.offset + part * high.offset
}

export const probability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds))

/** Between these probabilities the meter abstains. */
const UNCLEAR = { from: 0.4, to: 0.6 }
/** A likelihood ratio of ten to one, "moderate" on the scale of forensic science (ENFSI 2015), and above. */
const STRONG = Math.log(10)

export function strengthOf(logOdds: number): Strength {
  const p = probability(logOdds)
  if (p >= UNCLEAR.from && p <= UNCLEAR.to) return 'unclear'
  if (logOdds > 0) return logOdds >= STRONG ? 'strongly yours' : 'yours'
  return logOdds <= -STRONG ? 'strongly not yours' : 'not yours'
}
