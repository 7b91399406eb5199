import type { SpeakerRates } from './likelihood.ts'
import { meanOf, nearestOf } from './nearest.ts'
import type { Weights } from './together.ts'

/** Rivals whose mean tells how near the others come. */
const RIVALS = 3

/** Expected raw scores by a voice, in nats: they follow from the rates alone. */
export interface Standing {
  /** Of its own texts. */
  own: number
  /** Of texts by those of the others who come nearest. */
  rivals: number
}

/** Where voices stand among the others of a background. */
export class Standings {
  readonly #others: readonly SpeakerRates[]
  /** By the length: each other's weights, and what the nearest of the rest give a text of theirs. */
  readonly #known = new Map<number, { weights: Weights[]; against: number[] }>()

  constructor(others: readonly SpeakerRates[]) {
    this.#others = others
  }

  of(voice: SpeakerRates, n: number): Standing {
    const { weights, against } = this.#at(n)
    const mine = voice.weights(n)
    const theirs = weights.map(each => expected(each, voice, n))
    const rivals = this.#others
      .map((other, at) => expected(mine, other, n) - against[at]!)
      .sort((a, b) => b - a)
      .slice(0, RIVALS)
    return {
      own: expected(mine, voice, n) - meanOf(theirs, nearestOf(theirs)),
      rivals: rivals.reduce((sum, each) => sum + each, 0) / rivals.length,
    }
  }

  #at(n: number) {
    const before = this.#known.get(n)
    if (before) return before
    const weights = this.#others.map(each => each.weights(n))
    const against = this.#others.map((said, own) => {
      const of = weights.map((each, at) => (at === own ? -Infinity : expected(each, said, n)))
      return meanOf(of, nearestOf(of))
    })
    const made = { weights, against }
    this.#known.set(n, made)
    return made
  }
}

/** What a text of n words by somebody has by these weights on average, in nats. */
export function expected({ of, constant }: Weights, said: SpeakerRates, n: number): number {
  let sum = 0
  for (let feature = 0; feature < of.length; feature++) sum += of[feature]! * said.rates[feature]!
  return constant + n * sum
}
