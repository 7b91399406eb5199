import type { LegOutcome } from '../../../core/contract/receipt.ts'
import type { Chapter, Transcript } from '../../../core/contract/transcript.ts'

/** What one way to the words gave. */
export interface LegYield {
  outcome: LegOutcome
  detail?: string
  transcript?: Transcript
  /** Marks such as [Music] that were set apart. */
  sounds?: number
  /** Where the answer names them. */
  chapters?: Chapter[]
  /** Whole, but second best: kept if no later leg gives the words in a better wording. */
  second?: boolean
  /**
   * YouTube refused to be asked (400, 401, 403, 429, or a page instead of an answer): who asks for many videos stops and
   * cools down, at least so many milliseconds where YouTube said how long.
   */
  refused?: { status: number; retryAfterMs: number | null }
}
