import type { JSONValue, Sql, TransactionSql } from 'postgres'
import type { Progress, RunError, RunEvent, RunKind } from '../../core/contract/run.ts'
import { hintAtRun, type RunRow, runColumns } from './rows.ts'

// What a worker does with runs, whoever's they are: as the owner, whom row-level security does not bind, so that each
// statement names the account. All but the claim are for one attempt: the number of attempts is the fence that keeps
// a worker which was thought dead, or whose run was cancelled, from writing into a run that is no longer its own.

/** Space of the advisory locks by which workers show that they live. */
export const WORKER_LOCKS = 7_205_759

export interface Attempt {
  accountId: string
  runId: string
  attempt: number
}

/**
 * Takes a queued run for this worker; null where there is nothing to take any more. It does not wait for the disk: a crash of
 * the database that takes it back leaves a queued run, and whoever works on it is refused by the number of its attempt.
 */
export async function claimRun(
  sql: Sql,
  { accountId, runId }: Pick<Attempt, 'accountId' | 'runId'>,
  worker: number,
): Promise<RunRow | null> {
  const [row] = await sql<RunRow[]>`
    with claimed as (
      update run set state = 'running', attempt = attempt + 1, worker = ${worker}, progress = null,
        started_at = coalesce(started_at, clock_timestamp()), last_seq = last_seq + 1
      where account_id = ${accountId} and id = ${runId} and state = 'queued' returning ${runColumns(sql)}
    ), written as (
      insert into run_event (account_id, run_id, seq, kind, data)
      select account_id, id, last_seq, 'started', jsonb_build_object('attempt', attempt) from claimed
    )
    select ${runColumns(sql)} from claimed where set_config('synchronous_commit', 'off', true) = 'off'`
  if (!row) return null
  await hintAtRun(sql, accountId, runId)
  return row
}

/** Whether the run was still this attempt's. */
export async function recordProgress(
  tx: TransactionSql,
  attempt: Attempt,
  progress: Progress,
): Promise<boolean> {
  const updated = await tx`
    update run set progress = ${tx.json(progress)} where ${mine(tx, attempt)} returning id`
  if (updated.length > 0) await recordEvent(tx, attempt, 'progress', progress)
  return updated.length > 0
}

/** What changes nothing in the run's row. Whether the run was still this attempt's. */
export async function recordTold(
  tx: TransactionSql,
  attempt: Attempt,
  kind: 'note' | 'said' | 'tool' | 'beat',
  data: JSONValue,
): Promise<boolean> {
  const held = await tx`select id from run where ${mine(tx, attempt)} for update`
  if (held.length > 0) await recordEvent(tx, attempt, kind, data)
  return held.length > 0
}

type Ending = { state: 'done'; resultId: string | null } | { state: 'failed'; error: RunError }

/** Ends the run with its one terminal event. Whether it was still this attempt's to end. */
export async function endRun(tx: TransactionSql, attempt: Attempt, ending: Ending): Promise<boolean> {
  const done = ending.state === 'done'
  const ended = await tx`
    with ended as (
      update run set state = ${ending.state}, worker = null, finished_at = clock_timestamp(), last_seq = last_seq + 1,
        result_id = ${done ? ending.resultId : null}, error = ${done ? null : tx.json(ending.error)}
      where ${mine(tx, attempt)} returning account_id, id, last_seq
    )
    insert into run_event (account_id, run_id, seq, kind, data)
    select account_id, id, last_seq, ${ending.state}, ${tx.json(done ? { resultId: ending.resultId } : ending.error)}
    from ended returning seq`
  if (ended.length === 0) return false
  await hintAtRun(tx, attempt.accountId, attempt.runId)
  return true
}

/** Puts it back into the queue, due in `waitMs` by the database's clock. `free`: this attempt is not counted towards the last one. */
export async function requeueRun(
  tx: TransactionSql,
  attempt: Attempt,
  { waitMs, free }: { waitMs: number; free: boolean },
): Promise<boolean> {
  const requeued = await tx`
    update run set state = 'queued', worker = null, progress = null, due_at = now() + ${waitMs} * interval '1 millisecond',
      attempt_limit = attempt_limit + ${free ? 1 : 0}
    where ${mine(tx, attempt)} returning id`
  if (requeued.length > 0) await recordEvent(tx, attempt, 'queued', {})
  return requeued.length > 0
}

export async function readStep(
  sql: Sql,
  { accountId, runId }: Attempt,
  name: string,
): Promise<{ output: unknown } | null> {
  const [row] = await sql<{ output: unknown }[]>`
    select output from run_step where account_id = ${accountId} and run_id = ${runId} and name = ${name}`
  return row ?? null
}

export async function writeStep(sql: Sql, attempt: Attempt, name: string, output: JSONValue): Promise<void> {
  await sql`
    insert into run_step (account_id, run_id, name, output)
    select account_id, id, ${name}, ${sql.json(output)} from run where ${mine(sql, attempt)}
    on conflict do nothing`
}

/**
 * For a run that is done, which is never taken up again: its steps, and those of runs of the same voice that were
 * cancelled or failed before.
 */
export async function deleteSteps(tx: TransactionSql, { accountId, runId }: Attempt): Promise<void> {
  await tx`
    delete from run_step where account_id = ${accountId} and run_id in (
      select other.id from run done join run other
        on other.account_id = done.account_id and (other.id = done.id or other.voice_id = done.voice_id)
      where done.account_id = ${accountId} and done.id = ${runId})`
}

/** Which of these attempts are not going on any more: cancelled, or taken over. */
export async function lostAttempts(sql: Sql, attempts: Attempt[]): Promise<Attempt[]> {
  const running = await sql<{ id: string; attempt: number }[]>`
    select id, attempt from run where id in ${sql(attempts.map(({ runId }) => runId))} and state = 'running'`
  const going = new Set(running.map(row => `${row.id}/${row.attempt}`))
  return attempts.filter(({ runId, attempt }) => !going.has(`${runId}/${attempt}`))
}

/**
 * Running runs whose worker holds its lock no more: its process is dead, or was cut off. Runs of other kinds than these
 * are left to whoever knows them, as in all that looks for runs here: while a new version is rolled out, there are
 * workers of both.
 */
export async function runsOfDeadWorkers(tx: TransactionSql, kinds: readonly RunKind[]): Promise<RunRow[]> {
  return tx<RunRow[]>`
    select ${runColumns(tx)} from run
    where state = 'running' and kind = any(${kinds}) and worker is not null and not exists (
      select from pg_locks
      where locktype = 'advisory' and granted and objsubid = 2
        and database = (select oid from pg_database where datname = current_database())
        and classid = ${WORKER_LOCKS} and objid = run.worker)
    order by created_at limit 100 for update skip locked`
}

/** Running runs that this worker has by their rows; more than it knows of where a connection broke at a bad moment. */
export async function runsOfWorker(tx: TransactionSql, worker: number): Promise<RunRow[]> {
  return tx<RunRow[]>`
    select ${runColumns(tx)} from run where state = 'running' and worker = ${worker}
    order by created_at limit 100 for update skip locked`
}

/**
 * Queued runs that were due `ms` ago and have no job that waits for a worker, oldest first, at most 50: their hint was
 * lost with a worker. Those whose job waits only wait their turn: a hint more would change nothing, and however many
 * they are they must not hide the one behind them whose job is lost.
 */
export async function overdueRuns(
  tx: TransactionSql,
  kinds: readonly RunKind[],
  ms: number,
): Promise<RunRow[]> {
  return tx<RunRow[]>`
    select ${runColumns(tx)} from run
    where state = 'queued' and kind = any(${kinds}) and due_at <= now() - ${ms} * interval '1 millisecond' and not exists (
      select from pgboss.job
      where name = run.kind and singleton_key = run.account_id || '/' || run.id and job.state < 'active')
    order by created_at limit 50`
}

/**
 * Of runs that are over for a week, at most `most` of them: removes what they told while they went on. It was for whoever
 * followed them; a panel that was asleep since then asks from where it was and still hears the end. What is shown of a run
 * later stays: its notes, and all that a turn told which was cut short. So does what stands before a new attempt: the
 * time that the machine took is summed from event to event, and the wait is not part of it.
 */
export async function condenseRuns(sql: Sql, most: number): Promise<number> {
  const condensed = await sql`
    with ended as (
      select account_id, id, kind, state from run
      where finished_at < now() - interval '7 days' and not condensed
      order by finished_at limit ${Math.ceil(most)} for update skip locked
    ), gone as (
      delete from run_event told using ended
      where told.account_id = ended.account_id and told.run_id = ended.id
        and told.kind in ('progress', 'said', 'beat', 'tool') and (ended.kind <> 'turn' or ended.state = 'done')
        and not exists (
          select from run_event next where next.account_id = told.account_id and next.run_id = told.run_id
            and next.seq = told.seq + 1 and next.kind = 'queued')
    )
    update run set condensed = true from ended where run.account_id = ended.account_id and run.id = ended.id`
  return condensed.count
}

const mine = (sql: Sql | TransactionSql, { accountId, runId, attempt }: Attempt) =>
  sql`account_id = ${accountId} and id = ${runId} and state = 'running' and attempt = ${attempt}`

async function recordEvent(
  tx: TransactionSql,
  { accountId, runId }: Attempt,
  kind: RunEvent['kind'],
  data: JSONValue,
): Promise<void> {
  await tx`
    with numbered as (
      update run set last_seq = last_seq + 1 where account_id = ${accountId} and id = ${runId} returning last_seq
    )
    insert into run_event (account_id, run_id, seq, kind, data)
    select ${accountId}, ${runId}, last_seq, ${kind}, ${tx.json(data)} from numbered`
  await hintAtRun(tx, accountId, runId)
}
