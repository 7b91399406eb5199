import { createApi } from '../api/client.ts'
import type { Pairing } from '../api/pairing.ts'
import type { Locks } from '../browser/locks.ts'
import type { Area } from '../browser/storage.ts'
import { type Here, sessionOf } from '../servers/here.ts'
import type { Reporting } from './error-report.ts'
import { keptReports } from './kept-reports.ts'
import { reporter } from './reporter.ts'
import { reportsWorld } from './reports-world.ts'

export interface ReportsDeps {
  /** storage.local as the work with this server sees it. */
  local: Area
  session: Area
  here: Here
  pairing: Pairing
  locks: Locks
  fetch: typeof globalThis.fetch
  clock: () => number
  setTimer: (run: () => void, ms: number) => () => void
  of: Reporting
}

const TIMEOUT_MS = 10_000

/** What one context of the extension tells of itself to the server that is worked with, put together. */
export function openReports({ local, session, here, locks, pairing, fetch, ...deps }: ReportsDeps) {
  const kept = keptReports({ local, session: sessionOf(session, here), locks })
  // Its failures are nobody's: whether the server is there is found out by what the creator waits for.
  const api = createApi({ pairing, fetch, failed: () => {} })
  const { broke, used } = reporter({
    ...{ ...deps, kept, capabilities: api.capabilities },
    send: (kind, body, signal) =>
      api.asking.ask('nothing', {
        method: 'POST',
        path: `/reports/${kind}`,
        body,
        signal,
        timeoutMs: TIMEOUT_MS,
      }),
  })
  return { broke, used, world: () => reportsWorld(kept) }
}
