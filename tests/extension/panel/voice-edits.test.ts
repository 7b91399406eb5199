import { describe, expect, test } from 'vitest'
import type { VoiceEdit, VoiceVersion } from '../../../core/contract/voice.ts'
import { compareVersions, isSame } from '../../../extension/panel/voice/compare-versions.ts'
import {
  editOf,
  editSays,
  figureIn,
  figureWritten,
  measuredWritten,
  ownFigure,
  withEdit,
} from '../../../extension/panel/voice/edits.ts'
import { sampleProfile, sampleVersion } from './voice-samples.ts'

const edit = (over: Partial<VoiceEdit> = {}): VoiceEdit => ({
  id: 'so',
  value: null,
  note: null,
  locked: false,
  muted: false,
  ...over,
})

describe('an edit', () => {
  test('changes its own and leaves the others as they are', () => {
    const before = [edit({ id: 'so', locked: true }), edit({ id: 'you', note: 'hm' })]
    expect(withEdit(before, 'so', { value: 1.5 })).toEqual([
      edit({ id: 'so', locked: true, value: 1.5 }),
      edit({ id: 'you', note: 'hm' }),
    ])
    expect(withEdit(before, 'new', { muted: true })).toEqual([...before, edit({ id: 'new', muted: true })])
  })
  test('that says nothing any more is gone', () => {
    expect(withEdit([edit({ muted: true })], 'so', { muted: false })).toEqual([])
  })
  test('is taken back by what was before', () => {
    const { id: _, ...before } = editOf([], 'so')
    expect(withEdit(withEdit([], 'so', { locked: true, value: 0 }), 'so', before)).toEqual([])
  })
  test('is told in words for the list of versions', () => {
    expect(editSays('You say “so”', edit(), edit({ locked: true }))).toBe('Locked: You say “so”')
    expect(editSays('Turns', edit(), edit({ value: 0.2, note: 'x' }), 'share')).toBe(
      'Set to 20%, Noted: Turns',
    )
    expect(editSays('Turns', edit({ value: 2 }), edit())).toBe('Back to the measured figure: Turns')
    const capped = { id: 'phrase:you know', locked: true }
    expect(editSays('“you know”', edit(capped), edit({ ...capped, value: 9.61 }))).toBe(
      'At most 9.61 per 1,000 words: “you know”',
    )
    expect(editSays('x'.repeat(400), edit(), edit({ muted: true })).length).toBeLessThanOrEqual(300)
  })
})

describe('an edit’s own figure', () => {
  test('is the most of a phrase, and of a trait what stands for the measured one', () => {
    expect(ownFigure('phrase:you know', 9.61)).toBe('At most 9.61 per 1,000 words')
    expect(ownFigure('questions', 0.8, 'per 100 words')).toBe('Your figure: 0.8 per 100 words')
    expect(ownFigure('opens-so', 0.31, 'share')).toBe('Your figure: 31%')
    expect(ownFigure('phrases', 2, 'score')).toBe('Your figure: 2')
  })
  test('stands first in the field with the digits that show everywhere else', () => {
    expect(measuredWritten(1.1723, 'per 100 words')).toBe('1.17')
    expect(measuredWritten(0.3141, 'share')).toBe('31')
    expect(measuredWritten(1776.4, 'words')).toBe('1776')
    expect(figureIn(measuredWritten(-0.1234, 'score'), 'score')).toBe(-0.123)
  })
})

describe('a figure that the creator wrote', () => {
  test('is read in the trait’s unit, with a comma too, and written back the same', () => {
    expect(figureIn('21 %', 'share')).toBe(0.21)
    expect(figureIn('2,1', 'per 100 words')).toBe(2.1)
    expect(figureIn('-0.2', 'score')).toBe(-0.2)
    expect(figureIn('0', 'per 100 words')).toBe(0)
    expect(figureIn(figureWritten(0.2134, 'share'), 'share')).toBeCloseTo(0.2134, 12)
  })
  test.each([
    ['', 'words'],
    ['many', 'words'],
    ['1e9', 'words'],
    ['Infinity', 'words'],
    ['-3', 'words'],
    ['101', 'share'],
    ['120', 'per 100 words'],
    ['0x10', 'words'],
  ] as const)('“%s” is none in %s', (written, unit) => expect(figureIn(written, unit)).toBeNull())
})

describe('two versions', () => {
  const older = sampleVersion({ version: 1 })
  const changed = (change: (version: VoiceVersion) => Partial<VoiceVersion>) =>
    sampleVersion({ version: 2, ...change(older) })
  const moved = (id: string, by: number) =>
    changed(({ profile }) => ({
      profile: {
        ...profile,
        traits: profile.traits.map(trait =>
          trait.id === id ? { ...trait, value: trait.value + by * trait.spread.sd } : trait,
        ),
      },
    }))

  test('that are alike differ in nothing', () => {
    const same = compareVersions(older, sampleVersion({ version: 2 }))
    expect(isSame(same)).toBe(true)
    expect(same.steady).toBe(older.profile.traits.length)
  })
  test('differ beyond noise only by more than their videos differ among themselves', () => {
    // 24 videos each: one standard error of the difference is sd · √(2/24) = 0.29 sd.
    expect(compareVersions(older, moved('so', 0.8)).traits).toEqual([])
    const [change] = compareVersions(older, moved('so', 1.2)).traits
    expect(change?.trait.id).toBe('so')
    expect(change?.strength).toBeCloseTo(1.2 / Math.sqrt(2 / 24), 6)
  })
  test('of one video each never differ beyond noise', () => {
    const one = (version: number, value: number) => {
      const profile = sampleProfile()
      const traits = [
        {
          ...profile.traits[0]!,
          value,
          spread: { sd: 0, p10: value, p90: value },
          sample: { videos: 1, words: 200 },
        },
      ]
      return sampleVersion({ version, profile: { ...profile, traits } })
    }
    expect(compareVersions(one(1, 1), one(2, 5)).traits).toEqual([])
  })
  test('tell the videos, phrases and edits that came and went', () => {
    const newer = changed(({ profile }) => ({
      edits: [edit({ muted: true })],
      profile: {
        ...profile,
        readiness: 'provisional',
        videos: profile.videos.slice(1),
        phrases: profile.phrases.filter(phrase => phrase.text !== 'you know'),
      },
    }))
    const change = compareVersions(older, newer)
    expect(change.videos).toEqual({ added: [], removed: [older.profile.videos[0]!.title] })
    expect(change.phrases.went).toEqual(['you know'])
    expect(change.readiness).toEqual({ before: 'ready', after: 'provisional' })
    expect(change.edits).toEqual([{ id: 'so', before: edit(), after: edit({ muted: true }) }])
    expect(isSame(change)).toBe(false)
  })
})
