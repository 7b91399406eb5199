import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ApiEnv } from './env.ts'
import { ApiError, answerProblem } from './problem.ts'

const METHODS = ['GET', 'PUT', 'POST', 'DELETE']

/** 405 with `Allow` where the path is one of ours under other methods, else 404. */
export const answerUnknownPath = (app: OpenAPIHono<ApiEnv>) => (c: Context<ApiEnv>) => {
  const allowed = METHODS.filter(method => {
    // Middleware matches every path as ALL; only a route has a method of its own.
    const [handlers] = app.router.match(method, c.req.path)
    return handlers.some(([[, route]]) => route.method !== 'ALL')
  })
  return answerProblem(
    allowed.length > 0
      ? new ApiError('method_not_allowed', `This address takes ${allowed.join(', ')}.`, {
          headers: { Allow: allowed.join(', ') },
        })
      : new ApiError('not_found', 'There is nothing at this address: /docs shows all there are.'),
    c,
  )
}
