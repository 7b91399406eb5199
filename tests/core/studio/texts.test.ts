import { describe, expect, it } from 'vitest'
import { fittedDescription } from '../../../core/studio/description.ts'
import { beginningOf, bytesOf } from '../../../core/studio/limits.ts'
import { addedTags, cleanTag, tagsLength, tagsOf } from '../../../core/studio/tags.ts'
import { fittedTitle } from '../../../core/studio/title.ts'

describe('a title', () => {
  it('stays as it is where YouTube takes it', () => {
    expect(fittedTitle('  Why tides\nrun   late ')).toEqual({ text: 'Why tides run late', cut: '' })
  })
  it('loses angles, and what is over 100 characters at the end of a word', () => {
    const long = `<b>Tides</b> ${'and the moon '.repeat(10)}`
    const { text, cut } = fittedTitle(long)
    expect(text.length).toBeLessThanOrEqual(100)
    expect(text).not.toMatch(/[<>]/)
    expect(`${text} ${cut}`).toBe(long.replace(/[<>]/g, '').replace(/\s+/g, ' ').trim())
  })
  it('cuts a word that is longer, but never within a letter', () => {
    const family = '👩‍👩‍👧'
    const { text } = fittedTitle(family.repeat(20))
    expect(text).toBe(family.repeat(Math.floor(100 / family.length)))
  })
})

describe('a description', () => {
  const parts = {
    own: 'What the gauges miss.',
    chapters: '0:00 Rain\n1:10 Gauges\n4:00 Streets',
    sources: ['Gauge manual: https://a.example/', 'Flood report'],
    below: '',
  }
  const nothingLeft = { own: '', chapters: false, sources: 0 }

  it('is the own text, the chapters, the sources, then what was there', () => {
    expect(fittedDescription(parts)).toEqual({
      text: 'What the gauges miss.\n\n0:00 Rain\n1:10 Gauges\n4:00 Streets\n\nSources:\nGauge manual: https://a.example/\nFlood report',
      left: nothingLeft,
    })
    const below = '  My links <3\n\nhttps://me.example  '
    const { text } = fittedDescription({ ...parts, below })
    expect(text.endsWith(`Flood report\n\n${below}`)).toBe(true)
  })
  it('has no heading for sources that there are not, and no gap for parts that are empty', () => {
    expect(fittedDescription({ own: '', chapters: '', sources: [' '], below: '' })).toEqual({
      text: '',
      left: nothingLeft,
    })
    expect(fittedDescription({ ...parts, own: '', sources: [] }).text).toBe(parts.chapters)
  })
  it('leaves out sources from the last on, and says how many', () => {
    const sources = Array.from({ length: 200 }, (_, at) => `Source number ${at}: https://a.example/${at}`)
    const { text, left } = fittedDescription({ ...parts, sources })
    expect(bytesOf(text)).toBeLessThanOrEqual(5_000)
    expect(text.split('\n').at(-1)).toBe(sources[199 - left.sources])
    expect(left).toMatchObject({ own: '', chapters: false })
    expect(left.sources).toBeGreaterThan(50)
  })
  it('counts bytes, as YouTube does', () => {
    const { text, left } = fittedDescription({ ...parts, own: 'ü'.repeat(2_600), chapters: '', sources: [] })
    expect(text).toBe('ü'.repeat(2_500))
    expect(left.own).toBe('ü'.repeat(100))
  })
  it('gives up sources, then chapters, then the end of the own text, never what was there', () => {
    const below = 'x'.repeat(4_960)
    expect(fittedDescription({ ...parts, below })).toMatchObject({
      text: `What the gauges miss.\n\n${'x'.repeat(4_960)}`,
      left: { own: '', chapters: true, sources: 2 },
    })
    const full = 'x'.repeat(5_000)
    expect(fittedDescription({ ...parts, below: full })).toEqual({
      text: full,
      left: { own: parts.own, chapters: true, sources: 2 },
    })
  })
})

describe('tags', () => {
  it('are the names of the matter, each once, without what would break them', () => {
    expect(
      tagsOf([
        'Tides: why they run late',
        'tides',
        'The moon, the sun',
        '#gauges',
        '<b>',
        'a',
        'x'.repeat(61),
      ]),
    ).toEqual(['Tides', 'why they run late', 'The moon the sun', 'gauges'])
    expect(tagsOf(['one two three four five six seven'])).toEqual([])
    expect(cleanTag('“Tides,  late”!')).toBe('Tides late')
  })
  it('are counted as YouTube does, with quotation marks around those with a space', () => {
    expect(tagsLength([])).toBe(0)
    expect(tagsLength(['moon', 'high tide'])).toBe(4 + 1 + 11)
  })
  it('come beside those that are there, and say which did not fit', () => {
    expect(addedTags(['Moon'], ['moon', 'tides', 'Tides'])).toEqual({ tags: ['Moon', 'tides'], left: [] })
    const there = ['x'.repeat(495)]
    expect(addedTags(there, ['tides', 'sea'])).toEqual({ tags: [...there, 'sea'], left: ['tides'] })
  })
})

it('takes the longest beginning that fits', () => {
  const fits = (text: string) => text.length <= 10
  expect(beginningOf('short', fits)).toBe('short')
  expect(beginningOf('seventeen letters', fits)).toBe('seventeen')
  expect(beginningOf('a bcdefghijklmnop', fits)).toBe('a bcdefghi')
  expect(beginningOf('abc', () => false)).toBe('')
})
