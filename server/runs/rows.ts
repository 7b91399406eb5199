import type { JSONValue, Sql, TransactionSql } from 'postgres'
import type { Run, RunKind } from '../../core/contract/run.ts'
import { hint } from '../db/hints.ts'

/** How often a run is taken up before it has failed: by workers that die of it, or by errors that nobody has words for. */
export const ATTEMPTS = 5

export interface NewRun {
  accountId: string
  /** Made by whoever asks for the run, so that asking twice makes one. */
  id: string
  kind: RunKind
  /** The project or the voice that it is for; it goes with it. */
  projectId?: string | null
  sourceId?: string | null
  voiceId?: string | null
  input?: JSONValue
}

export interface RunRow {
  account_id: string
  id: string
  kind: Run['kind']
  project_id: string | null
  source_id: string | null
  voice_id: string | null
  input: unknown
  state: Run['state']
  progress: Run['progress']
  error: Run['error']
  result_id: string | null
  last_seq: number
  attempt: number
  attempt_limit: number
  worker: number | null
  /** The trace in which it was asked for, as a `traceparent`; null: nobody traced it. */
  trace: string | null
  created_at: Date
  started_at: Date | null
  finished_at: Date | null
}

/**
 * Named, as everywhere: `*` is of another shape as soon as the migration of a newer version adds a column beneath a
 * running process, and then PostgreSQL refuses the statement on each connection that has it prepared.
 */
export const runColumns = (sql: Sql | TransactionSql) => sql`
  account_id, id, kind, project_id, source_id, voice_id, input, state, progress, error, result_id, last_seq, attempt,
  attempt_limit, worker, trace, created_at, started_at, finished_at`

/**
 * How many deaths of its workers a run is forgiven before they count as attempts: a deployment, a power cut or another
 * run is the likelier cause, but one that kills every process that takes it up must end some day.
 */
const FORGIVEN_DEATHS = 7
export const isForgiven = ({ attempt }: RunRow): boolean => attempt <= FORGIVEN_DEATHS

export const toRun = (row: RunRow): Run => ({
  id: row.id,
  kind: row.kind,
  projectId: row.project_id,
  sourceId: row.source_id,
  voiceId: row.voice_id,
  state: row.state,
  progress: row.progress,
  error: row.error,
  resultId: row.result_id,
  lastSeq: row.last_seq,
  attempt: row.attempt,
  createdAt: row.created_at.toISOString(),
  startedAt: row.started_at?.toISOString() ?? null,
  finishedAt: row.finished_at?.toISOString() ?? null,
})

export interface EventRow {
  run_id: string
  seq: number
  kind: string
  data: unknown
  at: Date
}

/**
 * An event as it was written, which is not held against what this version knows: while a new version is rolled out, a
 * newer process may have written it, for panels that know more.
 */
export interface StoredEvent {
  runId: string
  seq: number
  kind: string
  data: unknown
  at: string
}

export const toEvent = (row: EventRow): StoredEvent => ({
  runId: row.run_id,
  seq: row.seq,
  kind: row.kind,
  data: row.data,
  at: row.at.toISOString(),
})

/** Wakes who follows the run. */
export const hintAtRun = (sql: Sql | TransactionSql, accountId: string, runId: string): Promise<void> =>
  hint(sql, 'run', `${accountId}/${runId}`)
