import type { SpeakerRates } from './likelihood.ts'
import { meanOf, nearestOf } from './nearest.ts'
import { dot, type Weights } from './together.ts'

/** Rivals whose mean tells how near the others come. */
const RIVALS = 3

/** Where a voice stands among all others, in nats of a text of some length: it follows from the rates alone. */
export interface Standing {
  /** How far it is from somebody who talks as all do on average. */
  apart: number
  /** The expected raw scores, by the voice, of texts by those of the others who come nearest. */
  rivals: number
}

/** Where voices stand among the others of a background. */
export class Standings {
  readonly #others: readonly SpeakerRates[]
  readonly #everybody: SpeakerRates
  /** By the length: what the nearest of the rest give a text of each other. */
  readonly #known = new Map<number, number[]>()
  /** Of each voice, by the length. */
  readonly #standings = new WeakMap<SpeakerRates, Map<number, Standing>>()

  /** @param everybody somebody with the rates of all */
  constructor(others: readonly SpeakerRates[], everybody: SpeakerRates) {
    this.#others = others
    this.#everybody = everybody
  }

  /** Reckoned when it is first asked for. */
  of(voice: SpeakerRates, n: number): Standing {
    const known = this.#standings.get(voice) ?? new Map<number, Standing>()
    this.#standings.set(voice, known)
    const standing = known.get(n) ?? this.#reckoned(voice, n)
    known.set(n, standing)
    return standing
  }

  #reckoned(voice: SpeakerRates, n: number): Standing {
    const against = this.#at(n)
    const mine = voice.weights(n)
    const rivals = this.#others
      .map((other, at) => expected(mine, other, n) - against[at]!)
      .sort((a, b) => b - a)
      .slice(0, RIVALS)
    return {
      apart: voice.apart(this.#everybody, n),
      rivals: rivals.reduce((sum, each) => sum + each, 0) / rivals.length,
    }
  }

  #at(n: number): number[] {
    const before = this.#known.get(n)
    if (before) return before
    const weights = this.#others.map(each => each.weights(n))
    const made = this.#others.map((said, own) => {
      const of = weights.map((each, at) => (at === own ? -Infinity : expected(each, said, n)))
      return meanOf(of, nearestOf(of))
    })
    this.#known.set(n, made)
    return made
  }
}

/** What a text of n words by somebody has by these weights on average, in nats. */
const expected = ({ of, constant }: Weights, said: SpeakerRates, n: number): number =>
  constant + n * dot(of, said.rates)
