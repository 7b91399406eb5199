import type { TransactionSql } from 'postgres'
import type { ScriptPoint, ScriptState, Sequenced } from '../../core/contract/script.ts'
import { emptyScript } from '../../core/script/apply.ts'

export interface ScriptRow {
  /** How many changes there are. */
  seq: number
  /** Another with each change. */
  version: string
}

export interface LockedScript extends ScriptRow {
  accountId: string
  /** How many of the changes are folded in the state that is written. */
  stateSeq: number
}

/** null where nobody wrote anything yet. */
export async function findScript(tx: TransactionSql, branchId: string): Promise<ScriptRow | null> {
  const [row] = await tx<ScriptRow[]>`select seq, version from script where branch_id = ${branchId}`
  return row ?? null
}

/** Makes it where there is none, and lets nobody else add to it until the transaction ends. */
export async function lockScript(tx: TransactionSql, branchId: string): Promise<LockedScript> {
  await tx`
    insert into script (account_id, branch_id, state)
    select account_id, id, ${tx.json(emptyScript())} from branch where id = ${branchId}
    on conflict do nothing`
  const [row] = await tx<LockedScript[]>`
    select account_id as "accountId", seq, version, state_seq as "stateSeq"
    from script where branch_id = ${branchId} for update`
  if (!row) throw new Error(`There is no branch ${branchId} of this account.`)
  return row
}

/** The ways of a project that have a script, in one order for all who lock them. */
export async function selectScriptsOf(tx: TransactionSql, projectId: string): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select branch.id from branch join script on script.account_id = branch.account_id and script.branch_id = branch.id
    where branch.project_id = ${projectId} order by branch.id`
  return rows.map(({ id }) => id)
}

/** What was folded last, at `state.seq`. */
export async function selectState(tx: TransactionSql, branchId: string): Promise<ScriptState> {
  const [row] = await tx<{ state: ScriptState }[]>`select state from script where branch_id = ${branchId}`
  return row?.state ?? emptyScript()
}

/** Those after a number, in order. */
export async function selectChanges(
  tx: TransactionSql,
  branchId: string,
  after: number,
  limit: number | null,
): Promise<Sequenced[]> {
  return tx<Sequenced[]>`
    select seq, op from script_change where branch_id = ${branchId} and seq > ${after} order by seq limit ${limit}`
}

/** Those of these ids that are in the row already. */
export async function selectKnown(
  tx: TransactionSql,
  branchId: string,
  ids: readonly string[],
): Promise<Sequenced[]> {
  return tx<Sequenced[]>`
    select seq, op from script_change where branch_id = ${branchId} and id = any(${ids as string[]}::uuid[])`
}

export async function insertChanges(
  tx: TransactionSql,
  { accountId, branchId }: { accountId: string; branchId: string },
  changes: readonly Sequenced[],
): Promise<void> {
  await tx`
    insert into script_change (account_id, branch_id, seq, id, op)
    select ${accountId}, ${branchId}, seq, (op ->> 'id')::uuid, op
    from jsonb_to_recordset(${tx.json(changes as unknown as { seq: number; op: never }[])}) as added (seq int, op jsonb)`
}

/** @param state null: what is there is folded from the changes that come after it */
export async function setScript(
  tx: TransactionSql,
  branchId: string,
  { seq, version, state }: ScriptRow & { state: ScriptState | null },
): Promise<void> {
  await tx`
    update script set seq = ${seq}, version = ${version}, updated_at = clock_timestamp()
      ${state ? tx`, state = ${tx.json(state)}, state_seq = ${state.seq}` : tx``}
    where branch_id = ${branchId}`
}

/** Tells who follows it when the transaction commits. */
export async function notifyChanged(tx: TransactionSql, branchId: string): Promise<void> {
  await tx`select pg_notify('script', current_account() || '/' || ${branchId}::text)`
}

/** All of one row as another's, which must have none. */
export async function copyRow(tx: TransactionSql, from: string, to: string): Promise<void> {
  await tx`
    insert into script (account_id, branch_id, seq, state, state_seq)
    select account_id, ${to}, seq, state, state_seq from script where branch_id = ${from}`
  await tx`
    insert into script_change (account_id, branch_id, seq, id, op, at)
    select account_id, ${to}, seq, id, op, at from script_change where branch_id = ${from}`
}

interface PointRow extends Omit<ScriptPoint, 'at'> {
  at: Date
}
const toPoint = (row: PointRow): ScriptPoint => ({ ...row, at: row.at.toISOString() })
const pointColumns = (tx: TransactionSql) => tx`id, branch_id as "branchId", name, seq, made_by as by, at`

/** Newest first. */
export async function selectPoints(tx: TransactionSql, branchId: string): Promise<ScriptPoint[]> {
  const rows = await tx<PointRow[]>`
    select ${pointColumns(tx)} from script_point where branch_id = ${branchId} order by at desc, id desc`
  return rows.map(toPoint)
}

export async function findPoint(
  tx: TransactionSql,
  id: string,
): Promise<{ point: ScriptPoint; state: ScriptState } | null> {
  const [row] = await tx<(PointRow & { state: ScriptState })[]>`
    select ${pointColumns(tx)}, state from script_point where id = ${id}`
  if (!row) return null
  const { state, ...point } = row
  return { point: toPoint(point), state }
}

export async function insertPoint(
  tx: TransactionSql,
  { id, branchId, name, by }: Pick<ScriptPoint, 'id' | 'branchId' | 'name' | 'by'>,
  state: ScriptState,
): Promise<void> {
  await tx`
    insert into script_point (account_id, id, branch_id, name, seq, made_by, state)
    select account_id, ${id}, branch_id, ${name}, ${state.seq}, ${by}, ${tx.json(state)}
    from script where branch_id = ${branchId}
    on conflict do nothing`
}

/** All but the newest of those that were kept by themselves. */
export async function deleteOldDraftPoints(
  tx: TransactionSql,
  branchId: string,
  keep: number,
): Promise<void> {
  await tx`
    delete from script_point where branch_id = ${branchId} and made_by = 'draft' and id not in (
      select id from script_point where branch_id = ${branchId} and made_by = 'draft'
      order by at desc, id desc limit ${keep})`
}
