import { createRoute, z } from '@hono/zod-openapi'
import { Tier, TierDomain, TierRule, Tiers } from '../../core/contract/findings.ts'
import { typedPlace } from '../../core/tiers/tier-of.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { bearer, json, jsonBody, problems, router } from '../http/router.ts'
import { setTier, takeBackTier, tiersOf } from './tiers.ts'

const MOST_ASKED = 200
const rule = TierRule.meta({ id: 'TierRule' })
const tags = ['Tiers']

const Domain = z
  .string()
  .max(500)
  .transform(typedPlace)
  .pipe(TierDomain)
  .describe('A domain, the address of a page on it, or `youtube.com/` with a channel’s name')
const params = z.object({ domain: Domain })

const list = createRoute({
  method: 'get',
  path: '/tiers',
  tags,
  summary: 'The creator’s own tiers, and what counts for domains',
  ...bearer,
  request: {
    query: z.object({
      domain: z
        .union([z.array(Domain).max(MOST_ASKED), Domain.transform(one => [one])])
        .default([])
        .describe('Ask about this one; may be there up to 200 times'),
    }),
  },
  responses: { 200: json('The tiers', Tiers.meta({ id: 'Tiers' })), ...problems(400, 401) },
})
const put = createRoute({
  method: 'put',
  path: '/tiers/{domain}',
  tags,
  summary: 'Say what a domain is; it covers its subdomains, and goes before the shipped list',
  ...bearer,
  request: { params, body: jsonBody(z.object({ tier: Tier })) },
  responses: { 200: json('The rule as it counts now', rule), ...problems(400, 401, 409) },
})
const remove = createRoute({
  method: 'delete',
  path: '/tiers/{domain}',
  tags,
  summary: 'Take the own tier of a domain back: the shipped list counts again',
  ...bearer,
  request: { params },
  responses: { 204: { description: 'It is taken back' }, ...problems(400, 401) },
})

export const tierRoutes = ({ database }: { database: Database }) =>
  router()
    .openapi(list, async c => {
      const { domain } = c.req.valid('query')
      const tiers = await asAccount(database, c.get('account').accountId, tx => tiersOf(tx, domain))
      return c.json(tiers, 200)
    })
    .openapi(put, async c => {
      const { domain } = c.req.valid('param')
      const { tier } = c.req.valid('json')
      const set = await asAccount(database, c.get('account').accountId, tx => setTier(tx, domain, tier))
      return c.json(set, 200)
    })
    .openapi(remove, async c => {
      const { domain } = c.req.valid('param')
      await asAccount(database, c.get('account').accountId, tx => takeBackTier(tx, domain))
      return c.body(null, 204)
    })
