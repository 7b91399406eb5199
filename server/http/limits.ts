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

const folder = `A project’s folder may have ${limits.folderBytes / 1024 / 1024} MB. Take the originals out of it (original.html.gz, original.pdf) and zip it again.`

/** Of what a request holds: a whole project may be more than a source. */
export const requestWithinLimit = () => {
  const [ofOne, ofFolder] = [bodyWithinLimit(), bodyWithinLimit(limits.folderBytes, folder)]
  return createMiddleware<ApiEnv>((c, next) =>
    c.req.path === '/projects/import' ? ofFolder(c, next) : ofOne(c, next),
  )
}

/** Nothing here is a page but `/docs` and those of the account, which set policies of their own. */
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'"

export const strictHeaders = () => {
  const common = secureHeaders({
    xFrameOptions: 'DENY',
    referrerPolicy: false,
    // The extension reads answers from another origin; CORS decides who may.
    crossOriginResourcePolicy: 'cross-origin',
    strictTransportSecurity: false,
  })
  return createMiddleware<ApiEnv>(async (c, next) => {
    await common(c, next)
    if (!c.res.headers.has('Content-Security-Policy')) c.res.headers.set('Content-Security-Policy', NO_PAGE)
    if (!c.res.headers.has('Referrer-Policy')) c.res.headers.set('Referrer-Policy', 'no-referrer')
  })
}

export const notStopping = (shutdown: AbortSignal) =>
  createMiddleware<ApiEnv>(async (_c, next) => {
    if (shutdown.aborted)
      throw new ApiError('shutting_down', 'The server is stopping. Ask again when it is back.', {
        headers: { 'Retry-After': '5', Connection: 'close' },
      })
    await next()
  })
