import { createMiddleware } from 'hono/factory'
import type { ApiEnv, Caller } from './env.ts'
import { ApiError } from './problem.ts'
import type { RateLimit } from './rate-limit.ts'

interface IdentityDeps {
  /** Whoever the token belongs to; null for one that is unknown or revoked. */
  findByToken(token: string): Promise<Caller | null>
  /** Requests of one token. */
  requests: RateLimit
  /**
   * Failures from one address: tells a client that goes on with a dead token to slow down. A good token passes
   * all the same, because behind a proxy everybody has one address.
   */
  failures: RateLimit
}

/**
 * Lets nobody past without a token. It is looked up by its SHA-256, so how long the look-up takes tells
 * nothing about the token, and the database holds nothing that could be shown again.
 */
export const identity = ({ findByToken, requests, failures }: IdentityDeps) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const token = /^Bearer ([\w-]{20,200})$/i.exec(c.req.header('authorization') ?? '')?.[1]
    const caller = token ? await findByToken(token) : null
    if (!caller) {
      failures.count(c, c.get('client').key)
      throw new ApiError(
        'unauthorized',
        token
          ? 'This token is unknown or was revoked. Pair again, or make a new one with `npm run token`.'
          : 'Send the token as `Authorization: Bearer …`. The extension gets one by pairing, `npm run token` prints one.',
        { headers: { 'WWW-Authenticate': 'Bearer' } },
      )
    }
    requests.count(c, caller.tokenHash.toString('hex'))
    c.set('account', caller)
    await next()
  })
