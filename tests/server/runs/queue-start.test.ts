import postgres from 'postgres'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../../server/db/database.ts'
import { openQueue } from '../../../server/runs/queue.ts'
import { databaseKind, freshDatabaseUrl } from '../support/database.ts'

// The embedded database is of one process.
it.skipIf(databaseKind === 'embedded')(
  'a process that makes the queue on an empty database while another does is not ended by it (PostgreSQL only)',
  async () => {
    const fresh = await freshDatabaseUrl()
    const database = await openDatabase(fresh.url)
    const other = postgres(fresh.url, { max: 2, onnotice() {} })
    onTestFinished(async () => {
      await other.end()
      await database.close()
      await fresh.drop()
    })
    const errors: Error[] = []
    let opening: ReturnType<typeof openQueue> | undefined
    await other.begin(async tx => {
      // So far the other one has come: what it made is not to be seen yet, and may not be made twice.
      await tx`create schema pgboss`
      opening = openQueue(database, { supervise: false, onError: error => errors.push(error) })
      opening.catch(() => {})
      await expect
        .poll(
          () =>
            other`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          { timeout: 10_000 },
        )
        .toHaveLength(1)
    })
    const queue = await opening!
    await queue.stop(1_000)
    expect(errors).toEqual([])
    expect(await other`select name from pgboss.queue where name = 'ingest'`).toHaveLength(1)
  },
)
