import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import { Id } from '../../core/contract/id.ts'
import { type GuestRole, PROJECT_HEADER } from '../../core/contract/member.ts'
import type { Database } from '../db/database.ts'
import { asGuestOf } from '../db/guest.ts'
import type { ApiEnv } from '../http/env.ts'
import { ApiError, notFound } from '../http/problem.ts'
import { standingIn } from './between.ts'
import { GUEST_ROUTES } from './guest-routes.ts'

/**
 * Whoever names a shared project asks from here on as its guest: in everything behind this the account is the owner's,
 * and the database shows and takes the project's rows alone. Naming one's own project changes nothing.
 */
export const guests = (database: Database) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const named = c.req.header(PROJECT_HEADER)
    if (named === undefined) return next()
    const projectId = Id.safeParse(named).data
    if (!projectId)
      throw new ApiError('invalid_request', `${PROJECT_HEADER} must be the id of a project.`, {
        fields: [{ path: PROJECT_HEADER, message: 'Must be a UUID' }],
      })
    const caller = c.get('account')
    const standing = await standingIn(database.sql, caller.accountId, projectId)
    if (!standing) throw notFound('project')
    const { ownerId, role } = standing
    if (role === null) return next()
    const guest = { accountId: caller.accountId, projectId, role }
    c.set('account', { ...caller, accountId: ownerId, guest })
    // Hono's `:id` is the description's `{id}`. What matches no route is answered as it is for everybody.
    const route = matchedRoutes(c).find(({ method }) => method !== 'ALL')
    if (route) allow(`${route.method} ${route.path.replace(/:(\w+)/g, '{$1}')}`, role)
    return asGuestOf(ownerId, guest, next)
  })

function allow(route: string, role: GuestRole): void {
  const needed = GUEST_ROUTES.get(route)
  if (!needed)
    throw new ApiError(
      'not_allowed',
      `This belongs to the owner of the project. Ask for your own without ${PROJECT_HEADER}, or ask the owner to do it.`,
    )
  if (needed === 'editor' && role === 'reader')
    throw new ApiError(
      'read_only',
      'You may read this project and not change it. Its owner can make you an editor.',
    )
}
