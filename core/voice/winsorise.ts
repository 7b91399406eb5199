import type { Population } from './background.ts'
import type { SparseCounts } from './likelihood.ts'

/** Standard deviations over what everybody would say, and the times beside, from which more of the same says nothing. */
const DEVIATIONS = 1.5
const BESIDE = 1

/**
 * The counts of a text with their bursts cut off (Winsor's mean; Tukey 1962): what is said over and over in one text
 * belongs to what it is about rather than to who says it. The limit is the same for all speakers, so that it favours
 * nobody: n·m + 1.5·√(n·m + n²·v) + 1, with everybody's rate m and its variance v between one speaker's videos.
 * @param n words of the text
 */
export function winsorised(
  { features, times }: SparseCounts,
  { mean, within }: Population,
  n: number,
): SparseCounts {
  return {
    features,
    times: times.map((count, at) => {
      const expected = n * mean[features[at]!]!
      const deviation = Math.sqrt(expected + n ** 2 * within[features[at]!]!)
      return Math.min(count, expected + DEVIATIONS * deviation + BESIDE)
    }),
  }
}
