import type { JSONValue, TransactionSql } from 'postgres'
import type { Run, RunEvent } from '../../core/contract/run.ts'
import { traceparentOf } from '../telemetry/traceparent.ts'
import {
  ATTEMPTS,
  type EventRow,
  hintAtRun,
  type NewRun,
  type RunRow,
  runColumns,
  type StoredEvent,
  toEvent,
  toRun,
} from './rows.ts'

// What an account does with its runs: each function runs in a transaction as the account, and row-level security
// keeps it to the account's rows. What a worker does with anybody's runs is in worker-store.ts.

/** The run where it is new: the same id again inserts nothing. */
export async function insertRun(tx: TransactionSql, run: NewRun): Promise<Run | null> {
  // Sent together with its first event, which nobody is told of: there was nothing to follow. Two statements, because a guest
  // may write events of runs that they see, and none sees what the same statement inserts.
  const [[made]] = await Promise.all([
    tx<RunRow[]>`
      insert into run (account_id, id, kind, project_id, source_id, voice_id, input, attempt_limit, trace, last_seq)
      values (${run.accountId}, ${run.id}, ${run.kind}, ${run.projectId ?? null}, ${run.sourceId ?? null},
        ${run.voiceId ?? null}, ${tx.json(run.input ?? {})}, ${ATTEMPTS}, ${traceparentOf()}, 1)
      on conflict do nothing returning ${runColumns(tx)}`,
    tx`
      insert into run_event (account_id, run_id, seq, kind, data)
      select account_id, id, 1, 'queued', '{}' from run where id = ${run.id} on conflict do nothing`,
  ])
  return made ? toRun(made) : null
}

export async function getRun(tx: TransactionSql, runId: string): Promise<Run | null> {
  const [row] = await tx<RunRow[]>`select ${runColumns(tx)} from run where id = ${runId}`
  return row ? toRun(row) : null
}

export async function listRuns(tx: TransactionSql, projectId: string): Promise<Run[]> {
  const rows = await tx<RunRow[]>`
    select ${runColumns(tx)} from run where project_id = ${projectId} and not (kind = 'turn' and state = 'done')
    order by created_at desc, id desc limit 50`
  return rows.map(toRun)
}

export async function unfinishedRunsOf(tx: TransactionSql, sourceId: string): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select id from run where source_id = ${sourceId} and state in ('queued', 'running')`
  return rows.map(row => row.id)
}

/** Oldest first. */
export async function unfinishedRunsOfVoice(tx: TransactionSql, voiceId: string): Promise<Run[]> {
  const rows = await tx<RunRow[]>`
    select ${runColumns(tx)} from run where voice_id = ${voiceId} and state in ('queued', 'running') order by created_at, id`
  return rows.map(toRun)
}

/** By voice; voices without one are not in it. */
export async function unfinishedRunsOfVoices(tx: TransactionSql): Promise<Map<string, string>> {
  const rows = await tx<{ id: string; voice_id: string }[]>`
    select id, voice_id from run where voice_id is not null and state in ('queued', 'running')
    order by created_at, id`
  return new Map(rows.map(row => [row.voice_id, row.id]))
}

export async function unfinishedRunsOfProject(tx: TransactionSql, projectId: string): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select id from run where project_id = ${projectId} and state in ('queued', 'running')`
  return rows.map(row => row.id)
}

export async function unfinishedRuns(tx: TransactionSql): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`select id from run where state in ('queued', 'running')`
  return rows.map(row => row.id)
}

/** Ends it here and now: a worker that is at it finds that the run is not its own any more. */
export async function cancelRun(tx: TransactionSql, runId: string, reason: string): Promise<void> {
  const ended = await tx`
    update run set state = 'cancelled', finished_at = clock_timestamp(), worker = null
    where id = ${runId} and state in ('queued', 'running') returning account_id`
  if (ended.length === 0) return
  await appendEvent(tx, runId, 'cancelled', { reason })
  await tx`select pg_notify('run_cancelled', ${`${ended[0]!.account_id}/${runId}`})`
}

/**
 * Whether it was over without a result, and so is queued now, with as many attempts before it as a new run. A voice
 * that another run measures already is not measured twice, nor are vectors made by two runs.
 */
export async function requeueEndedRun(tx: TransactionSql, runId: string): Promise<boolean> {
  const requeued = await tx`
    update run set state = 'queued', error = null, progress = null, started_at = null, finished_at = null,
      due_at = now(), attempt_limit = attempt + ${ATTEMPTS}, condensed = false, trace = ${traceparentOf()}
    where id = ${runId} and state in ('failed', 'cancelled') and not exists (
      select from run other where other.state in ('queued', 'running')
        and (other.voice_id = run.voice_id or run.kind = 'embed' and other.kind = 'embed'))
    returning id`
  if (requeued.length === 0) return false
  await appendEvent(tx, runId, 'queued', {})
  return true
}

/** Numbers come from the run's own row, whose lock makes them gapless and lets none be seen before a smaller one. */
async function appendEvent(
  tx: TransactionSql,
  runId: string,
  kind: RunEvent['kind'],
  data: JSONValue,
): Promise<void> {
  const [row] = await tx<{ accountId: string }[]>`
    with numbered as (
      update run set last_seq = last_seq + 1 where id = ${runId} returning account_id, id, last_seq
    )
    insert into run_event (account_id, run_id, seq, kind, data)
    select account_id, id, last_seq, ${kind}, ${tx.json(data)} from numbered returning account_id as "accountId"`
  if (row) await hintAtRun(tx, row.accountId, runId)
}

/** The run's state and its events after `seq`, at most 500 of them. */
export async function eventsAfter(
  tx: TransactionSql,
  runId: string,
  seq: number,
): Promise<{ run: Run; events: StoredEvent[] } | null> {
  // The run first: what its last_seq counts is there when the events are read.
  const run = await getRun(tx, runId)
  if (!run) return null
  const rows = await tx<EventRow[]>`
    select run_id, seq, kind, data, at from run_event where run_id = ${runId} and seq > ${seq} order by seq limit 500`
  return { run, events: rows.map(toEvent) }
}
