import { createRoute } from '@hono/zod-openapi'
import { ModelKey, ModelKeyDraft, OwnModel } from '../../core/contract/account.ts'
import { bearer, json, jsonBody, problems, router } from '../http/router.ts'
import type { ModelKeys } from './model-keys.ts'

const modelKey = ModelKey.meta({ id: 'ModelKey' })
const path = '/model-key'
const tags = ['Account']

const get = createRoute({
  method: 'get',
  path,
  tags,
  summary: 'The model of one’s own, without its key',
  ...bearer,
  responses: {
    200: json('Where it is, and how its key ends', OwnModel.meta({ id: 'OwnModel' })),
    ...problems(401),
  },
})
const put = createRoute({
  method: 'put',
  path,
  tags,
  summary: 'Have one’s own work written by a model of one’s own',
  description:
    'The key is sealed, sent to that model alone, and never answered. The address must be on the open internet.',
  ...bearer,
  request: { body: jsonBody(ModelKeyDraft.meta({ id: 'ModelKeyDraft' })) },
  responses: { 200: json('It is kept', modelKey), ...problems(400, 401, 403, 413) },
})
const remove = createRoute({
  method: 'delete',
  path,
  tags,
  summary: 'Forget the key, and be written for by the server’s model again',
  ...bearer,
  responses: { 204: { description: 'It is forgotten' }, ...problems(401, 404) },
})

export const modelKeyRoutes = (keys: Pick<ModelKeys, 'takesKeys' | 'find' | 'save' | 'remove'>) =>
  router()
    .openapi(get, async c => {
      const key = await keys.find(c.get('account').accountId)
      return c.json({ key, takesKeys: keys.takesKeys }, 200)
    })
    .openapi(put, async c => c.json(await keys.save(c.get('account').accountId, c.req.valid('json')), 200))
    .openapi(remove, async c => {
      await keys.remove(c.get('account').accountId)
      return c.body(null, 204)
    })
