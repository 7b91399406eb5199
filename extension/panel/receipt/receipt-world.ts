import type { Baseline, TimeReceipt } from '../../../core/contract/receipt-of-time.ts'
import type { Done } from '../done.ts'

/** What the open project took so far. */
export interface ShownReceipt {
  receipt: TimeReceipt
  /** The server is away: only what this computer counted is here, without decisions, machine time and baseline. */
  partial: boolean
}

/** The receipt of time. Loaded when it is first wanted; the counting goes on without it. */
export interface ReceiptWorld {
  read(): Done<ShownReceipt>
  /** null takes it back. */
  setBaseline(baseline: Baseline | null): Done<Baseline | null>
  /** Whether the creator was asked, and would not say. */
  declined(): Promise<boolean>
  decline(): Promise<void>
}
