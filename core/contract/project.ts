import { z } from 'zod'
import { Id } from './id.ts'
import { GuestRole } from './member.ts'

/** One video in the making. */
export const ProjectDraft = z.object({ title: z.string().trim().min(1).max(200) })
export type ProjectDraft = z.infer<typeof ProjectDraft>

export const Project = z.object({
  id: Id,
  title: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  sources: z.int().nonnegative(),
  /** Whose it is and what one may do in it, where it is somebody else's; absent: one's own. */
  shared: z.object({ owner: z.string(), role: GuestRole }).optional(),
})
export type Project = z.infer<typeof Project>
