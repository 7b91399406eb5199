import type { TransactionSql } from 'postgres'
import type { Project } from '../../core/contract/project.ts'

interface ProjectRow {
  id: string
  title: string
  created_at: Date
  updated_at: Date
  deleted_at: Date | null
  sources: number
}

const toProject = (row: ProjectRow): Project => ({
  id: row.id,
  title: row.title,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  sources: row.sources,
})

const columns = (tx: TransactionSql) => tx`
  id, title, created_at, updated_at, deleted_at,
  (select count(*)::int from source
   where source.account_id = project.account_id and project_id = project.id and source.deleted_at is null
  ) as sources`

/** Newest first. */
export async function listProjects(tx: TransactionSql): Promise<Project[]> {
  const rows = await tx<ProjectRow[]>`
    select ${columns(tx)} from project where deleted_at is null order by created_at desc, id desc`
  return rows.map(toProject)
}

/** @returns null where the id was never used. */
export async function findProject(
  tx: TransactionSql,
  id: string,
): Promise<(Project & { deleted: boolean }) | null> {
  const [row] = await tx<ProjectRow[]>`select ${columns(tx)} from project where id = ${id}`
  return row ? { ...toProject(row), deleted: row.deleted_at !== null } : null
}

/** @param hold keeps it from being deleted until the transaction ends */
export async function isLiveProject(tx: TransactionSql, id: string, hold: boolean): Promise<boolean> {
  const rows = await tx`
    select 1 from project where id = ${id} and deleted_at is null ${hold ? tx`for share` : tx``}`
  return rows.length > 0
}

/** @returns false where the id is in use. */
export async function insertProject(
  tx: TransactionSql,
  accountId: string,
  id: string,
  title: string,
): Promise<boolean> {
  const rows = await tx`
    insert into project (account_id, id, title) values (${accountId}, ${id}, ${title})
    on conflict do nothing returning 1`
  return rows.length > 0
}

export async function renameProject(tx: TransactionSql, id: string, title: string): Promise<void> {
  await tx`
    update project set title = ${title}, updated_at = now()
    where id = ${id} and deleted_at is null and title <> ${title}`
}

/** @returns false where there was none to delete. */
export async function markProjectDeleted(tx: TransactionSql, id: string): Promise<boolean> {
  const rows = await tx`
    update project set deleted_at = now() where id = ${id} and deleted_at is null returning 1`
  return rows.length > 0
}
