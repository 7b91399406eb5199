import type { TransactionSql } from 'postgres'
import type { Run } from '../../core/contract/run.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { ApiError } from '../http/problem.ts'
import { followRuns } from './follow.ts'
import type { RunQueue } from './queue.ts'
import type { NewRun, StoredEvent } from './rows.ts'
import * as store from './store.ts'

export type { NewRun }

/** What features do with runs. Every read and write is the account's: of another's run they say that there is none. */
export interface Runs {
  /** In the caller's transaction as the account: the run is there if what it commits is. The same id again changes nothing. */
  create(tx: TransactionSql, run: NewRun): Promise<Run>
  get(accountId: string, runId: string): Promise<Run | null>
  /** Newest first, at most 50, without turns that were answered. */
  list(accountId: string, projectId: string): Promise<Run[]>
  /** Ends it as cancelled at once, whoever works on it; a run that is over stays as it is. */
  cancel(accountId: string, runId: string): Promise<Run | null>
  /** The same for each unfinished run of a source, in the caller's transaction as the account. */
  cancelFor(tx: TransactionSql, sourceId: string, reason: string): Promise<void>
  /** The same for each unfinished run of a project. */
  cancelForProject(tx: TransactionSql, projectId: string, reason: string): Promise<void>
  /** The same for each unfinished run of a voice. */
  cancelForVoice(tx: TransactionSql, voiceId: string, reason: string): Promise<void>
  /** The same for each unfinished run of the account whose transaction it is. */
  cancelAll(tx: TransactionSql, reason: string): Promise<void>
  /** The newest unfinished run of a voice, in the caller's transaction as the account. */
  ofVoice(tx: TransactionSql, voiceId: string): Promise<Run | null>
  /** Ids of the unfinished runs of all the account's voices, by voice. */
  ofVoices(tx: TransactionSql): Promise<Map<string, string>>
  /**
   * Queues a failed or cancelled run again; any other stays as it is, and so does one whose voice another run
   * measures meanwhile, or whose vectors another makes.
   */
  retry(accountId: string, runId: string): Promise<Run | null>
  /**
   * Every event after `afterSeq` as it is written, and 'ping' when 15 s were silent. Ends after the terminal event,
   * when `signal` aborts, and at once for a run that is not there.
   */
  events(
    accountId: string,
    runId: string,
    afterSeq: number,
    signal: AbortSignal,
  ): AsyncIterable<StoredEvent | 'ping'>
}

export const idTaken = (): ApiError =>
  new ApiError('conflict', 'This id belongs to something else. Make a new one and ask again.')

const CANCELLED_BY_CREATOR = 'You cancelled it.'

export function createRuns({ database, queue }: { database: Database; queue: RunQueue }): Runs {
  const follow = followRuns(database)
  return {
    async create(tx, run) {
      const made = await store.insertRun(tx, run)
      if (made) {
        await queue.enqueue(tx, { ...run, runId: run.id })
        return made
      }
      const known = await store.getRun(tx, run.id)
      if (!known) throw idTaken() // by a run of the owner's that a guest does not see
      return known
    },
    get: (accountId, runId) => asAccount(database, accountId, tx => store.getRun(tx, runId)),
    list: (accountId, projectId) => asAccount(database, accountId, tx => store.listRuns(tx, projectId)),
    cancel: (accountId, runId) =>
      asAccount(database, accountId, async tx => {
        await store.cancelRun(tx, runId, CANCELLED_BY_CREATOR)
        return store.getRun(tx, runId)
      }),
    async cancelFor(tx, sourceId, reason) {
      for (const runId of await store.unfinishedRunsOf(tx, sourceId)) await store.cancelRun(tx, runId, reason)
    },
    async cancelForProject(tx, projectId, reason) {
      for (const runId of await store.unfinishedRunsOfProject(tx, projectId))
        await store.cancelRun(tx, runId, reason)
    },
    async cancelForVoice(tx, voiceId, reason) {
      for (const run of await store.unfinishedRunsOfVoice(tx, voiceId))
        await store.cancelRun(tx, run.id, reason)
    },
    async cancelAll(tx, reason) {
      for (const runId of await store.unfinishedRuns(tx)) await store.cancelRun(tx, runId, reason)
    },
    ofVoice: async (tx, voiceId) => (await store.unfinishedRunsOfVoice(tx, voiceId)).at(-1) ?? null,
    ofVoices: store.unfinishedRunsOfVoices,
    retry: (accountId, runId) =>
      asAccount(database, accountId, async tx => {
        const requeued = await store.requeueEndedRun(tx, runId)
        const run = await store.getRun(tx, runId)
        if (run && requeued) await queue.enqueue(tx, { accountId, runId, kind: run.kind })
        return run
      }),
    events: (accountId, runId, afterSeq, signal) => follow(accountId, runId, afterSeq, signal),
  }
}
