import type { Occurrences } from './features.ts'
import { sparse } from './likelihood.ts'
import { meanOf, nearestOf } from './nearest.ts'
import type { Cohort } from './scorer.ts'

/** What a word of the text itself counts beside one of the videos: it shares their day, their topic and their mood. */
const REST_WEIGHT = 60
const NEAREST = 3

export interface SaidSoFar {
  counts: ArrayLike<number>
  words: number
  videos: number
}

/**
 * How well each passage goes with the creator's videos and the rest of the text, against the nearest others: nats a
 * word, comparable within one text only. By what is counted alone: what moves together is the mood of a text, which
 * its passages share. The lowest is the likeliest to be somebody else's.
 * @param passages words from and to before
 */
export function togetherness(
  cohort: Cohort,
  videos: SaidSoFar,
  said: Occurrences,
  passages: readonly { from: number; to: number }[],
): number[] {
  const whole = cohort.features.counts(said)
  return passages.map(({ from, to }) => {
    const here = cohort.features.counts(said, from, to)
    const words = to - from
    const counts = Float64Array.from(
      whole,
      (times, feature) => videos.counts[feature]! + REST_WEIGHT * (times - here[feature]!),
    )
    const rest = videos.words + REST_WEIGHT * (said.words.length - words)
    const counted = sparse(here)
    const own = cohort.ratesOf(counts, rest, videos.videos).countedLikelihood(counted, words)
    const others = cohort.others.map(each => each.countedLikelihood(counted, words))
    return (own - meanOf(others, nearestOf(others, NEAREST))) / words
  })
}
