import { createMiddleware } from 'hono/factory'
import { PROJECT_HEADER } from '../../core/contract/member.ts'
import type { ApiEnv } from './env.ts'
import { ApiError } from './problem.ts'

/**
 * Refuses names that we do not go by. A page whose own name was made to point at 127.0.0.1 (DNS rebinding) is,
 * for the browser, of the same origin as this server; only the Host header still tells.
 * @param allowed host names without port, lower case; null where the server is bound to the world under names of its own
 */
export const hostAllowed = (allowed: readonly string[] | null) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    if (allowed && !allowed.includes(hostName(c.req.header('host')) ?? ''))
      throw new ApiError(
        'forbidden_host',
        `This server answers to ${allowed.join(', ')}. Ask for one of these, or add the name to its allowed hosts.`,
      )
    await next()
  })

/** The name in a Host header, without its port, lower case; null where there is none or it is none. */
export function hostName(host: string | undefined): string | null {
  return /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?$/.exec(host?.toLowerCase() ?? '')?.[1] ?? null
}

export const isLoopbackName = (name: string | null): boolean =>
  name === 'localhost' || name === '[::1]' || (name !== null && /^127(\.\d{1,3}){3}$/.test(name))

const METHODS = 'GET, PUT, POST, DELETE'
const HEADERS = `Authorization, Content-Type, Last-Event-ID, Traceparent, ${PROJECT_HEADER}`
const EXPOSED = 'X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, Traceresponse'

/**
 * Refuses what another web page sends, before anything is done: CORS alone hides only the answer. Only the
 * listed origins (the extension) are told that they may read; our own pages (`/docs`) need no telling.
 * @param publicOrigin ours too where a proxy asks under another name than the browser did
 */
export const originAllowed = (allowed: readonly string[], publicOrigin: string | null) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const origin = c.req.header('origin')
    const listed = origin !== undefined && allowed.includes(origin)
    const own = origin === publicOrigin || isOwnPage(origin, c.req.header('host'))
    if (origin !== undefined && !listed && !own)
      throw new ApiError(
        'forbidden_origin',
        'Only the Ownwords extension may ask this server from a browser. Other programs leave out the Origin header.',
      )
    if (listed && c.req.method === 'OPTIONS' && c.req.header('access-control-request-method')) {
      c.header('Access-Control-Allow-Methods', METHODS)
      c.header('Access-Control-Allow-Headers', HEADERS)
      c.header('Access-Control-Max-Age', '600')
      // Chromium asks this before a page may reach an address nearer than its own.
      if (c.req.header('access-control-request-private-network') === 'true')
        c.header('Access-Control-Allow-Private-Network', 'true')
      c.res = c.body(null, 204)
    } else await next()
    c.res.headers.append('Vary', 'Origin')
    if (listed) {
      c.res.headers.set('Access-Control-Allow-Origin', origin)
      c.res.headers.set('Access-Control-Expose-Headers', EXPOSED)
    }
  })

// The Host was checked before: where it is on the list, a page of that very host and port is one of ours.
function isOwnPage(origin: string | undefined, host: string | undefined): boolean {
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`)
}
