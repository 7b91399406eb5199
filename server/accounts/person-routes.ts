import { createRoute, z } from '@hono/zod-openapi'
import { Account, AccountDeletion, AccountDraft, Device } from '../../core/contract/account.ts'
import type { Database } from '../db/database.ts'
import { notFound } from '../http/problem.ts'
import { bearer, idParams, json, jsonBody, problems, router } from '../http/router.ts'
import type { Runs } from '../runs/runs.ts'
import {
  accountOf,
  deleteAccount,
  devicesOf,
  renameAccount,
  revokeDevice,
  signOutEverywhere,
} from './accounts.ts'

export interface PersonRoutesDeps {
  database: Database
  runs: Pick<Runs, 'cancelAll'>
}

const tags = ['Account']
const accountAnswer = json('The account', Account.meta({ id: 'Account' }))

const get = createRoute({
  method: 'get',
  path: '/account',
  tags,
  summary: 'Whose token it is',
  ...bearer,
  responses: { 200: accountAnswer, ...problems(401, 403) },
})
const rename = createRoute({
  method: 'put',
  path: '/account',
  tags,
  summary: 'Rename the account',
  ...bearer,
  request: { body: jsonBody(AccountDraft.meta({ id: 'AccountDraft' })) },
  responses: { 200: accountAnswer, ...problems(400, 401, 403) },
})
const erase = createRoute({
  method: 'delete',
  path: '/account',
  tags,
  summary: 'Delete the account with everything in it',
  description:
    'Projects, sources, voices, devices, memberships: all of it, for ever. Runs that are under way end. Nothing is kept ' +
    'but in backups that the server’s keeper may have.',
  ...bearer,
  request: { body: jsonBody(AccountDeletion.meta({ id: 'AccountDeletion' })) },
  responses: { 204: { description: 'Nothing of it is left' }, ...problems(400, 401, 403) },
})
const devices = createRoute({
  method: 'get',
  path: '/devices',
  tags,
  summary: 'The devices that have a token',
  ...bearer,
  responses: {
    200: json('Used last first', z.array(Device.meta({ id: 'Device' }))),
    ...problems(401, 403),
  },
})
const revoke = createRoute({
  method: 'delete',
  path: '/devices/{id}',
  tags,
  summary: 'Revoke the token of a device',
  ...bearer,
  request: { params: idParams },
  responses: { 204: { description: 'It is worth nothing from now on' }, ...problems(400, 401, 403, 404) },
})
const signOut = createRoute({
  method: 'post',
  path: '/devices/sign-out',
  tags,
  summary: 'Sign out everywhere',
  description: 'All tokens of the account, that of this request too, and all browsers on the account page.',
  ...bearer,
  responses: { 204: { description: 'Nobody is in the account any more' }, ...problems(401, 403) },
})

// Guests get nothing of this: `guests` lets them past to none of these routes.
export const personRoutes = ({ database, runs }: PersonRoutesDeps) =>
  router()
    .openapi(get, async c => c.json(await accountOf(database.sql, c.get('account').accountId), 200))
    .openapi(rename, async c =>
      c.json(await renameAccount(database.sql, c.get('account').accountId, c.req.valid('json')), 200),
    )
    .openapi(erase, async c => {
      await deleteAccount(database, runs, c.get('account').accountId)
      return c.body(null, 204)
    })
    .openapi(devices, async c => {
      const { accountId, tokenHash } = c.get('account')
      return c.json(await devicesOf(database.sql, accountId, tokenHash), 200)
    })
    .openapi(revoke, async c => {
      const revoked = await revokeDevice(database.sql, c.get('account').accountId, c.req.valid('param').id)
      if (!revoked) throw notFound('device')
      return c.body(null, 204)
    })
    .openapi(signOut, async c => {
      await signOutEverywhere(database.sql, c.get('account').accountId)
      return c.body(null, 204)
    })
