import { expect, test } from 'vitest'
import { allot, type Share } from '../../../core/script/allot.ts'
import { type SpeakingPace, usualPace } from '../../../core/script/timing.ts'
import { seededRandom } from '../../support/random.ts'

const usual: Share[] = [
  { kind: 'hook' },
  { kind: 'setup' },
  { kind: 'turn' },
  { kind: 'turn', weight: 2 },
  { kind: 'turn' },
  { kind: 'payoff' },
  { kind: 'close' },
]

test('beats come to the target exactly, a hook and a close stay short', () => {
  for (const target of [60, 479, 480, 601, 3_600]) {
    const { seconds, total, says } = allot(usual, target, usualPace)
    expect(total).toBe(target)
    expect(seconds.every(Number.isInteger)).toBe(true)
    expect(seconds[0]).toBeLessThanOrEqual(46)
    expect(seconds[6]).toBeLessThanOrEqual(61)
    expect(seconds[3]).toBeGreaterThan(seconds[2]!)
    if (target < 3_600) expect(says).toEqual([])
  }
})

test('words follow the creator’s own pace', () => {
  const slow: SpeakingPace = { ...usualPace, speech: 110, overall: 90, from: 'measured' }
  expect(allot(usual, 480, slow).words.reduce((a, b) => a + b)).toBeCloseTo(8 * 90, -1)
  expect(allot(usual, 480, usualPace).words.reduce((a, b) => a + b)).toBeCloseTo(8 * 127.5, -1)
})

test('a beat that the creator set keeps its seconds, the others share the rest', () => {
  const beats = usual.map((beat, i) => (i === 2 ? { ...beat, fixed: 200 } : beat))
  const { seconds, total } = allot(beats, 480, usualPace)
  expect(seconds[2]).toBe(200)
  expect(total).toBe(480)
  const greedy = allot(
    usual.map((beat, i) => (i === 2 ? { ...beat, fixed: 500 } : beat)),
    480,
    usualPace,
  )
  expect(greedy.says.join(' ')).toMatch(/take 8 min 20 s of 8 min.*Shorten/)
  expect(greedy.total).toBe(500)
  const all = allot([{ kind: 'turn', fixed: 30 }], 480, usualPace)
  expect(all.says[0]).toMatch(/30 s instead of the 8 min/)
})

test('no beats, eighty of them, no target and ten hours are each told', () => {
  expect(allot([], 480, usualPace)).toMatchObject({ seconds: [], total: 0 })
  expect(allot([], 480, usualPace).says[0]).toMatch(/no beat.*Add one/)
  const none = allot(usual, 0, usualPace)
  expect(none.seconds).toEqual(usual.map(() => 0))
  expect(none.says[0]).toMatch(/Set a length/)
  const eighty = allot(new Array<Share>(80).fill({ kind: 'turn' }), 120, usualPace)
  expect(eighty.total).toBe(120)
  expect(eighty.says.join(' ')).toMatch(/80 beats are shorter than a sentence.*Join/)
  const day = allot(usual, 36_000, usualPace)
  expect(day.total).toBe(36_000)
  expect(day.says.join(' ')).toMatch(/longer than ten minutes/)
  // Nothing but beats that are kept short: they take the time all the same.
  expect(allot([{ kind: 'hook' }, { kind: 'close' }], 600, usualPace).total).toBe(600)
})

test('whatever the beats, whole seconds come to the target', () => {
  const random = seededRandom(7)
  const kinds: Share['kind'][] = ['hook', 'setup', 'turn', 'payoff', 'close', 'sponsor']
  for (let round = 0; round < 500; round++) {
    const beats = Array.from({ length: 1 + Math.floor(random() * 60) }, () => ({
      kind: kinds[Math.floor(random() * kinds.length)]!,
      weight: random() * 5,
    }))
    const target = 1 + Math.floor(random() * 36_000)
    const { seconds, total } = allot(beats, target, usualPace)
    expect(total).toBe(target)
    expect(Math.min(...seconds)).toBeGreaterThanOrEqual(0)
  }
})
