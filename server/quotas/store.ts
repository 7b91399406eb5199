import type { TransactionSql } from 'postgres'
import type { Quota } from '../../core/contract/account.ts'

/** What there is of each, as numbers. */
export type Kept = Record<keyof Quota, number>

/** Whoever adds to an account waits here for whoever does the same, until the transaction ends. */
export async function lockQuota(tx: TransactionSql): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(current_account()::text, 14))`
}

/** What was removed does not count, nor its versions. Read from indexes alone: the words are not touched. */
export async function readKept(tx: TransactionSql): Promise<Kept> {
  const [row] = await tx<{ projects: string; sources: string; bytes: string; older: string }[]>`
    select
      (select count(*) from project where account_id = current_account() and deleted_at is null) as projects,
      count(*) as sources,
      coalesce(sum(bytes), 0) as bytes,
      (select coalesce(sum(version.bytes), 0) from source_version version
       join source on source.account_id = version.account_id and source.id = version.source_id
       where version.account_id = current_account() and version.bytes >= 0 and source.deleted_at is null) as older
    from source where account_id = current_account() and deleted_at is null`
  return {
    projects: Number(row!.projects),
    sources: Number(row!.sources),
    bytes: Number(row!.bytes) + Number(row!.older),
  }
}
