import type { TransactionSql } from 'postgres'
import { Brief } from '../../core/contract/brief.ts'

/** Stores what a brief run made. Runs in the transaction that ends the run; the same run again changes nothing. */
export async function saveBrief(tx: TransactionSql, brief: Brief): Promise<void> {
  await tx`
    insert into brief (account_id, id, project_id, run_id, document, created_at)
    values (current_account(), ${brief.id}, ${brief.projectId}, ${brief.runId}, ${tx.json(Brief.parse(brief))},
            ${brief.createdAt})
    on conflict do nothing`
}

export async function newestBrief(tx: TransactionSql, projectId: string): Promise<Brief | null> {
  const [row] = await tx<{ document: unknown }[]>`
    select document from brief where project_id = ${projectId} order by created_at desc, id desc limit 1`
  return row ? Brief.parse(row.document) : null
}

/** A deleted project's briefs are gone with it. */
export async function findBrief(tx: TransactionSql, id: string): Promise<Brief | null> {
  const [row] = await tx<{ document: unknown }[]>`
    select document from brief
    join project on project.account_id = brief.account_id and project.id = brief.project_id
    where brief.id = ${id} and project.deleted_at is null`
  return row ? Brief.parse(row.document) : null
}
