import { createMiddleware } from 'hono/factory'
import type { ApiEnv } from './env.ts'

/** Names each request by ids of our own: one from outside could forge or flood the log. */
export const requestId = (ids: () => string) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const id = ids()
    c.set('requestId', id)
    await next()
    c.res.headers.set('X-Request-Id', id)
  })
