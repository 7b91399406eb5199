import { createRoute } from '@hono/zod-openapi'
import { ScriptCheck } from '../../core/contract/check.ts'
import { bearer, idParams, json, problems, router } from '../http/router.ts'
import { type CheckDeps, checkOf } from './check.ts'

const check = createRoute({
  method: 'get',
  path: '/branches/{id}/check',
  tags: ['Scripts'],
  summary: 'What is to be mended on a way’s script before it is exported',
  description:
    'What is open, sources that changed or went away, numbers that one source gives, copies, passages that do not ' +
    'sound like the creator, length and breath, each with its ways to mend it. No model is asked. Whether sources are ' +
    'what they were is as the browser found it last.',
  ...bearer,
  request: { params: idParams },
  responses: {
    200: json('The findings', ScriptCheck.meta({ id: 'ScriptCheck' })),
    ...problems(400, 401, 404),
  },
})

export const checkRoutes = (deps: CheckDeps) =>
  router().openapi(check, async c => {
    const { id } = c.req.valid('param')
    return c.json(await checkOf(deps, c.get('account').accountId, id), 200)
  })
