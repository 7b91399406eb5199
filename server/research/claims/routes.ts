import { createRoute, z } from '@hono/zod-openapi'
import { Findings } from '../../../core/contract/findings.ts'
import { Id } from '../../../core/contract/id.ts'
import { Run } from '../../../core/contract/run.ts'
import type { Database } from '../../db/database.ts'
import { asAccount } from '../../db/tenancy.ts'
import { notFound } from '../../http/problem.ts'
import { bearer, idParams, json, jsonBody, problems, router } from '../../http/router.ts'
import type { Runs } from '../../runs/runs.ts'
import { beginReading } from '../begin-reading.ts'
import { findingsById, newestOf } from './findings.ts'

const findings = Findings.meta({ id: 'Findings' })
const tags = ['Findings']

const begin = createRoute({
  method: 'post',
  path: '/projects/{id}/findings',
  tags,
  summary: 'Begin to look for what the project’s sources claim; a repeat of the id changes nothing',
  ...bearer,
  request: { params: idParams, body: jsonBody(z.object({ id: Id.describe('The run’s id') })) },
  responses: {
    202: json('The run that looks', Run.meta({ id: 'Run' })),
    ...problems(400, 401, 404, 409),
  },
})
const newest = createRoute({
  method: 'get',
  path: '/projects/{id}/findings',
  tags,
  summary: 'What the sources of a project claim, as it was found last',
  ...bearer,
  request: { params: idParams },
  responses: {
    200: json('The findings, or null', z.object({ findings: findings.nullable() })),
    ...problems(400, 401, 404),
  },
})
const get = createRoute({
  method: 'get',
  path: '/findings/{id}',
  tags,
  summary: 'What one run found',
  ...bearer,
  request: { params: idParams },
  responses: { 200: json('The findings', findings), ...problems(400, 401, 404) },
})

export const findingsRoutes = (deps: { database: Database; runs: Runs }) =>
  router()
    .openapi(begin, async c => {
      const run = await beginReading(deps, c.get('account').accountId, {
        kind: 'claims',
        projectId: c.req.valid('param').id,
        runId: c.req.valid('json').id,
      })
      return c.json(run, 202)
    })
    .openapi(newest, async c => {
      const { id } = c.req.valid('param')
      const found = await asAccount(deps.database, c.get('account').accountId, tx => newestOf(tx, id))
      return c.json({ findings: found }, 200)
    })
    .openapi(get, async c => {
      const { id } = c.req.valid('param')
      const found = await asAccount(deps.database, c.get('account').accountId, tx => findingsById(tx, id))
      if (!found) throw notFound('findings')
      return c.json(found, 200)
    })
