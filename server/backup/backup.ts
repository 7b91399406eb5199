import type { Database } from '../db/database.ts'
import { Refusal } from '../refusal.ts'
import { writeBackupFile } from './backup-file.ts'
import { readApplied, readCounters, readTables } from './catalogue.ts'

/** Rows that are asked for at once: a row may hold a whole PDF. */
const AT_ONCE = 10

export interface BackedUp {
  tables: number
  rows: number
  bytes: number
}

/**
 * Writes everything that is kept, of all accounts, as of one moment: people may go on working meanwhile. Secrets are in
 * it as the database has them. The same file can be restored into the embedded database and into a server.
 */
export async function backUp(database: Database, path: string): Promise<BackedUp> {
  let tables = 0
  let rows = 0
  const bytes = await writeBackupFile(path, async write => {
    await database.sql.begin('isolation level repeatable read read only', async tx => {
      // A row that row-level security would hide is an error, not a gap that nobody notices.
      await tx`set local row_security = off`
      await tx`select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO', true), set_config('intervalstyle', 'postgres', true)`
      const migrations = await readApplied(tx)
      if (migrations.length === 0)
        throw new Refusal('There is nothing to back up: Ownwords never ran on this database.')
      const counters = await readCounters(tx)
      await write(
        JSON.stringify({ ownwords: 'backup', format: 1, at: new Date().toISOString(), migrations, counters }),
      )
      for (const { name, columns } of await readTables(tx)) {
        tables++
        await write(JSON.stringify({ table: name, columns: columns.map(column => column.name) }))
        const texts = columns.map(column => `${column.name}::text`).join(', ')
        const all = tx.unsafe<{ row: string }[]>(`select to_json(array[${texts}])::text as row from ${name}`)
        for await (const some of all.cursor(AT_ONCE))
          for (const { row } of some) {
            rows++
            await write(row)
          }
      }
    })
    return rows
  })
  return { tables, rows, bytes }
}
