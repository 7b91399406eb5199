import { createMiddleware } from 'hono/factory'
import type { ApiEnv } from './env.ts'
import { ApiError } from './problem.ts'

/** Longer than the longest that is asked at once, which is the list of a large channel at YouTube. */
const MOST_MS = 120_000
/** A body gets the time beside that in which the slowest line that is good for anything sends it. */
const BYTES_A_SECOND = 64 * 1024

/**
 * Ends the waiting for an answer that does not begin in time. A stream has begun, and may go on. What was asked for is
 * not undone and may still be done: a repeat changes nothing.
 */
export const timeLimit = (mostMs: number = MOST_MS) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const bytes = Number(c.req.header('content-length') ?? 0)
    const ms = mostMs + (Number.isFinite(bytes) ? Math.max(0, bytes / BYTES_A_SECOND) * 1000 : 0)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(tookTooLong(ms)), Math.min(ms, 2 ** 31 - 1))
    })
    const answered = next()
    // Where it was late, how it ends is nobody's any more.
    answered.catch(() => {})
    await Promise.race([answered, late]).finally(() => clearTimeout(timer))
  })

const tookTooLong = (ms: number) =>
  new ApiError(
    'took_too_long',
    `No answer was ready within ${Math.round(ms / 1000)} s. Whether it was done is not known: ask again, which does nothing twice.`,
    { headers: { 'Retry-After': '10' } },
  )
