import { createRoute } from '@hono/zod-openapi'
import { Quota } from '../../core/contract/account.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { bearer, json, problems, router } from '../http/router.ts'
import { type Quotas, quotaOf } from './quotas.ts'

const quota = createRoute({
  method: 'get',
  path: '/quota',
  tags: ['Account'],
  summary: 'How much an account may have and has; a limit of null is none',
  description: 'What was removed does not count. `bytes` are those of sources and of their older versions.',
  ...bearer,
  responses: { 200: json('The quota', Quota.meta({ id: 'Quota' })), ...problems(401) },
})

export const quotaRoutes = ({ database, quotas }: { database: Database; quotas: Quotas }) =>
  router().openapi(quota, async c =>
    c.json(await asAccount(database, c.get('account').accountId, tx => quotaOf(tx, quotas)), 200),
  )
