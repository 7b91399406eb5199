import { createRoute, z } from '@hono/zod-openapi'
import type { TransactionSql } from 'postgres'
import { Run, RunEvent } from '../../core/contract/run.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import type { Caller } from '../http/env.ts'
import { eventStream, lastEventId } from '../http/event-stream.ts'
import { notFound } from '../http/problem.ts'
import { bearer, idParams, json, problems, router } from '../http/router.ts'
import type { Runs } from './runs.ts'

export interface RunRoutesDeps {
  database: Database
  runs: Runs
  requireProject(tx: TransactionSql, id: string): Promise<void>
  shutdown: AbortSignal
  /** A stream that broke from within, for the log. */
  streamFailed(error: unknown, requestId: string): void
}

const run = Run.meta({ id: 'Run' })
const tags = ['Runs']

const list = createRoute({
  method: 'get',
  path: '/projects/{id}/runs',
  tags,
  summary: 'The runs of a project, newest first, at most 50',
  description:
    'Turns that were answered are left out: they are in the conversation, and would leave no room for the rest.',
  ...bearer,
  request: { params: idParams },
  responses: { 200: json('The runs', z.object({ runs: z.array(run) })), ...problems(401, 404) },
})
const get = createRoute({
  method: 'get',
  path: '/runs/{id}',
  tags,
  summary: 'A run',
  ...bearer,
  request: { params: idParams },
  responses: { 200: json('The run', run), ...problems(401, 404) },
})
const cancel = createRoute({
  method: 'post',
  path: '/runs/{id}/cancel',
  tags,
  summary: 'Cancel a run; one that is over stays as it is',
  ...bearer,
  request: { params: idParams },
  responses: { 200: json('The run', run), ...problems(401, 404) },
})
const retry = createRoute({
  method: 'post',
  path: '/runs/{id}/retry',
  tags,
  summary: 'Take up a failed or cancelled run again; any other stays as it is',
  ...bearer,
  request: { params: idParams },
  responses: { 202: json('The run', run), ...problems(401, 404) },
})
const events = createRoute({
  method: 'get',
  path: '/runs/{id}/events',
  tags,
  summary: 'The events of a run as they happen',
  description:
    'Server-sent events: `id` is the seq, `event` the kind, `data` the event. With `Last-Event-ID` it goes on ' +
    'after that seq. A `: ping` each 15 seconds. It ends after done, failed or cancelled. ' +
    'Newer servers tell events of further kinds: pass over those that you do not know.',
  ...bearer,
  request: {
    params: idParams,
    headers: z.object({ 'last-event-id': z.string().optional().describe('The last seq that was seen') }),
  },
  responses: {
    200: {
      description: 'The events',
      content: { 'text/event-stream': { schema: RunEvent.meta({ id: 'RunEvent' }) } },
    },
    ...problems(401, 404),
  },
})

export const runRoutes = ({ database, runs, requireProject, shutdown, streamFailed }: RunRoutesDeps) =>
  router()
    .openapi(list, async c => {
      const { accountId } = c.get('account')
      const { id } = c.req.valid('param')
      await asAccount(database, accountId, tx => requireProject(tx, id))
      return c.json({ runs: await runs.list(accountId, id) }, 200)
    })
    .openapi(get, async c => c.json(there(await runs.get(...asked(c))), 200))
    .openapi(cancel, async c => c.json(there(await runs.cancel(...asked(c))), 200))
    .openapi(retry, async c => c.json(there(await runs.retry(...asked(c))), 202))
    .openapi(events, async c => {
      const [accountId, id] = asked(c)
      there(await runs.get(accountId, id)) // while an answer can still say 404
      const after = lastEventId(c.req.valid('header')['last-event-id'])
      return eventStream(signal => runs.events(accountId, id, after, signal), {
        frame: event => ({ seq: event.seq, event: event.kind, data: event }),
        gone: c.req.raw.signal,
        shutdown,
        failed: error => streamFailed(error, c.get('requestId')),
      })
    })

const asked = (c: { get(key: 'account'): Caller; req: { valid(part: 'param'): { id: string } } }) =>
  [c.get('account').accountId, c.req.valid('param').id] as const

function there(found: Run | null): Run {
  if (!found) throw notFound('run')
  return found
}
