import { createRoute, z } from '@hono/zod-openapi'
import { limits } from '../../core/contract/limits.ts'
import { Project } from '../../core/contract/project.ts'
import { asAccount } from '../db/tenancy.ts'
import { logOf } from '../decisions/log.ts'
import { ApiError } from '../http/problem.ts'
import { bearer, idParams, json, problems, router } from '../http/router.ts'
import { type BringInDeps, bringIn } from './bring-in.ts'
import { collectProject } from './collect.ts'
import { toFiles } from './to-files.ts'
import { wholeAccount } from './whole-account.ts'
import { writeZip } from './write-zip.ts'

const tags = ['Projects']
const zipped = { 'application/zip': { schema: z.string().meta({ format: 'binary' }) } }

const get = createRoute({
  method: 'get',
  path: '/projects/{id}/folder',
  tags,
  summary: 'The whole project as a folder, zipped',
  description:
    'Sources with their versions, what was made of them, the conversation, the ways with their decisions and scripts, ' +
    'as JSON, text, Markdown and WebVTT. Not in it: runs, what models were asked, the own channel and its voices. The ' +
    'same project gives the same bytes.',
  ...bearer,
  request: { params: idParams },
  responses: { 200: { description: 'The folder', content: zipped }, ...problems(400, 401, 404) },
})
const whole = createRoute({
  method: 'get',
  path: '/account/export',
  tags: ['Account'],
  summary: 'Everything that the account has, zipped',
  description:
    'Each project as a folder that can be brought in as it is, and the channels, voices and use of models as JSON. ' +
    'It comes as it is read: an error on the way breaks it off.',
  ...bearer,
  responses: { 200: { description: 'The folder', content: zipped }, ...problems(401, 403) },
})
const bring = createRoute({
  method: 'post',
  path: '/projects/import',
  tags,
  summary: 'Bring a project in from its folder, zipped',
  description:
    'All of it or nothing. Its ids stay; where they are taken it is refused, unless it comes as a new project. What is ' +
    `said to be quoted is looked for again. At most ${limits.folderBytes / 1024 / 1024} MB.`,
  ...bearer,
  request: {
    query: z.object({
      as: z.enum(['new']).optional().describe('Under new ids, beside the project that it was saved of'),
    }),
    body: { required: true, content: zipped },
  },
  responses: {
    201: json('It is here, and its sources are read', Project.meta({ id: 'Project' })),
    ...problems(400, 401, 409, 413),
  },
})

export const exportRoutes = (deps: BringInDeps) =>
  router()
    .openapi(get, async c => {
      const { id } = c.req.valid('param')
      const { folder, leftOut, log } = await asAccount(
        deps.database,
        c.get('account').accountId,
        async tx => ({
          ...(await collectProject(tx, id)),
          log: await logOf(tx, id),
        }),
      )
      const zip = await writeZip(toFiles(folder, log, leftOut))
      return c.body(new Uint8Array(zip), 200, {
        'Content-Type': 'application/zip',
        'Content-Disposition': 'attachment; filename="project.zip"',
        'Cache-Control': 'no-store',
      })
    })
    .openapi(whole, c =>
      c.body(wholeAccount(deps.database, c.get('account').accountId), 200, {
        'Content-Type': 'application/zip',
        'Content-Disposition': 'attachment; filename="ownwords.zip"',
        'Cache-Control': 'no-store',
      }),
    )
    .openapi(bring, async c => {
      if (!/^application\/zip\b/.test(c.req.header('content-type') ?? ''))
        throw new ApiError('invalid_request', 'Send the zipped folder with Content-Type: application/zip.')
      const zip = Buffer.from(await c.req.arrayBuffer())
      const project = await bringIn(deps, c.get('account').accountId, zip, c.req.valid('query').as === 'new')
      return c.json(project, 201)
    })
