import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { ApiEnv, Standing } from './env.ts'
import { ApiError } from './problem.ts'

const MINUTE = 60_000
/** So many keys are remembered: an attacker with a million addresses does not take the memory. */
const MOST_KEYS = 50_000

/** Counts by key within whole minutes of one process. */
export class RateLimit {
  readonly policy: string
  readonly perMinute: number
  readonly #clock: () => number
  #minute = 0
  #counts = new Map<string, number>()
  constructor(policy: string, perMinute: number, clock: () => number) {
    this.policy = policy
    this.perMinute = perMinute
    this.#clock = clock
  }

  /** Counts one more for `key` and notes it for the answer; throws `rate_limited` beyond the limit. */
  count(c: Context<ApiEnv>, key: string): void {
    const standing = this.#add(key)
    c.set('standings', [...(c.get('standings') ?? []), standing])
    if (standing.remaining >= 0) return
    const { perMinute, seconds } = standing
    throw new ApiError(
      'rate_limited',
      `More than ${perMinute} requests in a minute. Try again in ${seconds} s.`,
      { headers: { 'Retry-After': String(seconds) } },
    )
  }

  #add(key: string): Standing {
    const now = this.#clock()
    const minute = Math.floor(now / MINUTE)
    if (minute !== this.#minute) {
      this.#minute = minute
      this.#counts = new Map()
    }
    const counted = (this.#counts.get(key) ?? 0) + 1
    // Whoever came first is forgotten first: too many keys make the limit laxer, never stricter for others.
    if (counted === 1 && this.#counts.size >= MOST_KEYS)
      this.#counts.delete(this.#counts.keys().next().value!)
    this.#counts.set(key, counted)
    return {
      policy: this.policy,
      perMinute: this.perMinute,
      remaining: this.perMinute - counted,
      seconds: Math.max(1, Math.ceil(((minute + 1) * MINUTE - now) / 1000)),
    }
  }
}

/**
 * Tells on every answer that was counted what the limits are and what is left of them, as
 * draft-ietf-httpapi-ratelimit-headers-11 writes it: `q` requests in `w` seconds; `r` are left for the next `t` seconds.
 */
export const rateLimitHeaders = () =>
  createMiddleware<ApiEnv>(async (c, next) => {
    await next()
    const standings = c.get('standings')
    if (!standings) return
    const list = (each: (standing: Standing) => string) => standings.map(each).join(', ')
    c.res.headers.set(
      'RateLimit-Policy',
      list(({ policy, perMinute }) => `"${policy}";q=${perMinute};w=60`),
    )
    c.res.headers.set(
      'RateLimit',
      list(({ policy, remaining, seconds }) => `"${policy}";r=${Math.max(0, remaining)};t=${seconds}`),
    )
  })

/** Counts what one client asks, whoever it is. */
export const countedByClient = (requests: RateLimit) =>
  createMiddleware<ApiEnv>((c, next) => {
    requests.count(c, c.get('client').key)
    return next()
  })

/** Counts what one client asks, where it is known for one, before it is looked at who it is: looking costs a question to the database. */
export const countedByAddress = (requests: RateLimit) =>
  createMiddleware<ApiEnv>((c, next) => {
    const { key, own } = c.get('client')
    if (own) requests.count(c, key)
    return next()
  })
