import type { Population } from './background.ts'
import type { SpeakerRates } from './likelihood.ts'
import { limit } from './winsorise.ts'

/** Of each feature's count in a text of n words, as it is heard: bursts cut off. */
export interface LimitedCounts {
  mean: Float64Array
  variance: Float64Array
}

/** What a speaker's texts of n words are expected to hold once their bursts are cut off (`winsorised`). */
export function limitedCounts(said: SpeakerRates, population: Population, n: number): LimitedCounts {
  const mean = new Float64Array(said.rates.length)
  const variance = new Float64Array(said.rates.length)
  for (let feature = 0; feature < mean.length; feature++) {
    const moments = limitedMoments(
      n * said.rates[feature]!,
      said.shape[feature]!,
      limit(population, feature, n),
    )
    mean[feature] = moments.mean
    variance[feature] = moments.variance
  }
  return { mean, variance }
}

/**
 * Mean and variance of min(k, most) where k is negative binomial, summed over what is under the limit: with p the
 * probability of k, E[most − min] = Σ (most − k)·p and the same for the squares.
 */
export function limitedMoments(
  expected: number,
  shape: number,
  most: number,
): { mean: number; variance: number } {
  const share = expected / (expected + shape)
  let probability = Math.exp(shape * Math.log(1 - share))
  let [short, square] = [0, 0]
  for (let times = 0; times < most; times++) {
    short += (most - times) * probability
    square += (most - times) ** 2 * probability
    probability *= (share * (times + shape)) / (times + 1)
  }
  return { mean: most - short, variance: Math.max(square - short ** 2, 0) }
}
