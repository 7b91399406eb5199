import { z } from 'zod'
import { Id } from './id.ts'

export { PROJECT_HEADER } from './project-header.ts'

/** editor: does everything in the project but sharing and deleting it, at its owner's expense · reader: changes nothing. */
export const GuestRole = z.enum(['editor', 'reader'])
export type GuestRole = z.infer<typeof GuestRole>

/** Somebody who may be in a project beside its owner. */
export const Member = z.object({
  accountId: Id,
  name: z.string().nullable(),
  email: z.string().nullable(),
  role: GuestRole,
  since: z.iso.datetime(),
})
export type Member = z.infer<typeof Member>

/** Made by the owner, answered by whoever signs in with this e-mail address. */
export const Invitation = z.object({
  id: Id,
  projectId: Id,
  projectTitle: z.string(),
  email: z.string(),
  role: GuestRole,
  invitedBy: z.string(),
  expiresAt: z.iso.datetime(),
})
export type Invitation = z.infer<typeof Invitation>

export const InvitationDraft = z.object({ id: Id, email: z.email().max(320), role: GuestRole })
export type InvitationDraft = z.infer<typeof InvitationDraft>

export const MemberEdit = z.object({ role: GuestRole })
