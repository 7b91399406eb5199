import { expect, test } from 'vitest'
import type { Transcript } from '../../../core/contract/transcript.ts'
import { compareWording } from '../../../core/transcript/wording.ts'

const of = (...lines: string[]): Transcript => ({
  language: null,
  kind: 'unknown',
  segments: lines.map((text, at) => ({ startMs: at, endMs: at, text })),
})
const heard = of('so the first review matters more', 'than the fifth and that is the point')

test.each([
  [
    'cut into other lines',
    of('so the first review', 'matters more than the fifth and that is the point'),
    'same',
  ],
  [
    'written by a person',
    of('So, the first review matters more than the fifth.', 'And that is the point!'),
    'wording',
  ],
  [
    'in another language',
    of('Die erste Wiederholung zählt also mehr als die fünfte,', 'und darauf kommt es an.'),
    'unlike',
  ],
])('captions %s are told from those that were heard', (_, other, expected) => {
  expect(compareWording(heard, other)).toBe(expected)
})

test('captions without spaces between words are compared by what they say', () => {
  expect(compareWording(of('最初の復習がいちばん大事です'), of('最初の復習が、', '一番大事です。'))).toBe(
    'wording',
  )
})
