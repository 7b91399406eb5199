import type { HttpBindings } from '@hono/node-server'
import type { ProblemCode } from '../../core/contract/problem.ts'

/** What travels with one request from the first middleware to its log line. */
export interface ApiEnv {
  /** Absent where no socket stands behind the request, as in `app.request()`. */
  Bindings: Partial<HttpBindings>
  Variables: {
    requestId: string
    /** Set by `identity`: whoever the bearer token belongs to. */
    account: Caller
    /** Set by `answerProblem`, for the log line. */
    problem?: ProblemCode
    /** What went wrong inside, for the log line; never for the answer. */
    cause?: unknown
  }
}

export interface Caller {
  accountId: string
  /** SHA-256 of the token that was shown. */
  tokenHash: Buffer
}

/** The address at the other end of the socket, null where nobody can know: a null is never loopback. */
export function peerAddress(env: Partial<HttpBindings> | undefined): string | null {
  return env?.incoming?.socket?.remoteAddress ?? null
}

export function isLoopbackAddress(address: string | null): boolean {
  if (!address) return false
  const plain = address.replace(/^::ffff:/i, '')
  return plain === '::1' || /^127(\.\d{1,3}){3}$/.test(plain)
}
