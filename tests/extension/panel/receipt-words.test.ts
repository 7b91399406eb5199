import { expect, it } from 'vitest'
import {
  comparedWords,
  hoursWords,
  minutesOf,
  timeWords,
} from '../../../extension/panel/receipt/receipt-words.ts'

it('says times as one would', () => {
  expect([0, 1, 29_000, 90_000, 3_600_000, 23_400_000].map(timeWords)).toEqual([
    'none',
    'under a minute',
    'under a minute',
    '2 min',
    '1 h',
    '6 h 30 min',
  ])
})
it('reads hours as they are typed', () => {
  expect(['4', ' 4.5 ', '4,25 h', '', '0.1', '2 hours'].map(minutesOf)).toEqual([240, 270, 255, 0, 6, 120])
  expect(['long', '-1', '4.5.1', '1e3', '99999'].map(minutesOf)).toEqual([null, null, null, null, null])
  expect(hoursWords(270)).toBe('4.5')
  expect(minutesOf(hoursWords(100))).toBe(100)
})
it('says more as plainly as less', () => {
  const of = (lessPercent: number) =>
    comparedWords({ spentMs: 1_440_000, baselineMs: 23_400_000, lessPercent })
  expect(of(93)).toBe(
    '24 min of yours so far, waiting included. Your last video took 6 h 30 min, as you say: this is 93% less so far.',
  )
  expect(of(0)).toContain('as much')
  expect(of(-20)).toContain('20% more')
})
