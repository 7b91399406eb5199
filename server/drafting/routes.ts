import { createRoute, z } from '@hono/zod-openapi'
import { BeatDrafts, DraftRequest, Rewrite, RewriteRequest } from '../../core/contract/draft.ts'
import { Id } from '../../core/contract/id.ts'
import { Run } from '../../core/contract/run.ts'
import { asAccount } from '../db/tenancy.ts'
import { requireBranch } from '../decisions/branches.ts'
import { notFound } from '../http/problem.ts'
import { bearer, idParams, json, jsonBody, problems, router } from '../http/router.ts'
import { type BeginDeps, beginDraft, beginRewrite } from './begin.ts'
import { findRewrite, selectBeatDrafts } from './store.ts'

const tags = ['Drafts']
const run = Run.meta({ id: 'Run' })

const draft = createRoute({
  method: 'post',
  path: '/branches/{id}/drafts',
  tags,
  summary: 'Write beats of a script; a repeat of the id changes nothing',
  description:
    'Beat by beat in the order of the script: the run’s `beat` event names the beat, and what is `said` from there on is ' +
    'its first draft as it is written. The best of several goes into the script; what the creator wrote, edited or ' +
    'locked stays as it is. `beatIds: null` writes all beats that have no sentence.',
  ...bearer,
  request: { params: idParams, body: jsonBody(DraftRequest.meta({ id: 'DraftRequest' })) },
  responses: { 202: json('The run that writes', run), ...problems(400, 401, 404, 409) },
})
const drafts = createRoute({
  method: 'get',
  path: '/branches/{id}/drafts',
  tags,
  summary: 'All drafts that were written of a beat, or of a script: newest first, at most 20',
  ...bearer,
  request: { params: idParams, query: z.object({ beat: Id.optional() }) },
  responses: {
    200: json('The drafts', z.object({ drafts: z.array(BeatDrafts.meta({ id: 'BeatDrafts' })) })),
    ...problems(400, 401, 404),
  },
})

const rewrite = createRoute({
  method: 'post',
  path: '/branches/{id}/rewrites',
  tags,
  summary: 'Have sentences of a beat said otherwise; a repeat of the id changes nothing',
  description:
    'The run makes a rewrite of its own id: what each sentence would become, to be taken or left one by one. The script ' +
    'stays as it is. Without a model only `shorter` can be done.',
  ...bearer,
  request: { params: idParams, body: jsonBody(RewriteRequest.meta({ id: 'RewriteRequest' })) },
  responses: { 202: json('The run that rewrites', run), ...problems(400, 401, 404, 409) },
})
const oneRewrite = createRoute({
  method: 'get',
  path: '/rewrites/{id}',
  tags,
  summary: 'What a rewrite offers',
  ...bearer,
  request: { params: idParams },
  responses: { 200: json('The rewrite', Rewrite.meta({ id: 'Rewrite' })), ...problems(400, 401, 404) },
})

export const draftingRoutes = (deps: BeginDeps) =>
  router()
    .openapi(draft, async c => {
      const { id } = c.req.valid('param')
      return c.json(await beginDraft(deps, c.get('account').accountId, id, c.req.valid('json')), 202)
    })
    .openapi(drafts, async c => {
      const { id } = c.req.valid('param')
      const { beat = null } = c.req.valid('query')
      const found = await asAccount(deps.database, c.get('account').accountId, async tx => {
        await requireBranch(tx, id)
        return selectBeatDrafts(tx, id, beat)
      })
      return c.json({ drafts: found }, 200)
    })
    .openapi(rewrite, async c => {
      const { id } = c.req.valid('param')
      return c.json(await beginRewrite(deps, c.get('account').accountId, id, c.req.valid('json')), 202)
    })
    .openapi(oneRewrite, async c => {
      const { id } = c.req.valid('param')
      const found = await asAccount(deps.database, c.get('account').accountId, tx => findRewrite(tx, id))
      if (!found) throw notFound('rewrite')
      return c.json(found, 200)
    })
