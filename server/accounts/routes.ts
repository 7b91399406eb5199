import { createRoute } from '@hono/zod-openapi'
import { EXTENSION_ORIGIN } from '../../core/contract/extension.ts'
import { Capabilities, Pairing } from '../../core/contract/server.ts'
import type { Database } from '../db/database.ts'
import { isLoopbackAddress, peerAddress } from '../http/env.ts'
import { hostName, isLoopbackName } from '../http/loopback.ts'
import { ApiError } from '../http/problem.ts'
import { bearer, json, problems, router } from '../http/router.ts'
import { createToken, ensureLocalAccount, revokeToken } from './tokens.ts'

export interface PairingDeps {
  database: Database
  /** loopback: the extension on this computer gets a token by asking · token: only by `npm run token`. */
  pairing: 'loopback' | 'token'
}
export interface AccountRoutesDeps {
  database: Database
  version: string
  youtube: Capabilities['youtube']
  model: Capabilities['model']
  /** Of an account that has a model of its own. */
  ownModel(accountId: string): Promise<{ model: string; host: string } | null>
  embedding: Capabilities['embedding']
  reports: Capabilities['reports']
  /** Whether people sign in. */
  people: boolean
}

const tags = ['Account']

const pair = createRoute({
  method: 'post',
  path: '/pair',
  tags,
  summary: 'Give the extension on this computer a token',
  description: 'Only for the extension itself, asking from this computer under a loopback name. No body.',
  responses: {
    201: json('The token, shown this once', Pairing.meta({ id: 'Pairing' })),
    ...problems(403, 429),
  },
})
const unpair = createRoute({
  method: 'delete',
  path: '/pair',
  tags,
  summary: 'Revoke the token that this request is made with',
  ...bearer,
  responses: { 204: { description: 'The token is worth nothing from now on' }, ...problems(401) },
})
const capabilities = createRoute({
  method: 'get',
  path: '/capabilities',
  tags,
  summary: 'What this server can do',
  ...bearer,
  responses: { 200: json('What it can do', Capabilities.meta({ id: 'Capabilities' })), ...problems(401) },
})

/** Behind a proxy on this computer everybody seems to ask from here. */
const PROXIED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via']

/** The one route that gives a token to somebody who has none: it asks in several ways who is calling. */
export const pairingRoutes = ({ database, pairing }: PairingDeps) =>
  router().openapi(pair, async c => {
    const fromHere = isLoopbackAddress(peerAddress(c.env)) && isLoopbackName(hostName(c.req.header('host')))
    const forwarded = PROXIED.some(header => c.req.header(header) !== undefined)
    // A browser sends the extension's origin for the extension only; a page can't, whatever it was rebound to.
    if (pairing !== 'loopback' || !fromHere || forwarded || c.req.header('origin') !== EXTENSION_ORIGIN)
      throw new ApiError(
        'pairing_refused',
        'Only the Ownwords extension on the server’s own computer is paired by itself. Make a token with `npm run token` there and paste it.',
      )
    const accountId = await ensureLocalAccount(database.sql)
    const token = await createToken(database.sql, accountId, 'extension')
    return c.json({ token, accountId }, 201, { 'Cache-Control': 'no-store' })
  })

export const accountRoutes = ({
  database,
  version,
  youtube,
  model,
  ownModel,
  embedding,
  reports,
  people,
}: AccountRoutesDeps) =>
  router()
    .openapi(unpair, async c => {
      await revokeToken(database.sql, c.get('account').tokenHash)
      return c.body(null, 204)
    })
    .openapi(capabilities, async c => {
      const { accountId } = c.get('account')
      const own = await ownModel(accountId)
      return c.json(
        {
          version,
          accountId,
          database: database.kind,
          youtube,
          model: own ? { name: own.model, host: own.host } : model,
          embedding,
          reports,
          ...(people && { people }),
        },
        200,
      )
    })
