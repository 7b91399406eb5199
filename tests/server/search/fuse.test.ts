import { expect, it } from 'vitest'
import { fuse, fusedScores } from '../../../server/search/fuse.ts'

it('puts what two lists find before what one finds first', () => {
  expect(
    fuse([
      ['a', 'b', 'c'],
      ['d', 'b'],
    ]),
  ).toEqual(['b', 'a', 'd', 'c'])
})

it('sums 1 / (60 + rank), from 1', () => {
  const scores = fusedScores([[7, 8], [8]])
  expect(scores.get(7)).toBeCloseTo(1 / 61)
  expect(scores.get(8)).toBeCloseTo(1 / 62 + 1 / 61)
})

it('keeps the order of one list, and lets the earlier list decide between equals', () => {
  expect(fuse([['c', 'a', 'b']])).toEqual(['c', 'a', 'b'])
  expect(fuse([['a'], ['b'], ['c']])).toEqual(['a', 'b', 'c'])
})

it('counts a key that a list repeats once, where it stands first', () => {
  expect(fusedScores([['a', 'a', 'b']]).get('a')).toBeCloseTo(1 / 61)
  expect(fusedScores([['a', 'a', 'b']]).get('b')).toBeCloseTo(1 / 62)
})

it('makes nothing of nothing', () => {
  expect(fuse([])).toEqual([])
  expect(fuse([[], []])).toEqual([])
})
