import { describe, expect, it } from 'vitest'
import { type PostingRow, rank, type ScopedChunk, type Term } from '../../../server/search/rank.ts'
import { seededRandom } from '../../support/random.ts'

type Said = { often: number; long: number }

/** The postings of one lexeme in a chunk, by place. */
function row(chunk: number, lexeme: string, said: Record<number, Said>): PostingRow {
  const places = Object.entries(said)
  const postings = Buffer.alloc(places.length * 4)
  for (const [at, [place, { often, long }]] of places.entries())
    postings.writeUInt32BE(((Number(place) << 20) | (often << 14) | long) >>> 0, at * 4)
  return { chunk, lexeme, passages: places.length, postings }
}
const chunk = (number: number, passages: number, words: number, configuration = 'english'): ScopedChunk => ({
  chunk: number,
  configuration,
  passages,
  words,
})
const term = (lexemes: Record<string, string | null>, required = false): Term => ({
  lexemes: new Map(Object.entries(lexemes)),
  required,
})
const bm25 = (df: number, n: number, often: number, long: number, mean: number) =>
  (Math.log(1 + (n - df + 0.5) / (df + 0.5)) * often * 2.2) / (often + 1.2 * (0.25 + (0.75 * long) / mean))

describe('rank', () => {
  it('scores by BM25 over all chunks of the scope', () => {
    const scores = rank(
      [chunk(3, 100, 4_000), chunk(9, 50, 2_000)],
      [term({ english: 'moon' }), term({ english: 'tide' })],
      [
        row(3, 'moon', { 0: { often: 2, long: 30 }, 4095: { often: 1, long: 60 } }),
        row(9, 'moon', { 7: { often: 1, long: 40 } }),
        row(9, 'tide', { 7: { often: 5, long: 40 } }),
      ],
    )
    const best = scores.best(10)
    expect(best.map(({ no }) => no)).toEqual([9 * 4096 + 7, 3 * 4096, 3 * 4096 + 4095])
    expect(best[0]!.score).toBeCloseTo(bm25(3, 150, 1, 40, 40) + bm25(1, 150, 5, 40, 40), 4)
    expect(best[1]!.score).toBeCloseTo(bm25(3, 150, 2, 30, 40), 4)
    expect(best[2]!.score).toBeCloseTo(bm25(3, 150, 1, 60, 40), 4)
  })

  it('counts a lexeme only in the chunks whose language has it', () => {
    const scores = rank(
      [chunk(0, 10, 100, 'german'), chunk(1, 10, 100, 'english')],
      [term({ german: 'haus', english: 'hous' })],
      [
        row(0, 'haus', { 1: { often: 1, long: 10 } }),
        row(1, 'haus', { 2: { often: 1, long: 10 } }),
        row(1, 'hous', { 3: { often: 1, long: 10 } }),
      ],
    )
    expect(scores.best(10).map(({ no }) => no)).toEqual([1, 4096 + 3])
    expect(scores.best(1)[0]!.score).toBeCloseTo(bm25(2, 20, 1, 10, 10), 4)
  })

  it('holds a stop word of one language for as common as its passages', () => {
    const scores = rank(
      [chunk(0, 30, 300, 'german'), chunk(1, 10, 100, 'english')],
      [term({ english: 'die' })],
      [row(1, 'die', { 0: { often: 1, long: 10 } })],
    )
    expect(scores.best(1)[0]!.score).toBeCloseTo(bm25(31, 40, 1, 10, 10), 4)
  })

  it('leaves out what lacks a required term that its language knows', () => {
    const rows = [
      row(0, 'sea', { 0: { often: 1, long: 10 }, 1: { often: 1, long: 10 } }),
      row(0, 'level', { 0: { often: 1, long: 10 }, 2: { often: 1, long: 10 } }),
      row(1, 'sea', { 5: { often: 1, long: 10 } }),
    ]
    const terms = [term({ english: 'sea', german: 'sea' }, true), term({ english: 'level' }, true)]
    const scores = rank([chunk(0, 10, 100), chunk(1, 10, 100, 'german')], terms, rows)
    expect(scores.best(10).map(({ no }) => no)).toEqual([0, 4096 + 5])
  })

  it('gives the same first ones however many are asked for, and those of a set alone', () => {
    const random = seededRandom(1)
    const said = Object.fromEntries(
      Array.from({ length: 4096 }, (_, place) => [
        place,
        { often: 1 + Math.floor(random() * 9), long: 10 + Math.floor(random() * 5) },
      ]),
    )
    const scores = rank([chunk(0, 4096, 50_000)], [term({ english: 'a' })], [row(0, 'a', said)])
    const all = scores.best(5_000)
    expect(all).toHaveLength(4096)
    for (const [place, { no, score }] of all.slice(1).entries())
      expect(score < all[place]!.score || (score === all[place]!.score && no > all[place]!.no)).toBe(true)
    const worst = new Set(all.slice(-3).map(({ no }) => no))
    expect(scores.within(worst).best(10)).toEqual(all.slice(-3))
    expect(scores.within(new Set([4096 * 7])).best(10)).toEqual([])
    for (const count of [1, 2, 7, 100])
      expect(scores.best(count).map(({ score }) => score)).toEqual(
        all.slice(0, count).map(({ score }) => score),
      )
  })
})
