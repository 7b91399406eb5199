import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../../server/db/database.ts'
import { migrate, requireMigrated } from '../../../server/db/migrate.ts'
import { databaseKind, freshDatabaseUrl } from '../support/database.ts'

let folder: string
let fresh: Awaited<ReturnType<typeof freshDatabaseUrl>>
let database: Database
const file = (name: string, sql: string) => writeFile(join(folder, name), sql)

beforeAll(async () => {
  fresh = await freshDatabaseUrl()
  database = await openDatabase(fresh.url)
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})
beforeEach(async () => {
  await database.sql.unsafe('drop schema public cascade; create schema public')
  folder = await mkdtemp(join(tmpdir(), 'ownwords-migrations-'))
  await file('0001_first.sql', 'create table first (id int); insert into first values (1);')
  await file('0002_second.sql', 'create table second (id int);')
})
afterEach(() => rm(folder, { recursive: true }))

it('applies each file once, in order', async () => {
  expect(await migrate(database, folder)).toEqual(['0001_first.sql', '0002_second.sql'])
  expect(await migrate(database, folder)).toEqual([])
  await file('0003_third.sql', 'insert into first select 3 from second;')
  expect(await migrate(database, folder)).toEqual(['0003_third.sql'])
})

it('refuses a file that was edited, is missing, or comes too late, and says which', async () => {
  await file('0004_fourth.sql', 'create table fourth (id int);')
  await migrate(database, folder)
  await file('0003_third.sql', 'create table third (id int);')
  await expect(migrate(database, folder)).rejects.toThrow('0004_fourth.sql was applied, but 0003_third.sql')
  await rm(join(folder, '0003_third.sql'))
  await file('0001_first.sql', 'create table first (id bigint);')
  await expect(migrate(database, folder)).rejects.toThrow('0001_first.sql was edited')
  await rm(join(folder, '0001_first.sql'))
  await expect(migrate(database, folder)).rejects.toThrow('0001_first.sql was applied, but 0002_second.sql')
})

/** Applies a file that only a newer version has, and takes it away: what remains is the version before it. */
async function asNewer(sql: string) {
  await file('0003_third.sql', sql)
  await migrate(database, folder)
  await rm(join(folder, '0003_third.sql'))
}
const versions = [migrate, requireMigrated]

it('goes on where a newer version only added, and says what it does not know', async () => {
  await asNewer('create table third (id int);')
  expect(await migrate(database, folder)).toEqual([])
  expect(await requireMigrated(database, folder)).toEqual(['0003_third.sql'])
  // What is its own it holds against its files as ever.
  await file('0002_second.sql', 'create table second (id bigint);')
  for (const start of versions)
    await expect(start(database, folder)).rejects.toThrow('0002_second.sql was edited')
  await rm(join(folder, '0002_second.sql'))
  await file('0002_other.sql', 'create table second (id int);')
  for (const start of versions)
    await expect(start(database, folder)).rejects.toThrow('0002_second.sql was applied, but 0002_other.sql')
})

it('refuses where a newer version broke with it, whatever else it added, and knows the reason', async () => {
  await asNewer('-- Nobody reads it.\n-- migrate: breaking\nalter table second drop column id;')
  await file('0003_third.sql', '-- migrate: breaking')
  await expect(migrate(database, folder)).rejects.toThrow('0003_third.sql was edited')
  await rm(join(folder, '0003_third.sql'))
  await database.sql`insert into migration (name, sha256) values ('0004_fourth.sql', '')`
  for (const start of versions)
    await expect(start(database, folder)).rejects.toMatchObject({
      name: 'Refusal',
      message:
        'The database has migration 0003_third.sql, which this version of Ownwords does not know and cannot work with: update it.',
    })
})

it('takes the list of a version that knew nothing of breaking for one in which nobody broke', async () => {
  await migrate(database, folder)
  await database.sql`alter table migration drop column breaking`
  expect(await requireMigrated(database, folder)).toEqual([])
  expect(await migrate(database, folder)).toEqual([])
  await asNewer('-- migrate: breaking')
  expect(await database.sql`select name, breaking from migration order by name`).toEqual([
    { name: '0001_first.sql', breaking: false },
    { name: '0002_second.sql', breaking: false },
    { name: '0003_third.sql', breaking: true },
  ])
})

it('refuses what a file asks for and nobody knows, and reads on no further than its first comments', async () => {
  await file('0002_second.sql', '-- Why.\n-- migrate: braking\ncreate table second (id int);')
  await expect(migrate(database, folder)).rejects.toThrow(
    'Migration 0002_second.sql asks for “braking”. It may ask for: no-transaction, breaking.',
  )
  await file('0002_second.sql', 'create table second (id int);\n-- migrate: braking')
  expect(await migrate(database, folder)).toHaveLength(2)
})

it('only looks where it must not migrate, and says what is to do first', async () => {
  const lacks = (pending: number, from: string) =>
    `The database lacks ${pending} of 2 migrations, from ${from} on: run the command migrate of this version first, or set MIGRATE to on.`
  await expect(requireMigrated(database, folder)).rejects.toThrow(lacks(2, '0001_first.sql'))
  expect(await database.sql`select to_regclass('migration') as made`).toEqual([{ made: null }])
  await migrate(database, folder)
  await requireMigrated(database, folder)
  await database.sql`delete from migration where name = '0002_second.sql'`
  await expect(requireMigrated(database, folder)).rejects.toThrow(lacks(1, '0002_second.sql'))
  await database.sql`insert into migration (name, sha256) values ('0009_newer.sql', '')`
  await expect(requireMigrated(database, folder)).rejects.toThrow('0009_newer.sql was applied')
})

it('refuses a name without a number, and a number that two have', async () => {
  await file('third.sql', 'select 1')
  await expect(migrate(database, folder)).rejects.toThrow('third.sql is not named')
  await rm(join(folder, 'third.sql'))
  await file('0002_other.sql', 'select 1')
  await expect(migrate(database, folder)).rejects.toThrow('Two migrations have the number 0002')
})

it('undoes a file that fails half-way, keeps those before it, and goes on where it was mended', async () => {
  await file('0002_second.sql', 'create table second (id int); select 1 / 0;')
  await expect(migrate(database, folder)).rejects.toThrow('0002_second.sql failed: division by zero')
  expect(await database.sql`select name from migration`).toMatchObject([{ name: '0001_first.sql' }])
  const [second] = await database.sql`select to_regclass('second')::text as exists`
  expect(second!.exists).toBeNull()
  await file('0002_second.sql', 'create table second (id int);')
  expect(await migrate(database, folder)).toEqual(['0002_second.sql'])
})

it('two that migrate at the same time apply each file once', async () => {
  // The embedded database belongs to one process: its two share the one session that there is.
  const other = databaseKind === 'server' ? await openDatabase(fresh.url) : database
  await file('0003_slow.sql', 'select pg_sleep(0.3); insert into first values (3);')
  const applied = await Promise.all([migrate(database, folder), migrate(other, folder)])
  if (other !== database) await other.close()
  expect(applied.flat().sort()).toEqual(['0001_first.sql', '0002_second.sql', '0003_slow.sql'])
  expect(await database.sql`select id from first order by id`).toMatchObject([{ id: 1 }, { id: 3 }])
})

it('runs a file outside of a transaction where the file asks for it', async () => {
  await file(
    '0003_index.sql',
    '-- migrate: no-transaction\ncreate index concurrently first_id on first (id);',
  )
  expect(await migrate(database, folder)).toContain('0003_index.sql')
})
