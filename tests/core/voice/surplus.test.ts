import { describe, expect, test } from 'vitest'
import { VoiceModel } from '../../../core/contract/voice-profile.ts'
import { englishCohort } from '../../../core/voice/english-cohort.ts'
import { sparse } from '../../../core/voice/likelihood.ts'
import { openMeter } from '../../../core/voice/meter.ts'
import { normalWords } from '../../../core/voice/normal.ts'
import { Cohort } from '../../../core/voice/scorer.ts'
import { median } from '../../../core/voice/spread.ts'
import { surplusOf } from '../../../core/voice/surplus.ts'
import { voiceModel } from '../../../core/voice/voice-model.ts'
import { speech, subjects, unspoken } from '../../fixtures/voice/speech.ts'

const usual = { offset: -10, apart: 0.5, rivals: -1 }
/** Own texts usually score 60 there. */
const standing = { apart: 100, rivals: -20 }

describe('what a voice’s videos score beyond the usual', () => {
  const of = (...videos: number[][]) => surplusOf(usual, standing, videos)

  test('is their median less what is expected where the voice stands, drawn to it by how few they are', () => {
    expect(of([60, 72], [66], [10, 90])).toBeCloseTo(6 * (3 / 6), 12)
    const nine = Array.from({ length: 9 }, () => [66, 66])
    expect(of(...nine)).toBeCloseTo(6 * (9 / 12), 12)
    expect(of([54], [54], [54])).toBeCloseTo(-6 * (3 / 6), 12)
  })

  test('counts no video that is too short, and is nothing where all are', () => {
    expect(of([66], [], [66], [])).toBe(of([66], [66]))
    expect(of([], [])).toBe(0)
    expect(of()).toBe(0)
  })
})

const { data } = englishCohort
/** By which nothing looks written by a model, as that would hide what is measured here. */
const cohort = new Cohort({
  ...data,
  calibration: { ...data.calibration, house: [{ words: 100, slope: 0, offset: 100 }] },
})
const talks = Array.from({ length: 5 }, (_, n) =>
  normalWords(speech('chatty', subjects[n]!, n === 4 ? 450 : 1_200, 700 + n)),
)
const { model, ownScores } = voiceModel(cohort, talks)

/** The same from the words alone, one video after the other. */
function measuredAgain(n: number) {
  const texts = talks.map(talk => talk.map(({ word }) => word))
  const counted = (words: string[]) => cohort.features.counts(cohort.features.occurrences(words))
  const heard = texts.map(words => cohort.heardIn(counted(words), words.length))
  const voiceOf = (kept: number[]) =>
    cohort.ratesOf(
      heard[0]!.map((_, at) => kept.reduce((sum, video) => sum + heard[video]![at]!, 0)),
      kept.reduce((sum, video) => sum + texts[video]!.length, 0),
      kept.length,
    )
  const all = texts.map((_, video) => video)
  const videos = texts.map((words, video) => {
    const voice = voiceOf(all.filter(other => other !== video))
    const last = words.length - n
    const parts = words.length < n ? [] : words.length < 2 * n ? [0] : [0, last]
    return {
      voice,
      scores: parts.map(from => cohort.score(voice, sparse(counted(words.slice(from, from + n))), n)),
    }
  })
  const raws = videos.map(({ scores }) => scores.map(({ raw }) => raw))
  const point = cohort.data.calibration.voice.find(({ words }) => words === n)!
  return { videos, raws, point, voice: voiceOf(all) }
}

describe('a model', () => {
  test('keeps at each length what the voice’s videos score when they are left out, beyond the usual', () => {
    for (const n of [100, 500]) {
      const { raws, point, voice } = measuredAgain(n)
      expect(raws.map(of => of.length)).toEqual(n === 100 ? [2, 2, 2, 2, 2] : [2, 2, 2, 2, 0])
      const expected = surplusOf(point.usual, cohort.standing(voice, n), raws)
      expect(model.bands.find(({ words }) => words === n)!.surplus).toBeCloseTo(expected, 6)
    }
    expect(VoiceModel.parse(JSON.parse(JSON.stringify(model)))).toEqual(model)
  })

  test('judges each video by what the others score, and never by itself', () => {
    // The longest stretches of all but the short one are of a thousand words.
    const { videos, raws, point } = measuredAgain(1_000)
    for (const [video, { voice, scores }] of videos.slice(0, 4).entries()) {
      const others = raws.filter((_, other) => other !== video)
      const surplus = surplusOf(point.usual, cohort.standing(voice, 1_000), others)
      const known = [{ words: 1_000, surplus }]
      const own = scores.map(score => cohort.logOdds(voice, score, 1_000, known) / Math.LN10)
      expect(ownScores[video]).toBeCloseTo(median(own), 6)
    }
  })

  test('of one video knows nothing of it', () => {
    expect(voiceModel(cohort, talks.slice(0, 1)).model.bands).toEqual([])
  })
})

describe('a calibration', () => {
  const voice = cohort.ratesOf(model.heard!, model.words, model.videos)

  test('asks more of a text the higher the voice’s own videos score, at the length where that is known', () => {
    const plain = cohort.calibrationOf(voice)
    const higher = cohort.calibrationOf(voice, [{ words: 500, surplus: 10 }])
    for (const [at, { words, surplus }] of cohort.data.calibration.voice.entries()) {
      expect(surplus).toBeLessThan(0)
      const moved = higher[at]!.offset - plain[at]!.offset
      expect(moved).toBeCloseTo(words === 500 ? 10 * surplus : 0, 9)
    }
  })

  test('of the meter is the model’s, and a model without the number is taken for usual', () => {
    const text = normalWords(speech('learned', unspoken, 700, 12))
    const said = speech('learned', unspoken, 700, 12).slice(0, text[499]!.end)
    const read = (surplus: number | undefined) => {
      const bands = model.bands.map(band => ({ ...band, surplus }))
      return openMeter({ ...model, bands }, cohort, { language: 'en', languageOf: () => 'en' }).read(said)
    }
    const point = cohort.data.calibration.voice.find(({ words }) => words === 500)!
    expect(read(0)).toEqual(read(undefined))
    const [usual, higher] = [read(0), read(8)]
    expect(usual.words).toBe(500)
    expect(higher.total).toBe(usual.total)
    expect((higher.score! - usual.score!) * Math.LN10).toBeCloseTo(8 * point.surplus, 9)
    // Passages are of other lengths, each of which has its number.
    for (const [at, passage] of higher.passages.entries())
      expect(passage.score).toBeLessThan(usual.passages[at]!.score)
  })
})
