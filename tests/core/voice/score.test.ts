import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { populationOf } from '../../../core/voice/background.ts'
import { calibrated, strengthOf } from '../../../core/voice/calibration.ts'
import { englishCohort } from '../../../core/voice/english-cohort.ts'
import { Explanation } from '../../../core/voice/explain.ts'
import { Features, wordClass } from '../../../core/voice/features.ts'
import { SpeakerRates, sparse } from '../../../core/voice/likelihood.ts'
import { openMeter } from '../../../core/voice/meter.ts'
import { normalWords } from '../../../core/voice/normal.ts'
import { reasonText } from '../../../core/voice/reason-words.ts'
import { Cohort } from '../../../core/voice/scorer.ts'
import { voiceModel } from '../../../core/voice/voice-model.ts'
import { type Style, speech, subjects, unspoken } from '../../fixtures/voice/speech.ts'

const words = (text: string) => normalWords(text).map(({ word }) => word)
const talks = (style: Style, seed: number) =>
  Array.from({ length: 6 }, (_, n) => speech(style, subjects[n % subjects.length]!, 1_200, seed + n))
const modelOf = (style: Style, seed: number) => voiceModel(englishCohort, talks(style, seed).map(normalWords))

describe('features', () => {
  test('keep topic-poor words, and of all others the ending or the length', () => {
    expect(
      ['walking', 'station', "squirrel's", '#', 'zebra', 'cat', 'keyboard', 'background'].map(wordClass),
    ).toEqual(['_ing', '_tion', "_'", '#', '_1', '_0', '_2', '_3'])
    const features = new Features({ words: ['so', 'the', '_ing'], lags: [], pairs: [0, 1, 1, 2] })
    const said = features.occurrences(words('So the walking, so THE zebra.'))
    expect([...features.counts(said)]).toEqual([2, 2, 1, 2, 1])
    expect(features.name(4)).toEqual(['the', '_ing'])
  })

  test('count no pair that begins before the stretch', () => {
    const features = new Features({ words: ['so', 'the'], lags: [], pairs: [0, 1] })
    const said = features.occurrences(['so', 'the', 'so', 'the'])
    expect([...features.counts(said, 1, 4)]).toEqual([1, 2, 1])
  })

  test('count how soon a word comes again, whichever it is, and no word twice', () => {
    const features = new Features({ words: ['so', 'the'], lags: [1, 2, 4], pairs: [0, 1] })
    const said = features.occurrences(words('So so the zebra, the keyboard, zebra; piano piano, so.'))
    // "so so" and "piano piano"; "the zebra the"; "zebra the keyboard zebra"; "so" comes again too late.
    expect([...features.counts(said)]).toEqual([3, 2, 2, 1, 1, 1])
    expect([2, 3, 4, 5].map(each => features.name(each))).toEqual([
      ['+1', '+1'],
      ['+2', '+2'],
      ['+3', '+4'],
      ['so', 'the'],
    ])
    // No repeat of what was said before the stretch.
    expect([...features.counts(said, 3, 9)].slice(2, 5)).toEqual([1, 0, 1])
  })

  test('are told in words, repeats as well', () => {
    expect([['so'], ['_ing'], ['so', 'the'], ['so', '_ing'], ['+1', '+1']].map(reasonText)).toEqual([
      '“so”',
      'words in “-ing”',
      '“so the”',
      null,
      'a word twice in a row',
    ])
    expect(
      [
        ['+2', '+2'],
        ['+9', '+16'],
      ].map(reasonText),
    ).toEqual(['a word again 2 words later', 'a word again 9 to 16 words later'])
  })
})

describe('the likelihood', () => {
  /** ln Γ by Stirling's series, apart from what is tested. */
  const lnGamma = (x: number): number =>
    x < 20
      ? lnGamma(x + 1) - Math.log(x)
      : (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3)
  const negativeBinomial = (k: number, mean: number, r: number) =>
    lnGamma(k + r) -
    lnGamma(r) -
    lnGamma(k + 1) +
    r * Math.log(r / (r + mean)) +
    k * Math.log(mean / (r + mean))

  const speaker = (name: string, counts: number[]) => ({
    ...{ name, words: 10_000, counts, within: [-60, -64], freedom: 9 },
  })
  const population = populationOf(
    [speaker('a', [100, 40]), speaker('b', [150, 60]), speaker('c', [60, 90])],
    2,
  )

  test('of two speakers differs as the negative binomial’s does', () => {
    const one = new SpeakerRates(population, 2, [180, 30], 10_000, 10)
    const other = new SpeakerRates(population, 2, [70, 80], 10_000, 10)
    for (const n of [100, 333, 1500]) {
      const k = [Math.round(n / 70), Math.round(n / 300)]
      const exact = [0, 1].reduce((sum, feature) => {
        const r = population.mean[feature]! ** 2 / population.within[feature]!
        const of = (rates: SpeakerRates) => negativeBinomial(k[feature]!, rates.rates[feature]! * n, r)
        return sum + of(one) - of(other)
      }, 0)
      const counts = sparse(Float64Array.from(k))
      // The constant is interpolated over lengths a tenth apart.
      expect(one.countedLikelihood(counts, n) - other.countedLikelihood(counts, n)).toBeCloseTo(exact, 3)
      // With nothing that moves together, what is held against a text is a third of it.
      expect(one.logLikelihood(counts, n) - other.logLikelihood(counts, n)).toBeCloseTo(exact / 3, 3)
    }
  })

  test('draws what was hardly counted to the others', () => {
    const little = new SpeakerRates(population, 2, [2, 0], 100, 1)
    const much = new SpeakerRates(population, 2, [400, 0], 20_000, 10)
    const mean = population.mean[0]!
    expect(Math.abs(little.rates[0]! - mean)).toBeLessThan(Math.abs(much.rates[0]! - mean))
    expect(much.rates[1]).toBeGreaterThan(0)
  })
})

describe('calibration', () => {
  const points = [
    { words: 100, slope: 0.2, offset: 0 },
    { words: 1000, slope: 0.1, offset: -1 },
  ]
  test('is a straight line over the logarithm of the length, and flat beyond', () => {
    expect(calibrated(points, 10, 50)).toBe(calibrated(points, 10, 100))
    expect(calibrated(points, 10, Math.sqrt(100 * 1000))).toBeCloseTo(1.5 - 0.5)
    expect(calibrated(points, 10, 9_000)).toBe(calibrated(points, 10, 1000))
  })
  test('abstains between two to three and three to two', () => {
    expect(strengthOf(Math.log(0.6 / 0.4) - 1e-9)).toBe('unclear')
    expect(strengthOf(Math.log(0.6 / 0.4) + 1e-6)).toBe('yours')
    expect(strengthOf(-Math.log(11))).toBe('strongly not yours')
  })
})

describe('a score', () => {
  const { model } = modelOf('chatty', 10)
  const voice = englishCohort.ratesOf(model.heard!, model.words, model.videos)
  const meter = openMeter(model, englishCohort, { language: 'en', languageOf: () => 'en' })

  test('is the sum of its sentences and of its words to 1e-9', () => {
    for (const style of ['chatty', 'learned'] as const) {
      const text = speech(style, unspoken, 700, 77)
      const reading = meter.read(text)
      const said = englishCohort.features.occurrences(words(text))
      const score = englishCohort.score(voice, sparse(englishCohort.features.counts(said)), said.words.length)
      const explanation = new Explanation(englishCohort, voice, score.rivals, said)
      const near = (a: number) => expect(Math.abs(a - reading.total)).toBeLessThan(1e-9)
      near(score.raw)
      near(reading.sentences.reduce((sum, { contribution }) => sum + contribution, 0))
      near(explanation.words.reduce((sum, each) => sum + each, 0))
    }
  })

  test('rises when a passage of another is put back into own words, in 95 of 100 cases', () => {
    let rose = 0
    for (let seed = 0; seed < 100; seed++) {
      const own = words(speech('chatty', unspoken, 620, 1_000 + seed))
      const other = words(speech('learned', unspoken, 320, 5_000 + seed))
      const mixed = [...own.slice(0, 200), ...other.slice(0, 150), ...own.slice(350, 600)]
      const scoreOf = (text: string[]) => {
        const { features } = englishCohort
        return englishCohort.score(voice, sparse(features.counts(features.occurrences(text))), text.length)
          .raw
      }
      if (scoreOf(own.slice(0, 600)) > scoreOf(mixed)) rose++
    }
    expect(rose).toBeGreaterThanOrEqual(95)
  })

  test('of own words is in the own band, and of another way of talking is below it and not theirs', () => {
    const own = meter.read(speech('chatty', unspoken, 500, 4_242))
    const other = meter.read(speech('learned', unspoken, 500, 4_242))
    expect(own.score).toBeGreaterThan(own.own!.p10 - 1)
    expect(own.strength).toMatch(/^(?:strongly )?yours$/)
    expect(other.score).toBeLessThan(other.own!.p10)
    expect(other.strength).toMatch(/not yours/)
  })

  test('of a passage that is another’s is told apart from the rest', () => {
    const own = speech('chatty', unspoken, 700, 31)
    const other = speech('learned', unspoken, 130, 32)
    const at = own.indexOf('.', own.length / 2) + 1
    const text = `${own.slice(0, at)} ${other} ${own.slice(at)}`
    const { apart } = meter.read(text)
    const shared = Math.min(apart!.end, at + other.length) - Math.max(apart!.start, at)
    expect(shared).toBeGreaterThan(0.6 * other.length)
    expect(words(text.slice(0, apart!.start))).toHaveLength(apart!.before)
    expect(words(text.slice(apart!.start, apart!.end))).toHaveLength(apart!.words)
    expect(meter.read(own).apart).toBeNull()
  })

  test('names what is said too rarely, with its figures', () => {
    const { reasons } = meter.read(speech('learned', unspoken, 400, 3))
    const missing = reasons.find(({ yours, here }) => yours > here)!
    expect(missing.contribution).toBeLessThan(0)
    expect(missing.says).toMatch(/^You say .+ [\d.]+ times per 100 words, here [\d.]+$/)
  })

  test('by a voice of another background is refused in words', () => {
    const old = { ...model, background: 'en-old' }
    expect(() => openMeter(old, englishCohort, { language: 'en', languageOf: () => 'en' })).toThrow(
      /Measure it again/,
    )
  })
})

describe('a model of a voice', () => {
  test('holds each video against the others only, at the lengths that it has', () => {
    const { model, ownScores } = modelOf('learned', 50)
    expect(model.bands.map(band => band.words)).toEqual([100, 250, 500, 1000])
    for (const { own, others, models } of model.bands) {
      expect(own.p10).toBeLessThanOrEqual(own.p50)
      expect(own.p50).toBeGreaterThan(others.p50)
      expect(own.p50).toBeGreaterThan(models.p50)
    }
    expect(ownScores.every(score => score !== null)).toBe(true)
    const alone = voiceModel(englishCohort, [normalWords(speech('learned', unspoken, 1_500, 1))])
    expect(alone).toMatchObject({ model: { bands: [] }, ownScores: [null] })
  })
})

describe('the shipped background', () => {
  const { data } = englishCohort
  test('is of many speakers, says where it is from, and holds numbers of topic-poor words only', () => {
    expect(data.speakers.length).toBeGreaterThanOrEqual(15)
    expect(data.provenance).toMatch(/CC BY-SA 4\.0.*No text/s)
    for (const { counts, within } of data.speakers) {
      expect(counts).toHaveLength(englishCohort.features.size)
      expect(within).toHaveLength(englishCohort.features.size)
      expect(counts.every(Number.isInteger)).toBe(true)
    }
    expect(data.bursts).toHaveLength(englishCohort.features.size)
    expect(data.bursts.every(share => share >= 0 && share < 1_000)).toBe(true)
    expect(data.features.words.every(word => /^_?[\p{L}\d']+$|^#$|^_'$/u.test(word))).toBe(true)
    expect(new Set(data.features.words).size).toBe(data.features.words.length)
    expect(data.features.lags).toEqual(data.features.lags.toSorted((a, b) => a - b))
  })

  test('has a name that changes with whatever is in it, since models hold it', () => {
    const hash = createHash('sha256')
      .update(JSON.stringify({ ...data, id: '' }))
      .digest('hex')
    expect(data.id).toBe(`en-${hash.slice(0, 12)}`)
  })

  test('can leave out whomever it was made of', () => {
    for (const { name } of data.speakers)
      expect(data.house.folds.filter(({ without }) => without.includes(name))).toHaveLength(1)
    const fewer = new Cohort({ ...data, speakers: data.speakers.slice(1) })
    expect(fewer.others).toHaveLength(data.speakers.length - 1)
    expect(fewer.population.mean[0]).not.toBe(englishCohort.population.mean[0])
    expect(() => new Cohort({ ...data, speakers: data.speakers.slice(0, 2) })).toThrow(RangeError)
  })
})
