import { createRoute, z } from '@hono/zod-openapi'
import { Brief } from '../../core/contract/brief.ts'
import { Id } from '../../core/contract/id.ts'
import { Run } from '../../core/contract/run.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { notFound } from '../http/problem.ts'
import { bearer, idParams, json, jsonBody, problems, router } from '../http/router.ts'
import { requireProject } from '../projects/projects.ts'
import type { Runs } from '../runs/runs.ts'
import { beginReading } from './begin-reading.ts'
import { findBrief, newestBrief } from './store.ts'

export interface ResearchRoutesDeps {
  database: Database
  runs: Runs
}

const brief = Brief.meta({ id: 'Brief' })
const tags = ['Briefs']

const begin = createRoute({
  method: 'post',
  path: '/projects/{id}/briefs',
  tags,
  summary: 'Begin a brief of the project’s sources; a repeat of the id changes nothing',
  ...bearer,
  request: { params: idParams, body: jsonBody(z.object({ id: Id.describe('The run’s id') })) },
  responses: {
    202: json('The run that writes it', Run.meta({ id: 'Run' })),
    ...problems(400, 401, 404, 409),
  },
})
const newest = createRoute({
  method: 'get',
  path: '/projects/{id}/brief',
  tags,
  summary: 'The newest brief of a project',
  ...bearer,
  request: { params: idParams },
  responses: {
    200: json('The brief, or null', z.object({ brief: brief.nullable() })),
    ...problems(401, 404),
  },
})
const get = createRoute({
  method: 'get',
  path: '/briefs/{id}',
  tags,
  summary: 'A brief',
  ...bearer,
  request: { params: idParams },
  responses: { 200: json('The brief', brief), ...problems(401, 404) },
})

export const researchRoutes = (deps: ResearchRoutesDeps) =>
  router()
    .openapi(begin, async c => {
      const run = await beginReading(deps, c.get('account').accountId, {
        kind: 'brief',
        projectId: c.req.valid('param').id,
        runId: c.req.valid('json').id,
      })
      return c.json(run, 202)
    })
    .openapi(newest, async c => {
      const { id } = c.req.valid('param')
      const brief = await asAccount(deps.database, c.get('account').accountId, async tx => {
        await requireProject(tx, id)
        return newestBrief(tx, id)
      })
      return c.json({ brief }, 200)
    })
    .openapi(get, async c => {
      const { id } = c.req.valid('param')
      const found = await asAccount(deps.database, c.get('account').accountId, tx => findBrief(tx, id))
      if (!found) throw notFound('brief')
      return c.json(found, 200)
    })
