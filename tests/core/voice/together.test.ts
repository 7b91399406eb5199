import { describe, expect, test } from 'vitest'
import { populationOf } from '../../../core/voice/background.ts'
import { englishCohort } from '../../../core/voice/english-cohort.ts'
import { Features } from '../../../core/voice/features.ts'
import { SpeakerRates, sparse } from '../../../core/voice/likelihood.ts'
import { DIRECTION_WORDS, Together } from '../../../core/voice/together.ts'

const features = new Features({ words: ['so', 'the', 'was'], lags: [], pairs: [0, 1, 1, 2] })
const speaker = (name: string, counts: number[]) => ({
  ...{ name, words: 10_000, counts, within: [-60, -58, -62, -70, -72], freedom: 9 },
})
const population = populationOf(
  [
    speaker('a', [200, 400, 150, 40, 30]),
    speaker('b', [300, 350, 90, 60, 15]),
    speaker('c', [120, 500, 210, 30, 50]),
  ],
  features.size,
)
const directions = {
  vectors: [
    [600, -200, 775],
    [300, 950, 87],
  ],
  between: [0.9, 0.5],
  chance: [420, 280],
}
const together = new Together(features, population, directions)

describe('what moves together', () => {
  /** ln of the ratio of two normal densities of one covariance, with the whole matrix written out. */
  function logRatio(x: number[], one: Float64Array, other: Float64Array, n: number): number {
    const { mean, within } = population
    const size = features.size
    const pairs = [
      [0, 1],
      [1, 2],
    ]
    const T = Array.from({ length: size }, (_, row) =>
      Array.from({ length: size }, (_, column) => {
        if (row === column) return 1
        const pair = pairs[row - 3]
        return pair?.includes(column) ? (-0.7 * mean[row]!) / mean[column]! : 0
      }),
    )
    const all = Array.from(mean, (m, at) => {
      const pair = pairs[at - 3]
      const rest = pair ? 1 - 0.91 * (m / mean[pair[0]!]! + m / mean[pair[1]!]!) : 1
      return within[at]! + (m * Math.max(rest, 0.1)) / n
    })
    const scale = (word: number) => Math.sqrt(within[word]! + mean[word]! / DIRECTION_WORDS)
    const moved = directions.vectors.map((vector, at) => {
      const unit = vector.map(part => part / 1000)
      const seen = unit.reduce((sum, part, word) => sum + (all[word]! * part ** 2) / scale(word) ** 2, 0)
      return {
        along: Math.max(directions.between[at]! + directions.chance[at]! / n - seen, 1e-3),
        vector: [...unit.map((part, word) => part * scale(word)), 0, 0],
      }
    })
    const C = all.map((each, row) =>
      all.map((_, column) => {
        const own = Math.max(
          each - moved.reduce((sum, { along, vector }) => sum + along * vector[row]! ** 2, 0),
          0.3 * each,
        )
        const shared = moved.reduce(
          (sum, { along, vector }) => sum + along * vector[row]! * vector[column]!,
          0,
        )
        return shared + (row === column ? own : 0)
      }),
    )
    const distance = (s: Float64Array) => {
      const away = T.map(row => row.reduce((sum, part, at) => sum + part * (x[at]! - s[at]!), 0))
      return solved(C, away).reduce((sum, each, at) => sum + each * away[at]!, 0)
    }
    return (distance(other) - distance(one)) / 2
  }

  /** Gauss's elimination. */
  function solved(matrix: number[][], right: number[]): number[] {
    const rows = matrix.map((row, at) => [...row, right[at]!])
    for (let at = 0; at < rows.length; at++)
      for (let below = at + 1; below < rows.length; below++) {
        const times = rows[below]![at]! / rows[at]![at]!
        rows[below] = rows[below]!.map((each, column) => each - times * rows[at]![column]!)
      }
    const found: number[] = []
    for (let at = rows.length - 1; at >= 0; at--) {
      const known = found.reduce((sum, each, back) => sum + each * rows[at]![rows.length - 1 - back]!, 0)
      found.push((rows[at]!.at(-1)! - known) / rows[at]![at]!)
    }
    return found.reverse()
  }

  test('gives two speakers the ratio of their normal densities', () => {
    const one = Float64Array.of(0.025, 0.036, 0.012, 0.005, 0.0021)
    const other = Float64Array.of(0.014, 0.047, 0.019, 0.0034, 0.0044)
    for (const n of [100, 300, 1_000]) {
      const counts = [3, 4, 1, 1, 0].map(times => (times * n) / 100)
      const score = (rates: Float64Array) => {
        const { of, constant } = together.weights(rates, n)
        return counts.reduce((sum, times, at) => sum + times * of[at]!, constant)
      }
      const exact = logRatio(
        counts.map(times => times / n),
        one,
        other,
        n,
      )
      expect(Math.abs(exact)).toBeGreaterThan(0.5)
      expect(score(one) - score(other)).toBeCloseTo(exact, 8)
    }
  })

  test('says nothing for somebody who talks as all do', () => {
    const { of, constant } = together.weights(population.mean, 500)
    for (const each of [...of, constant]) expect(each).toBeCloseTo(0, 12)
  })

  test('is added to what is counted, and what is missing counts in the constant', () => {
    const rates = new SpeakerRates(population, 3, [180, 500, 90, 20, 10], 10_000, 10, together)
    const alone = new SpeakerRates(population, 3, [180, 500, 90, 20, 10], 10_000, 10)
    const counts = sparse(Float64Array.of(9, 12, 3, 2, 1))
    for (const n of [120, 301, 2_000]) {
      expect(rates.countedLikelihood(counts, n)).toBe(alone.countedLikelihood(counts, n))
      const { of, constant } = together.weights(rates.rates, n)
      const moved = [9, 12, 3, 2, 1].reduce((sum, times, at) => sum + times * of[at]!, constant)
      const added = rates.logLikelihood(counts, n) - alone.logLikelihood(counts, n)
      // Weights are interpolated over lengths a tenth apart.
      expect(Math.abs(added - moved)).toBeLessThan(0.02 * Math.max(1, Math.abs(moved)))
    }
  })
})

describe('where a voice stands', () => {
  const [first] = englishCohort.data.speakers
  const voice = englishCohort.ratesOf(first!.counts, first!.words, 10)
  test('is further from all the longer its texts, and nobody is far who talks as all do', () => {
    const [short, long] = [100, 1_000].map(n => englishCohort.standing(voice, n))
    expect(long!.apart).toBeGreaterThan(short!.apart)
    for (const { apart, rivals } of [short!, long!]) expect(apart).toBeGreaterThan(rivals)
    expect(englishCohort.standing(englishCohort.ratesOf([], 0, 0), 500).apart).toBe(0)
  })
  test('is reckoned once and makes its calibration', () => {
    expect(englishCohort.standing(voice, 500)).toBe(englishCohort.standing(voice, 500))
    const points = englishCohort.calibrationOf(voice)
    for (const [at, { words, slope, offset }] of points.entries()) {
      const plain = englishCohort.data.calibration.voice[at]!
      const { apart, rivals } = englishCohort.standing(voice, words)
      expect(slope).toBe(plain.slope)
      expect(offset).toBeCloseTo(plain.offset + plain.apart * apart + plain.rivals * rivals, 9)
    }
  })
})
