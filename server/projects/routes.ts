import { createRoute, z } from '@hono/zod-openapi'
import type { TransactionSql } from 'postgres'
import { Project, ProjectDraft } from '../../core/contract/project.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { bearer, idParams, json, jsonBody, problems, router } from '../http/router.ts'
import type { Room } from '../quotas/quotas.ts'
import { deleteProject, type EmptyProject, listProjects, saveProject } from './projects.ts'

export interface ProjectRoutesDeps {
  database: Database
  empty: EmptyProject
  /** The projects of others that an account is in, newest first. */
  sharedWith(tx: TransactionSql, accountId: string): Promise<Project[]>
  room?: Room
}

const project = Project.meta({ id: 'Project' })
const tags = ['Projects']

const list = createRoute({
  method: 'get',
  path: '/projects',
  tags,
  summary: 'All projects, newest first: one’s own, then those of others that one is in',
  ...bearer,
  responses: { 200: json('The projects', z.object({ projects: z.array(project) })), ...problems(401) },
})
const put = createRoute({
  method: 'put',
  path: '/projects/{id}',
  tags,
  summary: 'Make or rename a project; a repeat changes nothing',
  ...bearer,
  request: { params: idParams, body: jsonBody(ProjectDraft.meta({ id: 'ProjectDraft' })) },
  responses: {
    200: json('It was there', project),
    201: json('It was made', project),
    ...problems(400, 401, 409),
  },
})
const remove = createRoute({
  method: 'delete',
  path: '/projects/{id}',
  tags,
  summary: 'Delete a project with its sources; what runs for it is cancelled',
  ...bearer,
  request: { params: idParams },
  responses: { 204: { description: 'It is deleted' }, ...problems(401, 404) },
})

export const projectRoutes = ({ database, empty, sharedWith, room }: ProjectRoutesDeps) =>
  router()
    .openapi(list, async c => {
      const { accountId } = c.get('account')
      const projects = await asAccount(database, accountId, async tx => [
        ...(await listProjects(tx)),
        ...(await sharedWith(tx, accountId)),
      ])
      return c.json({ projects }, 200)
    })
    .openapi(put, async c => {
      const { accountId } = c.get('account')
      const { project, created } = await asAccount(database, accountId, tx =>
        saveProject(tx, accountId, c.req.valid('param').id, c.req.valid('json'), room),
      )
      return created ? c.json(project, 201) : c.json(project, 200)
    })
    .openapi(remove, async c => {
      const { accountId } = c.get('account')
      await asAccount(database, accountId, tx => deleteProject(tx, accountId, c.req.valid('param').id, empty))
      return c.body(null, 204)
    })
