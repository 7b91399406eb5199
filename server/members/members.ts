import type { TransactionSql } from 'postgres'
import type { GuestRole, Invitation, InvitationDraft, Member } from '../../core/contract/member.ts'
import type { Project } from '../../core/contract/project.ts'
import { asOwner } from '../db/tenancy.ts'
import { ApiError, notFound } from '../http/problem.ts'
import { holdProject, requiredProject } from '../projects/projects.ts'
import {
  type Addressed,
  deleteOwnMembership,
  invitationsTo,
  letIn,
  membersOf,
  nameOfAccount,
  sharedWith,
  standingIn,
  takeInvitation,
} from './between.ts'
import {
  countInProject,
  deleteInvitation,
  deleteMember,
  deleteSharing,
  findInvitation,
  type InvitationRow,
  insertInvitation,
  notifyMembers,
  selectInvitations,
  setRole,
} from './store.ts'

/** In one project, with those who have not answered yet. More is no team that makes one video. */
const MOST_PEOPLE = 50

/** Everybody in a project beside its owner, and whom it was offered to. For its owner and its guests alike. */
export async function sharingOf(
  tx: TransactionSql,
  ownerId: string,
  projectId: string,
): Promise<{ members: Member[]; invitations: Invitation[] }> {
  const { title } = await requiredProject(tx, projectId)
  const open = await selectInvitations(tx, projectId)
  const [members, invitedBy] = await asOwner(tx, async () => [
    await membersOf(tx, ownerId, projectId),
    await nameOfAccount(tx, ownerId),
  ])
  return { members, invitations: open.map(row => presented(row, title, invitedBy)) }
}

/**
 * Invites somebody; the same again changes nothing. To an address that has an invitation to this project it is the one
 * that counts. The answer is the same whether anybody has signed in with the address or not.
 */
export async function invite(
  tx: TransactionSql,
  ownerId: string,
  projectId: string,
  draft: InvitationDraft,
): Promise<{ invitation: Invitation; created: boolean }> {
  await holdProject(tx, projectId)
  const { title } = await requiredProject(tx, projectId)
  const invitedBy = await asOwner(tx, () => nameOfAccount(tx, ownerId))
  const email = draft.email.toLowerCase()
  const known = await findInvitation(tx, draft.id)
  if (known) {
    if (known.project_id !== projectId || known.email !== email || known.role !== draft.role) throw idTaken()
    return { invitation: presented(known, title, invitedBy), created: false }
  }
  if ((await countInProject(tx, projectId)) >= MOST_PEOPLE)
    throw new ApiError(
      'conflict',
      `There are ${MOST_PEOPLE} people in this project already, with those who have not answered yet. Take somebody out before you invite another.`,
    )
  if (!(await insertInvitation(tx, projectId, { ...draft, email }))) throw idTaken()
  return { invitation: presented((await findInvitation(tx, draft.id))!, title, invitedBy), created: true }
}

/** Takes back what this account offered, or refuses what was offered to it. */
export async function withdraw(tx: TransactionSql, accountId: string, id: string): Promise<void> {
  if (await deleteInvitation(tx, id)) return
  const gone = await asOwner(tx, async () => {
    const addressed = await addressedTo(tx, accountId, id)
    return addressed !== null && (await takeInvitation(tx, accountId, addressed))
  })
  if (!gone) throw notFound('invitation')
}

/** What this account was invited to. */
export const invitationsOf = async (tx: TransactionSql, accountId: string): Promise<Invitation[]> =>
  (await asOwner(tx, () => invitationsTo(tx, accountId))).map(({ ownerId: _, ...invitation }) => invitation)

/** The projects of others that this account is in. */
export const projectsSharedWith = (tx: TransactionSql, accountId: string): Promise<Project[]> =>
  asOwner(tx, () => sharedWith(tx, accountId))

/** From here on the project is among this account's. */
export async function accept(tx: TransactionSql, accountId: string, id: string): Promise<void> {
  await asOwner(tx, async () => {
    const addressed = await addressedTo(tx, accountId, id)
    if (!addressed) throw notFound('invitation')
    const standing = await standingIn(tx, accountId, addressed.projectId)
    const another = standing !== null && standing.ownerId !== addressed.ownerId
    if (
      another ||
      !(await takeInvitation(tx, accountId, addressed)) ||
      !(await letIn(tx, accountId, addressed))
    )
      throw new ApiError(
        'conflict',
        another
          ? 'You have a project with this id already, and a request names a project by its id alone. Delete yours, or leave it, then accept.'
          : 'This invitation was answered or taken back at this moment. Load the list again.',
      )
    await notifyMembers(tx, addressed.ownerId)
  })
}

export async function changeRole(
  tx: TransactionSql,
  ownerId: string,
  projectId: string,
  memberId: string,
  role: GuestRole,
): Promise<Member> {
  const { id } = await requiredProject(tx, projectId)
  if (!(await setRole(tx, id, memberId, role))) throw notFound('member')
  await notifyMembers(tx, ownerId)
  const members = await asOwner(tx, () => membersOf(tx, ownerId, projectId))
  return members.find(member => member.accountId === memberId)!
}

/** The owner takes somebody out of a project. */
export async function remove(
  tx: TransactionSql,
  ownerId: string,
  projectId: string,
  memberId: string,
): Promise<void> {
  if (!(await deleteMember(tx, projectId, memberId))) throw notFound('member')
  await notifyMembers(tx, ownerId)
}

/** Somebody goes by themselves. */
export async function leave(tx: TransactionSql, accountId: string, projectId: string): Promise<void> {
  await asOwner(tx, async () => {
    const ownerId = await deleteOwnMembership(tx, accountId, projectId)
    if (!ownerId) throw notFound('project')
    await notifyMembers(tx, ownerId)
  })
}

/** For a project that is deleted: nobody is in it any more, nor invited. */
export async function endSharing(tx: TransactionSql, ownerId: string, projectId: string): Promise<void> {
  await deleteSharing(tx, projectId)
  await notifyMembers(tx, ownerId)
}

const addressedTo = async (tx: TransactionSql, accountId: string, id: string): Promise<Addressed | null> =>
  (await invitationsTo(tx, accountId)).find(invitation => invitation.id === id) ?? null

const idTaken = (): ApiError =>
  new ApiError('conflict', 'This id belongs to another invitation. Make a new one and ask again.')

const presented = (row: InvitationRow, projectTitle: string, invitedBy: string): Invitation => ({
  id: row.id,
  projectId: row.project_id,
  projectTitle,
  email: row.email,
  role: row.role,
  invitedBy,
  expiresAt: row.expires_at.toISOString(),
})
