import { newId } from '../../core/contract/new-id.ts'
import { ok, type Result } from '../../core/contract/result.ts'
import type { Asking } from '../api/client.ts'
import type { ApiFailure } from '../api/request.ts'
import type { TeamWorld } from '../panel/team/team-world.ts'

export interface TeamDeps {
  asking: Asking
  accountId: () => string | null
  /** The list of projects is another one now. */
  changed: () => Promise<void>
}

export function teamWorld({ asking: { ask, get, post, put }, accountId, changed }: TeamDeps): TeamWorld {
  const gone = async (path: string): Promise<Result<void, ApiFailure>> =>
    done(await ask('nothing', { method: 'DELETE', path }))
  const thenChanged = async (answer: Result<unknown, ApiFailure>): Promise<Result<void, ApiFailure>> => {
    if (answer.ok) await changed()
    return done(answer)
  }
  return {
    sharing: projectId => get('sharing', `/projects/${projectId}/members`),
    invite: (projectId, email, role) =>
      post('invitation', `/projects/${projectId}/invitations`, { id: newId(), email: email.trim(), role }),
    changeRole: (projectId, id, role) => put('member', `/projects/${projectId}/members/${id}`, { role }),
    remove: (projectId, id) => gone(`/projects/${projectId}/members/${id}`),
    async invitations() {
      const answer = await get('invitations', '/invitations')
      return answer.ok ? ok(answer.value.invitations) : answer
    },
    accept: async id => thenChanged(await post('nothing', `/invitations/${id}/accept`)),
    withdraw: id => gone(`/invitations/${id}`),
    leave: async projectId => thenChanged(await gone(`/projects/${projectId}/members/${accountId()}`)),
  }
}

const done = (answer: Result<unknown, ApiFailure>): Result<void, ApiFailure> =>
  answer.ok ? ok(undefined) : answer
