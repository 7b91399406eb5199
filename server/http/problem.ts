import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Problem, ProblemCode } from '../../core/contract/problem.ts'
import type { ApiEnv } from './env.ts'

const kinds: Record<ProblemCode, { status: ContentfulStatusCode; title: string }> = {
  invalid_json: { status: 400, title: 'The body is not JSON' },
  invalid_request: { status: 400, title: 'The request is not as it should be' },
  body_too_large: { status: 413, title: 'The body is too large' },
  content_hash_mismatch: { status: 422, title: 'The text and its hash do not belong together' },
  unauthorized: { status: 401, title: 'Nobody we know' },
  pairing_refused: { status: 403, title: 'Pairing is refused' },
  forbidden_host: { status: 403, title: 'This address is not served' },
  forbidden_origin: { status: 403, title: 'This page may not ask' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Not this method' },
  conflict: { status: 409, title: 'It cannot be done as things stand' },
  nothing_to_brief: { status: 409, title: 'There is nothing to brief' },
  youtube_off: { status: 403, title: 'This server does not ask YouTube' },
  youtube_failed: { status: 502, title: 'YouTube did not answer as expected' },
  rate_limited: { status: 429, title: 'Too many requests' },
  shutting_down: { status: 503, title: 'The server is stopping' },
  database_unavailable: { status: 503, title: 'The database does not answer' },
  internal: { status: 500, title: 'Something went wrong in the server' },
}

/**
 * A request that fails for a reason we know. `detail` says what happened and what to do, and goes to whoever
 * asked: nothing in it may come from inside the server or from another account.
 */
export class ApiError extends Error {
  readonly code: ProblemCode
  readonly status: ContentfulStatusCode
  readonly fields: Problem['fields']
  readonly headers: Record<string, string>
  constructor(
    code: ProblemCode,
    detail: string,
    more: {
      fields?: Problem['fields']
      headers?: Record<string, string>
      status?: ContentfulStatusCode
    } = {},
  ) {
    super(detail)
    this.name = 'ApiError'
    this.code = code
    this.status = more.status ?? kinds[code].status
    this.fields = more.fields
    this.headers = more.headers ?? {}
  }
}

/** The same words for what never was, what is gone and what is another account's: the answer tells nothing. */
export const notFound = (
  what: 'project' | 'source' | 'version' | 'run' | 'brief' | 'channel' | 'video' | 'voice',
): ApiError =>
  new ApiError(
    'not_found',
    `There is no ${what} with this id. It may have been deleted: load the list again.`,
  )

/** The one place where an error becomes an answer. */
export function answerProblem(error: unknown, c: Context<ApiEnv>): Response {
  const known = knownError(error)
  c.set('problem', known.code)
  if (known !== error && known.status >= 500) c.set('cause', error)
  const problem: Problem = {
    type: `urn:ownwords:problem:${known.code}`,
    title: kinds[known.code].title,
    status: known.status,
    code: known.code,
    detail: known.message,
    requestId: c.get('requestId'),
    ...(known.fields && { fields: known.fields }),
  }
  return c.body(JSON.stringify(problem), known.status, {
    ...known.headers,
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
  })
}

function knownError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  if (error instanceof HTTPException && error.status === 415)
    return new ApiError('invalid_json', 'Send the body as JSON with Content-Type: application/json.', {
      status: 415,
    })
  if (error instanceof HTTPException && error.status === 400)
    return new ApiError('invalid_json', 'The body could not be read as JSON. Send one whole JSON document.')
  if (isDatabaseAway(error))
    return new ApiError('database_unavailable', 'Nothing was changed. Try again in a few seconds.', {
      headers: { 'Retry-After': '5' },
    })
  return new ApiError(
    'internal',
    'Nothing was acknowledged. Try again; if it stays, look for this request id in the server’s log.',
  )
}

/** postgres.js: its own connection errors · node: no socket · PostgreSQL: class 57P, the server goes or comes. */
const AWAY =
  /^(CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|57P0[123]|53300)$/

export function isDatabaseAway(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && AWAY.test(code)
}
