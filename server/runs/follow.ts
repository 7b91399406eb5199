import { isOver } from '../../core/contract/run.ts'
import type { Database } from '../db/database.ts'
import { createFollower, type Follow } from '../db/follow.ts'
import type { StoredEvent } from './rows.ts'
import { eventsAfter } from './store.ts'

/** Follows runs. See `Runs.events`. */
export const followRuns = (database: Database, pingMs?: number): Follow<StoredEvent> =>
  createFollower<StoredEvent>(
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
