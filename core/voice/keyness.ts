/** How often something is said in one corpus and in another, and of how many words. */
export interface TwoCounts {
  count: number
  words: number
  others: number
  othersWords: number
}

/** The weight of the prior in words: what is rarer than one in so many is drawn to the background's rate. */
export const priorWords = 10_000

/**
 * Log-likelihood ratio (Dunning 1993; Rayson and Garside 2000), without sign: G² = 2 Σ O ln(O/E) with
 * E_i = n_i (O₁ + O₂) / (n₁ + n₂). Over 6.63 is p < .01, over 15.13 p < .0001.
 */
export function g2({ count, words, others, othersWords }: TwoCounts): number {
  const rate = (count + others) / (words + othersWords)
  const part = (observed: number, expected: number) =>
    observed > 0 ? observed * Math.log(observed / expected) : 0
  // Rounding may leave −1e-14 where both rates are the same.
  return Math.max(0, 2 * (part(count, words * rate) + part(others, othersWords * rate)))
}

/** Binary logarithm of the ratio of the two rates (Hardie 2014): 1 is twice as often. A count of 0 is taken for ½. */
export function logRatio({ count, words, others, othersWords }: TwoCounts): number {
  return Math.log2((count || 0.5) / words / ((others || 0.5) / othersWords))
}

/**
 * Log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008):
 * δ = ln((y₁+a)/(n₁+a₀−y₁−a)) − ln((y₂+a)/(n₂+a₀−y₂−a)), variance 1/(y₁+a) + 1/(y₂+a), z = δ/√variance.
 * @param prior a₀ and a; without it a₀ is `priorWords` and a that many times the share in both corpora together
 */
export function logOdds(
  { count, words, others, othersWords }: TwoCounts,
  prior: { all: number; this: number } = {
    all: priorWords,
    this: (priorWords * (count + others)) / (words + othersWords),
  },
): { delta: number; z: number } {
  const odds = (said: number, of: number) =>
    Math.log((said + prior.this) / (of + prior.all - said - prior.this))
  const delta = odds(count, words) - odds(others, othersWords)
  const variance = 1 / (count + prior.this) + 1 / (others + prior.this)
  return { delta, z: count + others + prior.this > 0 ? delta / Math.sqrt(variance) : 0 }
}
