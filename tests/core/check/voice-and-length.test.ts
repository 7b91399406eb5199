import { describe, expect, test } from 'vitest'
import { spokenText } from '../../../core/check/spoken-text.ts'
import type { CheckFinding } from '../../../core/contract/check.ts'
import type { Outline } from '../../../core/contract/decision.ts'
import type { MeterReading, PassageReading } from '../../../core/voice/reading.ts'
import { scriptOf } from '../../support/script.ts'
import { check, pace, words } from './material.ts'

const hows = (finding: CheckFinding | undefined) => finding?.mends.map(({ how }) => how)

describe('a passage that does not sound like the creator', () => {
  const beats = [
    { title: 'One', says: [{ text: words(60) }, { text: words(60) }] },
    { title: 'Two', says: [{ text: words(120) }] },
  ]
  const spoken = spokenText(scriptOf(beats))
  const passage = (over: Partial<PassageReading>): PassageReading => ({
    ...{ start: 0, end: 10, words: 120, score: 0, strength: 'yours' as const },
    ...over,
  })
  const reading = (passages: PassageReading[], apart: MeterReading['apart'] = null) =>
    ({ state: 'judged', says: '', passages, apart, copied: [] }) as unknown as MeterReading
  const lenient = { ...pace, breathWords: 1_000 }

  test('is found with all of its sentences, and rewritten beat by beat', () => {
    const whole = passage({ end: spoken.text.length, strength: 'strongly not yours' })
    const [found, ...rest] = check(beats, { read: { spoken, reading: reading([whole]) }, pace: lenient })
    expect(rest).toEqual([])
    expect(found!.sentenceIds).toEqual(['s-0-0', 's-0-1', 's-1-0'])
    expect(found!.why).toContain('clearly do not sound like you')
    expect(found!.mends.map(each => each.sentenceIds)).toEqual([['s-0-0', 's-0-1'], ['s-1-0']])
  })
  test('is none where the meter cannot tell; a stretch that stands apart is told as that', () => {
    const stretch = { start: 20, end: 30, before: 10, words: 60 }
    const told = reading([passage({ strength: 'unclear' })], stretch)
    const found = check(beats, { read: { spoken, reading: told }, pace: lenient })
    expect(found.map(each => each.why)).toEqual([
      'These 60 words go least with the rest of the script and with your videos.',
    ])
    expect(found[0]!.sentenceIds).toEqual(['s-0-0'])
  })
  test('that stands apart too is told once', () => {
    const whole = passage({ end: spoken.text.length, strength: 'not yours' })
    const told = reading([whole], { start: 20, end: 30, before: 10, words: 60 })
    const found = check(beats, { read: { spoken, reading: told }, pace: lenient })
    expect(found.map(each => each.why)).toEqual([expect.stringContaining('do not sound like you')])
  })
  test('never is a sponsor read, which the creator speaks in another voice', () => {
    expect(spokenText(scriptOf([{ title: 'Ad', kind: 'sponsor', says: [{ text: 'Buy.' }] }])).text).toBe('')
  })
})

describe('the length', () => {
  // 150 words a minute: 300 words are two minutes.
  const beats = (...counts: number[]) =>
    counts.map((count, n) => ({
      title: `${n}`,
      seconds: 30,
      says: [{ text: words(count).replace(/ /g, ', ') }],
    }))
  test('beyond the target by more than a tenth offers the beats that run furthest over', () => {
    const found = check(beats(50, 300, 100), { targetSeconds: 120 })
    expect(found).toMatchObject([
      { kind: 'too_long', why: 'It runs about 3:00, and 2:00 is the target: some 1:00 too long.' },
    ])
    expect(found[0]!.mends.map(({ how, sentenceIds }) => [how, sentenceIds[0]])).toEqual([
      ['shorter', 's-1-0'],
      ['shorter', 's-2-0'],
      ['shorter', 's-0-0'],
      ['take_length', undefined],
    ])
    expect(check(beats(300), { targetSeconds: 125 })).toEqual([])
  })
  test('under it says how much is missing; nothing written and nothing planned are no finding', () => {
    expect(check(beats(150), { targetSeconds: 180 })).toMatchObject([
      { kind: 'too_short', why: expect.stringContaining('2:00') },
    ])
    expect(check(beats(), { targetSeconds: 180 })).toEqual([])
    expect(check(beats(3_000), { targetSeconds: 0 })).toEqual([])
  })
  test('of ten hours is told like any other', () => {
    expect(check(beats(150), { targetSeconds: 36_000 })[0]!.why).toContain('10:00:00 is the target')
  })
  test('of a breath is by the creator’s own', () => {
    const [found] = check([
      { title: 'One', says: [{ text: words(21) }, { text: `${words(15)}, ${words(15)}` }] },
    ])
    expect(found).toMatchObject({
      kind: 'breath',
      sentenceIds: ['s-0-0'],
      why: expect.stringContaining('21 words'),
    })
    expect(hows(found)).toEqual(['clearer', 'shorter'])
  })
})

describe('a sponsor', () => {
  const beat = { title: 'x', purpose: '', seconds: 0, evidence: [] }
  const outline: Outline = {
    title: 'o',
    beats: [
      { ...beat, kind: 'hook' },
      { ...beat, kind: 'sponsor' },
    ],
  }
  const hook = { title: 'Hook', kind: 'hook' as const, says: [{ text: 'Look.' }] }
  test('that was planned and has no place, or nothing said in it, is missing', () => {
    expect(hows(check([hook], { outline })[0])).toEqual(['add_sponsor'])
    const empty = { title: 'Ad', kind: 'sponsor' as const, says: [{ text: ' ' }] }
    expect(hows(check([hook, empty], { outline })[0])).toEqual(['write_on', 'drop_sponsor'])
  })
  test('that has words, or was never planned, is not', () => {
    const said = { title: 'Ad', kind: 'sponsor' as const, says: [{ text: 'Thanks to them.' }] }
    expect(check([hook, said], { outline })).toEqual([])
    expect(check([hook], { outline: { ...outline, beats: [outline.beats[0]!] } })).toEqual([])
  })
})
