import type { Sql, TransactionSql } from 'postgres'
import type { GuestRole, Invitation, Member } from '../../core/contract/member.ts'
import type { Project } from '../../core/contract/project.ts'

// What goes from one account to another, and so is no account's own: all of it works as the tables' owner, whom
// row-level security does not bind. Therefore every statement here names whoever asks, by the account of their token,
// and shows and takes nothing but what is between that account and another.

/** As others are told of somebody. */
const nameOf = (tx: TransactionSql) => tx`coalesce(account.name, account.email, 'Somebody')`

export async function nameOfAccount(tx: TransactionSql, accountId: string): Promise<string> {
  const [row] = await tx<{ name: string }[]>`
    select ${nameOf(tx)} as name from account where id = ${accountId}`
  return row!.name
}

interface MemberRow {
  member_id: string
  name: string | null
  email: string | null
  role: GuestRole
  since: Date
}

/** Those in a project of `ownerId`, the longest in it first: with their names, which are their own accounts'. */
export async function membersOf(tx: TransactionSql, ownerId: string, projectId: string): Promise<Member[]> {
  const rows = await tx<MemberRow[]>`
    select member_id, account.name, account.email, role, since
    from member join account on account.id = member_id
    where account_id = ${ownerId} and project_id = ${projectId} order by since, member_id`
  return rows.map(row => ({
    accountId: row.member_id,
    name: row.name,
    email: row.email,
    role: row.role,
    since: row.since.toISOString(),
  }))
}

interface InvitationRow {
  account_id: string
  id: string
  project_id: string
  title: string
  email: string
  role: GuestRole
  invited_by: string
  expires_at: Date
}

export interface Addressed extends Invitation {
  /** Whose project it is. */
  ownerId: string
}

/** What `memberId` was invited to by the address that they signed in with; the newest first. */
export async function invitationsTo(tx: TransactionSql, memberId: string): Promise<Addressed[]> {
  const rows = await tx<InvitationRow[]>`
    select invitation.account_id, invitation.id, project_id, title, invitation.email, role,
      ${nameOf(tx)} as invited_by, expires_at
    from invitation
    join project on project.account_id = invitation.account_id and project.id = project_id
    join account on account.id = invitation.account_id
    where invitation.email = (select me.email from account me where me.id = ${memberId})
      and expires_at > now() and deleted_at is null
    order by invitation.created_at desc, invitation.id`
  return rows.map(row => ({
    ownerId: row.account_id,
    id: row.id,
    projectId: row.project_id,
    projectTitle: row.title,
    email: row.email,
    role: row.role,
    invitedBy: row.invited_by,
    expiresAt: row.expires_at.toISOString(),
  }))
}

/** @returns false where it was taken back, or answered, meanwhile */
export async function takeInvitation(
  tx: TransactionSql,
  memberId: string,
  { ownerId, id }: Addressed,
): Promise<boolean> {
  const rows = await tx`
    delete from invitation where account_id = ${ownerId} and id = ${id}
      and email = (select me.email from account me where me.id = ${memberId}) returning 1`
  return rows.length > 0
}

/** Whoever's it was: those that are too old, which nobody is shown. */
export async function forgetInvitations(sql: Sql, most: number): Promise<number> {
  const gone = await sql`
    delete from invitation where (account_id, id) in (
      select account_id, id from invitation where expires_at < now() limit ${most})`
  return gone.count
}

/** Lets them in, or in as what the newer invitation says. @returns false where they are in another's project of this id */
export async function letIn(
  tx: TransactionSql,
  memberId: string,
  { ownerId, projectId, role }: Addressed,
): Promise<boolean> {
  await tx`
    insert into member (account_id, project_id, member_id, role)
    values (${ownerId}, ${projectId}, ${memberId}, ${role}) on conflict do nothing`
  const rows = await tx`
    update member set role = ${role}
    where account_id = ${ownerId} and project_id = ${projectId} and member_id = ${memberId} returning 1`
  return rows.length > 0
}

/** @returns the owner of the project that `memberId` left; null where they were in none of this id */
export async function deleteOwnMembership(
  tx: TransactionSql,
  memberId: string,
  projectId: string,
): Promise<string | null> {
  const [row] = await tx<{ account_id: string }[]>`
    delete from member where member_id = ${memberId} and project_id = ${projectId} returning account_id`
  return row?.account_id ?? null
}

/**
 * As what `callerId` may ask in a project: of one's own as oneself, of another's as its guest; null where it is neither.
 * Of one's own first, so that nobody takes one's own projects away by sharing one of the same id.
 */
export async function standingIn(
  sql: Sql | TransactionSql,
  callerId: string,
  projectId: string,
): Promise<{ ownerId: string; role: GuestRole | null } | null> {
  const [row] = await sql<{ account_id: string; role: GuestRole | null }[]>`
    select account_id, role from (
      select account_id, null as role from project
      where account_id = ${callerId} and id = ${projectId} and deleted_at is null
      union all
      select member.account_id, role from member
      join project on project.account_id = member.account_id and project.id = project_id
      where member_id = ${callerId} and project_id = ${projectId} and deleted_at is null
    ) as known order by role nulls first limit 1`
  return row ? { ownerId: row.account_id, role: row.role } : null
}

interface SharedRow {
  id: string
  title: string
  created_at: Date
  updated_at: Date
  sources: number
  owner: string
  role: GuestRole
}

/** The projects of others that `memberId` is in, newest first. */
export async function sharedWith(tx: TransactionSql, memberId: string): Promise<Project[]> {
  const rows = await tx<SharedRow[]>`
    select project.id, title, project.created_at, project.updated_at, ${nameOf(tx)} as owner, role,
      (select count(*)::int from source where source.account_id = project.account_id
        and source.project_id = project.id and source.deleted_at is null) as sources
    from member
    join project on project.account_id = member.account_id and project.id = project_id
    join account on account.id = member.account_id
    where member_id = ${memberId} and deleted_at is null
    order by project.created_at desc, project.id desc`
  return rows.map(row => ({
    id: row.id,
    title: row.title,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    sources: row.sources,
    shared: { owner: row.owner, role: row.role },
  }))
}
