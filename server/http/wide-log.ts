import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { Logger } from 'pino'
import type { ApiEnv } from './env.ts'

/**
 * One line a request. It names the route's pattern, never the path, and neither query, headers nor body:
 * ids and tokens of the creator's work have no business in a log.
 */
export const wideLog = (log: Logger, clock: () => number) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const began = clock()
    await next()
    const status = c.res.status
    const cause = c.get('cause')
    const line = {
      id: c.get('requestId'),
      method: c.req.method,
      route: matchedRoutes(c).findLast(route => route.method !== 'ALL')?.path ?? null,
      status,
      ms: Math.round(clock() - began),
      account: c.get('account')?.accountId,
      code: c.get('problem'),
      ...(cause !== undefined && { error: errorForLog(cause) }),
    }
    if (status >= 500) log.error(line, 'request')
    else log.info(line, 'request')
  })

/** PostgreSQL quotes values in its messages (`invalid input syntax … "…"`): of its errors only the names are kept. */
export function errorForLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  const frames = error.stack?.split('\n').filter(line => /^\s+at /.test(line))
  if ('severity' in error) {
    const { code, constraint_name, table_name, column_name, routine } = error as unknown as Record<
      string,
      unknown
    >
    return { name: error.name, code, constraint_name, table_name, column_name, routine, frames }
  }
  return { name: error.name, code: 'code' in error ? error.code : undefined, message: error.message, frames }
}
