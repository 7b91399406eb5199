import { isOver, type RunEvent } from '../../core/contract/run.ts'
import type { Database } from '../db/database.ts'
import { createFollower, type Follow } from '../db/follow.ts'
import { eventsAfter } from './store.ts'

/** Follows runs. See `Runs.events`. */
export const followRuns = (database: Database, pingMs?: number): Follow<RunEvent> =>
  createFollower<RunEvent>(
    database,
    {
      channel: 'run',
      async read(tx, runId, seq) {
        const read = await eventsAfter(tx, runId, seq)
        return read && { items: read.events, over: isOver(read.run.state) }
      },
    },
    pingMs,
  )
