import type { TransactionSql } from 'postgres'
import { BeatDrafts, Rewrite } from '../../core/contract/draft.ts'

/** In the transaction that puts it in the script; the same run again changes nothing. */
export async function saveBeatDrafts(tx: TransactionSql, drafts: BeatDrafts): Promise<void> {
  await tx`
    insert into beat_drafts (account_id, branch_id, beat_id, run_id, document, created_at)
    values (current_account(), ${drafts.branchId}, ${drafts.beatId}, ${drafts.runId},
      ${tx.json(BeatDrafts.parse(drafts))}, ${drafts.createdAt})
    on conflict do nothing`
}

/** Newest first, at most 20. */
export async function selectBeatDrafts(
  tx: TransactionSql,
  branchId: string,
  beatId: string | null,
): Promise<BeatDrafts[]> {
  const rows = await tx<{ document: unknown }[]>`
    select document from beat_drafts
    where branch_id = ${branchId} ${beatId ? tx`and beat_id = ${beatId}` : tx``}
    order by created_at desc, run_id desc limit 20`
  return rows.map(({ document }) => BeatDrafts.parse(document))
}

/** In the transaction that ends its run; the same run again changes nothing. */
export async function saveRewrite(tx: TransactionSql, rewrite: Rewrite): Promise<void> {
  await tx`
    insert into rewrite (account_id, id, branch_id, document, created_at)
    values (current_account(), ${rewrite.id}, ${rewrite.branchId}, ${tx.json(Rewrite.parse(rewrite))},
      ${rewrite.createdAt})
    on conflict do nothing`
}

/** null where there is none, or its project was deleted. */
export async function findRewrite(tx: TransactionSql, id: string): Promise<Rewrite | null> {
  const [row] = await tx<{ document: unknown }[]>`
    select document from rewrite
    join branch on branch.account_id = rewrite.account_id and branch.id = rewrite.branch_id
    join project on project.account_id = branch.account_id and project.id = branch.project_id
    where rewrite.id = ${id} and project.deleted_at is null`
  return row ? Rewrite.parse(row.document) : null
}
