import type { AttemptDeps } from './attempt.ts'
import { WITHOUT_WORDS } from './attempt.ts'
import * as store from './worker-store.ts'

/**
 * How many deaths of its workers a run is forgiven before they count as attempts: a deployment, a power cut or another
 * run is the likelier cause, but one that kills every process that takes it up must end some day.
 */
const FORGIVEN_DEATHS = 7

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
export async function takeUpDeadRuns({ database, queue, log, clock }: AttemptDeps): Promise<void> {
  await database.sql.begin(async tx => {
    for (const row of await store.runsOfDeadWorkers(tx)) {
      const attempt = { accountId: row.account_id, runId: row.id, attempt: row.attempt }
      log.warn({ runId: row.id, attempt: row.attempt, kind: row.kind }, 'the worker of the run died')
      // Bounded, or a run that kills its process would kill every one that comes after.
      if (row.attempt >= row.attempt_limit)
        await store.endRun(tx, attempt, { state: 'failed', error: CRASHED })
      else {
        const dueAt = new Date(clock())
        await store.requeueRun(tx, attempt, { dueAt, free: row.attempt <= FORGIVEN_DEATHS })
        await queue.enqueue(tx, { ...attempt, kind: row.kind })
      }
    }
  })
}

/** Hints again at queued runs whose hint got lost, because the worker that took it died before it claimed the run. */
export async function hintAtOverdueRuns({ database, queue }: AttemptDeps, ms: number): Promise<void> {
  await database.sql.begin(async tx => {
    for (const { account_id, id, kind } of await store.overdueRuns(tx, ms))
      await queue.enqueue(tx, { accountId: account_id, runId: id, kind })
  })
}
