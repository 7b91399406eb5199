import { createRoute } from '@hono/zod-openapi'
import { DeviceCode, DeviceCodeQuestion, DeviceCodeRequest } from '../../core/contract/account.ts'
import { Pairing } from '../../core/contract/server.ts'
import type { Database } from '../db/database.ts'
import { ApiError } from '../http/problem.ts'
import { json, jsonBody, problems, router } from '../http/router.ts'
import type { People, Redeemed } from './people.ts'
import { createToken } from './tokens.ts'

export interface CodeRoutesDeps {
  database: Database
  /** null where nobody signs in. */
  people: Pick<People, 'beginPairing' | 'redeem'> | null
}

const tags = ['Account']
const begin = createRoute({
  method: 'post',
  path: '/pair/codes',
  tags,
  summary: 'Begin pairing by a code that is approved on the server’s own page',
  description:
    'The device shows `userCode` and opens `verificationUriComplete`, where somebody signs in and approves it. Meanwhile ' +
    'it asks for its token each `intervalSeconds`.',
  request: { body: jsonBody(DeviceCodeRequest.meta({ id: 'DeviceCodeRequest' })) },
  responses: {
    201: json('The codes', DeviceCode.meta({ id: 'DeviceCode' })),
    ...problems(400, 403, 429),
  },
})
const ask = createRoute({
  method: 'post',
  path: '/pair/codes/token',
  tags,
  summary: 'Ask for the token of a code',
  description:
    '`authorization_pending` until somebody approved it, `slow_down` where it asks too often, `code_refused` and ' +
    '`code_expired` when it has to begin anew. The token is given once.',
  request: { body: jsonBody(DeviceCodeQuestion.meta({ id: 'DeviceCodeQuestion' })) },
  responses: {
    201: json('The token, shown this once', Pairing.meta({ id: 'Pairing' })),
    ...problems(400, 403, 409, 410, 429),
  },
})

const refusals: Record<Exclude<Redeemed['state'], 'approved'>, string> = {
  authorization_pending: 'Nobody approved this code yet. Ask again in 5 s.',
  slow_down: 'This code is asked for too often. Wait 5 s longer between two questions.',
  code_refused: 'Somebody refused this code on the server’s page. Begin anew to get another one.',
  code_expired: 'This code was used, or nobody approved it in time. Begin anew to get another one.',
}

export const codeRoutes = ({ database, people }: CodeRoutesDeps) => {
  const here = () => {
    if (people) return people
    throw new ApiError(
      'pairing_refused',
      'Nobody signs in at this server. On its own computer the extension is paired by itself; elsewhere paste a token that `npm run token` prints there.',
    )
  }
  return router()
    .openapi(begin, async c =>
      c.json(await here().beginPairing(c.req.valid('json').label), 201, { 'Cache-Control': 'no-store' }),
    )
    .openapi(ask, async c => {
      const redeemed = await here().redeem(c.req.valid('json').deviceCode)
      if (redeemed.state !== 'approved')
        throw new ApiError(redeemed.state, refusals[redeemed.state], {
          headers: redeemed.state === 'slow_down' ? { 'Retry-After': '10' } : {},
        })
      const { accountId, label } = redeemed
      const token = await createToken(database.sql, accountId, label, 'idle')
      return c.json({ token, accountId }, 201, { 'Cache-Control': 'no-store' })
    })
}
