import type { ReadonlySignal } from '@preact/signals'

/** What the extension may tell of itself: what broke in it, and what it was used for. */
export type ReportKind = 'errors' | 'use'

/** Whom the creator lets it be told to by their server, and as whom they did. Another host or account is asked anew. */
export interface Agreement {
  host: string
  accountId: string
}

/** What was sent last, as it was. */
export interface SentReport {
  /** Milliseconds since 1970. */
  at: number
  host: string
  body: unknown
}

/** What is told of this extension by way of the server that is worked with: loaded when it is first wanted. */
export interface ReportsWorld {
  /** null: nothing is told, which is how it begins. */
  agreed: ReadonlySignal<Record<ReportKind, Agreement | null>>
  /** null: nothing yet. */
  sent: ReadonlySignal<Record<ReportKind, SentReport | null>>
  agree(kind: ReportKind, to: Agreement): Promise<void>
  /** Tells nothing more, from now on: what waits to be sent is thrown away. */
  withdraw(kind: ReportKind): Promise<void>
}
