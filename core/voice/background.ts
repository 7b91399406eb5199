import type { FeatureList } from './features.ts'

/**
 * Directions in which the words of one speaker move together from text to text (who tells a story says "was" and "had"
 * and "he" more often, and is still the same): not what sets speakers apart.
 */
export interface Directions {
  /** Thousandths, by the word's number, each of length 1 in standard deviations of a text of `DIRECTION_WORDS`. */
  vectors: readonly (readonly number[])[]
  /** Variance along each between texts of one speaker, whatever their length. */
  between: readonly number[]
  /** Variance along each that chance makes in one word; a text of n has the n-th part. */
  chance: readonly number[]
}

/** A speaker or a kind of model text of the shipped background: counts, no text. */
export interface BackgroundSpeaker {
  /** "youtube/ben-felix". */
  name: string
  /** Words that were counted, of at most ten videos. */
  words: number
  /** By the feature's number, bursts cut off each video. */
  counts: readonly number[]
  /** Four times the binary logarithm of each feature's variance over the speaker's videos (relative frequency of these). */
  within: readonly number[]
  /** Degrees of freedom of `within`: videos − 1. */
  freedom: number
}

export interface ModelTexts {
  kind: 'generic' | 'imitate' | 'rewrite'
  words: number
  counts: readonly number[]
}

/** Telling what people said from what models wrote: weights on relative frequencies. */
export interface HouseWeights {
  weights: readonly number[]
  bias: number
}

/** Log-odds = slope · raw + offset, for texts of so many words. */
export interface CalibrationPoint {
  words: number
  slope: number
  offset: number
}

/** The raw score that a creator's own text is expected to have by where the voice stands, in nats. */
export interface UsualScore {
  offset: number
  apart: number
  rivals: number
}

/**
 * Log-odds by the raw score, by where the voice stands (how far from all, and how near the nearest others come), and by
 * what its own videos score beyond the usual.
 */
export interface VoiceCalibrationPoint extends CalibrationPoint {
  apart: number
  rivals: number
  surplus: number
  usual: UsualScore
}

export interface BackgroundData {
  /** Changes whenever anything in it does. */
  id: string
  language: 'en'
  provenance: string
  features: FeatureList
  speakers: readonly BackgroundSpeaker[]
  /** What of each feature was cut off as bursts, in thousandths of its times: rates that are shown are with these. */
  bursts: readonly number[]
  models: readonly ModelTexts[]
  directions: Directions
  house: HouseWeights & {
    /** The same without some speakers and model texts, by which these can be measured themselves. */
    folds: readonly (HouseWeights & { without: readonly string[] })[]
    /** Where model texts stand against a creator they were not made for, log-odds, by length. */
    bands: readonly { words: number; p10: number; p50: number; p90: number }[]
  }
  calibration: { voice: readonly VoiceCalibrationPoint[]; house: readonly CalibrationPoint[] }
  /** Other creators' values by the trait's id. */
  traits: Readonly<Record<string, readonly number[]>>
}

/** Words of a video, of which the speakers' variances were measured. */
export const VIDEO_WORDS = 2600

/** What all speakers together say of each feature, as relative frequencies. */
export interface Population {
  mean: Float64Array
  /** Variance between the videos of one speaker, without what chance makes in a video. */
  within: Float64Array
  /** Variance between speakers. */
  between: Float64Array
}

/** @throws RangeError under three speakers */
export function populationOf(speakers: readonly BackgroundSpeaker[], size: number): Population {
  if (speakers.length < 3) throw new RangeError('A background has at least three speakers')
  const mean = new Float64Array(size)
  const within = new Float64Array(size)
  const between = new Float64Array(size)
  const freedom = speakers.reduce((sum, each) => sum + each.freedom, 0)
  for (let feature = 0; feature < size; feature++) {
    let sum = 0
    let spread = 0
    for (const { counts, words, within: logs, freedom: own } of speakers) {
      sum += counts[feature]! / words
      spread += own * 2 ** (logs[feature]! / 4)
    }
    const middle = sum / speakers.length + 1e-8
    const seen = spread / freedom
    let square = 0
    for (const { counts, words } of speakers) square += (counts[feature]! / words - middle) ** 2
    const least = 0.02 * middle ** 2
    mean[feature] = middle
    within[feature] = Math.max(seen - middle / VIDEO_WORDS, least)
    between[feature] = Math.max(square / (speakers.length - 1) - seen / 10, least)
  }
  return { mean, within, between }
}
