import { describe, expect, test } from 'vitest'
import { carried, linesOf, nextColoured, pullOf, sentenceAt } from '../../../extension/panel/meter/pull.ts'
import { seededRandom } from '../../support/random.ts'

const range = (start: number, end: number) => ({ start, end })
const sentence = (start: number, end: number, pull: number) => ({
  ...range(start, end),
  pull,
  words: 1,
  contribution: pull,
  reasons: [],
})

describe('the colour of a sentence', () => {
  test('has a way and three steps, and none where it hardly pulls', () => {
    expect([0, 0.1, -0.14, 0.15, 0.4, -0.4, -0.7, 1, -1].map(pull => pullOf(pull))).toEqual([
      { way: 'neither', step: 0 },
      { way: 'neither', step: 0 },
      { way: 'neither', step: 0 },
      { way: 'towards', step: 1 },
      { way: 'towards', step: 2 },
      { way: 'away', step: 2 },
      { way: 'away', step: 3 },
      { way: 'towards', step: 3 },
      { way: 'away', step: 3 },
    ])
    expect(pullOf(Number.NaN)).toEqual({ way: 'neither', step: 0 })
  })
})

describe('the lines behind a draft', () => {
  const drawn = (text: string, sentences = [range(0, 0)], copied = [range(0, 0)]) =>
    linesOf(text, sentences, copied).map(({ pieces }) =>
      pieces.map(
        ({ start, end, sentence, copied }) =>
          `${text.slice(start, end)}|${sentence}${copied ? '|copied' : ''}`,
      ),
    )

  test('are cut at line ends, sentences and copied stretches', () => {
    expect(drawn('One two. Three\nfour.', [range(0, 8), range(9, 20)], [range(4, 12)])).toEqual([
      ['One |0', 'two.|0|copied', ' |-1|copied', 'Thr|1|copied', 'ee|1'],
      ['four.|1'],
    ])
  })

  test('keep empty lines, and the one after a last line end', () => {
    expect(drawn('a\n\nb\n', [range(0, 1), range(3, 4)], [])).toEqual([['a|0'], [], ['b|1'], []])
    expect(drawn('', [], [])).toEqual([[]])
  })

  test('hold every character once, in order, whatever ranges are given', () => {
    const random = seededRandom(5)
    const place = () => Math.floor(random() * 60) - 5
    for (let round = 0; round < 300; round++) {
      const text = Array.from({ length: 40 }, () => 'ab \n🌧ש'[Math.floor(random() * 7)]).join('')
      const ranges = () =>
        Array.from({ length: Math.floor(random() * 5) }, () => [place(), place()].sort((a, b) => a - b))
          .map(([start, end]) => range(start!, end!))
          .sort((one, other) => one.start - other.start)
      const lines = linesOf(text, ranges(), ranges())
      expect(
        lines.map(({ pieces }) => pieces.map(({ start, end }) => text.slice(start, end)).join('')).join('\n'),
      ).toBe(text)
      for (const { pieces } of lines) for (const { start, end } of pieces) expect(end).toBeGreaterThan(start)
    }
  })
})

describe('colours while the text goes on', () => {
  const before = 'One two. Three four. Five.'
  const three = [range(0, 8), range(9, 20), range(21, 26)]
  const words = (text: string) => carried(three, before, text).map(({ start, end }) => text.slice(start, end))

  test('stay before an edit, move along behind it and grow with it inside', () => {
    expect(words(before)).toEqual(['One two.', 'Three four.', 'Five.'])
    expect(words('One two. Three and a half four. Five.')).toEqual([
      'One two.',
      'Three and a half four.',
      'Five.',
    ])
    expect(words('Zero. One two. Three four. Five.')).toEqual(['Zero. One two.', 'Three four.', 'Five.'])
    expect(words(`${before} Six.`)).toEqual(['One two.', 'Three four.', 'Five.'])
  })

  test('go where their sentence goes', () => {
    expect(words('One two. Five.')).toEqual(['One two.', 'Five.'])
    expect(words('')).toEqual([])
    expect(words('One two. Three four! Six.')).toEqual(['One two.', 'Three four', '! Six.'])
  })

  test('never point outside the text or overlap, whatever is edited', () => {
    const random = seededRandom(6)
    for (let round = 0; round < 500; round++) {
      const from = Math.floor(random() * before.length)
      const to = from + Math.floor(random() * (before.length - from))
      const after = before.slice(0, from) + 'One. '.repeat(Math.floor(random() * 3)) + before.slice(to)
      let last = 0
      for (const { start, end } of carried(three, before, after)) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(after.length)
        last = end
      }
    }
  })
})

describe('going through the sentences', () => {
  const sentences = [sentence(0, 8, 0.5), sentence(9, 20, 0), sentence(21, 26, -0.5), sentence(27, 30, 0.01)]

  test('the one at a place, and between two the one before', () => {
    expect([0, 7, 8, 9, 20, 26, 99].map(place => sentenceAt(sentences, place))).toEqual([0, 0, 0, 1, 1, 2, 3])
    expect(sentenceAt(sentences.slice(1), 3)).toBe(-1)
    expect(sentenceAt([], 0)).toBe(-1)
  })

  test('stops at those with a colour, both ways, round the ends', () => {
    expect(nextColoured(sentences, -1, 1)).toBe(0)
    expect(nextColoured(sentences, 0, 1)).toBe(2)
    expect(nextColoured(sentences, 2, 1)).toBe(0)
    expect(nextColoured(sentences, 0, -1)).toBe(2)
    expect(nextColoured([sentence(0, 5, 0)], 0, 1)).toBe(-1)
    expect(nextColoured([], -1, 1)).toBe(-1)
  })
})
