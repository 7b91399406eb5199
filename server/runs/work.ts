import type { TransactionSql } from 'postgres'
import type { Progress, RunKind } from '../../core/contract/run.ts'
import type { Database } from '../db/database.ts'

/** What a kind of run is given to do its work with. */
export interface RunContext {
  accountId: string
  runId: string
  projectId: string | null
  sourceId: string | null
  voiceId: string | null
  input: unknown
  database: Database
  /** Aborts when the run is cancelled, its time is up or the process stops: hand it to every wait and every call. */
  signal: AbortSignal
  progress(progress: Progress): Promise<void>
  /** A sentence for the creator that stays in the run's record. */
  note(text: string): Promise<void>
  /** Does `make` once a run, however often the run is taken up: its JSON output is kept and given back. */
  step<Output>(name: string, make: () => Promise<Output>): Promise<Output>
}

/**
 * What a run leaves behind. `save` runs in the transaction that ends the run, as the run's account: all of it
 * is there with the run's `done`, or nothing is.
 */
export interface RunOutcome {
  resultId: string | null
  save(tx: TransactionSql): Promise<void>
}

/** Does the work. Throws `RunFailure` for what the creator can understand; any other error is a defect or the weather. */
export type RunWork = (context: RunContext) => Promise<RunOutcome>
export type RunWorks = Record<RunKind, RunWork>

/** A failure with words for the creator. `retryable`: the same again may go well. */
export class RunFailure extends Error {
  readonly code: string
  readonly retryable: boolean
  constructor(code: string, message: string, retryable = false) {
    super(message)
    this.name = 'RunFailure'
    this.code = code
    this.retryable = retryable
  }
}
