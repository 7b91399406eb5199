import { describe, expect, it } from 'vitest'
import { g2, logOdds, logRatio } from '../../../core/voice/keyness.ts'

/** Creators of the reference run: the phrase, its counts, and the words of the creator and of the 17 others. */
const reference = [
  ['i feel like', { count: 68, others: 63, words: 61_021, othersWords: 1_104_032 }, 16.3, 226.5],
  ['go ahead and', { count: 110, others: 80, words: 90_879, othersWords: 1_074_174 }, 18.5, 315.6],
  ['as you can see', { count: 51, others: 34, words: 90_879, othersWords: 1_074_174 }, 12.6, 151.3],
  ['if we look at', { count: 120, others: 11, words: 62_117, othersWords: 1_102_936 }, 16.7, 629.3],
  ['you know', { count: 349, others: 1_042, words: 63_550, othersWords: 1_101_503 }, 27.0, 580.1],
] as const

describe('keyness', () => {
  it.each(reference)('of “%s” is that of the reference run', (_, counts, z, likelihood) => {
    expect(logOdds(counts).z).toBeCloseTo(z, 1)
    expect(Math.abs(g2(counts) - likelihood)).toBeLessThan(0.2)
  })

  it('is nothing where both say it as often', () => {
    const same = { count: 5, others: 50, words: 1_000, othersWords: 10_000 }
    expect(g2(same)).toBeCloseTo(0, 12)
    expect(logRatio(same)).toBeCloseTo(0, 12)
    expect(logOdds(same, { all: 0, this: 0 }).z).toBeCloseTo(0, 12)
  })

  it('takes a flat prior: 20 in 100 against 10 in 100 with 0.1 and 1', () => {
    const counts = { count: 20, others: 10, words: 100, othersWords: 100 }
    const { delta, z } = logOdds(counts, { all: 1, this: 0.1 })
    expect(delta).toBeCloseTo(Math.log(20.1 / 80.9) - Math.log(10.1 / 90.9), 12)
    expect(z).toBeCloseTo(delta / Math.sqrt(1 / 20.1 + 1 / 10.1), 12)
  })

  it('has a ratio for what others never say', () => {
    expect(logRatio({ count: 4, others: 0, words: 1_000, othersWords: 1_000 })).toBe(3)
    expect(g2({ count: 4, others: 0, words: 1_000, othersWords: 1_000 })).toBeCloseTo(8 * Math.log(2), 12)
  })

  it('is negative for what the creator says less', () => {
    const rare = { count: 1, others: 500, words: 10_000, othersWords: 10_000 }
    expect(logOdds(rare).z).toBeLessThan(-5)
    expect(logRatio(rare)).toBeLessThan(-8)
  })
})
