import type { JSONValue } from 'postgres'
import type { BeatAt, Progress } from '../../core/contract/run.ts'
import type { ToolUse } from '../../core/contract/tool.ts'
import type { Database } from '../db/database.ts'
import type { RunRow } from './rows.ts'
import { createSaying } from './saying.ts'
import type { RunContext } from './work.ts'
import * as store from './worker-store.ts'

/** A work that tells its progress for each passage must not write a row for each. */
const PROGRESS_MS = 100

export function createContext(
  { database, clock }: { database: Database; clock: () => number },
  row: RunRow,
  attempt: store.Attempt,
  signal: AbortSignal,
): RunContext {
  let told = Number.NEGATIVE_INFINITY
  const said = createSaying(async piece => {
    signal.throwIfAborted()
    await database.sql.begin(tx => store.recordTold(tx, attempt, 'said', piece))
  })
  return {
    accountId: row.account_id,
    runId: row.id,
    projectId: row.project_id,
    sourceId: row.source_id,
    voiceId: row.voice_id,
    input: row.input,
    database,
    signal,
    async progress(progress: Progress) {
      signal.throwIfAborted()
      const now = clock()
      if (now - told < PROGRESS_MS && progress.done !== progress.total) return
      told = now
      await database.sql.begin(tx => store.recordProgress(tx, attempt, progress))
    },
    async note(text: string) {
      signal.throwIfAborted()
      await database.sql.begin(tx => store.recordTold(tx, attempt, 'note', { text }))
    },
    said,
    async beat(at: BeatAt) {
      signal.throwIfAborted()
      await database.sql.begin(tx => store.recordTold(tx, attempt, 'beat', at))
    },
    async used(use: ToolUse) {
      signal.throwIfAborted()
      await database.sql.begin(tx => store.recordTold(tx, attempt, 'tool', use))
    },
    async step<Output>(name: string, make: () => Promise<Output>): Promise<Output> {
      signal.throwIfAborted()
      const kept = await store.readStep(database.sql, attempt, name)
      if (kept) return kept.output as Output
      const output = await make()
      await store.writeStep(database.sql, attempt, name, output as JSONValue)
      return output
    },
  }
}
