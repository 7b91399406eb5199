import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { ReservedSql } from 'postgres'
import { Refusal } from '../refusal.ts'
import type { Database } from './database.ts'
import { refuseWithoutRights } from './rights.ts'

/** Any number, the same for all that migrate one database. */
const LOCK = 7_205_759_403
const FILE = /^\d{4}_[a-z0-9_]+\.sql$/

export const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))

interface Migration {
  name: string
  text: string
  sha256: string
}

/**
 * Applies each `NNNN_name.sql` of the folder once, in order, a transaction each; resolves to the names of those it
 * applied. Refuses when a file that was applied has been edited, is missing, or would now come after a newer one.
 * A file whose first line is `-- migrate: no-transaction` runs without one (`create index concurrently`).
 */
export async function migrate(database: Database, folder: string = MIGRATIONS): Promise<string[]> {
  const files = await readMigrations(folder)
  const session = await database.sql.reserve()
  try {
    // Polled, never blocking: a waiter that blocks holds a snapshot, and `create index concurrently` waits for that.
    while (!(await session`select pg_try_advisory_lock(${LOCK}) as won`)[0]!.won) await sleep(100)
    try {
      return await applyPending(session, files)
    } catch (error) {
      return await refuseWithoutRights(error as Error, session)
    } finally {
      await session`select pg_advisory_unlock(${LOCK})`
    }
  } finally {
    session.release()
  }
}

/**
 * Refuses unless every file of the folder is applied, and nothing else: for processes that must not change the database
 * themselves, because `migrate` of the same version runs before them.
 */
export async function requireMigrated({ sql }: Database, folder: string = MIGRATIONS): Promise<void> {
  const files = await readMigrations(folder)
  const [row] = await sql<{ made: boolean }[]>`select to_regclass('migration') is not null as made`
  const applied = row!.made ? await sql<Migration[]>`select name, sha256 from migration order by name` : []
  const pending = pendingOf(files, applied)
  if (pending.length > 0)
    throw new Refusal(
      `The database lacks ${pending.length} of ${files.length} migrations, from ${pending[0]!.name} on: run the command migrate of this version first, or set MIGRATE to on.`,
    )
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.sql')).sort()
  const numbers = new Set<string>()
  for (const name of names) {
    if (!FILE.test(name)) throw new Refusal(`Migration ${name} is not named NNNN_name.sql.`)
    const number = name.slice(0, 4)
    if (numbers.has(number))
      throw new Refusal(`Two migrations have the number ${number}: renumber the newer one.`)
    numbers.add(number)
  }
  return Promise.all(
    names.map(async name => {
      const text = await readFile(join(folder, name), 'utf8')
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

async function applyPending(session: ReservedSql, files: Migration[]): Promise<string[]> {
  await session`create table if not exists migration (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now())`
  const applied = await session<Migration[]>`select name, sha256 from migration order by name`
  const pending = pendingOf(files, applied)
  for (const migration of pending) await apply(session, migration)
  return pending.map(({ name }) => name)
}

/** The files that were not applied yet; refuses where what was applied is not what the files say. */
function pendingOf(files: Migration[], applied: Pick<Migration, 'name' | 'sha256'>[]): Migration[] {
  for (const [index, { name, sha256 }] of applied.entries()) {
    const file = files[index]
    if (!file)
      throw new Refusal(
        `The database has migration ${name}, which this version of Ownwords does not know: update it.`,
      )
    if (file.name !== name)
      throw new Refusal(
        `Migration ${name} was applied, but ${file.name} now stands in its place: restore the files.`,
      )
    if (file.sha256 !== sha256)
      throw new Refusal(`Migration ${name} was edited after it was applied: restore it and write a new one.`)
  }
  return files.slice(applied.length)
}

async function apply(session: ReservedSql, { name, text, sha256 }: Migration): Promise<void> {
  const whole = !text.startsWith('-- migrate: no-transaction')
  try {
    if (whole) await session`begin`
    await session.unsafe(text)
    await session`insert into migration (name, sha256) values (${name}, ${sha256})`
    if (whole) await session`commit`
  } catch (error) {
    if (whole) await session`rollback`
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}
