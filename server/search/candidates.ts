import type { TransactionSql } from 'postgres'
import type { SearchFilters, SearchScope } from '../../core/contract/search.ts'
import type { PostingRow, ScopedChunk, Term } from './rank.ts'
import { numbered, shownSources, shownVideos } from './scope.ts'

/**
 * Postings that one query may ask for: about two megabytes. A question's words stay far below at 100,000 passages;
 * beyond it the commonest words are left out, which decide nothing.
 */
const MOST_POSTINGS = 400_000

/** The postings of the terms, the rarest first where not all of them can be asked for. */
export async function selectPostings(
  tx: TransactionSql,
  chunks: readonly ScopedChunk[],
  terms: readonly Term[],
): Promise<PostingRow[]> {
  const rows: PostingRow[] = []
  for (const [configuration, its] of Map.groupBy(chunks, chunk => chunk.configuration)) {
    const lexemes = terms.flatMap(term => term.lexemes.get(configuration) ?? [])
    if (lexemes.length === 0) continue
    rows.push(
      ...(await tx<PostingRow[]>`
        with found as (
          select posting.*
          from unnest(${its.map(({ chunk }) => chunk)}::int[]) as asked (chunk)
          cross join unnest(${lexemes}::text[]) as word (lexeme)
          cross join lateral (
            select chunk, lexeme, passages, postings from search_posting
            where search_posting.chunk = asked.chunk and search_posting.lexeme = word.lexeme offset 0
          ) as posting
        ), counted as (
          select lexeme, sum(sum(passages)) over (order by sum(passages), lexeme) - sum(passages) as before
          from found group by lexeme
        )
        select chunk, lexeme, passages, postings from found join counted using (lexeme)
        where before < ${MOST_POSTINGS}`),
    )
  }
  return rows
}

/** A passage that may be shown. */
export interface Shown {
  no: number
  /** The source or the video that it is of. */
  of: string
  /** null where it was not asked for. */
  body: string | null
}

/**
 * Which of these passages are there and may be shown, by number. `offset 0` has each source looked up by its key, and
 * only then held against the filters.
 */
export async function selectShown(
  tx: TransactionSql,
  scope: SearchScope,
  filters: SearchFilters,
  numbers: readonly number[],
  withBody: boolean,
): Promise<Map<number, Shown>> {
  const body = withBody ? tx`found.body` : tx`null::text as body`
  const found = numbered(tx, scope, numbers)
  const rows =
    scope.in === 'channel'
      ? await tx<Shown[]>`
          ${found} select found.no, found.video_id as of, ${body}
          from found cross join lateral (
            select * from channel_video where channel_video.account_id = found.account_id
              and channel_video.channel_id = found.channel_id and channel_video.video_id = found.video_id offset 0
          ) as channel_video
          where ${shownVideos(tx, filters)}`
      : await tx<Shown[]>`
          ${found} select found.no, found.source_id as of, ${body}
          from found cross join lateral (
            select * from source where source.account_id = found.account_id and source.id = found.source_id offset 0
          ) as source
          where ${shownSources(tx, scope, filters)}`
  return new Map(rows.map(row => [row.no, row]))
}

/** The numbers of all passages that may be shown: for filters that leave few. */
export async function selectAllShown(
  tx: TransactionSql,
  scope: SearchScope,
  filters: SearchFilters,
): Promise<Set<number>> {
  const [row] =
    scope.in === 'channel'
      ? await tx<{ numbers: Buffer | null }[]>`
          select string_agg(int4send(passage.no), '') as numbers
          from channel_passage passage join channel_video using (account_id, channel_id, video_id)
          where passage.no is not null and ${shownVideos(tx, filters)}`
      : await tx<{ numbers: Buffer | null }[]>`
          select string_agg(int4send(passage.no), '') as numbers
          from passage join source on source.account_id = passage.account_id and source.id = passage.source_id
          where passage.no is not null and ${shownSources(tx, scope, filters)}`
  const bytes = row?.numbers ?? Buffer.alloc(0)
  return new Set(Array.from({ length: bytes.length / 4 }, (_, place) => bytes.readInt32BE(place * 4)))
}
