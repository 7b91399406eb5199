import type { Logger } from 'pino'
import type { Database } from '../db/database.ts'
import { becomeAccount } from '../db/tenancy.ts'
import { isDatabaseAway } from '../http/problem.ts'
import { inRunSpan, type RunEnding } from '../telemetry/run-span.ts'
import { createContext } from './context.ts'
import { TOO_LONG, WITHOUT_WORDS } from './failures.ts'
import type { Job, RunQueue } from './queue.ts'
import { ATTEMPTS, isForgiven, type RunRow } from './rows.ts'
import { RunFailure, type RunOutcome, type RunWorks } from './work.ts'
import * as store from './worker-store.ts'

/** Why an attempt was told to leave off. */
export class Interruption extends Error {
  readonly by: 'cancel' | 'stop' | 'time'
  constructor(by: Interruption['by']) {
    super(`The attempt was interrupted: ${by}`)
    this.name = 'Interruption'
    this.by = by
  }
}

export interface AttemptDeps {
  database: Database
  queue: RunQueue
  works: RunWorks
  log: Logger
  /** Milliseconds since 1970. */
  clock: () => number
}

/** One attempt at a claimed run, until the run is done, failed, queued again or somebody else's. Throws only when the database does. */
export async function carryOut(deps: AttemptDeps, row: RunRow, job: Job, signal: AbortSignal): Promise<void> {
  const attempt: store.Attempt = { accountId: row.account_id, runId: row.id, attempt: row.attempt }
  await inRunSpan(row, async () => {
    try {
      const outcome = await deps.works[row.kind](createContext(deps, row, attempt, signal))
      signal.throwIfAborted()
      return await finish(deps, attempt, job, outcome)
    } catch (error) {
      // What the work throws once it is interrupted is only the noise of that.
      return await settle(deps, attempt, row, job, signal.aborted ? signal.reason : error)
    }
  })
}

/** The result, the terminal event and the end of the job are one transaction: all of it is there, or nothing. */
async function finish(
  deps: AttemptDeps,
  attempt: store.Attempt,
  job: Job,
  outcome: RunOutcome,
): Promise<RunEnding> {
  return deps.database.sql.begin(async (tx): Promise<RunEnding> => {
    // First, so that it is known before anything is saved whether the run is still ours.
    if (!(await store.endRun(tx, attempt, { state: 'done', resultId: outcome.resultId })))
      return { outcome: 'lost' }
    await Promise.all([store.deleteSteps(tx, attempt), deps.queue.complete(tx, job)])
    // Sent together with what is saved, and both are waited for.
    await Promise.all([becomeAccount(tx, attempt.accountId), outcome.save(tx)])
    return { outcome: 'done' }
  })
}

async function settle(
  deps: AttemptDeps,
  attempt: store.Attempt,
  row: RunRow,
  job: Job,
  cause: unknown,
): Promise<RunEnding> {
  const log = deps.log.child({ runId: attempt.runId, attempt: attempt.attempt, kind: row.kind })
  if (cause instanceof Interruption && cause.by === 'cancel') return { outcome: 'lost' }
  if (cause instanceof Interruption && cause.by === 'stop') {
    await requeue(deps, attempt, job, { waitMs: 0, free: true })
    return { outcome: 'stopped' }
  }
  if (cause instanceof RunFailure) return fail(deps, attempt, job, cause)
  if (cause instanceof Interruption) {
    log.warn('the time of the run was up')
    return fail(deps, attempt, job, TOO_LONG)
  }
  if (isDatabaseAway(cause)) {
    log.warn({ err: cause }, 'the database went away from under the run')
    await requeue(deps, attempt, job, { waitMs: 1_000, free: isForgiven(row) })
    return { outcome: 'again', error: 'database away' }
  }
  const left = row.attempt_limit - row.attempt
  log.error({ err: cause, left }, 'the run failed without words')
  if (left <= 0) return fail(deps, attempt, job, WITHOUT_WORDS)
  const waitMs = 1_000 * 2 ** Math.max(0, ATTEMPTS - 1 - left)
  await requeue(deps, attempt, job, { waitMs, free: false })
  return { outcome: 'again', error: cause instanceof Error ? cause.name : typeof cause }
}

async function fail(
  deps: AttemptDeps,
  attempt: store.Attempt,
  job: Job,
  failure: RunFailure,
): Promise<RunEnding> {
  const { code, message, retryable } = failure
  await deps.database.sql.begin(async tx => {
    const ended = await store.endRun(tx, attempt, { state: 'failed', error: { code, message, retryable } })
    if (ended) await deps.queue.complete(tx, job)
  })
  return { outcome: 'failed', error: code }
}

async function requeue(
  deps: AttemptDeps,
  attempt: store.Attempt,
  { kind }: Job,
  when: { waitMs: number; free: boolean },
): Promise<void> {
  await deps.database.sql.begin(async tx => {
    if (await store.requeueRun(tx, attempt, when))
      await deps.queue.enqueue(tx, { ...attempt, kind }, when.waitMs)
  })
}
