import { beforeEach, expect, it } from 'vitest'
import { createHold } from '../../../extension/moment/hold.ts'

let time: number
let timers: { at: number; run: () => void }[]
let told: string[]
beforeEach(() => {
  time = 1_000
  timers = []
  told = []
})
const hold = () =>
  createHold({
    now: () => time,
    timer(run, ms) {
      const timer = { at: time + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter(each => each !== timer)
      }
    },
    began: () => told.push('began'),
    holding: () => told.push('holding'),
    ended: (held, lateMs) => told.push(`${held ? 'held' : 'pressed'} ${lateMs}`),
  })
/** Lets so many milliseconds pass. */
function pass(ms: number): void {
  const until = time + ms
  for (;;) {
    const next = timers.filter(timer => timer.at <= until).sort((a, b) => a.at - b.at)[0]
    if (!next) break
    timers = timers.filter(each => each !== next)
    time = next.at
    next.run()
  }
  time = until
}

it('a button that is pressed and let go is a press', () => {
  const button = hold()
  button.down()
  pass(200)
  button.up()
  pass(5_000)
  expect(told).toEqual(['began', 'pressed 0'])
})

it('a button that stays down is a hold until it comes up', () => {
  const button = hold()
  button.down()
  pass(3_000)
  button.up()
  expect(told).toEqual(['began', 'holding', 'held 0'])
})

it('a shortcut begins at once, and was a press when nothing follows', () => {
  const shortcut = hold()
  shortcut.told()
  expect(told).toEqual(['began'])
  pass(2_000)
  expect(told).toEqual(['began', 'pressed 700'])
})

it('a shortcut that repeats as a keyboard does is held until it falls silent', () => {
  const shortcut = hold()
  shortcut.told()
  pass(500)
  for (let n = 0; n < 40; n++) {
    shortcut.told()
    pass(33)
  }
  pass(1_000)
  expect(told).toEqual(['began', 'holding', 'held 300'])
})

it('two quick presses of the shortcut are no hold, and two slow ones are two presses', () => {
  const quick = hold()
  quick.told()
  pass(300)
  quick.told()
  pass(3_000)
  expect(told).toEqual(['began', 'pressed 700'])
  told = []
  quick.told()
  pass(1_500)
  quick.told()
  pass(1_500)
  expect(told).toEqual(['began', 'pressed 700', 'began', 'pressed 700'])
})

it('a key that the page hears go up ends it at once', () => {
  const shortcut = hold()
  shortcut.told()
  pass(150)
  shortcut.released()
  expect(told).toEqual(['began', 'pressed 0'])
  shortcut.released()
  expect(told).toHaveLength(2)
})

it('a button pressed right after the shortcut is a press of its own', () => {
  const both = hold()
  both.told()
  pass(200)
  both.down()
  pass(100)
  both.up()
  expect(told).toEqual(['began', 'pressed 200', 'began', 'pressed 0'])
})

it('a release of nothing is nothing', () => {
  const button = hold()
  button.up()
  button.released()
  button.cancel()
  expect(told).toEqual([])
})
