import { createRoute, z } from '@hono/zod-openapi'
import {
  Capture,
  Source,
  SourceCheck,
  SourceDetail,
  SourceTags,
  SourceVersion,
  SourceVersionDetail,
} from '../../core/contract/source.ts'
import { asAccount } from '../db/tenancy.ts'
import { ApiError, notFound } from '../http/problem.ts'
import { bearer, idParams, json, jsonBody, problems, router, versionParams } from '../http/router.ts'
import { requireProject } from '../projects/projects.ts'
import { removeSource, restoreSource, type SourcesDeps, saveCapture, saveCheck, saveTags } from './sources.ts'
import { findSourceDetail, listSources } from './store.ts'
import { findVersion, selectVersions } from './versions-store.ts'

const source = Source.meta({ id: 'Source' })
const tags = ['Sources']

const list = createRoute({
  method: 'get',
  path: '/projects/{id}/sources',
  tags,
  summary: 'The sources of a project without their text, newest first',
  ...bearer,
  request: { params: idParams },
  responses: { 200: json('The sources', z.object({ sources: z.array(source) })), ...problems(401, 404) },
})
const put = createRoute({
  method: 'put',
  path: '/sources/{id}',
  tags,
  summary: 'Store a capture and begin to read it',
  description:
    'The same content again, or an older capture, changes nothing and answers with what is stored. A newer ' +
    'capture with other content takes the place of the older, which is kept as a version. An answer means that it ' +
    'is committed.',
  ...bearer,
  request: { params: idParams, body: jsonBody(Capture.meta({ id: 'Capture' })) },
  responses: {
    200: json('It was there', source),
    201: json('It is stored', source),
    ...problems(400, 401, 404, 409, 413, 422),
  },
})
const get = createRoute({
  method: 'get',
  path: '/sources/{id}',
  tags,
  summary: 'A source with its text',
  ...bearer,
  request: { params: idParams },
  responses: { 200: json('The source', SourceDetail.meta({ id: 'SourceDetail' })), ...problems(401, 404) },
})
const remove = createRoute({
  method: 'delete',
  path: '/sources/{id}',
  tags,
  summary: 'Remove a source; reading it is cancelled',
  ...bearer,
  request: { params: idParams },
  responses: { 204: { description: 'It is removed' }, ...problems(401, 404) },
})
const restore = createRoute({
  method: 'post',
  path: '/sources/{id}/restore',
  tags,
  summary: 'Bring a removed source back',
  ...bearer,
  request: { params: idParams },
  responses: { 200: json('It is back', source), ...problems(401, 404) },
})

const versions = createRoute({
  method: 'get',
  path: '/sources/{id}/versions',
  tags,
  summary: 'What a source was each time it was clipped, newest first',
  ...bearer,
  request: { params: idParams },
  responses: {
    200: json('The versions', z.object({ versions: z.array(SourceVersion.meta({ id: 'SourceVersion' })) })),
    ...problems(400, 401, 404),
  },
})
const version = createRoute({
  method: 'get',
  path: '/sources/{id}/versions/{version}',
  tags,
  summary: 'One version with its text',
  ...bearer,
  request: { params: versionParams },
  responses: {
    200: json('The version', SourceVersionDetail.meta({ id: 'SourceVersionDetail' })),
    ...problems(400, 401, 404),
  },
})
const check = createRoute({
  method: 'put',
  path: '/sources/{id}/check',
  tags,
  summary: 'Keep what looking again at a source found',
  description:
    'A check is of what is stored, told by its `contentHash`: another one is refused. An older look changes nothing.',
  ...bearer,
  request: { params: idParams, body: jsonBody(SourceCheck.meta({ id: 'SourceCheck' })) },
  responses: { 200: json('The source with its newest check', source), ...problems(400, 401, 404, 409, 413) },
})

const putTags = createRoute({
  method: 'put',
  path: '/sources/{id}/tags',
  tags,
  summary: 'Sort a source under these tags and no others',
  description: 'They are kept in their order, each once.',
  ...bearer,
  request: { params: idParams, body: jsonBody(SourceTags.meta({ id: 'SourceTags' })) },
  responses: { 200: json('The source with its tags', source), ...problems(400, 401, 404, 413) },
})

export const sourceRoutes = (deps: SourcesDeps) =>
  router()
    .openapi(list, async c => {
      const { id } = c.req.valid('param')
      const sources = await asAccount(deps.database, c.get('account').accountId, async tx => {
        await requireProject(tx, id)
        return listSources(tx, id)
      })
      return c.json({ sources }, 200)
    })
    .openapi(put, async c => {
      const capture = c.req.valid('json')
      if (capture.id !== c.req.valid('param').id)
        throw new ApiError('invalid_request', 'The id in the path and the id in the capture differ.', {
          fields: [{ path: 'id', message: 'Not the id in the path' }],
        })
      const { source, created } = await saveCapture(deps, c.get('account').accountId, capture)
      return created ? c.json(source, 201) : c.json(source, 200)
    })
    .openapi(get, async c => {
      const { id } = c.req.valid('param')
      const found = await asAccount(deps.database, c.get('account').accountId, tx => findSourceDetail(tx, id))
      if (!found) throw notFound('source')
      return c.json(found, 200)
    })
    .openapi(remove, async c => {
      await removeSource(deps, c.get('account').accountId, c.req.valid('param').id)
      return c.body(null, 204)
    })
    .openapi(restore, async c => {
      const source = await restoreSource(deps, c.get('account').accountId, c.req.valid('param').id)
      return c.json(source, 200)
    })
    .openapi(versions, async c => {
      const { id } = c.req.valid('param')
      const found = await asAccount(deps.database, c.get('account').accountId, tx => selectVersions(tx, id))
      if (found.length === 0) throw notFound('source')
      return c.json({ versions: found }, 200)
    })
    .openapi(version, async c => {
      const { id, version } = c.req.valid('param')
      const { accountId } = c.get('account')
      const found = await asAccount(deps.database, accountId, tx => findVersion(tx, id, version))
      if (!found) throw notFound('version')
      return c.json(found, 200)
    })
    .openapi(check, async c => {
      const { id } = c.req.valid('param')
      return c.json(await saveCheck(deps, c.get('account').accountId, id, c.req.valid('json')), 200)
    })
    .openapi(putTags, async c => {
      const { id } = c.req.valid('param')
      return c.json(await saveTags(deps, c.get('account').accountId, id, c.req.valid('json').tags), 200)
    })
