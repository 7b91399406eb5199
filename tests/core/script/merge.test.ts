import { expect, it } from 'vitest'
import { spokenOf } from '../../../core/script/order.ts'
import { replayed, Session } from './two-devices.ts'

const SESSIONS = 5_000
const STEPS = 40

it(`keeps every word of the creator in ${SESSIONS} seeded sessions of two devices and a machine that draws anew`, () => {
  let changed = 0
  let conflicts = 0
  for (let seed = 1; seed <= SESSIONS; seed++) {
    const session = new Session(seed)
    for (let step = 0; step < STEPS; step++) session.step()
    session.settle()
    const [one, other] = session.tabs.map(tab => tab.replica.shown)
    expect(one, `seed ${seed}: both devices show the same`).toEqual(other)
    expect(one, `seed ${seed}: and what the row gives`).toEqual(replayed(session.row))
    const texts = new Set(spokenOf(one!).map(sentence => sentence.text))
    for (const text of session.kept) {
      if (!texts.has(text)) changed += 1
      expect(texts.has(text), `seed ${seed}: “${text}” is still there`).toBe(true)
    }
    conflicts += Object.values(one!.sentences).filter(sentence => sentence.beside).length
  }
  expect(changed).toBe(0)
  // The sessions are of use only if devices really wrote into each other's sentences.
  expect(conflicts).toBeGreaterThan(SESSIONS / 20)
}, 120_000)
