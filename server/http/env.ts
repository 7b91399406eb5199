import type { HttpBindings } from '@hono/node-server'
import type { ProblemCode } from '../../core/contract/problem.ts'
import type { Guest } from '../db/guest.ts'

/** What travels with one request from the first middleware to its log line. */
export interface ApiEnv {
  /** Absent where no socket stands behind the request, as in `app.request()`. */
  Bindings: Partial<HttpBindings>
  Variables: {
    requestId: string
    /** Set by `clientAddress`: whom the request is counted under where there is no token. */
    client: Client
    /** What the request was counted by, for the answer's headers. */
    standings?: Standing[]
    /** Set by `identity`: whoever the bearer token belongs to. */
    account: Caller
    /** Set by `answerProblem`, for the log line. */
    problem?: ProblemCode
    /** What went wrong inside, for the log line; never for the answer. */
    cause?: unknown
  }
}

/** Under whom a request is counted that shows no token. */
export interface Client {
  /** An IPv4 address, or the /64 of an IPv6 one, since a home or a machine has all of that. */
  key: string
  /**
   * Whether it is one client's. Where no proxy is trusted, an address of this computer or this house may be that of a
   * proxy, behind which everybody is.
   */
  own: boolean
}

/** How somebody stands by one limit after the request that was counted. */
export interface Standing {
  /** The limit's name. */
  policy: string
  perMinute: number
  /** Below nothing for what is beyond the limit. */
  remaining: number
  /** Until it begins anew. */
  seconds: number
}

export interface Caller {
  /** Whose work is asked for: of a guest the owner of the shared project. */
  accountId: string
  /** SHA-256 of the token that was shown. */
  tokenHash: Buffer
  /** Set where somebody asks in a project that was shared with them, and may see and do no more than in it. */
  guest?: Guest
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
