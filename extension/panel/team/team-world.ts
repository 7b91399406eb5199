import type { GuestRole, Invitation, Member } from '../../../core/contract/member.ts'
import type { Done } from '../done.ts'

/** Who is in a project beside its owner, and who is invited to it. */
export interface Sharing {
  members: Member[]
  invitations: Invitation[]
}

/** Sharing projects, and what others share: loaded when it is first wanted. */
export interface TeamWorld {
  sharing(projectId: string): Done<Sharing>
  invite(projectId: string, email: string, role: GuestRole): Done<Invitation>
  changeRole(projectId: string, accountId: string, role: GuestRole): Done<Member>
  remove(projectId: string, accountId: string): Done
  /** What the creator is invited to. */
  invitations(): Done<Invitation[]>
  /** The project is among their own from then on. */
  accept(invitationId: string): Done
  /** Takes an invitation back, or refuses it. */
  withdraw(invitationId: string): Done
  /** Goes out of somebody else's project. */
  leave(projectId: string): Done
}
