import { expect, it } from 'vitest'
import type { LedgerEntry, ScriptOp } from '../../../core/contract/script.ts'
import { applyAll, emptyScript } from '../../../core/script/apply.ts'
import { spokenOf } from '../../../core/script/order.ts'
import { Replica } from '../../../core/script/replica.ts'

const open: LedgerEntry = { standing: 'open', citations: [], why: '' }
const head = (id: string) => ({ id, at: '2026-11-28T12:00:00.000Z', by: 'creator' as const })
const beat: ScriptOp = {
  ...head('put'),
  do: 'beat.put',
  beat: { id: 'beat', rank: 'a0', kind: 'turn', title: 'A beat', purpose: '', seconds: 60, evidence: [] },
}
const insert = (id: string, text: string): ScriptOp => ({
  ...head(`insert ${id}`),
  do: 'sentence.insert',
  sentence: { id, beatId: 'beat', rank: 'a0', text, origin: 'creator', ledger: open, cue: '' },
})
const write = (
  sentenceId: string,
  text: string,
  base: number,
  { undo = false } = {},
): Extract<ScriptOp, { do: 'sentence.write' }> => ({
  ...head(text),
  do: 'sentence.write',
  sentenceId,
  text,
  base,
  besideId: `beside ${text}`,
  undo,
  origin: null,
})
const wordsOf = (replica: Replica) => spokenOf(replica.shown).map(({ text }) => text)
/** The row after all that waits was put into it, as the server says it. */
function sent(replica: Replica, row: readonly ScriptOp[]): string[] {
  const all = [...row]
  for (let ops = replica.outgoing(); ops.length > 0; ops = replica.outgoing())
    for (const op of ops) {
      const there = all.findIndex(each => each.id === op.id)
      if (there < 0) all.push(op)
      const at = there < 0 ? all.length - 1 : there
      replica.receive([{ seq: at + 1, op: all[at]! }])
    }
  const texts = spokenOf(applyAll(emptyScript(), all)).map(({ text }) => text)
  expect(wordsOf(replica)).toEqual(texts)
  return texts
}

// A device that begins anew further on in the row: what waits may be there already, and it did not hear of it.
const begun = (row: readonly ScriptOp[], pending: readonly ScriptOp[]) =>
  new Replica(
    applyAll(emptyScript(), row),
    pending.map(op => ({ op, follows: null })),
  )

it('shows no more what turns out to have been in the row, once it is said', () => {
  const mine = write('s', 'Mine.', 2)
  const row = [beat, insert('s', 'First.'), mine, write('s', 'Theirs.', 3)]
  const replica = begun(row, [mine])
  expect(wordsOf(replica)).toEqual(['Theirs.', 'Mine.'])
  replica.receive([{ seq: 3, op: mine }])
  expect(replica.pending).toEqual([])
  expect(wordsOf(replica)).toEqual(['Theirs.'])
})

it('keeps words that were written into a sentence that then turns out not to be there', () => {
  const mine = write('s', 'Mine.', 2)
  const row = [beat, insert('s', 'First.'), mine, write('s', 'Theirs.', 3)]
  const replica = begun(row, [mine])
  const beside = spokenOf(replica.shown).find(({ text }) => text === 'Mine.')!
  replica.change(write(beside.id, 'Mine, and more.', beside.revision))
  expect(sent(replica, row)).toEqual(['Theirs.', 'Mine, and more.'])
})

it('writes over nobody on top of a change that the row had dropped', () => {
  const back = write('s', 'As it was.', 2, { undo: true })
  const replica = begun([beat, insert('s', 'First.')], [back])
  replica.change(write('s', 'Then this.', replica.shown.seq))
  const row = [beat, insert('s', 'First.'), write('s', 'Theirs.', 2), back]
  const further = new Replica(applyAll(emptyScript(), row), replica.pending)
  expect(sent(further, row)).toEqual(['Theirs.', 'Then this.'])
})

it('takes a beat away with what was written into it just before, though that was in the row already', () => {
  const mine = write('s', 'Mine.', 2)
  const replica = begun([beat, insert('s', 'First.')], [mine])
  replica.change({ ...head('remove'), do: 'beat.remove', beatId: 'beat', base: replica.shown.seq })
  const row = [beat, insert('s', 'First.'), mine]
  const further = new Replica(applyAll(emptyScript(), row), replica.pending)
  expect(sent(further, row)).toEqual([])
})
