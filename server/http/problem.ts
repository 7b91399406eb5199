import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Problem, ProblemCode } from '../../core/contract/problem.ts'
import { Uninvited } from '../db/guest.ts'
import type { ApiEnv } from './env.ts'

const kinds: Record<ProblemCode, { status: ContentfulStatusCode; title: string }> = {
  invalid_json: { status: 400, title: 'The body is not JSON' },
  invalid_request: { status: 400, title: 'The request is not as it should be' },
  body_too_large: { status: 413, title: 'The body is too large' },
  content_hash_mismatch: { status: 422, title: 'The text and its hash do not belong together' },
  unauthorized: { status: 401, title: 'Nobody we know' },
  pairing_refused: { status: 403, title: 'Pairing is refused' },
  authorization_pending: { status: 409, title: 'Not approved yet' },
  slow_down: { status: 429, title: 'Asked too soon' },
  code_expired: { status: 410, title: 'The code is too old' },
  code_refused: { status: 403, title: 'The code was refused' },
  read_only: { status: 403, title: 'Only to read' },
  not_allowed: { status: 403, title: 'Not for you' },
  forbidden_host: { status: 403, title: 'This address is not served' },
  forbidden_origin: { status: 403, title: 'This page may not ask' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Not this method' },
  conflict: { status: 409, title: 'It cannot be done as things stand' },
  nothing_to_brief: { status: 409, title: 'There is nothing to brief' },
  youtube_off: { status: 403, title: 'This server does not ask YouTube' },
  youtube_failed: { status: 502, title: 'YouTube did not answer as expected' },
  rate_limited: { status: 429, title: 'Too many requests' },
  // No 403, which tells an extension that its token does not count any more.
  quota_reached: { status: 409, title: 'There is no room for more' },
  took_too_long: { status: 503, title: 'It took too long' },
  overloaded: { status: 503, title: 'Too much at once' },
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
  what:
    | 'project'
    | 'source'
    | 'version'
    | 'run'
    | 'brief'
    | 'findings'
    | 'turn'
    | 'proposal'
    | 'note'
    | 'channel'
    | 'video'
    | 'voice'
    | 'branch'
    | 'beat'
    | 'sentence'
    | 'rewrite'
    | 'rule'
    | 'point'
    | 'member'
    | 'invitation'
    | 'device'
    | 'key',
): ApiError =>
  new ApiError(
    'not_found',
    `There is no ${what} with this id. It may have been deleted: load the list again.`,
  )

/** The one place where an error becomes an answer. */
export function answerProblem(error: unknown, c: Context<ApiEnv>): Response {
  const known = knownError(error, c.get('account')?.guest !== undefined)
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

function knownError(error: unknown, byGuest: boolean): ApiError {
  if (error instanceof ApiError) return error
  if (error instanceof Uninvited) return new ApiError('not_found', error.message)
  // A guest's rights are the database's to know: whatever it refuses is not theirs.
  if (byGuest && codeOf(error) === '42501')
    return new ApiError('not_allowed', 'This belongs to the owner of the project. Ask the owner to do it.')
  if (error instanceof HTTPException && error.status === 415)
    return new ApiError('invalid_json', 'Send the body as JSON with Content-Type: application/json.', {
      status: 415,
    })
  if (error instanceof HTTPException && error.status === 400)
    return new ApiError('invalid_json', 'The body could not be read as JSON. Send one whole JSON document.')
  if (isDiskFull(error))
    return new ApiError(
      'database_unavailable',
      'The disk of the server is full, so nothing was changed. What you clip waits on your computer; whoever keeps the server has to make room.',
      { headers: { 'Retry-After': '60' } },
    )
  if (codeOf(error) === '25006')
    return new ApiError(
      'database_unavailable',
      'The database only reads at the moment, so nothing was changed. What you clip waits on your computer; whoever keeps the server has to see why: a standby has taken its place, or its disk is nearly full.',
      { headers: { 'Retry-After': '30' } },
    )
  if (isDatabaseAway(error) && GIVEN_UP.test(codeOf(error)!))
    return new ApiError(
      'database_unavailable',
      'The database did not answer any more while this was under way. Whether it was done is not known: ask again in a few seconds, which does nothing twice.',
      { headers: { 'Retry-After': '5' } },
    )
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

/** Of those: what was asked, but never answered. */
const GIVEN_UP = /^CONNECTION_DESTROYED$/

export const isDatabaseAway = (error: unknown): boolean => AWAY.test(codeOf(error) ?? '')

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}

/** PostgreSQL: disk_full, or its words where it gives another code · node: the same of a file. */
const isDiskFull = (error: unknown): boolean =>
  /^(53100|ENOSPC)$/.test(codeOf(error) ?? '') ||
  (codeOf(error) !== undefined && /No space left on device/.test((error as Error).message))
