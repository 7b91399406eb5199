import type { Logger } from 'pino'
import type { Sql } from 'postgres'
import type { Chore } from './chore.ts'

/** So little that no statement is felt. */
const BATCH = 500
/** Of one chore; what is left then is the next hour's. */
const BATCHES = 200

export interface UpkeepDeps {
  sql: Sql
  chores: readonly Chore[]
  log: Logger
}

/** Does all chores, one after the other; one that fails is told of and the others are done. Nothing is logged but counts. */
export async function upkeep({ sql, chores, log }: UpkeepDeps, signal: AbortSignal): Promise<void> {
  const done: Record<string, number> = {}
  for (const chore of chores) {
    try {
      for (let batches = 0; batches < BATCHES && !signal.aborted; batches++) {
        const now = await chore.work(sql, BATCH)
        if (now === 0) break
        done[chore.name] = (done[chore.name] ?? 0) + now
      }
    } catch (error) {
      log.error({ err: error, chore: chore.name }, 'a chore of the upkeep failed')
    }
  }
  log.info({ done }, 'upkeep')
}
