import { API_VERSION, type ServerFacts } from '../../core/contract/server.ts'
import type { ServerNote } from '../panel/notes/server-note.ts'

/** Less is nobody's concern; more, and codes end too early and dates are wrong. */
const APART_MS = 300_000

/**
 * What of a server's facts the creator should know.
 * @param asked milliseconds since 1970 when it was asked; @param answered when its answer was there
 */
export function noteOn(facts: ServerFacts, asked: number, answered: number): ServerNote | null {
  const { version, api, now } = facts
  if (API_VERSION < api.oldest)
    return { is: 'extension_old', speaks: API_VERSION, oldest: api.oldest, version }
  if (API_VERSION > api.newest) return { is: 'server_old', speaks: API_VERSION, newest: api.newest, version }
  const there = Date.parse(now)
  // It was said between the two: whatever lies there is no difference of clocks.
  const aheadMs = asked > there ? asked - there : answered < there ? answered - there : 0
  return Math.abs(aheadMs) > APART_MS ? { is: 'clock', aheadMs } : null
}
