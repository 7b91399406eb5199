import type { TransactionSql } from 'postgres'
import { RunKind } from '../../core/contract/run.ts'
import type { AttemptDeps } from './attempt.ts'
import { WITHOUT_WORDS } from './failures.ts'
import { isForgiven, type RunRow } from './rows.ts'
import * as store from './worker-store.ts'

const { code, retryable } = WITHOUT_WORDS
const CRASHED = {
  code,
  retryable,
  message:
    'The server stopped each time it worked on this. Try again later; the log of the server says more.',
}

/**
 * Takes up the runs of dead workers. A worker lives as long as its session holds its advisory lock: the database lets
 * go of it the moment the process dies, which shows a death at the next sweep, costs the living no write, and on the
 * embedded database makes every run of the process before this one dead by itself. pg-boss's heartbeats would
 * need 10 s and more to notice, and an update a second for each job.
 */
export async function takeUpDeadRuns(deps: AttemptDeps): Promise<void> {
  await deps.database.sql.begin(async tx => {
    for (const row of await store.runsOfDeadWorkers(tx, RunKind.options))
      await takeUp(deps, tx, row, 'the worker of the run died')
  })
}

/**
 * Takes up runs that a living worker has without working on them: the connection broke while it claimed one and the
 * claim was kept, or while it ended one and the ending was not.
 */
export async function takeUpStrayRuns(
  deps: AttemptDeps,
  worker: number,
  worksOn: (row: RunRow) => boolean,
): Promise<void> {
  await deps.database.sql.begin(async tx => {
    for (const row of await store.runsOfWorker(tx, worker))
      if (!worksOn(row)) await takeUp(deps, tx, row, 'the run was lost by its worker')
  })
}

async function takeUp(
  { queue, log }: AttemptDeps,
  tx: TransactionSql,
  row: RunRow,
  why: string,
): Promise<void> {
  const attempt = { accountId: row.account_id, runId: row.id, attempt: row.attempt }
  log.warn({ runId: row.id, attempt: row.attempt, kind: row.kind }, why)
  // Bounded, or a run that kills its process would kill every one that comes after.
  if (row.attempt >= row.attempt_limit) {
    await store.endRun(tx, attempt, { state: 'failed', error: CRASHED })
    return
  }
  if (await store.requeueRun(tx, attempt, { waitMs: 0, free: isForgiven(row) }))
    await queue.enqueue(tx, { ...attempt, kind: row.kind })
}

/** Hints again at queued runs whose hint got lost, because the worker that took it died before it claimed the run. */
export async function hintAtOverdueRuns({ database, queue }: AttemptDeps, ms: number): Promise<void> {
  await database.sql.begin(async tx => {
    for (const { account_id, id, kind } of await store.overdueRuns(tx, RunKind.options, ms))
      await queue.enqueue(tx, { accountId: account_id, runId: id, kind })
  })
}
