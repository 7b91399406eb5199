import { deviation, mean, quantile } from './spread.ts'

/** How long units of speech are, in words, and how lengths follow each other. */
export interface Rhythm {
  mean: number
  /** Sample standard deviation. */
  sd: number
  p10: number
  p50: number
  p90: number
  /** Correlation of each length with the next, −1 to 1: below 0 long and short alternate. null where all are alike. */
  lag1: number | null
  /** (sd − mean)/(sd + mean), −1 (all alike) to 1 (Goh and Barabási 2008). */
  burstiness: number
  /** Shares of units of at most 5 and of at least 30 words, 0 to 1. */
  short: number
  long: number
}

/** Fewer units have no rhythm. */
export const LEAST_UNITS = 8

/** @param lengths words of each unit in order; null where there are fewer than eight */
export function rhythmOf(lengths: readonly number[]): Rhythm | null {
  if (lengths.length < LEAST_UNITS) return null
  const middle = mean(lengths)
  const sd = deviation(lengths)
  const share = (fits: (length: number) => boolean) => lengths.filter(fits).length / lengths.length
  return {
    mean: middle,
    sd,
    p10: quantile(lengths, 0.1),
    p50: quantile(lengths, 0.5),
    p90: quantile(lengths, 0.9),
    lag1: lag1(lengths, middle),
    burstiness: (sd - middle) / (sd + middle),
    short: share(length => length <= 5),
    long: share(length => length >= 30),
  }
}

/** Σ (x_t − m)(x_{t+1} − m) / Σ (x_t − m)². */
function lag1(lengths: readonly number[], middle: number): number | null {
  let together = 0
  let alone = 0
  for (const [at, length] of lengths.entries()) {
    alone += (length - middle) ** 2
    if (at > 0) together += (length - middle) * (lengths[at - 1]! - middle)
  }
  return alone > 0 ? together / alone : null
}
