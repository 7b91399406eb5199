import type { LegOutcome } from '../../../core/contract/receipt.ts'
import type { Transcript } from '../../../core/contract/transcript.ts'

/** What one way to the words gave. */
export interface LegYield {
  outcome: LegOutcome
  detail?: string
  transcript?: Transcript
  /** Marks such as [Music] that were set apart. */
  sounds?: number
}
