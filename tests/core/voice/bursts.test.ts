import { describe, expect, test } from 'vitest'
import { populationOf } from '../../../core/voice/background.ts'
import { englishCohort } from '../../../core/voice/english-cohort.ts'
import { SpeakerRates } from '../../../core/voice/likelihood.ts'
import { limitedCounts, limitedMoments } from '../../../core/voice/limited-counts.ts'
import { openMeter } from '../../../core/voice/meter.ts'
import { normalWords } from '../../../core/voice/normal.ts'
import { Cohort } from '../../../core/voice/scorer.ts'
import { voiceModel } from '../../../core/voice/voice-model.ts'
import { limit, winsorisedVideo } from '../../../core/voice/winsorise.ts'
import { speech, subjects, unspoken } from '../../fixtures/voice/speech.ts'

const speaker = (name: string, counts: number[]) => ({
  ...{ name, words: 10_000, counts, within: [-60, -58, -62], freedom: 9 },
})
const population = populationOf(
  [speaker('a', [200, 400, 3]), speaker('b', [240, 370, 2]), speaker('c', [120, 500, 4])],
  3,
)

describe('a video', () => {
  test('keeps what it says up to a limit that is wider than a text’s', () => {
    const { mean, within } = population
    const n = 2_000
    const most = n * mean[0]! + 2.5 * Math.sqrt(n * mean[0]! + n ** 2 * within[0]!) + 1
    expect(limit(population, 0, n)).toBeLessThan(most)
    expect([...winsorisedVideo(Float64Array.of(900, 80, 2), population, n)]).toEqual([most, 80, 2])
  })

  test('keeps what it says once, however short it is and however rare that is', () => {
    const once = Float64Array.of(1, 1, 1)
    expect(winsorisedVideo(once, population, 1)).toEqual(once)
  })
})

describe('counts up to a limit', () => {
  test('have the mean and the variance of what is drawn and cut off', () => {
    const [expected, shape, most] = [6, 2.5, 9.4]
    // The negative binomial by its ratio of neighbours, far beyond the limit.
    let probability = (shape / (shape + expected)) ** shape
    let [all, mean, square] = [0, 0, 0]
    for (let times = 0; times < 500; times++) {
      all += probability
      mean += Math.min(times, most) * probability
      square += Math.min(times, most) ** 2 * probability
      probability *= ((times + shape) / (times + 1)) * (expected / (expected + shape))
    }
    expect(all).toBeCloseTo(1, 10)
    const moments = limitedMoments(expected, shape, most)
    expect(moments.mean).toBeCloseTo(mean, 10)
    expect(moments.variance).toBeCloseTo(square - mean ** 2, 10)
    expect(limitedMoments(expected, shape, 400).mean).toBeCloseTo(expected, 8)
  })

  test('are fewer than what is said, most of all where somebody says far more of it than all do', () => {
    const n = 500
    const much = new SpeakerRates(population, 3, [1_200, 400, 3], 10_000, 10)
    const { mean, variance } = limitedCounts(much, population, n)
    for (const feature of [0, 1, 2]) expect(mean[feature]).toBeLessThan(n * much.rates[feature]!)
    expect(mean[0]).toBeLessThanOrEqual(limit(population, 0, n))
    expect(mean[0]! / (n * much.rates[0]!)).toBeLessThan(mean[1]! / (n * much.rates[1]!))
    expect(variance.every(each => each >= 0)).toBe(true)
  })
})

describe('a voice with a burst in one of its videos', () => {
  const talks = Array.from({ length: 6 }, (_, n) => speech('chatty', subjects[n]!, 1_500, 300 + n))
  const so = englishCohort.features.list.words.indexOf('so')
  const before = voiceModel(englishCohort, talks.map(normalWords)).model
  const [first, ...rest] = talks
  const { model } = voiceModel(englishCohort, [`${first} ${'so '.repeat(150)}`, ...rest].map(normalWords))

  test('counts it whole as what is said, and up to the limit as what a text is held against', () => {
    expect(model.counts[so]! - before.counts[so]!).toBe(150)
    expect(model.heard![so]! - before.heard![so]!).toBeLessThan(25)
    expect(model.heard!.every((times, feature) => times <= model.counts[feature]!)).toBe(true)
  })

  const text = speech('learned', unspoken, 400, 9)
  const { counts } = model
  const options = { language: 'en', languageOf: () => 'en' }
  const read = (changes: Partial<typeof model>) =>
    openMeter({ ...model, ...changes }, englishCohort, options).read(text)

  test('is told with all that it says, though a text is hardly held against the burst', () => {
    const said = englishCohort.ratesOf(model.counts, model.words, model.videos).rates[so]!
    const heard = englishCohort.ratesOf(model.heard!, model.words, model.videos).rates[so]!
    expect(said).toBeGreaterThan(1.1 * heard)
    const missed = read({}).reasons.find(({ id }) => id === 'so')!
    expect(missed.yours).toBe(100 * said)
    expect(missed.contribution).toBeGreaterThan(
      read({ heard: model.counts }).reasons.find(({ id }) => id === 'so')!.contribution,
    )
  })

  test('is told what others say with their bursts too', () => {
    const { data } = englishCohort
    const plain = new Cohort({ ...data, bursts: data.bursts.map(() => 0) })
    const cut = openMeter(model, plain, options).read(text).reasons
    expect(read({}).reasons.map(({ id }) => id)).toEqual(cut.map(({ id }) => id))
    for (const [at, { id, others }] of read({}).reasons.entries()) {
      const feature = counts.findIndex((_, each) => englishCohort.features.name(each).join(' ') === id)
      expect(others).toBeCloseTo(cut[at]!.others / (1 - data.bursts[feature]! / 1000), 9)
    }
  })

  test('that was measured before bursts were cut off is held against all that it says', () => {
    const { heard, ...old } = model
    expect(heard).toHaveLength(model.counts.length)
    expect(openMeter(old, englishCohort, options).read(text)).toEqual(read({ heard: model.counts }))
  })

  test('is refused where the two counts are of different lists', () => {
    expect(() => read({ heard: [1, 2] })).toThrow(/Measure it again/)
  })
})
