import type { TransactionSql } from 'postgres'
import { Findings } from '../../../core/contract/findings.ts'

/** Stores what a `claims` run made. Runs in the transaction that ends the run; the same run again changes nothing. */
export async function saveFindings(tx: TransactionSql, findings: Findings): Promise<void> {
  await tx`
    insert into findings (account_id, id, project_id, run_id, document, created_at)
    values (current_account(), ${findings.id}, ${findings.projectId}, ${findings.runId},
            ${tx.json(Findings.parse(findings))}, ${findings.createdAt})
    on conflict do nothing`
}

export async function newestFindings(tx: TransactionSql, projectId: string): Promise<Findings | null> {
  const [row] = await tx<{ document: unknown }[]>`
    select document from findings where project_id = ${projectId} order by created_at desc, id desc limit 1`
  return row ? Findings.parse(row.document) : null
}

/** A deleted project's findings are gone with it. */
export async function findFindings(tx: TransactionSql, id: string): Promise<Findings | null> {
  const [row] = await tx<{ document: unknown }[]>`
    select document from findings
    join project on project.account_id = findings.account_id and project.id = findings.project_id
    where findings.id = ${id} and project.deleted_at is null`
  return row ? Findings.parse(row.document) : null
}
