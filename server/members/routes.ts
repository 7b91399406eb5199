import { createRoute, z } from '@hono/zod-openapi'
import { Id } from '../../core/contract/id.ts'
import { Invitation, InvitationDraft, Member, MemberEdit } from '../../core/contract/member.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import type { Caller } from '../http/env.ts'
import { ApiError } from '../http/problem.ts'
import { bearer, idParams, json, jsonBody, problems, router } from '../http/router.ts'
import { accept, changeRole, invitationsOf, invite, leave, remove, sharingOf, withdraw } from './members.ts'

/** Tells somebody by e-mail that they are invited. Must not throw, nor wait for the mail to be on its way. */
export type TellInvited = (invitation: Invitation) => void

export interface MemberRoutesDeps {
  database: Database
  /** How whoever is invited hears of it; null where nobody signs in: then there is nobody to invite. */
  tell: TellInvited | null
}

const tags = ['Members']
const member = Member.meta({ id: 'Member' })
const invitation = Invitation.meta({ id: 'Invitation' })
const invitations = z.array(invitation)
const memberParams = idParams.extend({ accountId: Id.describe('The member’s account') })

const list = createRoute({
  method: 'get',
  path: '/projects/{id}/members',
  tags,
  summary: 'Who is in a project beside its owner, and who is invited',
  ...bearer,
  request: { params: idParams },
  responses: {
    200: json('The members', z.object({ members: z.array(member), invitations })),
    ...problems(400, 401, 404),
  },
})
const post = createRoute({
  method: 'post',
  path: '/projects/{id}/invitations',
  tags,
  summary: 'Invite somebody to a project by e-mail; a repeat of the id changes nothing',
  description:
    'It counts for 14 days, and takes the place of an earlier one to the same address. The answer does not tell ' +
    'whether anybody has signed in with the address.',
  ...bearer,
  request: { params: idParams, body: jsonBody(InvitationDraft.meta({ id: 'InvitationDraft' })) },
  responses: {
    200: json('It was there', invitation),
    201: json('It was made', invitation),
    ...problems(400, 401, 403, 404, 409),
  },
})
const withdrawal = createRoute({
  method: 'delete',
  path: '/invitations/{id}',
  tags,
  summary: 'Take an invitation back, or refuse it',
  ...bearer,
  request: { params: idParams },
  responses: { 204: { description: 'It counts no more' }, ...problems(400, 401, 404) },
})
const mine = createRoute({
  method: 'get',
  path: '/invitations',
  tags,
  summary: 'What one is invited to, newest first',
  ...bearer,
  responses: { 200: json('The invitations', z.object({ invitations })), ...problems(401) },
})
const acceptance = createRoute({
  method: 'post',
  path: '/invitations/{id}/accept',
  tags,
  summary: 'Accept an invitation: the project is among one’s own from here on',
  ...bearer,
  request: { params: idParams },
  responses: { 204: { description: 'One is in the project' }, ...problems(400, 401, 404, 409) },
})
const edit = createRoute({
  method: 'put',
  path: '/projects/{id}/members/{accountId}',
  tags,
  summary: 'Say what a member may do',
  ...bearer,
  request: { params: memberParams, body: jsonBody(MemberEdit.meta({ id: 'MemberEdit' })) },
  responses: { 200: json('The member', member), ...problems(400, 401, 403, 404) },
})
const removal = createRoute({
  method: 'delete',
  path: '/projects/{id}/members/{accountId}',
  tags,
  summary: 'Take a member out of a project, or leave it oneself',
  ...bearer,
  request: { params: memberParams },
  responses: { 204: { description: 'They are in it no more' }, ...problems(400, 401, 403, 404) },
})

export const memberRoutes = ({ database, tell }: MemberRoutesDeps) =>
  router()
    .openapi(list, async c => {
      const { accountId } = c.get('account')
      const { id } = c.req.valid('param')
      return c.json(await asAccount(database, accountId, tx => sharingOf(tx, accountId, id)), 200)
    })
    .openapi(post, async c => {
      if (!tell)
        throw new ApiError(
          'not_allowed',
          'Nobody signs in on this server, so that there is nobody to invite. Projects are shared on a server with PUBLIC_URL and e-mail.',
        )
      const { accountId } = c.get('account')
      const { id } = c.req.valid('param')
      const { invitation, created } = await asAccount(database, accountId, tx =>
        invite(tx, accountId, id, c.req.valid('json')),
      )
      if (created) tell(invitation)
      return created ? c.json(invitation, 201) : c.json(invitation, 200)
    })
    .openapi(withdrawal, async c => {
      const { accountId } = c.get('account')
      await asAccount(database, accountId, tx => withdraw(tx, accountId, c.req.valid('param').id))
      return c.body(null, 204)
    })
    .openapi(mine, async c => {
      const { accountId } = c.get('account')
      return c.json(
        { invitations: await asAccount(database, accountId, tx => invitationsOf(tx, accountId)) },
        200,
      )
    })
    .openapi(acceptance, async c => {
      const { accountId } = c.get('account')
      await asAccount(database, accountId, tx => accept(tx, accountId, c.req.valid('param').id))
      return c.body(null, 204)
    })
    .openapi(edit, async c => {
      const { accountId } = c.get('account')
      const { id, accountId: memberId } = c.req.valid('param')
      const { role } = c.req.valid('json')
      return c.json(
        await asAccount(database, accountId, tx => changeRole(tx, accountId, id, memberId, role)),
        200,
      )
    })
    .openapi(removal, async c => {
      const { id, accountId: memberId } = c.req.valid('param')
      const caller = c.get('account')
      if (memberId === whoAsks(caller))
        await asAccount(database, caller.accountId, tx => leave(tx, memberId, id))
      else if (caller.guest)
        throw new ApiError('not_allowed', 'Only its owner takes others out of a project. You may leave it.')
      else await asAccount(database, caller.accountId, tx => remove(tx, caller.accountId, id, memberId))
      return c.body(null, 204)
    })

const whoAsks = ({ accountId, guest }: Caller): string => guest?.accountId ?? accountId
