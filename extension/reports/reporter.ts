import type { ErrorReports, UseEvent, UseReports } from '../../core/contract/report.ts'
import type { Result } from '../../core/contract/result.ts'
import type { Capabilities } from '../../core/contract/server.ts'
import { loadShapes } from '../api/load-shapes.ts'
import type { ApiFailure } from '../api/request.ts'
import type { ReportKind } from '../panel/reports/reports-world.ts'
import { errorReport, type Reporting } from './error-report.ts'
import type { Batch, KeptReports } from './kept-reports.ts'

/** What breaks together is told together; not longer, as who sees something break closes the panel. */
const GATHER_MS = 2_000

export type ReportBody = ErrorReports | UseReports

export interface ReporterDeps {
  kept: KeptReports
  of: Reporting
  /** Who the server is, asked before each sending: what was agreed to holds for the host that it names. */
  capabilities: () => Promise<Result<Capabilities, ApiFailure>>
  send: (kind: ReportKind, body: ReportBody, signal: AbortSignal) => Promise<Result<null, ApiFailure>>
  clock: () => number
  setTimer: (run: () => void, ms: number) => () => void
}

/** Tells what broke and what was used, where the creator agreed to it. Nobody waits for it, and nothing fails by it. */
export function reporter({ kept, of, capabilities, send, clock, setTimer }: ReporterDeps) {
  let gathering = false
  function soon(waits: boolean): void {
    if (!waits || gathering) return
    gathering = true
    setTimer(() => {
      gathering = false
      return flush().catch(() => {})
    }, GATHER_MS)
  }

  /** Sends what waits, also what a context left that is gone. */
  async function flush(): Promise<void> {
    const batch = await kept.take()
    if (!batch) return
    const changed = new AbortController()
    const off = kept.onAgreed(() => changed.abort())
    try {
      const server = await capabilities()
      if (server.ok) {
        if (await isDone('errors', batch, server.value, changed.signal)) batch.errors = []
        if (await isDone('use', batch, server.value, changed.signal)) batch.use = []
      }
      await kept.putBack(batch)
    } finally {
      off()
    }
  }

  /** Whether nothing of this kind is left to be sent: it was, or never will be. */
  async function isDone(
    kind: ReportKind,
    batch: Batch,
    { accountId, reports }: Capabilities,
    signal: AbortSignal,
  ): Promise<boolean> {
    const host = reports?.[kind] ?? null
    const agreed = (await kept.agreed())[kind]
    if (!host || agreed?.host !== host || agreed.accountId !== accountId) return true
    const shapes = await loadShapes()
    if (!shapes) return false
    const body =
      kind === 'errors'
        ? shapes.reports.errors.safeParse({ errors: batch.errors })
        : shapes.reports.use.safeParse({ events: batch.use })
    // None, or of another version of the extension.
    if (!body.success) return true
    const answer = await send(kind, body.data, signal)
    if (answer.ok) await kept.noteSent(kind, { at: clock(), host, body: body.data })
    const { status = null } = answer.ok ? {} : answer.error
    // A server that says no says so again.
    return answer.ok || (status !== null && status < 500 && status !== 429)
  }

  return {
    async broke(thrown: unknown): Promise<void> {
      soon(await kept.addError(errorReport(thrown, of)))
    },
    async used(event: UseEvent): Promise<void> {
      soon(await kept.addUse(event))
    },
  }
}
