import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'
import { limits } from '../../core/contract/limits.ts'
import type { ApiEnv } from './env.ts'
import { ApiError } from './problem.ts'

const megabytes = Math.floor(limits.bodyBytes / 1024 / 1024)

export const bodyWithinLimit = (
  bytes: number = limits.bodyBytes,
  detail = `A request may hold ${megabytes} MB. Leave out the original ("html": null, of a PDF "file": null), or clip a part.`,
) =>
  bodyLimit({
    maxSize: bytes,
    onError() {
      throw new ApiError('body_too_large', detail)
    },
  })

/** Nothing here is a page but `/docs`, which sets a policy of its own. */
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'"

export const strictHeaders = () => {
  const common = secureHeaders({
    xFrameOptions: 'DENY',
    referrerPolicy: 'no-referrer',
    // The extension reads answers from another origin; CORS decides who may.
    crossOriginResourcePolicy: 'cross-origin',
    strictTransportSecurity: false,
  })
  return createMiddleware<ApiEnv>(async (c, next) => {
    await common(c, next)
    if (!c.res.headers.has('Content-Security-Policy')) c.res.headers.set('Content-Security-Policy', NO_PAGE)
  })
}

const MINUTE = 60_000

/** Counts by key within whole minutes of one process. Generous: it is there for loops that went wrong and for guessing. */
export class MinuteCounter {
  readonly perMinute: number
  readonly #clock: () => number
  #minute = 0
  #counts = new Map<string, number>()
  constructor(perMinute: number, clock: () => number) {
    this.perMinute = perMinute
    this.#clock = clock
  }

  /** Counts one more for `key`; throws `rate_limited` beyond the limit. */
  count(key: string): void {
    const now = this.#clock()
    const minute = Math.floor(now / MINUTE)
    // A fresh map each minute: nothing grows for longer than that.
    if (minute !== this.#minute) {
      this.#minute = minute
      this.#counts = new Map()
    }
    const counted = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, counted)
    if (counted <= this.perMinute) return
    const seconds = Math.max(1, Math.ceil(((minute + 1) * MINUTE - now) / 1000))
    throw new ApiError(
      'rate_limited',
      `More than ${this.perMinute} requests in a minute. Try again in ${seconds} s.`,
      { headers: { 'Retry-After': String(seconds) } },
    )
  }
}

export const notStopping = (shutdown: AbortSignal) =>
  createMiddleware<ApiEnv>(async (_c, next) => {
    if (shutdown.aborted)
      throw new ApiError('shutting_down', 'The server is stopping. Ask again when it is back.', {
        headers: { 'Retry-After': '5', Connection: 'close' },
      })
    await next()
  })
