import type { Features, Occurrences } from './features.ts'
import { type SpeakerRates, sparse } from './likelihood.ts'
import type { Reason } from './reading.ts'
import { reasonText, reasonWords } from './reason-words.ts'
import type { Rivals } from './rivals.ts'
import type { Cohort } from './scorer.ts'
import { winsorised } from './winsorise.ts'

const REASONS = 12
const SENTENCE_REASONS = 4
/** Nats under which a feature is no reason. */
const LEAST = 0.05
/** Times that the text must have it more or less often than the creator would: a reason is to be seen. */
const LEAST_TIMES = 0.75

/**
 * What each word of a text adds to its score (nats), as the score is a sum: document = sentences = words, exactly.
 * A pair counts where its second word stands, a repeat where the word comes again; what the text has whatever its words
 * are is spread evenly.
 */
export class Explanation {
  readonly #features: Features
  readonly #said: Occurrences
  readonly #voice: SpeakerRates
  readonly #rivals: Rivals
  readonly #n: number
  readonly #bursts: readonly number[]
  /** The creator's rates as they are told. */
  readonly #shown: Float64Array
  /** What of each occurrence of a feature counts: less than one where it comes in a burst. */
  readonly #share: Float64Array
  readonly #weights = new Map<number, number>()
  /** By the word's place. */
  readonly words: Float64Array

  /** @param shown the creator's rates as they are told, where these are not those that a text is held against */
  constructor(
    cohort: Cohort,
    voice: SpeakerRates,
    rivals: Rivals,
    said: Occurrences,
    shown: Float64Array = voice.rates,
  ) {
    this.#bursts = cohort.data.bursts
    this.#shown = shown
    this.#features = cohort.features
    this.#said = said
    this.#voice = voice
    this.#rivals = rivals
    this.#n = said.words.length
    const counts = sparse(cohort.features.counts(said))
    const heard = winsorised(counts, cohort.population, this.#n)
    this.#share = new Float64Array(cohort.features.size)
    for (const [at, feature] of counts.features.entries())
      this.#share[feature] = heard.times[at]! / counts.times[at]!
    const even = (this.#against(each => each.constant(this.#n)) - rivals.halfway) / this.#n
    this.words = Float64Array.from(
      said.words,
      (feature, at) =>
        even + this.#weight(feature) + this.#weight(said.repeats[at]!) + this.#weight(said.pairs[at]!),
    )
  }

  /** What one occurrence of the feature adds, in nats; nothing where there is none (−1). */
  #weight(feature: number): number {
    if (feature < 0) return 0
    const before = this.#weights.get(feature)
    if (before !== undefined) return before
    const made = this.#share[feature]! * this.#against(each => each.weight(feature, this.#n))
    this.#weights.set(feature, made)
    return made
  }

  #against(of: (rates: SpeakerRates) => number): number {
    return of(this.#voice) - this.#ofRivals(of)
  }

  #ofRivals(of: (rates: SpeakerRates) => number): number {
    return this.#rivals.of.reduce((sum, { rates, share }) => sum + share * of(rates), 0)
  }

  /** Nats of the words from `from` to before `to`. */
  sum(from: number, to: number): number {
    let sum = 0
    for (let at = from; at < to; at++) sum += this.words[at]!
    return sum
  }

  /** The strongest over the whole text, also what is missing from it. */
  reasons(): Reason[] {
    const counts = this.#features.counts(this.#said)
    const found: { feature: number; nats: number }[] = []
    for (let feature = 0; feature < counts.length; feature++) {
      const heard = this.#share[feature]! * counts[feature]!
      const nats = this.#against(
        each => heard * each.weight(feature, this.#n) + each.absence(feature, this.#n),
      )
      found.push({ feature, nats })
    }
    return this.#strongest(found, counts, REASONS)
  }

  /** The strongest of what the words from `from` to before `to` say. */
  reasonsOf(from: number, to: number, counts: Float64Array): Reason[] {
    const found = new Map<number, number>()
    const share = (to - from) / this.#n
    for (let at = from; at < to; at++)
      for (const feature of [this.#said.words[at]!, this.#said.repeats[at]!, this.#said.pairs[at]!])
        if (feature >= 0) {
          const absent = found.has(feature)
            ? 0
            : share * this.#against(each => each.absence(feature, this.#n))
          found.set(feature, (found.get(feature) ?? 0) + this.#weight(feature) + absent)
        }
    const list = [...found].map(([feature, nats]) => ({ feature, nats }))
    return this.#strongest(list, counts, SENTENCE_REASONS)
  }

  #strongest(found: { feature: number; nats: number }[], counts: Float64Array, most: number): Reason[] {
    return found
      .filter(
        ({ feature, nats }) =>
          Math.abs(nats) >= LEAST &&
          Math.abs(counts[feature]! - this.#n * this.#shown[feature]!) >= LEAST_TIMES &&
          reasonText(this.#features.name(feature)) !== null,
      )
      .sort((a, b) => Math.abs(b.nats) - Math.abs(a.nats))
      .slice(0, most)
      .map(({ feature, nats }) => {
        const rates = {
          yours: 100 * this.#shown[feature]!,
          here: (100 * counts[feature]!) / this.#n,
          others: (100 * this.#ofRivals(each => each.rates[feature]!)) / (1 - this.#bursts[feature]! / 1000),
        }
        const name = this.#features.name(feature)
        const text = reasonText(name)!
        return {
          id: name.join(' '),
          text,
          contribution: nats,
          ...rates,
          says: reasonWords(text, rates, nats),
        }
      })
  }
}
