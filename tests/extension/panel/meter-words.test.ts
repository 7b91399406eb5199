import { describe, expect, test } from 'vitest'
import {
  copyWords,
  headlineOf,
  languageWords,
  limitWords,
  longWords,
  mostlyCopied,
  profileWords,
  pullWords,
  shortWords,
  standWords,
} from '../../../extension/panel/meter/meter-words.ts'
import { copiedLine, fakeReading } from './fake-meter.ts'

const judged = fakeReading('The pipe was laid in 1931 and nobody looked. '.repeat(15))
const own = { p10: 2, p50: 3, p90: 4 }

describe('what the meter says', () => {
  test('of each strength is a phrase, never a number', () => {
    const titles = (['strongly yours', 'yours', 'unclear', 'not yours', 'strongly not yours'] as const).map(
      strength => headlineOf({ ...judged, strength }),
    )
    expect(titles.map(({ title }) => title)).toEqual([
      'Clearly your voice',
      'Your voice',
      'Cannot tell',
      'Not your voice',
      'Clearly not your voice',
    ])
    expect(titles.map(({ shape }) => shape)).toEqual(['yours', 'yours', 'unclear', 'not', 'not'])
    for (const { title } of titles) expect(title).not.toMatch(/[\d%]/)
  })

  test('of a short text, another language and a copy is no judgement', () => {
    expect(headlineOf(fakeReading('Okay so here it is.')).title).toBe('Too short to judge')
    expect(headlineOf(fakeReading('Das ist so und nicht anders gewesen.')).title).toBe('Another language')
    const copy = fakeReading(`${copiedLine}. `.repeat(6))
    expect(mostlyCopied(copy)).toBe(true)
    expect(headlineOf(copy).title).toBe('Copied from your videos')
    expect(copyWords(copy)).toMatch(/^132 of 132 words stand word for word/)
  })

  test('of a text with one copied line is a judgement, and the copy is told', () => {
    const partly = fakeReading(`${copiedLine}. ${'The pipe was laid in 1931 and nobody looked. '.repeat(15)}`)
    expect(mostlyCopied(partly)).toBe(false)
    expect(copyWords(partly)).toMatch(/^22 of 157 words/)
  })

  test('of a place is said beside the creator’s own band, its edges inside', () => {
    expect(standWords(1.9, own)).toMatch(/^Below the band/)
    expect(standWords(2, own)).toMatch(/lower half/)
    expect(standWords(3, own)).toMatch(/upper half/)
    expect(standWords(4, own)).toMatch(/upper half/)
    expect(standWords(4.1, own)).toMatch(/^Higher than nine in ten.*parody/)
  })

  test('never claims to find machines', () => {
    expect(limitWords).toMatch(/imitates you closely can stand inside your band/)
  })

  test('of a sentence is a pull, never a verdict', () => {
    expect([-0.9, -0.5, -0.2, 0, 0.2, 0.5, 0.9].map(pull => pullWords({ pull }))).toEqual([
      'Pulls strongly away from your voice',
      'Pulls away from your voice',
      'Pulls a little away from your voice',
      'Hardly pulls either way',
      'Pulls a little towards your voice',
      'Pulls towards your voice',
      'Pulls strongly towards your voice',
    ])
  })

  test('of too few words is how many are missing, and of too many how many may be', () => {
    expect(shortWords(99)).toMatch(/^1 word more/)
    expect(shortWords(30)).toMatch(/^70 words more/)
    expect(longWords(1_000_000)).toMatch(/^This is 1,000,000 words. The meter reads up to 20,000/)
    expect(longWords(1)).toMatch(/^This is far too long/)
  })

  test('of another language names both, and of a voice without a background says so', () => {
    expect(languageWords('de', 'en')).toMatch(/reads as German.*measured in English/)
    expect(languageWords('de', 'de')).toMatch(/measured in German, for which there are no other creators/)
    expect(languageWords(null, 'en-GB')).toMatch(/English/)
    expect(languageWords('<b>', 'en')).toContain('This reads as <b>')
  })

  test('of the profile is what makes it doubtful, and nothing of one that is ready', () => {
    expect(profileWords('ready', false, 24)).toBeNull()
    expect(profileWords('provisional', false, 4)).toMatch(/^Provisional: your voice is made of 4 videos/)
    expect(profileWords('too_little', false, 1)).toMatch(/made of 1 video: too little/)
    expect(profileWords('ready', true, 24)).toMatch(/changed since/)
    expect(profileWords('provisional', true, 3)).toMatch(/Provisional.*changed since/)
  })
})
