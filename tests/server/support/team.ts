import { newId } from '../../../core/contract/id.ts'
import { type GuestRole, Invitation, PROJECT_HEADER } from '../../../core/contract/member.ts'
import { type Ask, mintCaller, openApi, putProject, type TestApi } from './api.ts'
import { testRuns } from './runs.ts'

export interface Person {
  accountId: string
  email: string
  token: string
  ask(path: string, ask?: Ask): Promise<Response>
}

/** Somebody who signed in with an address of their own. */
export async function signIn(api: TestApi, name: string): Promise<Person> {
  const { database } = await testRuns()
  const { accountId, token } = await mintCaller()
  const email = `${name.toLowerCase()}.${accountId}@example.org`
  await database.sql`update account set name = ${name}, email = ${email} where id = ${accountId}`
  return { accountId, email, token, ask: (path, ask = {}) => api.ask(path, { token, ...ask }) }
}

/** An owner with a project, somebody to invite to it, and what they were told. */
export async function openTeam() {
  const told: Invitation[] = []
  const api = await openApi({ tellInvited: invitation => void told.push(invitation) })
  const { database, runs } = await testRuns()
  const owner = await signIn(api, 'Olga')
  const guest = await signIn(api, 'Gustav')
  const { id: projectId } = await putProject(api, owner.token, 'Tides')
  const header = { [PROJECT_HEADER]: projectId }
  const invite = (email: string, role: GuestRole = 'editor', id = newId()) =>
    owner.ask(`/projects/${projectId}/invitations`, { method: 'POST', json: { id, email, role } })
  const setRole = (role: GuestRole) =>
    owner.ask(`/projects/${projectId}/members/${guest.accountId}`, { method: 'PUT', json: { role } })
  return {
    api,
    database,
    runs,
    told,
    owner,
    guest,
    projectId,
    header,
    invite,
    setRole,
    /** As the guest, in the project. */
    within: (path: string, ask: Ask = {}) =>
      guest.ask(path, { ...ask, headers: { ...header, ...ask.headers } }),
    async letIn(role: GuestRole) {
      const { id } = Invitation.parse(await (await invite(guest.email, role)).json())
      const accepted = await guest.ask(`/invitations/${id}/accept`, { method: 'POST' })
      if (accepted.status !== 204) throw new Error(`Not let in: ${accepted.status} ${await accepted.text()}`)
    },
  }
}
