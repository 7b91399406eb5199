import postgres from 'postgres'
import { newId } from '../../../core/contract/id.ts'
import { type Database, openDatabase } from '../../../server/db/database.ts'
import { migrate } from '../../../server/db/migrate.ts'

const server = process.env.TEST_DATABASE_URL || undefined

/** Which database this run of the suite is on, for the few tests that only one of them can pass. */
export const databaseKind: Database['kind'] = server ? 'server' : 'embedded'

// The files of a process share this module: the database is opened for the first of them.
let shared: Promise<Database> | undefined

/**
 * The migrated database of this test process: in memory, or a fresh one on the server of TEST_DATABASE_URL. Nobody
 * empties it: a test makes an account of its own and sees nothing else.
 */
export function testDatabase(): Promise<Database> {
  shared ??= open()
  return shared
}

/** A fresh account's id. */
export async function mintAccount(): Promise<string> {
  const { sql } = await testDatabase()
  const id = newId()
  await sql`insert into account (id) values (${id})`
  return id
}

/** An empty database of its own for a test that migrates or breaks one. */
export async function freshDatabaseUrl(): Promise<{ url: string; drop(): Promise<void> }> {
  if (!server) return { url: 'pglite:', drop: async () => {} }
  const name = `ownwords_test_${newId().replaceAll('-', '')}`
  const admin = postgres(server, { max: 1, onnotice() {} })
  await dropLeftOver(admin)
  await admin`create database ${admin(name)}`
  await admin.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    async drop() {
      const owner = postgres(server, { max: 1, onnotice() {} })
      await owner`drop database if exists ${owner(name)} with (force)`
      await owner.end()
    },
  }
}

async function open(): Promise<Database> {
  const { url } = await freshDatabaseUrl()
  const database = await openDatabase(url)
  await oneAtATime(() => migrate(database))
  return database
}

/** Roles belong to the whole cluster, and the first grants to them must not meet those of the other test process. */
async function oneAtATime(work: () => Promise<unknown>): Promise<void> {
  if (!server) return void (await work())
  const admin = postgres(server, { max: 1, onnotice() {} })
  await admin`select pg_advisory_lock(20261129)`
  await work().finally(() => admin.end())
}

/** Nothing runs after the last file, so that a run's database is dropped by a later run; each name tells its age. */
async function dropLeftOver(admin: postgres.Sql): Promise<void> {
  const hourAgo = newId(Date.now() - 3_600_000, new Uint8Array(10)).replaceAll('-', '')
  const old = await admin<{ name: string }[]>`
    select datname as name from pg_database
    where datname ~ '^ownwords_test_[0-9a-f]{32}$' and datname < ${`ownwords_test_${hourAgo}`}`
  for (const { name } of old) await admin`drop database if exists ${admin(name)} with (force)`
}
