import { createRoute, z } from '@hono/zod-openapi'
import { LearnedRule, RuleDecision } from '../../core/contract/draft.ts'
import type { Database } from '../db/database.ts'
import { bearer, idParams, json, jsonBody, problems, router } from '../http/router.ts'
import { decide, rulesOf } from './learned-rules.ts'

const tags = ['Voices']
const rule = LearnedRule.meta({ id: 'LearnedRule' })

const list = createRoute({
  method: 'get',
  path: '/voices/{id}/learned-rules',
  tags,
  summary: 'Rules that the creator’s edits show three times, with the edits, newest first',
  description:
    'Of all scripts that are planned for this voice. What was accepted steers the voice; what was refused is never ' +
    'proposed again.',
  ...bearer,
  request: { params: idParams },
  responses: { 200: json('The rules', z.object({ rules: z.array(rule) })), ...problems(400, 401, 404) },
})
const put = createRoute({
  method: 'put',
  path: '/learned-rules/{id}/decision',
  tags,
  summary: 'Accept or refuse a rule that edits show; the newest word counts',
  ...bearer,
  request: { params: idParams, body: jsonBody(RuleDecision.meta({ id: 'RuleDecision' })) },
  responses: { 200: json('The rule as it is now', rule), ...problems(400, 401, 404) },
})

export const learnedRuleRoutes = (deps: { database: Database; ids: () => string }) =>
  router()
    .openapi(list, async c => {
      const rules = await rulesOf(deps, c.get('account').accountId, c.req.valid('param').id)
      return c.json({ rules }, 200)
    })
    .openapi(put, async c => {
      const { id } = c.req.valid('param')
      const { state } = c.req.valid('json')
      return c.json(await decide(deps.database, c.get('account').accountId, id, state), 200)
    })
