import type { Budget, Estimate, EstimateKind, EstimateRequest, Usage } from '../../../core/contract/usage.ts'
import type { Done } from '../done.ts'

/** What the model was asked this month, what it would be asked next, and what stops it. */
/** What of a script would be written. */
export type EstimateOf = Pick<EstimateRequest, 'branchId' | 'beatIds' | 'sentenceIds' | 'how'>

export interface UsageWorld {
  read(): Done<Usage>
  setBudget(budget: Budget): Done<Budget>
  /**
   * What such a run over the project that is open would send, to whom, and about what it costs. Nothing is sent.
   * @param text what the creator is about to ask, for a turn; what they wish, for what is written
   * @param of for work on a script
   */
  estimate(kind: EstimateKind, text?: string, of?: EstimateOf): Done<Estimate>
}
