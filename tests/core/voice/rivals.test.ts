import { describe, expect, test } from 'vitest'
import { populationOf } from '../../../core/voice/background.ts'
import { englishCohort } from '../../../core/voice/english-cohort.ts'
import { Features } from '../../../core/voice/features.ts'
import { SpeakerRates, sparse } from '../../../core/voice/likelihood.ts'
import { rivalsOf } from '../../../core/voice/rivals.ts'
import { Together } from '../../../core/voice/together.ts'
import { winsorised } from '../../../core/voice/winsorise.ts'

const features = new Features({ words: ['so', 'the', 'was'], lags: [], pairs: [0, 1, 1, 2] })
const speaker = (name: string, counts: number[]) => ({
  ...{ name, words: 10_000, counts, within: [-60, -58, -62, -70, -72], freedom: 9 },
})
const said = [
  [200, 400, 150, 40, 30],
  [240, 370, 120, 50, 24],
  [120, 500, 210, 30, 50],
]
const population = populationOf(
  said.map((counts, at) => speaker(`${at}`, counts)),
  features.size,
)
const directions = { vectors: [[600, -200, 775]], between: [0.9], chance: [420] }
const together = new Together(features, population, directions)
const rates = (counts: number[]) => new SpeakerRates(population, 3, counts, 10_000, 10, together)
const others = said.map(rates)
const n = 500
const text = sparse(Float64Array.of(11, 19, 7, 2, 1))
const likelihoods = others.map(each => each.logLikelihood(text, n))

describe('the rivals of a voice', () => {
  test('come half-way between two others, nearly as somebody with the mean of their rates would', () => {
    // As rates are a straight line of the counts, the mean of the counts makes the mean of the rates.
    const halfway = (one: number, other: number) => {
      const mean = said[one]!.map((times, at) => (times + said[other]![at]!) / 2)
      return rates(mean).logLikelihood(text, n)
    }
    const pairs: [number, number][] = [[0, 1], [0, 2], [1, 2]] // biome-ignore format: a list
    for (const [one, other] of pairs) {
      const mean = (likelihoods[one]! + likelihoods[other]!) / 2
      const more = others[one]!.apart(others[other]!, n) / 8
      const exact = halfway(one, other) - mean
      expect(exact).toBeGreaterThan(0)
      expect(Math.abs(more - exact)).toBeLessThan(0.15 * exact)
    }
    const all = [...likelihoods, ...pairs.map(([one, other]) => halfway(one, other))]
    const nearest = all.toSorted((a, b) => b - a).slice(0, 3)
    const exact = nearest.reduce((sum, each) => sum + each / 3, 0)
    expect(rivalsOf(others, likelihoods, n).likelihood).toBeCloseTo(exact, 1)
  })

  test('are others by their shares and what half-way adds, exactly', () => {
    const { of, halfway, likelihood } = rivalsOf(others, likelihoods, n)
    expect(of.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
    const sum = of.reduce((so, { rates, share }) => so + share * rates.logLikelihood(text, n), halfway)
    expect(Math.abs(sum - likelihood)).toBeLessThan(1e-9)
  })

  test('are never somebody who is left out', () => {
    const { of, likelihood } = rivalsOf(others, [likelihoods[0]!, -Infinity, likelihoods[2]!], n)
    expect(of.map(({ rates }) => rates)).toEqual([others[0], others[2]])
    expect(likelihood).toBeGreaterThan(-Infinity)
  })
})

describe('a burst', () => {
  test('counts up to a limit that is the same for whoever speaks, and what is no burst counts whole', () => {
    const { mean, within } = population
    const many = sparse(Float64Array.of(11, 300, 7, 2, 1))
    const { features, times } = winsorised(many, population, n)
    expect(features).toEqual(many.features)
    const limit = n * mean[1]! + 1.5 * Math.sqrt(n * mean[1]! + n ** 2 * within[1]!) + 1
    expect([...times]).toEqual([11, limit, 7, 2, 1])
  })

  test('of one word moves a score no further than to its limit', () => {
    const { features, others } = englishCohort
    const counts = (times: number) => {
      const all = Float64Array.from(englishCohort.population.mean, rate => Math.round(rate * 400))
      all[features.list.words.indexOf('money')] = times
      return sparse(all)
    }
    const score = (times: number) => englishCohort.score(others[0]!, counts(times), 500).raw
    expect(Math.abs(score(2) - score(0))).toBeGreaterThan(0)
    expect(score(30)).toBe(score(60))
  })
})
