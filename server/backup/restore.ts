import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ISql } from 'postgres'
import type { Database } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import { MIGRATIONS } from '../db/migration-files.ts'
import { Refusal } from '../refusal.ts'
import { type Header, readBackupFile } from './backup-file.ts'
import { firstWithRows, readApplied, readForeignKeys, readTables, type Table } from './catalogue.ts'

/** Characters of rows that are put in by one statement. */
const AT_ONCE = 2_000_000

/**
 * Puts a backup into a database without any rows: its tables are made as they were, filled in one transaction, and then
 * brought up to date. The file is read through once before, so that a damaged one touches nothing.
 */
export async function restore(database: Database, path: string): Promise<{ rows: number }> {
  let header: Header | undefined
  await readBackupFile(path, {
    header(read) {
      header = read
    },
    table() {},
    row() {},
  })
  await refuseFilled(database.sql)
  await makeTables(database, header!)
  const rows = await fill(database, path)
  await migrate(database)
  return { rows }
}

async function refuseFilled(sql: ISql): Promise<void> {
  const filled = await firstWithRows(sql, await readTables(sql))
  if (filled)
    throw new Refusal(
      `Nothing was restored: the database is not empty, its table ${filled} has rows. Restore into an empty one.`,
    )
}

/** Only the migrations that the backup's database had, because its rows are in that shape. */
async function makeTables(database: Database, { migrations }: Header): Promise<void> {
  const known = (await readdir(MIGRATIONS)).filter(name => name.endsWith('.sql')).sort()
  const newer = migrations.find(({ name }, index) => known[index] !== name)
  if (newer)
    throw new Refusal(
      `Nothing was restored: the backup has migration ${newer.name}, which this version of Ownwords does not know. Update it.`,
    )
  if ((await readApplied(database.sql)).length > migrations.length)
    throw new Refusal(
      'Nothing was restored: the tables of this database are newer than the backup. Restore into one without tables.',
    )
  const folder = await mkdtemp(join(tmpdir(), 'ownwords-restore-'))
  try {
    for (const { name } of migrations) await copyFile(join(MIGRATIONS, name), join(folder, name))
    await migrate(database, folder)
  } finally {
    await rm(folder, { recursive: true })
  }
  const made = await readApplied(database.sql)
  const edited = migrations.find(({ sha256 }, index) => made[index]?.sha256 !== sha256)
  if (edited)
    throw new Refusal(
      `Nothing was restored: migration ${edited.name} is another one here than in the backup.`,
    )
}

async function fill(database: Database, path: string): Promise<number> {
  const rows = await database.sql.begin(async tx => {
    await tx`set local row_security = off`
    await tx`select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO', true), set_config('intervalstyle', 'postgres', true)`
    const keys = await readForeignKeys(tx)
    const tables = new Map((await readTables(tx)).map(table => [table.name, table]))
    for (const name of tables.keys()) await tx.unsafe(`lock table ${name} in access exclusive mode`)
    // What migrations themselves put in stands in the backup too, as it was since.
    await tx.unsafe(`truncate ${[...tables.keys()].join(', ')}`)
    // Rows come table by table, and may refer to what comes later: it is held against its keys when all are there.
    for (const { table, name } of keys) await tx.unsafe(`alter table ${table} drop constraint ${name}`)
    for (const name of tables.keys()) await tx.unsafe(`alter table ${name} disable trigger user`)

    let into: Table | undefined
    let waiting: string[] = []
    let size = 0
    const put = async () => {
      if (into && waiting.length > 0) await insert(tx, into, waiting)
      waiting = []
      size = 0
    }
    const counted = await readBackupFile(path, {
      async header({ counters }) {
        for (const { name, value, called } of counters)
          await tx`select setval(${name}::regclass, ${value}::bigint, ${called})`
      },
      async table(name, columns) {
        await put()
        into = tables.get(name)
        if (into?.columns.map(column => column.name).join() !== columns.join())
          throw new Refusal(
            `Nothing was restored: the table ${name} has other columns here than in the backup.`,
          )
      },
      async row(line) {
        waiting.push(line)
        size += line.length
        if (size >= AT_ONCE) await put()
      },
    })
    await put()
    for (const name of tables.keys()) await tx.unsafe(`alter table ${name} enable trigger user`)
    for (const { table, name, definition } of keys)
      await tx.unsafe(`alter table ${table} add constraint ${name} ${definition}`)
    return { counted }
  })
  return rows.counted
}

async function insert(tx: ISql, { name, columns }: Table, lines: string[]): Promise<void> {
  const names = columns.map(column => column.name).join(', ')
  const values = columns.map(({ type }, index) => `(line->>${index})::${type}`).join(', ')
  await tx.unsafe(
    `insert into ${name} (${names}) overriding system value
     select ${values} from json_array_elements($1::text::json) as lines (line)`,
    [`[${lines.join(',')}]`],
  )
}
