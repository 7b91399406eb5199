import { PgBoss } from 'pg-boss'
import type { Sql, TransactionSql } from 'postgres'
import { RunKind } from '../../core/contract/run.ts'
import type { Database } from '../db/database.ts'
import { hint } from '../db/hints.ts'
import { asOwner } from '../db/tenancy.ts'
import { idsAlone } from '../telemetry/traceparent.ts'
import { HOURLY, type HourlyWork, openHourly, type Timing } from './hourly.ts'

export interface RunRef {
  accountId: string
  runId: string
  kind: RunKind
}

/** One hint to take up one run. */
export interface Job extends RunRef {
  jobId: string
}

/**
 * Brings queued runs to workers. The row in `run` says what is so; a job is a hint that may come twice, late or for a
 * run that needs nothing any more, and whoever gets it claims the row first.
 */
export interface RunQueue {
  /**
   * In the caller's transaction, whatever its role; due in `waitMs` by the database's clock, because the clocks of
   * processes differ. A run that already waits in the queue is left there.
   */
  enqueue(tx: TransactionSql, run: RunRef, waitMs?: number): Promise<void>
  /** Marks the job as done in the transaction (as the owner) that ends its run. */
  complete(tx: TransactionSql, job: Job): Promise<void>
  /** Starts so many workers for each kind. A `handle` that throws gives its job up. */
  work(concurrency: Record<RunKind, number>, handle: (job: Job) => Promise<void>): Promise<void>
  /** Does this once an hour, in one of the processes that work on runs. */
  hourly(work: HourlyWork): Promise<void>
  /** Takes no more jobs. */
  leaveOff(): Promise<void>
  /** Waits at most `timeoutMs` for the jobs that are being handled, and ends. */
  stop(timeoutMs: number): Promise<void>
}

/** A queue a kind: briefs wait for the sources that are being read, and must not stand in the way of the reading. */
const KINDS = RunKind.options
/** Notified with a kind of which a run waits. */
const WAITING = 'run_waiting'

export interface QueueOptions {
  /** Only where runs are worked on, not where they are only made: keeping the queue's tables in order. */
  supervise: boolean
  /** Whether jobs carry the trace in which they were made, and are spans of it; left out: no. */
  traces?: boolean
  /** When the hourly work is done; left out: once an hour. */
  timing?: Timing
  /** What goes wrong in the background. */
  onError(error: Error): void
}

export async function openQueue(
  database: Database,
  { supervise, traces = false, timing = HOURLY, onError }: QueueOptions,
): Promise<RunQueue> {
  const boss = new PgBoss({
    db: bossDatabase(database),
    backend: database.kind === 'embedded' ? 'pglite' : 'postgres',
    schedule: supervise && database.kind === 'server',
    cronMonitorIntervalSeconds: timing.lookSeconds,
    cronWorkerIntervalSeconds: timing.lookSeconds,
    supervise,
    registerInstance: false,
    monitorVacuum: false,
    reindex: false,
    openTelemetry: { enabled: traces, propagateContext: traces, propagator: idsAlone },
  })
  boss.on('error', onError)
  // On an empty database several may make its schema at once. Whoever waited for the first is refused by what it had
  // looked up before it waited, although pg-boss makes all of it under a lock: asked again, it finds what is there.
  await boss.start({ attempts: 3 })
  // short: a run waits once, however often it is enqueued. Attempts are counted by the run, never by its job.
  const options = { policy: 'short', notify: false, retryLimit: 0, expireInSeconds: 6 * 60 * 60 }
  for (const kind of KINDS) await boss.createQueue(kind, options)
  // As versions before made them: pg-boss notifies in the transaction that inserts (see `hint`).
  for (const { name, notify } of await boss.getQueues(KINDS))
    if (notify) await boss.updateQueue(name, { notify: false })
  const workers = new Map<string, string[]>(KINDS.map(kind => [kind, []]))
  const wake = (kind: string) => workers.get(kind)?.forEach(worker => void boss.notifyWorker(worker))
  let unlisten = async () => {}
  const hourly = openHourly(boss, database, { timing, onError })
  return {
    async enqueue(tx, { accountId, runId, kind }, waitMs = 0) {
      await asOwner(tx, () =>
        boss.send(
          kind,
          { accountId, runId },
          {
            singletonKey: `${accountId}/${runId}`,
            db: bossDatabase(database, tx),
            ...(waitMs > 0 && { startAfter: waitMs / 1_000 }),
          },
        ),
      )
      if (waitMs <= 0) await hint(tx, WAITING, kind)
    },
    async complete(tx, { kind, jobId }) {
      await boss.complete(kind, jobId, null, { db: bossDatabase(database, tx) })
    },
    async work(concurrency, handle) {
      const start = async (kind: RunKind) => {
        let worker = ''
        worker = await boss.work<Omit<RunRef, 'kind'>>(
          kind,
          {
            batchSize: 1,
            // A deferred job is hinted at by nobody, so the poll must stay short even where a hint is expected.
            pollingIntervalSeconds: 2,
          },
          async jobs => {
            for (const { id, data } of jobs) await handle({ jobId: id, kind, ...data })
            // More may wait, whose hints came while this one was busy: without asking again at once a backlog is
            // worked off by one run a poll. One worker a call, because only the first of a call can be told so.
            boss.notifyWorker(worker)
          },
        )
        workers.get(kind)!.push(worker)
      }
      unlisten = await database.listen(WAITING, wake, () => KINDS.forEach(wake))
      for (const kind of KINDS) for (let i = 0; i < concurrency[kind]; i++) await start(kind)
    },
    hourly: hourly.begin,
    async leaveOff() {
      await Promise.all([unlisten(), hourly.end(), ...KINDS.map(kind => boss.offWork(kind, { wait: false }))])
    },
    async stop(timeoutMs) {
      await hourly.end()
      await boss.stop({ graceful: true, timeout: timeoutMs })
    },
  }
}

/** What pg-boss asks of a database, over ours, or inside one transaction of ours. */
function bossDatabase(database: Database, sql: Sql | TransactionSql = database.sql) {
  return {
    async executeSql(text: string, values?: unknown[]) {
      if (values?.length) return { rows: [...(await sql.unsafe(text, values as never))] }
      // Without values it may be a script with its own begin and commit, which needs a connection to itself.
      const own = 'reserve' in sql ? await sql.reserve() : undefined
      try {
        const result = await (own ?? sql).unsafe(text)
        return { rows: Array.isArray(result[0]) ? (result as unknown as unknown[][]).flat() : [...result] }
      } catch (error) {
        await own?.unsafe('rollback').catch(() => {})
        throw error
      } finally {
        own?.release()
      }
    },
  }
}
