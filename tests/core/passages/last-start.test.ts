import { describe, expect, it } from 'vitest'
import { lastStart } from '../../../core/passages/last-start.ts'

describe('the stretch that holds a place', () => {
  it.each([
    ['at its beginning', [0, 10, 20], 10, 1],
    ['inside it', [0, 10, 20], 19, 1],
    ['at the very beginning', [0, 10, 20], 0, 0],
    ['behind the last beginning', [0, 10, 20], 1_000, 2],
    ['before the first one, where none is better', [5, 10, 20], 4, 0],
    ['the last of those that begin there: the others are empty', [0, 10, 10, 10, 20], 10, 3],
    ['one alone', [0], 7, 0],
    ['none', [], 7, 0],
  ])('%s', (_, starts, at, found) => {
    expect(lastStart(starts, at)).toBe(found)
  })

  it('is the one that looking at each of them finds', () => {
    for (let length = 1; length <= 9; length++) {
      const starts = Array.from({ length }, (_, ord) => Math.floor((ord * ord) / 3))
      for (let at = 0; at <= starts.at(-1)! + 1; at++)
        expect(lastStart(starts, at), `${at} in ${starts}`).toBe(starts.findLastIndex(start => start <= at))
    }
  })
})
