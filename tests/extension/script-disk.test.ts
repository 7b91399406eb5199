import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { newId } from '../../core/contract/id.ts'
import type { ScriptOp } from '../../core/contract/script.ts'
import { applyAll, emptyScript } from '../../core/script/apply.ts'
import { spokenOf } from '../../core/script/order.ts'
import type { Replica } from '../../core/script/replica.ts'
import { databaseOpener, type KeptDocument } from '../../extension/outbox/database.ts'
import { confirmedOf, scriptDisk } from '../../extension/script/disk.ts'
import { BRANCH, beatPut, typed } from './support/script-row.ts'

const insert = (text: string, rank = 'a0'): ScriptOp => ({
  ...typed(text, rank),
  id: newId(),
  at: '2026-11-28T12:00:00.000Z',
  by: 'creator',
})
const row = [beatPut(), ...['One.', 'Two.', 'Three.', 'Four.'].map((text, at) => insert(text, `a${at}`))]
const scriptAt = (seq: number) => applyAll(emptyScript(), row.slice(0, seq))
const rows = (after: number, upTo: number) =>
  row.slice(after, upTo).map((op, at) => ({ seq: after + at + 1, op }))
const document = (id: string, seq: number, ...waits: ScriptOp[]): KeptDocument => ({
  ...{ id, branchId: BRANCH, seq },
  pending: waits.map(op => ({ op, follows: null })),
})
const words = (theirs: Replica | string) =>
  typeof theirs === 'string' ? theirs : spokenOf(theirs.shown).map(({ text }) => text)

function scene() {
  const open = databaseOpener(`disk-${newId()}`)
  const disk = scriptDisk(open)
  const waiting = async () => {
    const kept = await (await open()).getAll('scriptDocuments')
    return kept.flatMap(({ pending }) => pending.map(({ op }) => op.id))
  }
  const shown = async () => spokenOf(confirmedOf(await disk.read(BRANCH))!).map(({ text }) => text)
  return { disk, waiting, shown }
}

it('gives an heir what was left on the script that it was made on, and on what came since', async () => {
  const { disk, waiting } = scene()
  const left = insert('Left.', 'a9')
  await disk.keep(document('dead', 2, left), scriptAt(2), [])
  await disk.keep(document('other', 4), scriptAt(4), rows(2, 4))
  const own = insert('Own.', 'a8')
  expect(words(await disk.inherit('dead', document('heir', 4, own)))).toEqual([
    'One.',
    'Two.',
    'Three.',
    'Left.',
  ])
  // Of both, should the heir die before it keeps anything itself.
  expect(await waiting()).toEqual([own.id, left.id])
  expect(await disk.inherit('dead', document('late', 4))).toBe('nothing')
  expect(words(await disk.inherit('heir', document('next', 4)))).toEqual([
    'One.',
    'Two.',
    'Three.',
    'Own.',
    'Left.',
  ])
})

it('gives it at once where the script that it was made on is not kept any more', async () => {
  const { disk } = scene()
  await disk.keep(document('dead', 1, insert('Left.', 'a9')), scriptAt(1), [])
  await disk.startAnew(document('other', 4), scriptAt(4), false)
  expect(words(await disk.inherit('dead', document('heir', 4)))).toEqual(['One.', 'Two.', 'Three.', 'Left.'])
})

it('gives it where it was made on changes that never came onto this disk', async () => {
  const { disk } = scene()
  await disk.keep(document('other', 2), scriptAt(2), [])
  await disk.keep(document('dead', 5, insert('Left.', 'a9')), scriptAt(5), rows(4, 5))
  expect(words(await disk.inherit('dead', document('heir', 2)))).toEqual(['One.', 'Left.'])
})

it('gives it after a server that was put back to less than it was made on', async () => {
  const { disk, shown } = scene()
  await disk.keep(document('dead', 5, insert('Left.', 'a9')), scriptAt(5), [])
  await disk.startAnew(document('other', 2), scriptAt(2), true)
  expect(await shown()).toEqual(['One.'])
  expect(words(await disk.inherit('dead', document('heir', 2)))).toEqual(['One.', 'Left.'])
})

it('leaves what another document kept meanwhile where a new one begins with less', async () => {
  const { disk, shown } = scene()
  await disk.startAnew(document('one', 2), scriptAt(2), false)
  await disk.keep(document('one', 5), scriptAt(5), rows(2, 5))
  await disk.startAnew(document('other', 3), scriptAt(3), false)
  expect(await shown()).toEqual(['One.', 'Two.', 'Three.', 'Four.'])
  await disk.startAnew(document('last', 1), scriptAt(1), false)
  expect(await shown()).toEqual(['One.', 'Two.', 'Three.', 'Four.'])
})
