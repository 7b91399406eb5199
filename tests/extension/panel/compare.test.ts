import { describe, expect, test } from 'vitest'
import { type Comparison, compare } from '../../../extension/panel/versions/compare.ts'
import { piecesOf } from '../../../extension/panel/versions/pieces.ts'
import { cpuMs } from '../../support/cpu-ms.ts'
import { seededRandom } from '../../support/random.ts'

const told = (older: string, newer: string) => compare(older, newer, async () => {})
const texts = ({ parts }: Comparison, side: 'added' | 'removed') =>
  parts
    .flatMap(part =>
      part.is === 'same'
        ? part.paragraphs
        : part.stretches.filter(each => each.is === 'same' || each.is === side).map(each => each.text),
    )
    .join(' ')
const words = (text: string) => text.split(/\s+/).filter(Boolean).join(' ')

const random = seededRandom(3)
const word = () => `w${Math.floor(3_000 ** random())}`
const paragraph = (length: number) => Array.from({ length }, word).join(' ')

describe('two versions of a text', () => {
  test('that are the same have one folded part and no changes', async () => {
    expect(await told('One.\n\nTwo.', 'One.\n\nTwo.')).toEqual({
      parts: [{ is: 'same', paragraphs: ['One.', 'Two.'] }],
      added: 0,
      removed: 0,
      coarse: false,
    })
  })

  test('are told word by word where a paragraph changed, and folded where none did', async () => {
    const change = await told(
      'The first stays.\n\nThe river rose by two metres in May.\n\nThe last stays.',
      'The first stays.\n\nThe river rose by three metres in early May.\n\nThe last stays.',
    )
    expect(change).toEqual({
      parts: [
        { is: 'same', paragraphs: ['The first stays.'] },
        {
          is: 'changed',
          stretches: [
            { is: 'same', text: 'The river rose by' },
            { is: 'removed', text: 'two' },
            { is: 'added', text: 'three' },
            { is: 'same', text: 'metres in' },
            { is: 'added', text: 'early' },
            { is: 'same', text: 'May.' },
          ],
        },
        { is: 'same', paragraphs: ['The last stays.'] },
      ],
      added: 2,
      removed: 1,
      coarse: false,
    })
  })

  test('one of which is empty differ by all of the other', async () => {
    expect(await told('', 'Three new words.')).toMatchObject({ added: 3, removed: 0, coarse: false })
    expect(await told('Three old words.', '')).toMatchObject({ added: 0, removed: 3, coarse: false })
  })

  test('are whole on both sides, whatever was changed in them', async () => {
    for (let round = 0; round < 40; round++) {
      const older = Array.from({ length: 12 }, () => paragraph(20 + Math.floor(random() * 200)))
      const newer = older.flatMap(text => {
        const way = random()
        if (way < 0.15) return []
        if (way < 0.3) return [text, paragraph(30)]
        if (way < 0.6) return [text.replace(/w1\d*/g, () => word())]
        return [text]
      })
      const change = await told(older.join('\n\n'), newer.join('\n\n'))
      expect(words(texts(change, 'added'))).toBe(words(newer.join(' ')))
      expect(words(texts(change, 'removed')).split(' ').sort()).toEqual(
        words(older.join(' ')).split(' ').sort(),
      )
    }
  })

  test('of a transcript without sentences find back to each other after a change', async () => {
    const older = paragraph(6_000)
    const at = older.indexOf(' ', 9_000)
    const change = await told(older, `${older.slice(0, at)} and here are five more${older.slice(at)}`)
    expect(change).toMatchObject({ added: 5, removed: 0, coarse: false })
    const shown = change.parts.filter(part => part.is === 'changed')
    expect(shown).toHaveLength(1)
    expect(piecesOf(older).every(piece => piece.length <= 700)).toBe(true)
  })

  test('of 1.6 million words with changes all over come to an end soon, and say that it is coarse where it is', async () => {
    const older = Array.from({ length: 16_000 }, () => paragraph(100))
    const few = older.map((text, n) => (n % 400 === 0 ? text.replace(/w1\d*/, 'changed') : text))
    const all = older.map(text => text.replace(/w\d/g, 'v'))
    let longestStay = 0
    let last = cpuMs()
    const stay = async () => {
      longestStay = Math.max(longestStay, cpuMs() - last)
      last = cpuMs()
    }
    const start = cpuMs()
    const change = await compare(older.join('\n\n'), few.join('\n\n'), stay)
    expect(cpuMs() - start).toBeLessThan(5_000)
    expect(change.coarse).toBe(false)
    expect(change.added).toBeGreaterThan(20)
    expect(change.added).toBe(change.removed)

    const again = cpuMs()
    expect(await compare(older.join('\n\n'), all.join('\n\n'), stay)).toMatchObject({ coarse: true })
    expect(cpuMs() - again).toBeLessThan(6_000)
    expect(longestStay, 'the page is given its turn').toBeLessThan(2_000)
  }, 30_000)
})
