import type { Device, ModelKey, Quota } from '../../../core/contract/account.ts'
import type { Invitation, Member } from '../../../core/contract/member.ts'
import type { AccountWorld } from '../../../extension/panel/account/account-world.ts'
import type { TeamWorld } from '../../../extension/panel/team/team-world.ts'
import type { Failure } from '../../../extension/panel/world.ts'
import { hour, id, present } from './samples.ts'

const at = (hours: number) => new Date(present - hours * hour).toISOString()
const email = 'mia@example.org'

export interface PeopleSetting {
  invited: Invitation[]
  members: Member[]
  key: ModelKey | null
  quota: Quota
}

export const invitation = (own: Partial<Invitation> = {}): Invitation => ({
  id: id(950),
  projectId: id(101),
  projectTitle: 'Why your street floods',
  email: 'ben@example.org',
  role: 'editor',
  invitedBy: 'Noa Cohen',
  expiresAt: at(-200),
  ...own,
})

export const someMembers: Member[] = [
  { accountId: id(960), name: 'Ben Okri', email: 'ben@example.org', role: 'editor', since: at(50) },
  {
    accountId: id(961),
    name: null,
    email: 'a.very.long.address.of.somebody@research.institute.example.org',
    role: 'reader',
    since: at(20),
  },
]

export const noPeople: PeopleSetting = {
  invited: [],
  members: [],
  key: null,
  quota: {
    projects: { used: 2, limit: null },
    sources: { used: 15, limit: 500 },
    bytes: { used: 48_000_000, limit: 1_000_000_000 },
  },
}

const devices: Device[] = [
  {
    id: id(970),
    label: 'Chrome on Linux',
    createdAt: at(90),
    lastUsedAt: at(0),
    expiresAt: null,
    current: true,
  },
  {
    id: id(971),
    label: 'Chrome on macOS',
    createdAt: at(900),
    lastUsedAt: at(30),
    expiresAt: at(-900),
    current: false,
  },
]

/** The account and the team of a panel without a server. */
export function fakePeople(
  setting: PeopleSetting,
  failure: () => Failure | null,
  note: (act: string, ...given: unknown[]) => void,
): { account: () => Promise<AccountWorld>; team: () => Promise<TeamWorld> } {
  const answer = async <Value>(act: string, value: Value, ...given: unknown[]) => {
    note(act, ...given)
    const failed = failure()
    return failed ? ({ ok: false, error: failed } as const) : ({ ok: true, value } as const)
  }
  const me = { id: id(900), kind: 'person' as const, name: 'Mia Torres', email, createdAt: at(900) }
  let { key } = setting
  const account: AccountWorld = {
    read: () => answer('account.read', me),
    rename: name => answer('account.rename', { ...me, name }, name),
    devices: () => answer('account.devices', devices),
    revoke: device => answer('account.revoke', undefined, device),
    signOut: () => answer('account.signOut', undefined),
    signOutEverywhere: () => answer('account.signOutEverywhere', undefined),
    export: () => answer('account.export', new ArrayBuffer(4)),
    delete: () => answer('account.delete', undefined),
    quota: () => answer('account.quota', setting.quota),
    modelKey: () => answer('account.modelKey', { key, takesKeys: true }),
    putModelKey({ model, baseUrl }) {
      key = { host: new URL(baseUrl).host, model, endsWith: '9f3a', updatedAt: at(0) }
      return answer('account.putModelKey', key, model)
    },
    deleteModelKey() {
      key = null
      return answer('account.deleteModelKey', undefined)
    },
  }
  const team: TeamWorld = {
    sharing: project =>
      answer(
        'team.sharing',
        {
          members: setting.members,
          invitations: setting.members.length ? [invitation({ id: id(951) })] : [],
        },
        project,
      ),
    invite: (project, to, role) => answer('team.invite', invitation({ email: to, role }), project, to, role),
    changeRole: (project, member, role) =>
      answer('team.changeRole', { ...someMembers[0]!, role }, project, member, role),
    remove: (project, member) => answer('team.remove', undefined, project, member),
    invitations: () => answer('team.invitations', setting.invited),
    accept: which => answer('team.accept', undefined, which),
    withdraw: which => answer('team.withdraw', undefined, which),
    leave: project => answer('team.leave', undefined, project),
  }
  return { account: async () => account, team: async () => team }
}
