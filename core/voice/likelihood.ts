import type { Population } from './background.ts'
import type { Together, Weights } from './together.ts'

/** Pairs repeat part of what their words say. */
const PAIR_WEIGHT = 0.5
/** Features that are counted one by one repeat each other, and most of what is minded together: they count a third. */
export const COUNTED_WEIGHT = 1 / 3
/** The constant part is reckoned at lengths of this ratio and in between by a straight line. */
const GRID = 1.1
/** Lengths whose weights are kept: a text that grows passes many, and its passages are of some. */
const KEPT_LENGTHS = 24

/**
 * How probable a text's counts are from one speaker: negative binomial for each feature, as in Mosteller and Wallace,
 * "Inference and Disputed Authorship" (1964), ch. 4. With rate m, shape r = mean² / within-speaker variance and a text
 * of n words: log P(k) = k·log(m / (m·n + r)) + r·log(r / (m·n + r)) + what is the same for all speakers.
 * A third of it is added to how near the text is when it is minded which words move together (`Together`): each of the
 * two knows what the other does not. Both are linear in the counts: each word of a text has a weight, and the sum is exact.
 */
export class SpeakerRates {
  readonly rates: Float64Array
  readonly #mean: Float64Array
  /** Of each feature's negative binomial. */
  readonly shape: Float64Array
  readonly #firstPair: number
  readonly #together: Together | null
  readonly #constants = new Map<number, number>()
  readonly #moved = new Map<number, Weights>()
  /** All of them, at the lengths at which they were asked for. */
  readonly #weights = new Map<number, Weights>()
  /** Of the length that was asked for last. */
  #beside: Beside | null = null

  /**
   * The speaker's rates are the background's, drawn to what was counted by as much as was counted: the mean of a
   * posterior with the variance between speakers before, and within a speaker over `videos` after.
   */
  constructor(
    population: Population,
    firstPair: number,
    counts: ArrayLike<number>,
    words: number,
    videos: number,
    together: Together | null = null,
  ) {
    const { mean, within, between } = population
    this.rates = new Float64Array(mean.length)
    this.shape = new Float64Array(mean.length)
    this.#firstPair = firstPair
    this.#mean = mean
    this.#together = together
    for (let feature = 0; feature < mean.length; feature++) {
      const [m, w, b] = [mean[feature]!, within[feature]!, between[feature]!]
      const trust = words > 0 ? b / (b + w / Math.max(videos, 1) + m / words) : 0
      const counted = words > 0 ? counts[feature]! / words : m
      this.rates[feature] = Math.max(m + (counted - m) * trust, m * 0.02)
      this.shape[feature] = m ** 2 / w
    }
  }

  /** What one occurrence of the feature adds, in nats, in a text of n words. */
  weight(feature: number, n: number): number {
    return this.#weight(feature, n, this.#besides(n))
  }

  /** What a text of n words has whatever its words are, in nats. */
  constant(n: number): number {
    const beside = this.#besides(n)
    const counted = COUNTED_WEIGHT * this.#countedConstant(n)
    if (beside === null) return counted
    const { part, below, above } = beside
    return counted + (1 - part) * below.constant + part * above.constant
  }

  /** All weights at once. */
  weights(n: number): Weights {
    const known = this.#weights.get(n)
    if (known) return known
    const beside = this.#besides(n)
    const of = new Float64Array(this.rates.length)
    for (let feature = 0; feature < of.length; feature++) of[feature] = this.#weight(feature, n, beside)
    const made = { of, constant: this.constant(n) }
    if (this.#weights.size >= KEPT_LENGTHS) this.#weights.clear()
    this.#weights.set(n, made)
    return made
  }

  /** What a feature that is not said costs beside one that is, in nats: its part of the constant. */
  absence(feature: number, n: number): number {
    const middle = (this.rates[feature]! + this.#mean[feature]!) / 2
    return COUNTED_WEIGHT * this.#absent(feature, n) - n * middle * movedBy(this.#besides(n), feature)
  }

  /** Nats by what is counted alone, up to what is the same for all speakers. */
  countedLikelihood(counts: SparseCounts, n: number): number {
    let sum = this.#countedConstant(n)
    for (let at = 0; at < counts.features.length; at++)
      sum += counts.times[at]! * this.#counted(counts.features[at]!, n)
    return sum
  }

  /** @param beside of n: whoever goes through all features asks for it once */
  #weight(feature: number, n: number, beside: Beside | null): number {
    return COUNTED_WEIGHT * this.#counted(feature, n) + movedBy(beside, feature)
  }

  #counted(feature: number, n: number): number {
    const m = this.rates[feature]!
    const weight = Math.log(m / (m * n + this.shape[feature]!))
    return feature >= this.#firstPair ? PAIR_WEIGHT * weight : weight
  }

  #absent(feature: number, n: number): number {
    const r = this.shape[feature]!
    const term = r * Math.log(r / (this.rates[feature]! * n + r))
    return feature >= this.#firstPair ? PAIR_WEIGHT * term : term
  }

  #countedConstant(n: number): number {
    const { step, part } = placeOf(n)
    return (1 - part) * this.#constantAt(step) + part * this.#constantAt(step + 1)
  }

  #constantAt(step: number): number {
    const known = this.#constants.get(step)
    if (known !== undefined) return known
    const n = GRID ** step
    let sum = 0
    for (let feature = 0; feature < this.rates.length; feature++) sum += this.#absent(feature, n)
    this.#constants.set(step, sum)
    return sum
  }

  /** The weights at the two lengths beside n that they are reckoned at. */
  #besides(n: number): Beside | null {
    if (this.#together === null) return null
    if (this.#beside?.n === n) return this.#beside
    const { step, part } = placeOf(n)
    this.#beside = { n, part, below: this.#movedAt(step), above: this.#movedAt(step + 1) }
    return this.#beside
  }

  #movedAt(step: number): Weights {
    const known = this.#moved.get(step)
    if (known) return known
    const made = this.#together!.weights(this.rates, GRID ** step)
    if (this.#moved.size >= KEPT_LENGTHS) this.#moved.clear()
    this.#moved.set(step, made)
    return made
  }

  /**
   * How far apart two speakers are in a text of n words: what its counts know of the difference (Fisher's information
   * at the rates between them), d² = Σ (m₁ − m₂)² / (m/n + m²/r), and as much of what moves together.
   */
  apart(other: SpeakerRates, n: number): number {
    const [mine, theirs] = [this.#besides(n), other.#besides(n)]
    let sum = 0
    for (let feature = 0; feature < this.rates.length; feature++) {
      const difference = this.rates[feature]! - other.rates[feature]!
      const middle = (this.rates[feature]! + other.rates[feature]!) / 2
      const counted = difference / (middle / n + middle ** 2 / this.shape[feature]!)
      const moved = n * (movedBy(mine, feature) - movedBy(theirs, feature))
      const weight = feature >= this.#firstPair ? COUNTED_WEIGHT * PAIR_WEIGHT : COUNTED_WEIGHT
      sum += difference * (weight * counted + moved)
    }
    return sum
  }

  /** Nats, up to what is the same for all speakers. */
  logLikelihood(counts: SparseCounts, n: number): number {
    const { features, times } = counts
    const known = this.#weights.get(n)
    const beside = known ? null : this.#besides(n)
    let sum = known?.constant ?? this.constant(n)
    for (let at = 0; at < features.length; at++)
      sum += times[at]! * (known ? known.of[features[at]!]! : this.#weight(features[at]!, n, beside))
    return sum
  }
}

interface Beside {
  n: number
  part: number
  below: Weights
  above: Weights
}

/** What one occurrence adds by what moves together. */
function movedBy(beside: Beside | null, feature: number): number {
  if (beside === null) return 0
  return (1 - beside.part) * beside.below.of[feature]! + beside.part * beside.above.of[feature]!
}

/** Between which two lengths of the grid n is: the lower one's number, and how far towards the next. */
function placeOf(n: number): { step: number; part: number } {
  const step = Math.floor(Math.log(Math.max(n, 1)) / Math.log(GRID))
  const below = GRID ** step
  return { step, part: (n - below) / (below * (GRID - 1)) }
}

/** The features that are there, and how often. */
export interface SparseCounts {
  features: Int32Array
  times: Float64Array
}

export function sparse(counts: Float64Array): SparseCounts {
  const features: number[] = []
  for (let feature = 0; feature < counts.length; feature++) if (counts[feature]! > 0) features.push(feature)
  return { features: Int32Array.from(features), times: Float64Array.from(features, each => counts[each]!) }
}
