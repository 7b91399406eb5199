import { describe, expect, it } from 'vitest'
import { type AuthorCounts, burrowsDelta } from '../../../core/voice/burrows-delta.ts'
import fixture from '../../fixtures/voice/delta-counts.json' with { type: 'json' }

const authors = Object.entries(fixture.authors)
const deltas = (text: AuthorCounts) => {
  const all = burrowsDelta(
    text,
    authors.map(([, counts]) => counts),
  )
  return Object.fromEntries(authors.map(([name], at) => [name, all[at]!]))
}

describe("Burrows's Delta", () => {
  it('is faststylometry’s on the counts of its novels, and finds who wrote the two unsigned ones', () => {
    const sense = deltas(fixture.unknown['sense-and-sensibility'])
    expect(sense.austen).toBeCloseTo(0.448317, 6)
    expect(sense.bronte).toBeCloseTo(0.921175, 6)
    expect(Object.entries(sense).sort((a, b) => a[1] - b[1])[0]![0]).toBe('austen')
    const villette = deltas(fixture.unknown.villette)
    expect(villette.bronte).toBeCloseTo(0.490592, 6)
    expect(Object.entries(villette).sort((a, b) => a[1] - b[1])[0]![0]).toBe('bronte')
  })

  it('is nothing between a text and itself', () => {
    expect(deltas(fixture.authors.dickens).dickens).toBe(0)
  })

  it('is by hand: shares .2 and .4 have the sample deviation .1414, so .3 is .7071 from each', () => {
    const two = [
      { total: 10, counts: [2] },
      { total: 10, counts: [4] },
    ]
    const [one, other] = burrowsDelta({ total: 10, counts: [3] }, two)
    expect(one).toBeCloseTo(Math.SQRT1_2, 12)
    expect(other).toBeCloseTo(Math.SQRT1_2, 12)
  })

  it('takes nothing from a word that all use alike, and nothing at all from one author', () => {
    const alike = { total: 10, counts: [5, 1] }
    expect(burrowsDelta({ total: 10, counts: [9, 9] }, [alike, alike])).toEqual([0, 0])
    expect(() => burrowsDelta(alike, [alike])).toThrow(RangeError)
  })
})
