export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** 0 of nothing. */
export const mean = (values: readonly number[]): number => (values.length ? sum(values) / values.length : 0)

/**
 * Standard deviation.
 * @param freedom what is taken from the count: 1 for a sample (default), 0 for a whole
 */
export function deviation(values: readonly number[], freedom: 0 | 1 = 1): number {
  if (values.length <= freedom) return 0
  const middle = mean(values)
  return Math.sqrt(sum(values.map(value => (value - middle) ** 2)) / (values.length - freedom))
}

/** @param share 0 to 1; between two values it is interpolated (R's type 7). 0 of nothing. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return 0
  const rising = values.toSorted((a, b) => a - b)
  const at = (rising.length - 1) * share
  const low = rising[Math.floor(at)]!
  return low + (rising[Math.ceil(at)]! - low) * (at - Math.floor(at))
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Place of the greatest value, the first of several; 0 of nothing. (`Math.max(...)` fails on a hundred thousand.) */
export const placeOfMost = (values: readonly number[]): number =>
  values.reduce((best, value, at) => (value > values[best]! ? at : best), 0)
