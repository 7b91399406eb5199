import type { Directions, Population } from './background.ts'
import type { Features } from './features.ts'

/** How much of what its words explain is taken off a pair: all would take more than a speaker's habit explains. */
const OFF = 0.7
/** Words at which the directions were measured: their scale is that of frequencies in a text of so many. */
export const DIRECTION_WORDS = 300
/** What at least remains of a word's own variance beside the directions. */
const LEAST_OWN = 0.3
/** What at least remains of a pair's chance beside its words'. */
const LEAST_PAIR = 0.1

/** What one occurrence adds in nats, and a text of n words whatever its words are. */
export interface Weights {
  of: Float64Array
  constant: number
}

/** The pairs by their order: the features from `from` on. Of each its words, and how much of what each explains goes off. */
interface Pairs {
  from: number
  first: Int32Array
  second: Int32Array
  offFirst: Float64Array
  offSecond: Float64Array
}

/** One covariance of all speakers at one length: C = own + V·diag(along)·Vᵀ, and what its inverse needs. */
interface Covariance {
  /** 1 / variance of each feature beside the directions. */
  own: Float64Array
  /** V scaled by `own`, and the inverse of diag(1/along) + Vᵀ·own·V. */
  scaled: Float64Array[]
  inverse: Float64Array[]
}

/**
 * How near a text is to a speaker's rates when it is minded what moves together: normal distribution with one
 * covariance within speakers (linear discriminant; Fisher 1936; the two-covariance model of Brümmer and de Villiers
 * 2010). Covariance = a variance for each feature + a few directions of the words; its inverse by Woodbury (1950).
 * From pairs goes first what their words explain: x(ab) − 0.7·(x(a)·m(ab)/m(a) + x(b)·m(ab)/m(b)).
 * With x frequencies, s the speaker's and m everybody's: (x − (s + m) / 2)ᵀ·C⁻¹·(s − m), linear in the counts.
 */
export class Together {
  readonly #mean: Float64Array
  readonly #variance: Float64Array
  readonly #chance: Float64Array
  /** The directions in frequencies, and what a frequency is along them. */
  readonly #vectors: Float64Array[]
  readonly #inverses: Float64Array[]
  readonly #directions: Directions
  readonly #pairs: Pairs
  readonly #known = new Map<number, Covariance>()

  constructor(features: Features, { mean, within }: Population, directions: Directions) {
    const { pairs } = features.list
    this.#mean = mean
    this.#directions = directions
    this.#chance = Float64Array.from(mean)
    this.#variance = Float64Array.from(within)
    const count = pairs.length / 2
    const [first, second] = [new Int32Array(count), new Int32Array(count)]
    const [offFirst, offSecond] = [new Float64Array(count), new Float64Array(count)]
    this.#pairs = { from: features.firstPair, first, second, offFirst, offSecond }
    for (let at = 0; at < count; at++) {
      const pair = features.firstPair + at
      first[at] = pairs[2 * at]!
      second[at] = pairs[2 * at + 1]!
      const [ofFirst, ofSecond] = [mean[pair]! / mean[first[at]!]!, mean[pair]! / mean[second[at]!]!]
      offFirst[at] = OFF * ofFirst
      offSecond[at] = OFF * ofSecond
      const rest = Math.max(1 - (2 * OFF - OFF ** 2) * (ofFirst + ofSecond), LEAST_PAIR)
      this.#chance[pair]! *= rest
    }
    const scale = (word: number) => Math.sqrt(within[word]! + mean[word]! / DIRECTION_WORDS)
    const along = (length: (word: number) => number) =>
      directions.vectors.map(vector =>
        Float64Array.from(vector, (part, word) => (part / 1000) * length(word)),
      )
    this.#vectors = along(scale)
    this.#inverses = along(word => 1 / scale(word))
  }

  /** @param rates of a speaker @param n words of the text */
  weights(rates: Float64Array, n: number): Weights {
    const { own, scaled, inverse } = this.#covariance(n)
    const mean = this.#mean
    const { from, first, second, offFirst, offSecond } = this.#pairs
    const away = new Float64Array(rates.length)
    for (let feature = 0; feature < away.length; feature++) away[feature] = rates[feature]! - mean[feature]!
    for (let at = 0; at < first.length; at++)
      away[from + at]! -= offFirst[at]! * away[first[at]!]! + offSecond[at]! * away[second[at]!]!
    const along = scaled.map(vector => dot(vector, away))
    const of = new Float64Array(away.length)
    for (let feature = 0; feature < of.length; feature++) of[feature] = away[feature]! * own[feature]!
    for (const [at, vector] of scaled.entries()) {
      const part = dot(inverse[at]!, along)
      for (let word = 0; word < vector.length; word++) of[word]! -= part * vector[word]!
    }
    for (let at = 0; at < first.length; at++) {
      of[first[at]!]! -= offFirst[at]! * of[from + at]!
      of[second[at]!]! -= offSecond[at]! * of[from + at]!
    }
    let constant = 0
    for (let feature = 0; feature < of.length; feature++) {
      constant -= 0.5 * of[feature]! * (rates[feature]! + mean[feature]!)
      of[feature]! /= n
    }
    return { of, constant }
  }

  #covariance(n: number): Covariance {
    const before = this.#known.get(n)
    if (before) return before
    const all = this.#variance.map((within, feature) => within + this.#chance[feature]! / n)
    const left = all.slice()
    const vectors = this.#vectors
    const { between, chance } = this.#directions
    const plain = this.#vectors.map((vector, at) => {
      // What the variances of the words alone have along it already.
      const seen = this.#inverses[at]!.reduce((sum, part, word) => sum + all[word]! * part ** 2, 0)
      const along = Math.max(between[at]! + chance[at]! / n - seen, 1e-3)
      for (let word = 0; word < vector.length; word++) left[word]! -= along * vector[word]! ** 2
      return along
    })
    const own = all.map((each, feature) => 1 / Math.max(left[feature]!, LEAST_OWN * each))
    const scaled = vectors.map(vector => vector.map((part, word) => part * own[word]!))
    const inner = vectors.map((vector, row) =>
      Float64Array.from(
        scaled,
        (other, column) => dot(vector, other) + (row === column ? 1 / plain[row]! : 0),
      ),
    )
    const made = { own, scaled, inverse: inverseOf(inner) }
    this.#known.set(n, made)
    return made
  }
}

export function dot(one: Float64Array, other: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!
  return sum
}

/** Of a symmetric positive matrix, by Gauss and Jordan's elimination. */
export function inverseOf(matrix: readonly Float64Array[]): Float64Array[] {
  const rows = matrix.map((row, at) =>
    Float64Array.from({ length: 2 * matrix.length }, (_, column) =>
      column < matrix.length ? row[column]! : column - matrix.length === at ? 1 : 0,
    ),
  )
  for (const [at, row] of rows.entries()) {
    const pivot = row[at]!
    for (let column = 0; column < row.length; column++) row[column]! /= pivot
    for (const [other, values] of rows.entries()) {
      const times = values[at]!
      if (other === at || times === 0) continue
      for (let column = 0; column < row.length; column++) values[column]! -= times * row[column]!
    }
  }
  return rows.map(row => row.slice(matrix.length))
}
