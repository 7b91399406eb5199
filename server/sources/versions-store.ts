import type { TransactionSql } from 'postgres'
import type { SourceVersion, SourceVersionDetail } from '../../core/contract/source.ts'

interface VersionRow {
  version: number
  captured_at: Date
  content_hash: string
  title: string
  words: number
  current: boolean
}

/** Puts what a source is now beside it, before it is replaced. The source must be locked: its versions are counted. */
export async function keepVersion(tx: TransactionSql, sourceId: string): Promise<void> {
  await tx`
    insert into source_version (account_id, source_id, version, kind, url, title, captured_at, content_hash, receipt,
      body, markdown, html_gzip, file, anchor, chapters, transcript, facts, images, page_starts, moment)
    select account_id, id,
           (select coalesce(max(version), 0) + 1 from source_version
            where source_version.account_id = source.account_id and source_id = source.id),
           kind, url, title, captured_at, content_hash, receipt,
           body, markdown, html_gzip, file, anchor, chapters, transcript, facts, images, page_starts, moment
    from source where id = ${sourceId}`
}

/** Newest first; none where the source is not there or was removed. */
export async function selectVersions(tx: TransactionSql, sourceId: string): Promise<SourceVersion[]> {
  const rows = await tx<VersionRow[]>`
    select version, captured_at, content_hash, title, words, current from (${versions(tx, sourceId)}) as all_of_it
    order by version desc`
  return rows.map(toVersion)
}

export async function findVersion(
  tx: TransactionSql,
  sourceId: string,
  version: number,
): Promise<SourceVersionDetail | null> {
  const [row] = await tx<(VersionRow & { body: string })[]>`
    select * from (${versions(tx, sourceId)}) as all_of_it where version = ${version}`
  return row ? { ...toVersion(row), text: row.body } : null
}

/** The source itself is its newest version: one more than those that are kept of it. */
const versions = (tx: TransactionSql, sourceId: string) => tx`
  select (select count(*)::int + 1 from source_version
          where source_version.account_id = source.account_id and source_id = source.id) as version,
         captured_at, content_hash, title, (receipt ->> 'words')::int as words, true as current, body
  from source where id = ${sourceId} and deleted_at is null
  union all
  select kept.version, kept.captured_at, kept.content_hash, kept.title, (kept.receipt ->> 'words')::int, false, kept.body
  from source_version kept
  join source on source.account_id = kept.account_id and source.id = kept.source_id
  where kept.source_id = ${sourceId} and source.deleted_at is null`

const toVersion = (row: VersionRow): SourceVersion => ({
  version: row.version,
  capturedAt: row.captured_at.toISOString(),
  contentHash: row.content_hash,
  title: row.title,
  words: row.words,
  current: row.current,
})
