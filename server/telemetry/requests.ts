import { context, metrics, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { ApiEnv } from '../http/env.ts'
import { ApiError } from '../http/problem.ts'
import { METRIC } from './names.ts'
import { continued, traceparentOf } from './traceparent.ts'

/** Those that the conventions advise. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]

/**
 * A span and a measure for each request, under the route's pattern; of a stream until it begins. Its answer says which
 * trace it belongs to, by which the extension knows that traces are wanted here.
 *
 * Our own, because it is in the way of each request: of the headers it reads the one that it needs.
 */
export function tracedRequests(version: string): MiddlewareHandler {
  const tracer = trace.getTracer('ownwords', version)
  const durations = metrics.getMeter('ownwords', version).createHistogram(METRIC.requests, {
    unit: 's',
    description: 'How long a request took to the head of its answer',
    advice: { explicitBucketBoundaries: SECONDS },
  })
  return createMiddleware<ApiEnv>(async (c, next) => {
    const began = performance.now()
    const { method } = c.req
    const parent = continued(context.active(), c.req.header('traceparent') ?? null)
    const span = tracer.startSpan(method, { kind: SpanKind.SERVER }, parent)
    // It throws nothing: what goes wrong behind it is an answer, and `c.error` says what it was.
    await context.with(trace.setSpan(parent, span), next)
    const traceparent = traceparentOf(span)
    if (traceparent) c.res.headers.set('Traceresponse', traceparent)

    const { status } = c.res
    // The route that is meant, also where something before it refused. A path that is no route's is named by nobody: it may
    // be anything.
    const route = matchedRoutes(c).findLast(({ method }) => method !== 'ALL')?.path ?? '/*'
    const about = {
      'http.request.method': method,
      'http.route': route,
      'http.response.status_code': status,
    }
    if (!route.includes('*')) span.updateName(`${method} ${route}`)
    span.setAttributes(about)
    // To refuse is no error of the server.
    const broke = c.error !== undefined && !(c.error instanceof ApiError && c.error.status < 500)
    if (broke) span.recordException(c.error!)
    if (broke || status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
    span.end()
    durations.record((performance.now() - began) / 1_000, about)
  })
}
