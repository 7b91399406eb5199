export interface Weighted {
  /** Rows of the same length. */
  rows: readonly Float64Array[]
  labels: readonly boolean[]
  /** What each row counts; any scale. */
  weights: readonly number[]
}

/**
 * Logistic regression with a ridge: least ½·|w|² + cost · Σ weight · loss over centred, scaled columns, by Nesterov's
 * accelerated gradient with a fixed step. The two classes count alike.
 * @returns weights and bias for the columns as they were given
 */
export function fitLogistic(
  { rows, labels, weights }: Weighted,
  { cost, rounds = 400 }: { cost: number; rounds?: number },
): { weights: Float64Array; bias: number } {
  const size = rows[0]!.length
  const { mean, scale } = columns(rows)
  const scaled = rows.map(row => Float64Array.from(row, (value, at) => (value - mean[at]!) / scale[at]!))
  const total = (of: boolean) => weights.reduce((sum, each, at) => sum + (labels[at] === of ? each : 0), 0)
  const [yes, no] = [total(true), total(false)]
  const share = weights.map((each, at) => (cost * rows.length * each) / (2 * (labels[at] ? yes : no)))
  const step = 1 / (1 + 0.25 * largest(scaled, share))
  let [w, before] = [new Float64Array(size + 1), new Float64Array(size + 1)]
  for (let round = 0; round < rounds; round++) {
    const speed = round / (round + 3)
    const ahead = w.map((each, at) => each + speed * (each - before[at]!))
    const gradient = ahead.slice()
    gradient[size] = 0
    for (const [at, row] of scaled.entries()) {
      let sum = ahead[size]!
      for (let f = 0; f < size; f++) sum += ahead[f]! * row[f]!
      const sign = labels[at] ? 1 : -1
      const pull = (-sign * share[at]!) / (1 + Math.exp(sign * sum))
      for (let f = 0; f < size; f++) gradient[f]! += pull * row[f]!
      gradient[size]! += pull
    }
    before = w
    w = ahead.map((each, at) => each - step * gradient[at]!)
  }
  const plain = Float64Array.from(scale, (each, at) => w[at]! / each)
  return { weights: plain, bias: w[size]! - plain.reduce((sum, each, at) => sum + each * mean[at]!, 0) }
}

function columns(rows: readonly Float64Array[]): { mean: Float64Array; scale: Float64Array } {
  const size = rows[0]!.length
  const mean = new Float64Array(size)
  const scale = new Float64Array(size)
  for (const row of rows) for (let f = 0; f < size; f++) mean[f]! += row[f]! / rows.length
  for (const row of rows) for (let f = 0; f < size; f++) scale[f]! += (row[f]! - mean[f]!) ** 2 / rows.length
  // A column that hardly ever differs must not count more than the others.
  return { mean, scale: scale.map(each => Math.sqrt(each) + 1e-4) }
}

/** The largest eigenvalue of Σ share · x·xᵀ with a column of ones, by power iteration. */
function largest(rows: readonly Float64Array[], share: readonly number[]): number {
  const size = rows[0]!.length + 1
  let vector = new Float64Array(size).fill(1 / Math.sqrt(size))
  let length = 0
  for (let round = 0; round < 30; round++) {
    const next = new Float64Array(size)
    for (const [at, row] of rows.entries()) {
      let dot = vector[size - 1]!
      for (let f = 0; f < size - 1; f++) dot += vector[f]! * row[f]!
      for (let f = 0; f < size - 1; f++) next[f]! += share[at]! * dot * row[f]!
      next[size - 1]! += share[at]! * dot
    }
    length = Math.hypot(...next)
    vector = next.map(each => each / length)
  }
  return length * 1.05
}

/** Slope and offset of log-odds on one number, the two classes alike. */
export function fitSlope(yes: readonly number[], no: readonly number[]): { slope: number; offset: number } {
  let [slope, offset] = [0, 0]
  const all = [
    ...yes.map(x => ({ x, y: 1, w: 0.5 / yes.length })),
    ...no.map(x => ({ x, y: 0, w: 0.5 / no.length })),
  ]
  const middle = all.reduce((sum, { x, w }) => sum + w * x, 0)
  const spread = Math.sqrt(all.reduce((sum, { x, w }) => sum + w * (x - middle) ** 2, 0)) || 1
  // Newton's steps, with a ridge that only keeps perfectly parted classes finite.
  for (let round = 0; round < 50; round++) {
    let [a, b, aa, ab, bb] = [1e-4 * slope, 0, 1e-4, 0, 1e-9]
    for (const { x, y, w } of all) {
      const z = (x - middle) / spread
      const p = 1 / (1 + Math.exp(-(slope * z + offset)))
      a += w * (p - y) * z
      b += w * (p - y)
      aa += w * p * (1 - p) * z * z
      ab += w * p * (1 - p) * z
      bb += w * p * (1 - p)
    }
    const determinant = aa * bb - ab * ab
    slope -= (bb * a - ab * b) / determinant
    offset -= (aa * b - ab * a) / determinant
  }
  return { slope: slope / spread, offset: offset - (slope * middle) / spread }
}
