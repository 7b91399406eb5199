import type { Sql, TransactionSql } from 'postgres'
import type { GuestRole } from '../../core/contract/member.ts'

// What an owner does with the sharing of their own projects, and what a guest is shown of it: each function runs in a
// transaction as the account or as the guest, and row-level security keeps it to their rows. What goes from one account
// to another is in between.ts.

export interface InvitationRow {
  id: string
  project_id: string
  email: string
  role: GuestRole
  expires_at: Date
}

/** Open ones, the newest last. Nobody is told of those that are too old. */
export async function selectInvitations(tx: TransactionSql, projectId: string): Promise<InvitationRow[]> {
  return tx<InvitationRow[]>`
    select id, project_id, email, role, expires_at from invitation
    where project_id = ${projectId} and expires_at > now() order by created_at, id`
}

export async function findInvitation(tx: TransactionSql, id: string): Promise<InvitationRow | null> {
  const [row] = await tx<InvitationRow[]>`
    select id, project_id, email, role, expires_at from invitation where id = ${id} and expires_at > now()`
  return row ?? null
}

/** In the place of one to the same address, and of those that are too old. @returns false where the id is in use */
export async function insertInvitation(
  tx: TransactionSql,
  projectId: string,
  { id, email, role }: { id: string; email: string; role: GuestRole },
): Promise<boolean> {
  await tx`delete from invitation where project_id = ${projectId} and (email = ${email} or expires_at <= now())`
  const rows = await tx`
    insert into invitation (account_id, id, project_id, email, role)
    values (current_account(), ${id}, ${projectId}, ${email}, ${role}) on conflict do nothing returning 1`
  return rows.length > 0
}

/** @returns false where there was none of one's own */
export async function deleteInvitation(tx: TransactionSql, id: string): Promise<boolean> {
  return (await tx`delete from invitation where id = ${id} returning 1`).length > 0
}

/** Held to the transaction's end, so that two invitations that come together are counted one after the other. */
export async function countInProject(tx: TransactionSql, projectId: string): Promise<number> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${projectId}::text, 13))`
  const [row] = await tx<{ people: number }[]>`
    select ((select count(*) from member where project_id = ${projectId})
      + (select count(*) from invitation where project_id = ${projectId} and expires_at > now()))::int as people`
  return row!.people
}

/** @returns false where nobody of this account is in the project */
export async function setRole(
  tx: TransactionSql,
  projectId: string,
  memberId: string,
  role: GuestRole,
): Promise<boolean> {
  const rows = await tx`
    update member set role = ${role} where project_id = ${projectId} and member_id = ${memberId} returning 1`
  return rows.length > 0
}

export async function deleteMember(
  tx: TransactionSql,
  projectId: string,
  memberId: string,
): Promise<boolean> {
  const rows = await tx`
    delete from member where project_id = ${projectId} and member_id = ${memberId} returning 1`
  return rows.length > 0
}

/** Everybody, and every invitation, of a project that is deleted. */
export async function deleteSharing(tx: TransactionSql, projectId: string): Promise<void> {
  await tx`delete from member where project_id = ${projectId}`
  await tx`delete from invitation where project_id = ${projectId}`
}

/** Tells whoever holds a stream open that somebody may do more or less than before, when `tx` commits. */
export async function notifyMembers(tx: Sql | TransactionSql, ownerId: string): Promise<void> {
  await tx`select pg_notify('member', ${ownerId})`
}
