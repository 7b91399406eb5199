import type { TransactionSql } from 'postgres'
import type { BeatAt, Progress, RunKind } from '../../core/contract/run.ts'
import type { ToolUse } from '../../core/contract/tool.ts'
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
  /**
   * Tells a piece of an answer as it grows; pieces are written together, about one event per 100 ms. Resolves when
   * this one is written. An attempt begins with nothing said.
   * @param anew what was said before is taken back: the answer begins with this
   */
  said(text: string, options?: { anew?: boolean }): Promise<void>
  /** Tells which beat of its script a draft is at. */
  beat(at: BeatAt): Promise<void>
  /** Tells that a tool was used, in words for the creator. */
  used(use: ToolUse): Promise<void>
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
