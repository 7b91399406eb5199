import { httpInstrumentationMiddleware } from '@hono/otel'
import type { Context, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes, routePath } from 'hono/route'
import type { ApiEnv } from '../http/env.ts'
import { ApiError } from '../http/problem.ts'
import { traceparentOf } from './traceparent.ts'

/**
 * A span and a measure for each request, under the route's pattern; of a stream until it begins. Its answer says which
 * trace it belongs to, by which the extension knows that traces are wanted here.
 */
export const tracedRequests = (serviceName: string, serviceVersion: string): MiddlewareHandler[] => [
  httpInstrumentationMiddleware({
    ...{ serviceName, serviceVersion, spanNameFactory: spanName },
    // Nothing asks for it, and each request would pay for it twice.
    captureActiveRequests: false,
  }),
  createMiddleware<ApiEnv>(async (c, next) => {
    await next()
    const traceparent = traceparentOf()
    if (traceparent) c.res.headers.set('Traceresponse', traceparent)
    // The library asks for the route that answered, which is the middleware where that refused.
    const route = matchedRoutes(c).findLastIndex(({ method }) => method !== 'ALL')
    if (route >= 0) c.req.routeIndex = route
    // To refuse is no error of the server.
    if (c.error instanceof ApiError && c.error.status < 500) c.error = undefined
  }),
]

/** A path that is no route's is named by nobody: it may be anything. */
function spanName(c: Context): string {
  const route = routePath(c)
  return !route || route.includes('*') ? c.req.method : `${c.req.method} ${route}`
}
