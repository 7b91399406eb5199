import { setTimeout as sleep } from 'node:timers/promises'
import type { RunKind } from '../../core/contract/run.ts'
import { outsideVisits } from '../db/guest.ts'
import { measures } from '../telemetry/measures.ts'
import { type AttemptDeps, carryOut, Interruption } from './attempt.ts'
import type { Job } from './queue.ts'
import type { RunRow } from './rows.ts'
import { hintAtOverdueRuns, takeUpDeadRuns, takeUpStrayRuns } from './sweep.ts'
import * as store from './worker-store.ts'

export interface Worker {
  /** Resolves once it waits for runs; those that a dead process left behind are queued by then. */
  start(): Promise<void>
  /** Interrupts what it works on, which goes back into the queue without counting as an attempt. The queue stays open. */
  stop(timeoutMs: number): Promise<void>
}

const SWEEP_MS = 2_000
const CHECK_MS = 1_000
/** Longer than a run waits for a free worker in ordinary use; hinting once too often only costs a statement. */
const OVERDUE_MS = 10_000
/**
 * Reading computes on the one thread while another page waits for the database: a third would read no more, and take from whoever
 * waits for an answer. A brief waits most of its time for sources or for a model; measuring computes and nothing else;
 * embedding, a turn, an interview, options, drafts and rewrites wait for their model.
 */
export const CONCURRENCY: Record<RunKind, number> = {
  ...{ ingest: 2, brief: 2, profile: 1, index: 1, claims: 1, embed: 2, turn: 3, interview: 1 },
  ...{ angle: 1, outline: 1, hook: 1, draft: 2, rewrite: 2 },
}
const ATTEMPT_MS = 30 * 60_000

export interface WorkerDeps extends AttemptDeps {
  concurrency?: Record<RunKind, number>
  /** How long one attempt may take. */
  attemptMs?: number
}

interface Active extends store.Attempt {
  controller: AbortController
}

export function createWorker(deps: WorkerDeps): Worker {
  const { database, queue, log, concurrency = CONCURRENCY, attemptMs = ATTEMPT_MS } = deps
  const active = new Map<string, Active>()
  /** What this worker claims or works on: whoever looks for runs that nobody works on must know of both. */
  const handled = new Set<Job>()
  const timers: NodeJS.Timeout[] = []
  let stopping = false
  /** The lock by which others see that this worker lives; undefined while it holds none and may claim nothing. */
  let key: number | undefined
  let release = async () => {}
  let unlisten = async () => {}

  const interrupt = (key: string, by: Interruption['by']) =>
    active.get(key)?.controller.abort(new Interruption(by))

  async function showLife(): Promise<void> {
    const mine = 1 + Math.floor(Math.random() * 0x7ffffffe)
    release = await database.hold(store.WORKER_LOCKS, mine, error => {
      // Others may take over from here on, and the fence of attempts would refuse whatever is still written.
      log.error({ err: error }, 'the worker lost its lock')
      key = undefined
      for (const runKey of active.keys()) interrupt(runKey, 'stop')
    })
    key = mine
  }

  /** Shows it again where the lock was lost, once for all who ask. */
  let showing: Promise<void> | undefined
  async function live(): Promise<void> {
    if (key !== undefined) return
    showing ??= showLife().finally(() => {
      showing = undefined
    })
    await showing
  }

  async function handle(job: Job): Promise<void> {
    // Jobs come as soon as the database is back, often before the next sweep; given up, their runs would wait for a hint.
    if (!stopping) await live()
    const worker = key
    if (stopping || worker === undefined) throw new Error('this worker takes no runs now')
    handled.add(job)
    try {
      const row = await store.claimRun(database.sql, job, worker)
      if (row) await attend(row, job, worker)
    } finally {
      handled.delete(job)
    }
  }

  async function attend(row: RunRow, job: Job, worker: number): Promise<void> {
    if (row.attempt === 1) measures()?.runWaited(row.kind, (deps.clock() - row.created_at.getTime()) / 1_000)
    const runKey = `${row.account_id}/${row.id}`
    const mine: Active = {
      accountId: row.account_id,
      runId: row.id,
      attempt: row.attempt,
      controller: new AbortController(),
    }
    const timer = setTimeout(() => mine.controller.abort(new Interruption('time')), attemptMs)
    active.set(runKey, mine)
    // Whoever has no lock (any more) is taken for dead, and its runs are others'.
    if (stopping || key !== worker) interrupt(runKey, 'stop')
    try {
      // A run is its account's, whoever began it.
      await outsideVisits(() => carryOut(deps, row, job, mine.controller.signal))
    } finally {
      clearTimeout(timer)
      // An attempt that lost its run may end after the next one has begun here.
      if (active.get(runKey) === mine) active.delete(runKey)
    }
  }

  /** The notification of a cancellation is a hint that may be missed: this is what is sure to notice. */
  async function checkActive(): Promise<void> {
    if (active.size === 0) return
    for (const { accountId, runId } of await store.lostAttempts(database.sql, [...active.values()]))
      interrupt(`${accountId}/${runId}`, 'cancel')
  }

  const worksOn = ({ account_id, id }: RunRow): boolean =>
    [...handled].some(job => job.accountId === account_id && job.runId === id)

  async function sweep(): Promise<void> {
    await live()
    await takeUpDeadRuns(deps)
    if (key !== undefined) await takeUpStrayRuns(deps, key, worksOn)
    await hintAtOverdueRuns(deps, OVERDUE_MS)
  }

  /** What looks after the runs at this moment: whoever stops lets it come to its end before the database goes. */
  const looking = new Set<() => Promise<void>>()
  /** One after the other, so that a slow database does not pile them up; a failed one is followed by the next. */
  function every(ms: number, work: () => Promise<void>): void {
    timers.push(
      setInterval(async () => {
        if (looking.has(work) || stopping) return
        looking.add(work)
        await work().catch(error => log.error({ err: error }, 'the worker could not look after its runs'))
        looking.delete(work)
      }, ms),
    )
  }

  return {
    async start() {
      await live()
      unlisten = await database.listen('run_cancelled', runKey => interrupt(runKey, 'cancel'))
      await takeUpDeadRuns(deps)
      await hintAtOverdueRuns(deps, 0)
      await queue.work(concurrency, handle)
      every(SWEEP_MS, sweep)
      every(CHECK_MS, checkActive)
    },
    async stop(timeoutMs) {
      stopping = true
      for (const timer of timers) clearInterval(timer)
      for (const runKey of active.keys()) interrupt(runKey, 'stop')
      await queue.leaveOff()
      // What was interrupted still needs the queue, to go back into it.
      const until = deps.clock() + timeoutMs
      while (active.size + looking.size > 0 && deps.clock() < until) await sleep(10)
      await unlisten()
      await release()
    },
  }
}
