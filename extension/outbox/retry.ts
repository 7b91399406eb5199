import type { ApiFailure } from '../api/request.ts'

/** What a failed send means for what was sent. */
export type Meaning =
  /** It will not heal by itself: the server's words are shown. */
  | 'refused'
  /** The server has no such thing (any more). */
  | 'unknown'
  /** This one later, the others now. */
  | 'later'
  /** Nothing gets through, or nothing should for a while: all later. */
  | 'pause'
  /** The token does not count (any more). */
  | 'unpaired'

export function meaningOf({ status, code }: ApiFailure): Meaning {
  if (status === null) return code === 'unexpected_answer' ? 'later' : 'pause'
  // Somebody else's project, in which one may not do this: the token is as good as it was.
  if (code === 'read_only' || code === 'not_allowed') return 'refused'
  if (status === 401 || status === 403) return 'unpaired'
  // There may be room again, once something else is deleted.
  if (code === 'quota_reached') return 'later'
  if (status === 404) return 'unknown'
  if (status === 429 || PAUSES.includes(code)) return 'pause'
  // 408, 425: the server asks for the same again (RFC 9110, RFC 8470).
  if (status >= 500 || status === 408 || status === 425 || status < 400) return 'later'
  return 'refused'
}

/** What is about the server and not about what was sent. */
const PAUSES = ['shutting_down', 'overloaded', 'database_unavailable']
