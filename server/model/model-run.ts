import type { RunKind } from '../../core/contract/run.ts'

/** Whose call of a model it is and what it is for. */
export interface ModelRun {
  accountId: string
  runId: string
  kind: RunKind
  /** Ends every call of the run, beside the signal that a call has of its own. */
  signal: AbortSignal
}
