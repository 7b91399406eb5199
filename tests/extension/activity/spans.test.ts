import { expect, it } from 'vitest'
import { type Span, spansOf } from '../../../extension/activity/spans.ts'

const second = 1_000
/** Plays a day in the panel, in seconds, and adds up what was told. */
function played(...steps: [at: number, what: 'did' | 'waits' | 'done' | 'hidden' | 'tick'][]) {
  const spans = spansOf()
  const told: Span[] = []
  for (const [at, what] of steps) {
    const now = at * second
    if (what === 'did') told.push(...spans.did(now))
    if (what === 'waits' || what === 'done') told.push(...spans.waits(what === 'waits', now))
    if (what === 'hidden') told.push(...spans.hidden(now))
    if (what === 'tick') told.push(...spans.soFar(now))
  }
  for (const [at, span] of told.entries()) expect(span.from).toBeGreaterThanOrEqual(told[at - 1]?.to ?? 0)
  const sum = (is: Span['is']) =>
    told.filter(span => span.is === is).reduce((ms, { from, to }) => ms + to - from, 0) / second
  return { active: sum('active'), waited: sum('waited') }
}

it('counts the time between what is done, and a longer pause as a minute', () => {
  expect(played([0, 'did'], [20, 'did'], [70, 'did'])).toEqual({ active: 70, waited: 0 })
  expect(played([0, 'did'], [3_600, 'did'], [3_610, 'did'])).toEqual({ active: 70, waited: 0 })
})
it('counts nothing before something is done, and nothing while it is hidden', () => {
  expect(played([0, 'tick'], [100, 'tick'])).toEqual({ active: 0, waited: 0 })
  expect(played([0, 'did'], [10, 'hidden'], [40, 'tick'], [50, 'did'], [55, 'did'])).toEqual({
    active: 15,
    waited: 0,
  })
})
it('is the same however often it is asked meanwhile', () => {
  const ticks = Array.from({ length: 40 }, (_, n) => [n * 5 + 1, 'tick'] as [number, 'tick'])
  const with_ = [[0, 'did'] as [number, 'did'], ...ticks, [220, 'did'] as [number, 'did']]
  expect(played(...with_)).toEqual(played([0, 'did'], [220, 'did']))
})
it('calls it waiting where nothing is done until the machine is', () => {
  expect(played([0, 'did'], [1, 'waits'], [31, 'done'], [35, 'did'])).toEqual({ active: 5, waited: 30 })
  expect(played([0, 'did'], [1, 'waits'], [4, 'done'])).toEqual({ active: 1, waited: 3 })
})
it('is no waiting while something else is done meanwhile', () => {
  expect(played([0, 'did'], [1, 'waits'], [6, 'did'], [12, 'did'], [14, 'done'])).toEqual({
    active: 12,
    waited: 2,
  })
  expect(played([0, 'did'], [1, 'waits'], [21, 'did'], [22, 'done'])).toEqual({ active: 1, waited: 21 })
})
it('is waiting once it was, also where it was asked meanwhile', () => {
  expect(played([0, 'did'], [0, 'waits'], [15, 'tick'], [18, 'did'], [20, 'done'])).toEqual({
    active: 0,
    waited: 20,
  })
  expect(played([0, 'did'], [0, 'waits'], [5, 'tick'], [8, 'did'], [9, 'done'])).toEqual({
    active: 8,
    waited: 1,
  })
})
it('ends the waiting where the panel is closed, and does not go back in time', () => {
  expect(played([0, 'did'], [0, 'waits'], [40, 'hidden'], [90, 'done'])).toEqual({ active: 0, waited: 40 })
  expect(played([10, 'did'], [5, 'did'], [12, 'did'])).toEqual({ active: 2, waited: 0 })
})
