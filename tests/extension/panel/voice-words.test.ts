import { describe, expect, test } from 'vitest'
import { traitKinds } from '../../../core/voice/traits.ts'
import { readinessWords, sampleWords } from '../../../extension/panel/voice/readiness-words.ts'
import { sentenceForms } from '../../../extension/panel/voice/sentence-forms.ts'
import { tell, weight } from '../../../extension/panel/voice/set-apart.ts'
import {
  distance,
  figure,
  middle,
  standing,
  traitSentence,
} from '../../../extension/panel/voice/trait-words.ts'
import { sampleProfile } from './voice-samples.ts'

const { traits } = sampleProfile()
const traitOf = (id: string, over: Partial<(typeof traits)[number]> = {}) => ({
  ...traits.find(trait => trait.id === id)!,
  ...over,
})

describe('a trait’s sentence', () => {
  test('says a rate beside the middle of the others', () => {
    expect(traitSentence(traitOf('so', { value: 2.1, others: [0.5, 0.9, 1.4] }))).toBe(
      'You say “so” 2.1 times per 100 words; others 0.9.',
    )
  })
  test('says a share as a natural frequency where tenths tell both apart, else in per cent', () => {
    const begins = (value: number, other: number) =>
      traitSentence(traitOf('opens-so', { value, others: [other] }))
    expect(begins(0.31, 0.12)).toBe('3 in 10 of your sentences begin with “so”; others 1.')
    expect(begins(0.31, 0.28)).toBe('31% of your sentences begin with “so”; others 28%.')
    expect(begins(0.31, 0.01)).toBe('31% of your sentences begin with “so”; others 1%.')
    expect(begins(0.04, 0.2)).toBe('4% of your sentences begin with “so”; others 20%.')
    expect(begins(1, 0.2)).toBe('100% of your sentences begin with “so”; others 20%.')
  })
  test('says nothing of others where there are none', () => {
    expect(traitSentence(traitOf('local-pace', { value: 191.4, others: null }))).toBe(
      'You speak 191 words a minute.',
    )
    expect(traitSentence(traitOf('local-pace', { value: 191.4, others: [] }))).not.toMatch(/others/)
  })
  test('counts different words out of the words that the measure looks at', () => {
    expect(traitSentence(traitOf('mattr', { value: 0.8, others: [0.76] }))).toBe(
      'Of 50 words in a row 40 of yours are different; of others’ 38.',
    )
  })
  test('falls back on the label of a trait that nobody wrote a sentence for', () => {
    const fresh = { id: 'of-next-year', value: 3.25, others: [2] }
    expect(traitSentence({ ...fresh, label: 'How long you hum', unit: 'seconds' })).toBe(
      'How long you hum: 3.25 seconds; others 2.',
    )
    expect(traitSentence({ ...fresh, label: 'You hum: “mm”', unit: 'per 100 words' })).toBe(
      'You hum: “mm”, 3.25 times per 100 words; others 2.',
    )
  })
  test('is written for traits that there are', () => {
    expect(Object.keys(sentenceForms).filter(id => !traitKinds[id])).toEqual([])
  })
  test('never shows what is no number', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(traitSentence(traitOf('so', { value }))).toContain('–')
  })
})

describe('figures', () => {
  test('have the digits that their size deserves', () => {
    expect(figure(191.37, 'words per minute')).toBe('191')
    expect(figure(13.42, 'words')).toBe('13.4')
    expect(figure(0.618, 'per 100 words')).toBe('0.62')
    expect(figure(0.8423, 'score')).toBe('0.842')
    expect(figure(0.031, 'share')).toBe('3.1%')
    expect(figure(0.318, 'share')).toBe('32%')
  })
  test('know the middle of even and odd counts, and of none', () => {
    expect([middle([1, 2, 9]), middle([1, 3]), middle([])]).toEqual([2, 2, null])
  })
  test('say where they stand among others', () => {
    expect(standing({ value: 5, others: [1, 2, 3] })).toBe('more than all 3 others')
    expect(standing({ value: 0, others: [1, 2, 3] })).toBe('less than all 3 others')
    expect(standing({ value: 2.5, others: [1, 2, 3] })).toBe('more than 2 of 3 others')
    expect(standing({ value: 1.5, others: [1, 2, 3] })).toBe('less than 2 of 3 others')
    expect(standing({ value: 1.5, others: null })).toBeNull()
    expect([distance(-2.4), distance(1.2), distance(0.3), distance(null)]).toEqual([
      'far from others',
      'apart from others',
      'near others',
      null,
    ])
  })
})

describe('what is told first', () => {
  test('is what lies farthest from others, two of a kind at most, with the rest by group', () => {
    const { first, rest } = tell(traits, [])
    expect(first).toHaveLength(6)
    expect(first.map(weight)).toEqual(first.map(weight).toSorted((a, b) => b - a))
    for (const { group } of first)
      expect(first.filter(trait => trait.group === group).length).toBeLessThanOrEqual(2)
    expect(first.length + rest.flatMap(({ traits }) => traits).length).toBe(traits.length)
  })
  test('counts a distance less that was seen in few videos', () => {
    const sample = (videos: number) => ({ z: 2, sample: { videos, words: 1_000 } })
    expect(weight(sample(1))).toBeLessThan(weight(sample(20)) / 2)
    expect(weight({ ...sample(20), z: Number.NaN })).toBe(0)
  })
  test('leaves out what the creator muted and keeps it at hand', () => {
    const loudest = tell(traits, []).first[0]!
    const muted = tell(traits, [{ id: loudest.id, value: null, note: null, locked: false, muted: true }])
    expect(muted.first).not.toContain(loudest)
    expect(muted.muted).toEqual([loudest])
  })
  test('is what is steadiest where there are no others to compare with', () => {
    const alone = traits.map(trait => ({ ...trait, others: null, z: null }))
    const { first } = tell(alone, [])
    const swing = ({ spread, value }: (typeof traits)[number]) => spread.sd / Math.abs(value)
    expect(first.length).toBeGreaterThan(3)
    expect(swing(first[0]!)).toBeLessThan(0.1)
  })
})

describe('readiness', () => {
  test('says what is missing to the next step', () => {
    expect(readinessWords('too_little', 0).says).toContain('3 more videos')
    expect(readinessWords('too_little', 2).says).toContain('1 more video of')
    expect(readinessWords('provisional', 3).says).toContain('2 more videos')
    expect(readinessWords('ready', 24).mark).toBe('Ready')
  })
  test('counts videos, words and years', () => {
    expect(sampleWords(sampleProfile())).toBe('24 videos · 40,320 words · 2022–2026')
    expect(sampleWords({ videos: [], words: 1 })).toBe('0 videos · 1 word')
  })
})
