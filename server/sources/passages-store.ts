import type { TransactionSql } from 'postgres'
import type { Passage } from '../../core/passages/passages.ts'
import { searchText } from '../../core/passages/search-text.ts'
import { addPostings, removePassages, takeNumbers } from '../search/postings.ts'
import { searchConfiguration } from './search-language.ts'

/** A passage with its words and whose it is, on its way into the table. */
export interface CutPassage extends Passage {
  sourceId: string
  /** The source's. */
  title: string
  body: string
}

/**
 * Locks the source for this transaction if the run is still the one that is to read it: neither removed nor
 * replaced by a newer capture, whose run is another. Then the answer is its project.
 */
export async function claimForReading(
  tx: TransactionSql,
  sourceId: string,
  runId: string,
): Promise<string | null> {
  const [row] = await tx<{ projectId: string }[]>`
    select project_id as "projectId" from source
    where id = ${sourceId} and ingest_run_id = ${runId} and deleted_at is null for update`
  return row?.projectId ?? null
}

/** That it is being read its run says. This takes back what an earlier reading said of it. */
export async function setReading(tx: TransactionSql, sourceId: string): Promise<void> {
  await tx`
    update source set state = 'ingesting', error = null
    where id = ${sourceId} and state <> 'ready' and (state = 'failed' or error is not null)`
}

/** What an attempt that was cut short may have left. */
export async function deletePassages(tx: TransactionSql, sourceId: string): Promise<void> {
  await removePassages(tx, sourceId)
}

/**
 * Stores passages of a project's sources, all in one language, and makes them findable: by their own words and by those of
 * their source's title.
 */
export async function insertPassages(
  tx: TransactionSql,
  shelf: { projectId: string; language: string | null },
  cut: CutPassage[],
): Promise<void> {
  const configuration = searchConfiguration(shelf.language)
  const numbers = await takeNumbers(tx, { of: { projectId: shelf.projectId }, configuration }, cut.length)
  const of = <Key extends keyof CutPassage>(key: Key) => cut.map(passage => passage[key])
  const inserted = tx`
    insert into passage (account_id, source_id, ord, body, start_char, end_char, start_ms, end_ms, no, lexemes)
    select current_account(), source_id, ord, body, start_char, end_char, start_ms, end_ms, no,
           to_tsvector(${configuration}::regconfig, words)
    from unnest(
      ${of('sourceId')}::uuid[], ${of('ord')}::int[], ${of('body')}::text[], ${of('start')}::int[],
      ${of('end')}::int[], ${of('startMs')}::int[], ${of('endMs')}::int[], ${numbers}::int[],
      ${cut.map(({ title, body }) => searchText(`${title}\n${body}`))}::text[]
    ) as cut (source_id, ord, body, start_char, end_char, start_ms, end_ms, no, words)`.execute()
  // Sent together, in this order: `execute` sends the first.
  await Promise.all([inserted, addPostings(tx, 'passage', numbers)])
}

export async function setRead(tx: TransactionSql, sourceId: string, runId: string): Promise<void> {
  await tx`
    update source set state = 'ready', error = null where id = ${sourceId} and ingest_run_id = ${runId}`
}

/** How far the reading of a project's sources with words is. */
export interface ReadingState {
  ready: number
  /** Still queued or being read. */
  pending: number
  /** Titles of those whose reading failed or was cancelled. */
  failed: string[]
  /** Passages of the ready ones. */
  passages: number
}

export async function selectReadingState(tx: TransactionSql, projectId: string): Promise<ReadingState> {
  const [row] = await tx<ReadingState[]>`
    select count(*) filter (where source.state = 'ready')::int as ready,
           count(*) filter (where source.state <> 'ready' and run.state in ('queued', 'running'))::int as pending,
           coalesce(array_agg(title order by captured_at) filter
             (where source.state <> 'ready' and coalesce(run.state, 'failed') not in ('queued', 'running')),
             '{}') as failed,
           (select count(*)::int from passage
            join source s on s.account_id = passage.account_id and s.id = passage.source_id
            where s.project_id = ${projectId} and s.deleted_at is null and s.state = 'ready') as passages
    from source left join run on run.account_id = source.account_id and run.id = source.ingest_run_id
    where source.project_id = ${projectId} and source.deleted_at is null and body <> ''`
  return row!
}

/** A passage of a source that is read, with its neighbours: where they stand in its text. */
export async function passagesAround(
  tx: TransactionSql,
  sourceId: string,
  ord: number,
): Promise<{ ord: number; start: number; end: number }[]> {
  return tx<{ ord: number; start: number; end: number }[]>`
    select ord, start_char as start, end_char as "end" from passage
    where source_id = ${sourceId} and ord between ${ord - 1} and ${ord + 1} order by ord`
}
