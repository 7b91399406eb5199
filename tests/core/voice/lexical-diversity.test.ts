import { describe, expect, it } from 'vitest'
import { hapaxShare, hdd, mattr, mtld, windowShares } from '../../../core/voice/lexical-diversity.ts'

/** Which word stands where, as numbers by first appearance, in the 57 words on which LexicalRichness states its figures. */
const readme =
  `0 1 2 3 4 5 6 7 8 9 1 10 11 12 13 14 15 16 13 17 18 19 20 21 22 11 23 19 24 25 26 13 18 27 28 29 30 31 32 33
  22 34 32 35 36 37 13 29 18 12 7 38 1 34 34 32 35`.split(/\s+/)
/** Of the first sentence of its tests. */
const s1 = '0 1 2 3 1 4 5 6 1 7'.split(' ')

describe('the diversity of words', () => {
  it('is what LexicalRichness says of its own example', () => {
    expect(readme).toHaveLength(57)
    expect(new Set(readme).size).toBe(39)
    expect(mtld(readme)).toBeCloseTo(46.79226361031519, 12)
    expect(hdd(readme)).toBeCloseTo(0.7468703323966486, 12)
    expect(mattr(readme, 25)).toBeCloseTo(0.8351515151515151, 12)
  })

  it('is what its tests expect of a sentence', () => {
    expect(mtld(s1)).toBeCloseTo(14, 12)
    expect(hdd(s1, 5)).toBeCloseTo(0.8833333, 7)
  })

  it('is not made up where there are too few words', () => {
    expect(mtld([])).toBe(0)
    expect(mtld(['a', 'b', 'c'])).toBe(3)
    expect(hdd(s1)).toBeNull()
    expect(mattr(s1)).toBeNull()
    expect(hapaxShare(readme)).toBeNull()
  })

  it('is least where one word is said again and again', () => {
    const again = Array.from({ length: 600 }, () => 'again')
    expect(mtld(again)).toBeCloseTo(2, 12)
    expect(hdd(again)).toBeCloseTo(1 / 42, 12)
    expect(mattr(again)).toBeCloseTo(1 / 50, 12)
    expect(hapaxShare(again)).toBe(0)
  })

  it('counts what is said once in each stretch of 500, so that length does not matter', () => {
    const stretch = Array.from({ length: 500 }, (_, at) => (at < 100 ? `once${at}` : `often${at % 7}`))
    expect(hapaxShare(stretch)).toBeCloseTo(0.2, 12)
    expect(hapaxShare([...stretch, ...stretch, ...stretch.slice(0, 400)])).toBeCloseTo(0.2, 12)
  })

  it('slides a window one word at a time', () => {
    expect(windowShares(['a', 'b', 'a', 'a', 'c'], 3)).toEqual([2 / 3, 2 / 3, 2 / 3])
  })
})
