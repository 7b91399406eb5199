import { createRoute, z } from '@hono/zod-openapi'
import type { Database } from '../db/database.ts'
import { ApiError } from './problem.ts'
import type { RateLimit } from './rate-limit.ts'
import { json, problems, router } from './router.ts'

export interface HealthDeps {
  database: Database
  /** Started up and not stopping. */
  ready(): boolean
  requests: RateLimit
}

/** Milliseconds within which a database that is well answers, even while the embedded one is busy. */
const PATIENCE = 3_000

const tags = ['Health']
const health = createRoute({
  method: 'get',
  path: '/healthz',
  tags,
  summary: 'The process is up',
  responses: { 200: json('It is', z.object({ status: z.literal('ok') })) },
})
const readiness = createRoute({
  method: 'get',
  path: '/readyz',
  tags,
  summary: 'Requests can be served: the database answers and nothing is stopping',
  responses: { 200: json('They can', z.object({ status: z.literal('ready') })), ...problems(429, 503) },
})

export const healthRoutes = ({ database, ready, requests }: HealthDeps) =>
  router()
    .openapi(health, c => c.json({ status: 'ok' as const }, 200))
    .openapi(readiness, async c => {
      requests.count(c, c.get('client').key)
      if (!ready()) throw new ApiError('shutting_down', 'The server is starting or stopping. Ask again soon.')
      if (!(await answers(database)))
        throw new ApiError('database_unavailable', 'The database does not answer. Ask again soon.')
      return c.json({ status: 'ready' as const }, 200)
    })

async function answers({ sql }: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const tired = new Promise<boolean>(resolve => {
    timer = setTimeout(resolve, PATIENCE, false)
  })
  const answered = sql`select 1`.then(
    () => true,
    () => false,
  )
  return Promise.race([answered, tired]).finally(() => clearTimeout(timer))
}
