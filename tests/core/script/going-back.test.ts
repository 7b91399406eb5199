import { expect, it } from 'vitest'
import type { ScriptOp, ScriptState } from '../../../core/contract/script.ts'
import { apply, applyAll } from '../../../core/script/apply.ts'
import { editsBackTo } from '../../../core/script/going-back.ts'
import { beatsOf, sentencesOf } from '../../../core/script/order.ts'
import { Session } from './two-devices.ts'

const SEEDS = 60
const at = '2026-01-01T00:00:00.000Z'

/** What is there, without what only counts changes. */
const there = (state: ScriptState) =>
  beatsOf(state).map(beat => ({
    beat,
    sentences: sentencesOf(state, beat.id).map(({ revision: _, beside: __, ledger: ___, ...rest }) => rest),
  }))

it(`brings back what was there, in ${SEEDS} seeded sessions`, () => {
  let edits = 0
  for (let seed = 1; seed <= SEEDS; seed++) {
    const session = new Session(seed)
    for (let step = 0; step < 25; step++) session.step()
    session.settle()
    const then = session.row.state
    for (let step = 0; step < 25; step++) session.step()
    session.settle()
    const now = session.row.state
    const back = editsBackTo(then, now, () => session.id())
    edits += back.length
    // As a document makes them: what an edit has seen is what shows when it is made.
    const state = back.reduce((before, edit): ScriptState => {
      const seen = 'sentenceId' in edit ? (before.sentences[edit.sentenceId]?.revision ?? 0) : before.seq
      const op = {
        ...edit,
        ...('base' in edit && { base: seen }),
        id: session.id(),
        at,
        by: 'creator',
      } as ScriptOp
      return apply(before, op)
    }, now)
    expect(there(state), `seed ${seed}`).toEqual(there(then))
    expect(
      editsBackTo(then, state, () => session.id()),
      `seed ${seed}: nothing is left to do`,
    ).toEqual([])
  }
  expect(edits).toBeGreaterThan(SEEDS)
})

it('brings back a beat with its sentences', () => {
  const head = (id: string) => ({ id, at, by: 'creator' as const })
  const beat = {
    id: 'b',
    rank: 'a0',
    kind: 'turn' as const,
    title: 'A',
    purpose: '',
    seconds: 60,
    evidence: [],
  }
  const ledger = { standing: 'open' as const, citations: [], why: '' }
  const sentence = {
    id: 's',
    beatId: 'b',
    rank: 'a0',
    text: 'Words.',
    origin: 'creator' as const,
    ledger,
    cue: '',
  }
  const then = applyAll({ seq: 0, beats: {}, sentences: {} }, [
    { ...head('1'), do: 'beat.put', beat },
    { ...head('2'), do: 'sentence.insert', sentence },
  ])
  const now = apply(then, { ...head('3'), do: 'beat.remove', beatId: 'b', base: then.seq })
  expect(beatsOf(now)).toEqual([])
  const back = editsBackTo(then, now, () => 'x')
  expect(back.map(edit => edit.do)).toEqual(['beat.put', 'sentence.restore'])
})
