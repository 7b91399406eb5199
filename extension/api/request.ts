import { PROJECT_HEADER } from '../../core/contract/project-header.ts'
import { err, ok, type Result } from '../../core/contract/result.ts'
import { learnTracing, traceOf } from './trace.ts'

/** Why a request gave no answer that we can use. `message` says what happened and what to do. */
export interface ApiFailure {
  /** A problem's code, or one of ours: network, timeout, stopped, unexpected_answer, http_<status>. */
  code: string
  message: string
  requestId?: string
  /** null where no answer came. */
  status: number | null
  /** What Retry-After asks for. */
  retryAfterMs: number | null
}

export interface Credentials {
  /** Scheme, host and port, no slash at the end. */
  server: string
  /** null: not paired. */
  token: string | null
}

export interface Request {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  path: string
  /** Sent as JSON; a blob as it is, by its own type. */
  body?: unknown
  signal?: AbortSignal
  /** Of whose it is, where its address and body do not tell: a project's; null: one's own, whichever project is open. */
  projectId?: string | null
  /** A worker whose fetch takes 30 s is killed by the browser: stay below. */
  timeoutMs?: number
}

/** Sends one request; JSON both ways; a 204 answers null, and a ZIP is answered as bytes. Never rejects. */
export async function send(
  fetch: typeof globalThis.fetch,
  { server, token }: Credentials,
  { method, path, body, signal, projectId, timeoutMs = 25_000 }: Request,
): Promise<Result<unknown, ApiFailure>> {
  const timeout = AbortSignal.timeout(timeoutMs)
  let response: Response
  try {
    response = await fetch(`${server}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined
          ? {}
          : { 'content-type': body instanceof Blob ? body.type : 'application/json' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...traceOf(server),
        ...(projectId ? { [PROJECT_HEADER]: projectId } : {}),
      },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
    learnTracing(server, response)
    if (response.status === 204) return ok(null)
    if (response.ok && response.headers.get('content-type') === 'application/zip')
      return ok(await response.arrayBuffer())
    const answer = await json(response)
    if (!response.ok) return err(refusal(server, response, answer))
    return answer === undefined ? err(unexpectedAnswer(server, response.status)) : ok(answer)
  } catch {
    if (signal?.aborted) return err(failure('stopped', 'This was stopped before the server answered.'))
    if (timeout.aborted)
      return err(
        failure('timeout', `The Ownwords server at ${server} did not answer in time. Try again in a moment.`),
      )
    return err(failure('network', awayWords(server)))
  }
}

/** A browser tells an extension nothing of why: what is likely depends on where the server is. */
const awayWords = (server: string): string =>
  server.startsWith('https:')
    ? `The Ownwords server at ${server} cannot be reached. It may be down, or its certificate has expired or is not trusted here: open the address in a tab to see what your browser says.`
    : `The Ownwords server at ${server} cannot be reached. Start it with \`npm start\`.`

export const failure = (code: string, message: string, status: number | null = null): ApiFailure => ({
  code,
  message,
  status,
  retryAfterMs: null,
})

/** Whether a server that answers so is there and cannot answer now: asked again later, it may. */
export const isBusy = (status: number): boolean => status === 429 || status >= 500

export const unexpectedAnswer = (server: string, status: number | null = null): ApiFailure =>
  failure(
    'unexpected_answer',
    `What answers at ${server} is no Ownwords server, or one of another version. Check the address, or update both.`,
    status,
  )

/** An error answer in words: those of its problem details where it has any. */
export function refusal(server: string, response: Response, answer: unknown): ApiFailure {
  const problem = (typeof answer === 'object' && answer ? answer : {}) as Record<string, unknown>
  const told = typeof problem.detail === 'string' && problem.detail ? problem.detail.slice(0, 2_000) : null
  return {
    code: typeof problem.code === 'string' ? problem.code : `http_${response.status}`,
    message: told ?? `The server at ${server} answered ${response.status}. Try again in a moment.`,
    ...(typeof problem.requestId === 'string' ? { requestId: problem.requestId.slice(0, 100) } : {}),
    status: response.status,
    retryAfterMs: retryAfter(response.headers.get('retry-after')),
  }
}

/** Seconds or a date (RFC 9110, 10.2.3) as milliseconds from now. */
export function retryAfter(header: string | null, now: number = Date.now()): number | null {
  if (!header) return null
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now
  return Number.isFinite(ms) ? Math.max(0, ms) : null
}

async function json(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
