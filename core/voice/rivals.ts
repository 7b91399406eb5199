import type { SpeakerRates } from './likelihood.ts'
import { nearestOf } from './nearest.ts'

/** Whom a voice is held against in a text: the others nearest to it, with the share of each. */
export interface Rivals {
  of: readonly { rates: SpeakerRates; share: number }[]
  /** What standing half-way between two adds to the mean of the two, in nats. */
  halfway: number
  /** How probable the text is from them, in nats: the others' by their shares, and `halfway`. */
  likelihood: number
}

const RIVALS = 3

/**
 * The three nearest of the three nearest others and of those who would stand half-way between two of them: whoever said
 * a text is seldom one of the others, and between two people there is room for people like them whom nobody counted.
 * Somebody at the mean of two speakers' rates comes nearer to a text than the two do on average, by an eighth of what
 * parts them: the second-order term of a likelihood that is concave in the rates.
 * @param likelihoods of the others in their order, of a text of n words
 */
export function rivalsOf(others: readonly SpeakerRates[], likelihoods: readonly number[], n: number): Rivals {
  const near = nearestOf(likelihoods, RIVALS)
  const alone = near.map(at => ({ of: [at], halfway: 0, likelihood: likelihoods[at]! }))
  const between = near.flatMap((one, at) =>
    near.slice(at + 1).map(other => {
      const halfway = others[one]!.apart(others[other]!, n) / 8
      const likelihood = (likelihoods[one]! + likelihoods[other]!) / 2 + halfway
      return { of: [one, other], halfway, likelihood }
    }),
  )
  const all = [...alone, ...between]
  const chosen = nearestOf(
    all.map(each => each.likelihood),
    RIVALS,
  ).map(at => all[at]!)
  const mean = (value: (one: (typeof all)[number]) => number) =>
    chosen.reduce((sum, each) => sum + value(each), 0) / chosen.length
  return {
    of: near
      .map(other => ({
        rates: others[other]!,
        share: mean(({ of }) => (of.includes(other) ? 1 / of.length : 0)),
      }))
      .filter(({ share }) => share > 0),
    halfway: mean(each => each.halfway),
    likelihood: mean(each => each.likelihood),
  }
}
