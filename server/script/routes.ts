import { createRoute, z } from '@hono/zod-openapi'
import {
  Changes,
  ChangesPage,
  PointDraft,
  ScriptPoint,
  ScriptState,
  Sequenced,
} from '../../core/contract/script.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { requireBranch } from '../decisions/branches.ts'
import { eventStream, lastEventId } from '../http/event-stream.ts'
import { ApiError, notFound } from '../http/problem.ts'
import { bearer, idParams, json, jsonBody, problems, router } from '../http/router.ts'
import { storableTime } from '../http/storable.ts'
import { changesAfter, followScripts } from './follow.ts'
import { keepPoint } from './points.ts'
import { appendChanges, readScript, recheckBranch } from './script.ts'
import { findPoint, selectPoints } from './store.ts'

export interface ScriptRoutesDeps {
  database: Database
  shutdown: AbortSignal
  /** A stream that broke from within, for the log. */
  streamFailed(error: unknown, requestId: string): void
}

const state = ScriptState.meta({ id: 'ScriptState' })
const point = ScriptPoint.meta({ id: 'ScriptPoint' })
const sequenced = Sequenced.meta({ id: 'SequencedChange' })
const tags = ['Scripts']
const after = z.coerce.number().int().nonnegative().max(1e9).default(0)

const get = createRoute({
  method: 'get',
  path: '/branches/{id}/script',
  tags,
  summary: 'The script of a branch as it is now',
  ...bearer,
  request: { params: idParams },
  responses: { 200: json('The script', state), ...problems(400, 401, 404) },
})
const post = createRoute({
  method: 'post',
  path: '/branches/{id}/changes',
  tags,
  summary: 'Change a script; a repeat changes nothing',
  description:
    'The changes are put in the row behind those that are there, all or none. Answers each in its place, those that ' +
    'were known too, and what was found of the words that they wrote. Who wrote into a sentence that another device ' +
    'wrote meanwhile (`base` tells) finds both, side by side.',
  ...bearer,
  request: { params: idParams, body: jsonBody(Changes.meta({ id: 'Changes' })) },
  responses: {
    200: json('The changes in their places', z.object({ changes: z.array(sequenced) })),
    ...problems(400, 401, 404, 409, 413),
  },
})
const changes = createRoute({
  method: 'get',
  path: '/branches/{id}/changes',
  tags,
  summary: 'The changes of a script after a number, at most 500',
  ...bearer,
  request: { params: idParams, query: z.object({ after }) },
  responses: {
    200: json('The changes', ChangesPage.meta({ id: 'ChangesPage' })),
    ...problems(400, 401, 404),
  },
})
const stream = createRoute({
  method: 'get',
  path: '/branches/{id}/changes/stream',
  tags,
  summary: 'The changes of a script as they are made',
  description:
    'Server-sent events: `id` is the number, `event` is `change`, `data` the change in its place. Goes on after ' +
    '`Last-Event-ID`, else after `after`. A `: ping` each 15 seconds. It ends when the project is deleted.',
  ...bearer,
  request: {
    params: idParams,
    query: z.object({ after }),
    headers: z.object({ 'last-event-id': z.string().optional().describe('The last number that was seen') }),
  },
  responses: {
    200: { description: 'The changes', content: { 'text/event-stream': { schema: sequenced } } },
    ...problems(400, 401, 404),
  },
})
const recheck = createRoute({
  method: 'post',
  path: '/branches/{id}/recheck',
  tags,
  summary: 'Look anew at what backs each sentence of a script',
  description:
    'Each quote is looked for in its source as it is stored now. That is done by itself where a source is clipped ' +
    'anew, removed or restored. Answers the changes that say what was found to be otherwise.',
  ...bearer,
  request: { params: idParams },
  responses: {
    200: json('What was otherwise', z.object({ changes: z.array(sequenced) })),
    ...problems(400, 401, 404),
  },
})
const listPoints = createRoute({
  method: 'get',
  path: '/branches/{id}/points',
  tags,
  summary: 'The points at which a script was kept, newest first',
  ...bearer,
  request: { params: idParams },
  responses: { 200: json('The points', z.object({ points: z.array(point) })), ...problems(400, 401, 404) },
})
const addPoint = createRoute({
  method: 'post',
  path: '/branches/{id}/points',
  tags,
  summary: 'Keep a script as it is now under a name; a repeat changes nothing',
  ...bearer,
  request: { params: idParams, body: jsonBody(PointDraft.meta({ id: 'PointDraft' })) },
  responses: { 200: json('The point', point), ...problems(400, 401, 404, 409) },
})
const getPoint = createRoute({
  method: 'get',
  path: '/points/{id}',
  tags,
  summary: 'A script as it was at a point',
  ...bearer,
  request: { params: idParams },
  responses: { 200: json('The script as it was', state), ...problems(400, 401, 404) },
})

export const scriptRoutes = ({ database, shutdown, streamFailed }: ScriptRoutesDeps) => {
  const follow = followScripts(database)
  return router()
    .openapi(get, async c => {
      const { id } = c.req.valid('param')
      const script = await asAccount(database, c.get('account').accountId, async tx => {
        await requireBranch(tx, id)
        return readScript(tx, id)
      })
      return c.json(script, 200)
    })
    .openapi(post, async c => {
      const { id } = c.req.valid('param')
      const ops = c.req.valid('json').changes
      for (const [at, op] of ops.entries()) {
        storableTime(`changes.${at}.at`, op.at)
        if (op.by === 'machine') refuseMachine(at)
      }
      const changes = await asAccount(database, c.get('account').accountId, async tx => {
        await requireBranch(tx, id)
        return appendChanges(tx, id, ops)
      })
      return c.json({ changes }, 200)
    })
    .openapi(changes, async c => {
      const { id } = c.req.valid('param')
      const { after } = c.req.valid('query')
      const page = await asAccount(database, c.get('account').accountId, tx => changesAfter(tx, id, after))
      return c.json(page, 200)
    })
    .openapi(stream, async c => {
      const { accountId } = c.get('account')
      const { id } = c.req.valid('param')
      await asAccount(database, accountId, tx => requireBranch(tx, id)) // while an answer can still say 404
      const last = c.req.valid('header')['last-event-id']
      const from = last === undefined ? c.req.valid('query').after : lastEventId(last)
      return eventStream(signal => follow(accountId, id, from, signal), {
        frame: change => ({ seq: change.seq, event: 'change', data: change }),
        gone: c.req.raw.signal,
        shutdown,
        failed: error => streamFailed(error, c.get('requestId')),
      })
    })
    .openapi(recheck, async c => {
      const { id } = c.req.valid('param')
      const changes = await asAccount(database, c.get('account').accountId, async tx => {
        await requireBranch(tx, id)
        return recheckBranch(tx, id)
      })
      return c.json({ changes }, 200)
    })
    .openapi(listPoints, async c => {
      const { id } = c.req.valid('param')
      const points = await asAccount(database, c.get('account').accountId, async tx => {
        await requireBranch(tx, id)
        return selectPoints(tx, id)
      })
      return c.json({ points }, 200)
    })
    .openapi(addPoint, async c => {
      const { id } = c.req.valid('param')
      const kept = await asAccount(database, c.get('account').accountId, async tx => {
        await requireBranch(tx, id)
        return keepPoint(tx, id, { ...c.req.valid('json'), by: 'creator' })
      })
      return c.json(kept, 200)
    })
    .openapi(getPoint, async c => {
      const { id } = c.req.valid('param')
      const then = await asAccount(database, c.get('account').accountId, async tx => {
        const found = await findPoint(tx, id)
        if (!found) throw notFound('point')
        await requireBranch(tx, found.point.branchId)
        return found.state
      })
      return c.json(then, 200)
    })
}

function refuseMachine(at: number): never {
  throw new ApiError(
    'invalid_request',
    'A script is changed by its creator: what a machine does the server does itself.',
    {
      fields: [{ path: `changes.${at}.by`, message: 'Must be "creator"' }],
    },
  )
}
