import type { Population } from './background.ts'
import type { SparseCounts } from './likelihood.ts'

/** Standard deviations over what everybody would say, and the times beside, from which more of the same says nothing. */
const DEVIATIONS = 1.5
/** A whole video has room for more: what it is about comes and goes in it, and a habit that it shows is to be kept. */
const VIDEO_DEVIATIONS = 2.5
const BESIDE = 1

/**
 * The counts of a text with their bursts cut off (Winsor's mean; Tukey 1962): what is said over and over in one text
 * belongs to what it is about rather than to who says it. The limit is the same for all speakers, so that it favours
 * nobody: n·m + 1.5·√(n·m + n²·v) + 1, with everybody's rate m and its variance v between one speaker's videos.
 * @param n words of the text
 */
export function winsorised(
  { features, times }: SparseCounts,
  population: Population,
  n: number,
): SparseCounts {
  return { features, times: times.map((count, at) => Math.min(count, limit(population, features[at]!, n))) }
}

/** The same of one video of a voice or of the background, whose rates are from the sum over videos. */
export function winsorisedVideo(counts: Float64Array, population: Population, n: number): Float64Array {
  return counts.map((count, feature) =>
    // What came once is never over it, and that is most.
    count <= 1 ? count : Math.min(count, limit(population, feature, n, VIDEO_DEVIATIONS)),
  )
}

/** The times from which a feature says no more in a text of n words. */
export function limit(
  { mean, within }: Population,
  feature: number,
  n: number,
  deviations: number = DEVIATIONS,
): number {
  const expected = n * mean[feature]!
  return expected + deviations * Math.sqrt(expected + n ** 2 * within[feature]!) + BESIDE
}
