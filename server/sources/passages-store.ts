import type { TransactionSql } from 'postgres'
import type { Passage } from '../../core/passages/passages.ts'

/** A passage with its words, on its way into the table. */
export interface CutPassage extends Passage {
  body: string
}

/**
 * Locks the source for this transaction if the run is still the one that is to read it: neither removed nor
 * replaced by a newer capture, whose run is another.
 */
export async function claimForReading(tx: TransactionSql, sourceId: string, runId: string): Promise<boolean> {
  const rows = await tx`
    select 1 from source
    where id = ${sourceId} and ingest_run_id = ${runId} and deleted_at is null for update`
  return rows.length > 0
}

export async function setReading(tx: TransactionSql, sourceId: string): Promise<void> {
  await tx`update source set state = 'ingesting', error = null where id = ${sourceId} and state <> 'ready'`
}

/** What an attempt that was cut short may have left. */
export async function deletePassages(tx: TransactionSql, sourceId: string): Promise<void> {
  await tx`delete from passage where source_id = ${sourceId}`
}

export async function insertPassages(
  tx: TransactionSql,
  sourceId: string,
  configuration: string,
  cut: CutPassage[],
): Promise<void> {
  const of = <Key extends keyof CutPassage>(key: Key) => cut.map(passage => passage[key])
  await tx`
    insert into passage (account_id, source_id, ord, body, start_char, end_char, start_ms, end_ms, lexemes)
    select current_account(), ${sourceId}, ord, body, start_char, end_char, start_ms, end_ms,
           to_tsvector(${configuration}::regconfig, body)
    from unnest(
      ${of('ord')}::int[], ${of('body')}::text[], ${of('start')}::int[], ${of('end')}::int[],
      ${of('startMs')}::int[], ${of('endMs')}::int[]
    ) as cut (ord, body, start_char, end_char, start_ms, end_ms)`
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
