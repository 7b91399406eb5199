import { describe, expect, test } from 'vitest'
import type { Source } from '../../../core/contract/source.ts'
import { nearlySame } from '../../../core/evidence/fingerprint.ts'
import { pairKey, twinsOf } from '../../../extension/panel/duplicates/twins.ts'
import { sinceWords } from '../../../extension/panel/page/since-words.ts'
import { onDay } from '../../../extension/panel/words/dates.ts'
import { kindsToFilter } from '../../../extension/panel/work/kind-filter.tsx'
import { cpuMs } from '../../support/cpu-ms.ts'
import { seededRandom } from '../../support/random.ts'
import { moment, pdf, selection, source, video } from './samples.ts'

const none = new Set<string>()
const hash = (n: number) => n.toString(16).padStart(64, '0')
const print = (bits: bigint) => bits.toString(16).padStart(16, '0')
const page = (n: number, changes: Partial<Source> = {}) => source(n, { contentHash: hash(n), ...changes })
const found = (sources: Source[], kept: ReadonlySet<string> = none) =>
  [...twinsOf(sources, kept)].map(([one, { twin, exact }]) => [one, twin.id, exact])

describe('sources that say the same', () => {
  test('are told by equal words at another address', () => {
    const [one, other] = [page(1), page(2, { contentHash: hash(1) })]
    expect(found([one, other, page(3)])).toEqual([
      [other.id, one.id, true],
      [one.id, other.id, true],
    ])
  })

  test('are not the same page again, nor a passage of it, nor things without words', () => {
    const one = page(1)
    expect(found([one, page(2, { contentHash: hash(1), canonicalUrl: one.canonicalUrl })])).toEqual([])
    expect(found([one, { ...selection(3), contentHash: hash(1) }])).toEqual([])
    const wordless = (n: number) =>
      video(n, {
        contentHash: hash(9),
        canonicalUrl: `https://v.example/${n}`,
        receipt: { ...one.receipt, words: 0 },
      })
    expect(found([wordless(4), wordless(5)])).toEqual([])
  })

  test('are told by fingerprints that are near', () => {
    const sources = [
      page(1, { fingerprint: print(0n) }),
      page(2, { fingerprint: print(0b1111_1111n) }),
      page(3, { fingerprint: print(0b1_1111_1111n << 30n) }),
      page(4),
    ]
    expect(found(sources)).toEqual([
      [sources[1]!.id, sources[0]!.id, false],
      [sources[0]!.id, sources[1]!.id, false],
    ])
  })

  test('are asked about no more when both are to be kept', () => {
    const [one, other] = [page(1), page(2, { contentHash: hash(1) })]
    expect(found([one, other], new Set([pairKey(other.id, one.id)]))).toEqual([])
    expect(pairKey('a', 'b')).toBe(pairKey('b', 'a'))
  })

  test('are found as surely as by comparing each with each, wherever the bits differ', () => {
    const random = seededRandom(5)
    const bits = () =>
      BigInt(Math.floor(random() * 2 ** 32)) | (BigInt(Math.floor(random() * 2 ** 32)) << 32n)
    const sources = Array.from({ length: 120 }, (_, n) => {
      const own = bits()
      let near = own
      for (let flips = n % 12; flips > 0; flips--) near ^= 1n << BigInt(Math.floor(random() * 64))
      return [page(2 * n, { fingerprint: print(own) }), page(2 * n + 1, { fingerprint: print(near) })]
    }).flat()
    const twins = twinsOf(sources, none)
    for (const one of sources) {
      const near = sources.some(each => each !== one && nearlySame(one.fingerprint, each.fingerprint))
      expect(twins.has(one.id), `${one.id}`).toBe(near)
      const twin = twins.get(one.id)?.twin
      if (twin) expect(nearlySame(one.fingerprint, twin.fingerprint)).toBe(true)
    }
    expect(twins.size).toBeGreaterThan(100)
  })

  test('of a thousand sources are found in an instant', () => {
    const random = seededRandom(6)
    const sources = Array.from({ length: 1_000 }, (_, n) =>
      page(n, { fingerprint: print(BigInt(Math.floor(random() * 2 ** 52)) << 9n) }),
    )
    const start = cpuMs()
    twinsOf(sources, none)
    expect(cpuMs() - start).toBeLessThan(500)
  })
})

describe('a page clipped again', () => {
  const now = new Date(2026, 10, 22, 12).getTime()
  const old = page(1, { capturedAt: new Date(2026, 2, 3, 9).toISOString() })

  test('that changed says since when, and that both are kept', () => {
    expect(sinceWords(page(1, { contentHash: hash(2) }), old, now)).toBe(
      'Changed since you clipped it on 3 March: new version kept beside the old',
    )
  })

  test('that did not says so', () => {
    expect(sinceWords(page(1), old, now)).toBe('Nothing changed since 3 March')
    const today = { ...old, capturedAt: new Date(2026, 10, 22, 8).toISOString() }
    expect(sinceWords(page(1), today, now)).toBe('Nothing changed since today')
  })

  test('is no news where it is new, had no words, or is a passage', () => {
    expect(sinceWords(old, null, now)).toBeNull()
    expect(sinceWords(page(1), { ...old, receipt: { ...old.receipt, words: 0 } }, now)).toBeNull()
    expect(sinceWords(selection(3), selection(3), now)).toBeNull()
  })

  test('is dated by the day', () => {
    expect(
      [new Date(2026, 10, 21, 23), new Date(2026, 0, 5), new Date(2025, 11, 31)].map(at =>
        onDay(at.getTime(), now),
      ),
    ).toEqual(['yesterday', '5 January', '31 December 2025'])
  })
})

test('the filter offers the kinds that there are, once the list is long', () => {
  const few = [video(1), pdf(2), ...Array.from({ length: 6 }, (_, n) => page(n + 3))]
  expect(kindsToFilter(few)).toEqual([])
  expect(kindsToFilter([...few, moment(20)])).toEqual([
    { kind: 'article', count: 6 },
    { kind: 'video', count: 1 },
    { kind: 'moment', count: 1 },
    { kind: 'pdf', count: 1 },
  ])
  expect(kindsToFilter(Array.from({ length: 20 }, (_, n) => page(n)))).toEqual([])
})
