import type { TransactionSql } from 'postgres'
import type { SearchFilters, SearchScope } from '../../core/contract/search.ts'
import type { ScopedChunk } from './rank.ts'

/** The chunks of a scope, in ascending order: of projects that are there, or of the own channels. */
export async function selectChunks(tx: TransactionSql, scope: SearchScope): Promise<ScopedChunk[]> {
  return tx<ScopedChunk[]>`
    select chunk, configuration, search_chunk.passages - swept as passages, words::float8 as words
    from search_chunk where ${inScope(tx, scope)} order by chunk`
}

/** Which rows of `search_chunk` are the scope's. */
export const inScope = (tx: TransactionSql, scope: SearchScope) =>
  scope.in === 'channel'
    ? tx`channel_id is not null`
    : tx`exists (select from project where project.account_id = search_chunk.account_id
           and project.id = search_chunk.project_id and project.deleted_at is null)
         ${scope.in === 'project' ? tx`and project_id = ${scope.projectId}` : tx``}`

/**
 * `with found as` these passages, looked up by their numbers first of all. `offset 0` has each looked up by its key:
 * the embedded database never counts its rows, and a server counts them late, so that left to itself either may go
 * through all that an account has.
 */
export const numbered = (tx: TransactionSql, scope: SearchScope, numbers: readonly number[]) => tx`
  with found as materialized (
    select passage.* from unnest(${numbers as number[]}::int[]) as asked (no)
    cross join lateral (
      select * from ${scope.in === 'channel' ? tx`channel_passage` : tx`passage`} stored
      where stored.no = asked.no offset 0
    ) as passage
  )`

/** Which sources a search may show: `source` must be the table's name in the statement. */
export const shownSources = (tx: TransactionSql, scope: SearchScope, filters: SearchFilters) => tx`
  source.deleted_at is null and source.state = 'ready'
  ${scope.in === 'project' ? tx`and source.project_id = ${scope.projectId}` : tx``}
  ${filters.kinds.length > 0 ? tx`and source.kind = any(${filters.kinds}::text[])` : tx``}
  ${filters.tags.length > 0 ? tx`and source.tags @> ${filters.tags}::text[]` : tx``}
  ${
    filters.sites.length > 0
      ? tx`and exists (select from unnest(${filters.sites.map(bareHost)}::text[]) as site
             where ${hostOf(tx)} = site or right(${hostOf(tx)}, length(site) + 1) = '.' || site)`
      : tx``
  }
  ${filters.from === null ? tx`` : tx`and ${day(tx, '-12-31')} >= ${filters.from}`}
  ${filters.to === null ? tx`` : tx`and ${day(tx, '-01-01')} <= ${filters.to}`}`

/** The same of own videos, `channel_video`: only the days count. */
export const shownVideos = (tx: TransactionSql, filters: SearchFilters) => tx`
  ${filters.from === null ? tx`true` : tx`channel_video.published >= ${filters.from}::date`}
  ${filters.to === null ? tx`` : tx`and channel_video.published < ${filters.to}::date + 1`}`

export const isFiltered = (scope: SearchScope, filters: SearchFilters): boolean =>
  filters.from !== null ||
  filters.to !== null ||
  (scope.in !== 'channel' && filters.kinds.length + filters.sites.length + filters.tags.length > 0)

/** The host of a source's address without www; null for a file. */
export const hostOf = (tx: TransactionSql) =>
  tx`lower(substring(source.url from '^https?://(?:[^/?#@]*@)?(?:[wW]{3}[.])?([^/?#:]+)'))`

const bareHost = (site: string): string => site.toLowerCase().replace(/^www\./, '')

/** "2025" is all of its days: `missing` says which of them counts. What is no date of ours is the day of the clip. */
const day = (tx: TransactionSql, missing: '-01-01' | '-12-31') => tx`
  (case when source.published ~ '^\\d{4}(-\\d\\d(-\\d\\d.*)?)?$'
     then case length(source.published)
       when 4 then source.published || ${missing}::text
       when 7 then source.published || ${missing === '-01-01' ? '-01' : '-31'}::text
       else left(source.published, 10) end
     else to_char(source.captured_at at time zone 'UTC', 'YYYY-MM-DD') end collate "C")`
