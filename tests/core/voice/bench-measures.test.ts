import { describe, expect, test } from 'vitest'
import { bootstrapped } from '../../bench/bootstrap.ts'
import { leastSquares } from '../../bench/least-squares.ts'
import { fitLogistic, fitSlope } from '../../bench/logistic.ts'
import { areaUnder, calibrationOf, equalError } from '../../bench/roc.ts'
import { seededRandom } from '../../support/random.ts'

describe('the bench counts', () => {
  test('the area under the curve as the share of pairs in order, ties half', () => {
    expect(areaUnder([3, 4], [1, 2])).toBe(1)
    expect(areaUnder([1, 2], [3, 4])).toBe(0)
    expect(areaUnder([1, 2], [1, 2])).toBe(0.5)
    expect(areaUnder([1, 3], [2])).toBe(0.5)
    expect(areaUnder([], [2])).toBeNull()
  })

  test('the equal error rate where both errors meet', () => {
    expect(equalError([2, 3, 4, 5], [0, 1, 2.5, 1.5])).toBeCloseTo(0.25)
    expect(equalError([3], [1])).toBe(0)
  })

  test('calibration of certain, of unsure and of wrong log-odds', () => {
    expect(calibrationOf([50], [-50])).toEqual({ brier: 1, ece: 0 })
    expect(calibrationOf([0], [0])).toEqual({ brier: 0.75, ece: 0 })
    expect(calibrationOf([-50], [50])).toEqual({ brier: 0, ece: 1 })
  })
})

describe('a bootstrap', () => {
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length
  test('draws speakers, not texts: many texts of few speakers are no surer', () => {
    const few = [[0], [1], [0], [1], [0], [1], [0], [1]]
    const [low, high] = bootstrapped(few, mean)!
    // Eight draws of a fair coin: 2 and 6 hold 93 of 100, 1 and 7 over 99.
    expect(low).toBeLessThanOrEqual(0.25)
    expect(high).toBeGreaterThanOrEqual(0.75)
    const texts = few.map(([each]) => Array.from({ length: 50 }, () => each!))
    expect(bootstrapped(texts, mean)).toEqual([low, high])
    expect(bootstrapped([[0.5], [0.5, 0.5]], mean)).toEqual([0.5, 0.5])
  })
  test('has none where the figure is nothing', () => {
    expect(bootstrapped([[1]], () => null)).toBeNull()
  })
})

describe('the fits', () => {
  test('find the line that the data were drawn from', () => {
    const random = seededRandom(7)
    const yes: number[] = []
    const no: number[] = []
    for (let at = 0; at < 40_000; at++) {
      const x = 6 * random() - 3
      if (random() < 1 / (1 + Math.exp(-(1.5 * x)))) yes.push(x)
      else no.push(x)
    }
    const { slope, offset } = fitSlope(yes, no)
    expect(slope).toBeCloseTo(1.5, 1)
    expect(offset).toBeCloseTo(0, 1)
  })

  test('part two classes by the column that parts them', () => {
    const random = seededRandom(3)
    const rows = Array.from({ length: 200 }, (_, at) => Float64Array.of((at % 2) + 0.3 * random(), random()))
    const labels = rows.map((_, at) => at % 2 === 1)
    const { weights, bias } = fitLogistic({ rows, labels, weights: rows.map(() => 1) }, { cost: 1 })
    expect(weights[0]).toBeGreaterThan(5 * Math.abs(weights[1]!))
    expect(
      rows.every((row, at) => weights[0]! * row[0]! + weights[1]! * row[1]! + bias > 0 === labels[at]),
    ).toBe(true)
  })
})

test('a regression finds the plane, and between points that are on none the one with the least squares', () => {
  const rows = [[1, 5], [2, -1], [4, 2], [0, 3]] // biome-ignore format: a list
  const exact = leastSquares(
    rows,
    rows.map(([one, other]) => 7 + 2 * one! - 0.5 * other!),
  )
  expect(exact.offset).toBeCloseTo(7, 9)
  expect(exact.weights[0]).toBeCloseTo(2, 9)
  expect(exact.weights[1]).toBeCloseTo(-0.5, 9)
  expect(leastSquares([[0], [0], [1], [1]], [1, 3, 4, 8]).weights[0]).toBeCloseTo(4, 9)
})
