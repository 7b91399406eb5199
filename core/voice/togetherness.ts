import { cohesion } from './cohesion.ts'
import type { Occurrences } from './features.ts'
import { COUNTED_WEIGHT, sparse } from './likelihood.ts'
import { meanOf, nearestOf } from './nearest.ts'
import type { Cohort } from './scorer.ts'
import type { SpeechUnit } from './units.ts'

/** What a word of the text itself counts beside one of the videos: it shares their day, their topic and their mood. */
const REST_WEIGHT = 60
const NEAREST = 3

export interface SaidSoFar {
  counts: ArrayLike<number>
  words: number
  videos: number
}

export interface SaidText {
  /** Normal. */
  words: readonly string[]
  /** What the score counts of them. */
  said: Occurrences
}

/**
 * How well each passage goes with the creator's videos and the rest of the text, by voice and by topic: nats a word,
 * comparable within one text only. The lowest is the likeliest to be somebody else's.
 */
export function togetherness(
  cohort: Cohort,
  videos: SaidSoFar,
  text: SaidText,
  passages: readonly SpeechUnit[],
): number[] {
  const byVoice = voiceTogetherness(cohort, videos, text.said, passages)
  const byTopic = cohesion(cohort.features, text.words, passages)
  return passages.map(({ from, to }, at) => COUNTED_WEIGHT * byVoice[at]! + byTopic[at]! / (to - from))
}

/**
 * The same by topic-poor words alone, against the nearest others. By what is counted alone: what moves together is the
 * mood of a text, which its passages share.
 */
export function voiceTogetherness(
  cohort: Cohort,
  videos: SaidSoFar,
  said: Occurrences,
  passages: readonly SpeechUnit[],
): number[] {
  const whole = cohort.features.counts(said)
  return passages.map(({ from, to }) => {
    const here = cohort.features.counts(said, from, to)
    const length = to - from
    const counts = whole.map(
      (times, feature) => videos.counts[feature]! + REST_WEIGHT * (times - here[feature]!),
    )
    const rest = videos.words + REST_WEIGHT * (said.words.length - length)
    const counted = sparse(here)
    const own = cohort.ratesOf(counts, rest, videos.videos).countedLikelihood(counted, length)
    const others = cohort.others.map(each => each.countedLikelihood(counted, length))
    return (own - meanOf(others, nearestOf(others, NEAREST))) / length
  })
}
