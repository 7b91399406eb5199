import { newId } from '../../core/contract/new-id.ts'
import { err, ok } from '../../core/contract/result.ts'
import { type ApiFailure, failure } from '../api/request.ts'
import type { Operations } from '../outbox/operations.ts'
import type { World } from '../panel/world.ts'
import type { Reports } from '../reports/late-reports.ts'
import type { FollowedWork } from './work.ts'

export interface ProjectsDeps {
  operations: Operations
  followed: Pick<FollowedWork, 'choose' | 'readDisk' | 'settleProject'>
  /** After each change on this computer: shows it, and sends it when it can. */
  changed: () => Promise<void>
  clock: () => number
  used: Reports['used']
}

/** What the creator does with their projects: on this computer first, sent when it can be. */
export function projectActions({
  operations,
  followed,
  changed,
  clock,
  used,
}: ProjectsDeps): Pick<World, 'createProject' | 'renameProject' | 'deleteProject'> {
  return {
    async createProject(title) {
      const draft = await draftOf(title)
      if (!draft.success) return err(BAD_TITLE)
      const id = newId(clock())
      await operations.putProject(id, draft.data.title)
      await followed.choose(id)
      await changed()
      used({ event: 'project_made' })
      const at = new Date(clock()).toISOString()
      return ok({ id, title: draft.data.title, createdAt: at, updatedAt: at, sources: 0 })
    },
    async renameProject(projectId, title) {
      const draft = await draftOf(title)
      if (!draft.success) return err(BAD_TITLE)
      await operations.putProject(projectId, draft.data.title)
      await changed()
      return ok(undefined)
    },
    async deleteProject(projectId) {
      await operations.deleteProject(projectId)
      await followed.readDisk()
      await followed.settleProject()
      await changed()
      return ok(undefined)
    },
  }
}

const draftOf = async (title: string) =>
  (await import('../api/shapes.ts')).drafts.project.safeParse({ title })

const BAD_TITLE: ApiFailure = failure('invalid_request', 'A project needs a name of 1 to 200 characters.')
