import type { ReadonlySignal } from '@preact/signals'
import type {
  Branch,
  DecisionDraft,
  Gate,
  LogEntry,
  Offer,
  Plan,
  Ways,
} from '../../../core/contract/decision.ts'
import type { Run } from '../../../core/contract/run.ts'
import type { ScriptState } from '../../../core/contract/script.ts'
import type { Done, Failure } from '../done.ts'

export interface Decisions {
  /** loading: neither this computer nor the server has said yet what was decided. */
  state: 'loading' | 'there' | 'failed'
  /** As known last; kept on this computer for when the server is away. null before the first. */
  ways: Ways | null
  /**
   * Newest first: what was offered on the open branch, and on those that it parted from as far as it was offered for
   * the same decisions. So who goes back finds the options again that they did not take.
   */
  offers: Offer[]
  /** Why the server's could not be had; what shows is what was known last. */
  failure: Failure | null
}

/** What the creator decides on the way to a script. Loaded when it is first wanted. */
export interface DecisionsWorld {
  decisions: ReadonlySignal<Decisions>
  /** Asks the server again. */
  refresh(): Promise<void>
  /** Has three options made. Its run shows in `world.work.runs`. */
  offer(gate: Gate, wish: string | null): Done<Run>
  decide(draft: Omit<DecisionDraft, 'id'>): Done<Branch>
  /** What is not named stays as it is, also where it is being changed just now. */
  setPlan(change: Partial<Plan>): Done<Plan>
  /** Opens a new way that has this one's decisions before `gate`; `null`: a copy of all of it. */
  rewind(gate: Gate | null, name: string): Done<Branch>
  open(branchId: string): Done
  rename(branchId: string, name: string): Done<Branch>
  log(): Done<LogEntry[]>
  /** The script of any way, to be set beside another's. */
  scriptOf(branchId: string): Done<ScriptState>
}
