import type { TransactionSql } from 'postgres'
import type { Project, ProjectDraft } from '../../core/contract/project.ts'
import { ApiError, notFound } from '../http/problem.ts'
import type { Room } from '../quotas/quotas.ts'
import {
  findProject,
  insertProject,
  isLiveProject,
  listProjects,
  markProjectDeleted,
  renameProject,
} from './store.ts'

export { listProjects }

/** What other features keep in a project, and take away with it in the same transaction. */
export type EmptyProject = (tx: TransactionSql, accountId: string, projectId: string) => Promise<void>

/** Makes the project or renames it; the same again changes nothing. */
export async function saveProject(
  tx: TransactionSql,
  accountId: string,
  id: string,
  draft: ProjectDraft,
  room?: Room,
): Promise<{ project: Project; created: boolean }> {
  // Looked for first: whoever may only rename it may not even try to make one.
  const created = !(await findProject(tx, id)) && (await insertProject(tx, accountId, id, draft.title))
  if (created) await room?.(tx)
  if (!created) await renameProject(tx, id, draft.title)
  const project = await findProject(tx, id)
  if (!project || project.deleted)
    throw new ApiError('conflict', 'This project was deleted. Make a new one, under a new id.')
  const { deleted: _, ...answer } = project
  return { project: answer, created }
}

/** Throws `not_found` alike where the project never was, was deleted or is somebody else's. */
export async function requireProject(tx: TransactionSql, id: string): Promise<void> {
  if (!(await isLiveProject(tx, id, false))) throw notFound('project')
}

/** The project itself. @throws `not_found` as `requireProject` does */
export async function requiredProject(tx: TransactionSql, id: string): Promise<Project> {
  const project = await findProject(tx, id)
  if (!project || project.deleted) throw notFound('project')
  const { deleted: _, ...answer } = project
  return answer
}

/** `requireProject` for who is about to put something into it: it cannot be deleted until the transaction ends. */
export async function holdProject(tx: TransactionSql, id: string): Promise<void> {
  if (!(await isLiveProject(tx, id, true))) throw notFound('project')
}

export async function deleteProject(
  tx: TransactionSql,
  accountId: string,
  id: string,
  empty: EmptyProject,
): Promise<void> {
  if (!(await markProjectDeleted(tx, id))) throw notFound('project')
  await empty(tx, accountId, id)
}
