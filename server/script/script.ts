import type { TransactionSql } from 'postgres'
import { newId } from '../../core/contract/id.ts'
import {
  limitsOfScript,
  type ScriptOp,
  type ScriptState,
  type Sequenced,
} from '../../core/contract/script.ts'
import { apply, applyAll, emptyScript } from '../../core/script/apply.ts'
import { beatsOf } from '../../core/script/order.ts'
import { ApiError } from '../http/problem.ts'
import { findingsAnew, findingsOf } from './findings.ts'
import { keepState, knownState } from './known-states.ts'
import {
  copyRow,
  findScript,
  insertChanges,
  type LockedScript,
  lockScript,
  notifyChanged,
  type ScriptRow,
  selectChanges,
  selectKnown,
  selectScriptsOf,
  selectState,
  setScript,
} from './store.ts'

/** After so many changes what they come to is written anew: reading stays short, and writing too. */
const FOLDED = 64

/** A branch's script as it is now; an empty one where nobody wrote anything. Its branch must be there (`requireBranch`). */
export async function readScript(tx: TransactionSql, branchId: string): Promise<ScriptState> {
  const row = await findScript(tx, branchId)
  return row ? stateOf(tx, branchId, row) : emptyScript()
}

async function stateOf(
  tx: TransactionSql,
  branchId: string,
  { seq, version }: ScriptRow,
): Promise<ScriptState> {
  const known = knownState(version)
  if (known) return known
  const folded = await selectState(tx, branchId)
  const since = await selectChanges(tx, branchId, folded.seq, null)
  // Who did not lock it may read changes that came after the row did.
  const state = applyAll(
    folded,
    since.filter(change => change.seq <= seq).map(({ op }) => op),
  )
  if (state.seq === seq) keepState(version, state)
  return state
}

/**
 * Puts changes in a script's row, in the order in which they are given, and makes the script where there is none. A
 * change whose id is in the row already stays where it is. Who follows the script hears of it when `tx` commits.
 * @returns these changes in their places, those that were known too, in the order of their numbers
 * @throws `conflict` where the script would grow beyond what one may hold
 */
export async function appendChanges(
  tx: TransactionSql,
  branchId: string,
  ops: readonly ScriptOp[],
): Promise<Sequenced[]> {
  const row = await lockScript(tx, branchId)
  const known = new Map<string, Sequenced>()
  for (const change of await selectKnown(
    tx,
    branchId,
    ops.map(op => op.id),
  ))
    known.set(change.op.id, change)
  let state = await stateOf(tx, branchId, row)
  const added: Sequenced[] = []
  const add = (op: ScriptOp) => {
    if (known.has(op.id)) return
    state = apply(state, op)
    const change = { seq: state.seq, op }
    known.set(op.id, change)
    added.push(change)
  }
  for (const op of ops) add(op)
  if (added.length > 0) {
    refuseTooMuch(state)
    for (const op of await findingsOf(
      tx,
      branchId,
      state,
      added.map(change => change.op),
    ))
      add(op)
    await write(tx, branchId, row, state, added)
  }
  return [...known.values()].sort((one, other) => one.seq - other.seq)
}

async function write(
  tx: TransactionSql,
  branchId: string,
  { accountId, stateSeq }: LockedScript,
  state: ScriptState,
  added: readonly Sequenced[],
): Promise<void> {
  const version = newId()
  await insertChanges(tx, { accountId, branchId }, added)
  const fold = state.seq - stateSeq >= FOLDED
  await setScript(tx, branchId, { seq: state.seq, version, state: fold ? state : null })
  await notifyChanged(tx, branchId)
  keepState(version, state)
}

/**
 * Looks anew at what backs each sentence, because a source came, was clipped anew or is gone.
 * @param sourceId the only one that is another; null: any may be
 * @returns what was found to be otherwise, in its places
 */
export async function recheckBranch(
  tx: TransactionSql,
  branchId: string,
  sourceId: string | null = null,
): Promise<Sequenced[]> {
  if (!(await findScript(tx, branchId))) return []
  const row = await lockScript(tx, branchId)
  const before = await stateOf(tx, branchId, row)
  const ops = await findingsAnew(tx, branchId, before, sourceId)
  if (ops.length === 0) return []
  let state = before
  const added = ops.map((op): Sequenced => {
    state = apply(state, op)
    return { seq: state.seq, op }
  })
  await write(tx, branchId, row, state, added)
  return added
}

/** The same for every way of a project that has a script. */
export async function recheckProject(tx: TransactionSql, projectId: string, sourceId: string): Promise<void> {
  for (const branchId of await selectScriptsOf(tx, projectId)) await recheckBranch(tx, branchId, sourceId)
}

/** Words that were removed can come back, and so they count too. */
function refuseTooMuch(state: ScriptState): void {
  const beats = beatsOf(state).length
  if (beats > limitsOfScript.beats)
    throw new ApiError(
      'conflict',
      `A script may have ${limitsOfScript.beats} beats, and this would be ${beats}. Join some, or make two videos of it.`,
    )
  const there = Object.values(state.sentences).filter(sentence => !sentence.removed).length
  if (there > limitsOfScript.sentences)
    throw new ApiError(
      'conflict',
      `A script may have ${limitsOfScript.sentences} sentences, and this would be ${there}. Make two videos of it.`,
    )
}

/**
 * Begins a branch's script with another's: all of it with its row of changes, or its beats alone. Ids stay, so that
 * the two can be compared. A script that has begun stays as it is.
 */
export async function copyScript(
  tx: TransactionSql,
  from: string,
  to: string,
  { sentences }: { sentences: boolean },
): Promise<void> {
  if ((await findScript(tx, to)) || !(await findScript(tx, from))) return
  if (sentences) {
    await lockScript(tx, from) // the number of its changes, and the changes
    return copyRow(tx, from, to)
  }
  const at = new Date().toISOString()
  const beats = beatsOf(await readScript(tx, from)).map(({ removed: _, ...beat }): ScriptOp => {
    return { id: newId(), at, by: 'machine', do: 'beat.put', beat }
  })
  if (beats.length > 0) await appendChanges(tx, to, beats)
}
