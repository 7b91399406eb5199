import type { TransactionSql } from 'postgres'
import type { SearchScope } from '../../core/contract/search.ts'
import type { SourceKind } from '../../core/contract/source.ts'
import { hostOf, numbered } from './scope.ts'

interface FoundPassage {
  no: number
  ord: number
  body: string
  start: number
  end: number
  startMs: number | null
  /** The passages on either side of it; null at an end of the text. */
  bodyBefore: string | null
  bodyAfter: string | null
  title: string
  published: string | null
  /** In which its words were indexed. */
  configuration: string
  /** null where it is not known without reading a whole transcript. */
  language: string | null
}
export interface FoundInSource extends FoundPassage {
  of: 'source'
  sourceId: string
  projectId: string
  projectTitle: string
  kind: SourceKind
  site: string | null
  tags: string[]
  url: string
  videoId: string | null
  /** Of a PDF, from 1. */
  page: number | null
}
export interface FoundInChannel extends FoundPassage {
  of: 'channel'
  channelId: string
  videoId: string
}
export type Found = FoundInSource | FoundInChannel

/** Everything that is shown of these passages, by number. */
export async function selectFound(
  tx: TransactionSql,
  scope: SearchScope,
  numbers: readonly number[],
): Promise<Map<number, Found>> {
  const found = scope.in === 'channel' ? ofChannel : ofSources
  const rows: Found[] = await found(tx, numbered(tx, scope, numbers))
  return new Map(rows.map(row => [row.no, row]))
}

type Fragment = ReturnType<typeof numbered>

const passageColumns = (tx: TransactionSql) => tx`
  found.no, found.ord, found.body, found.start_char as start, found.end_char as end, found.start_ms as "startMs",
  earlier.body as "bodyBefore", later.body as "bodyAfter", search_chunk.configuration`

const chunkOfIt = (tx: TransactionSql) => tx`
  join search_chunk on search_chunk.account_id = found.account_id and search_chunk.chunk = found.no >> 12`

// How many of a PDF's pages begin at or before the passage is its page, as `pageAt` has it.
const ofSources = (tx: TransactionSql, found: Fragment) => tx<FoundInSource[]>`
  ${found}
  select 'source' as of, ${passageColumns(tx)},
         source.id as "sourceId", source.project_id as "projectId", project.title as "projectTitle", source.kind,
         ${hostOf(tx)} as site, source.tags, source.url, source.video_id as "videoId", source.title, source.published,
         source.language,
         case when source.kind = 'pdf' then greatest(1, (
           select count(*)::int from jsonb_array_elements(source.page_starts) as starts
           where starts::int <= found.start_char)) end as page
  from found ${chunkOfIt(tx)}
  join source on source.account_id = found.account_id and source.id = found.source_id
  join project on project.account_id = source.account_id and project.id = source.project_id
  left join passage earlier on earlier.account_id = found.account_id
    and earlier.source_id = found.source_id and earlier.ord = found.ord - 1
  left join passage later on later.account_id = found.account_id
    and later.source_id = found.source_id and later.ord = found.ord + 1`

async function ofChannel(tx: TransactionSql, found: Fragment): Promise<FoundInChannel[]> {
  const rows = await tx<(Omit<FoundInChannel, 'published'> & { published: Date | null })[]>`
    ${found}
    select 'channel' as of, ${passageColumns(tx)},
           found.channel_id as "channelId", found.video_id as "videoId", channel_video.title,
           channel_video.published, null as language
    from found ${chunkOfIt(tx)}
    join channel_video on channel_video.account_id = found.account_id
      and channel_video.channel_id = found.channel_id and channel_video.video_id = found.video_id
    left join channel_passage earlier on earlier.account_id = found.account_id
      and earlier.channel_id = found.channel_id and earlier.video_id = found.video_id
      and earlier.ord = found.ord - 1
    left join channel_passage later on later.account_id = found.account_id
      and later.channel_id = found.channel_id and later.video_id = found.video_id
      and later.ord = found.ord + 1`
  return rows.map(row => ({ ...row, published: row.published?.toISOString() ?? null }))
}

/** Of these passages of pages those whose first words the page says earlier as well. */
export async function selectAmbiguous(
  tx: TransactionSql,
  firstWords: readonly { no: number; words: string }[],
): Promise<Set<number>> {
  if (firstWords.length === 0) return new Set()
  const rows = await tx<{ no: number }[]>`
    select asked.no
    from unnest(${firstWords.map(({ no }) => no)}::int[], ${firstWords.map(({ words }) => words)}::text[])
      as asked (no, words)
    cross join lateral (
      select passage.body as said, source.body from passage
      join source on source.account_id = passage.account_id and source.id = passage.source_id
      where passage.no = asked.no offset 0
    ) as page
    -- What is before the passage, and as much of it as an earlier place may reach into. The page is unpacked once.
    where strpos(split_part(page.body, page.said, 1) || left(page.said, length(asked.words) - 1), asked.words) > 0`
  return new Set(rows.map(({ no }) => no))
}
