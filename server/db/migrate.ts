import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { ISql, ReservedSql } from 'postgres'
import { Refusal } from '../refusal.ts'
import type { Database } from './database.ts'
import { MIGRATIONS, type MigrationFile, readMigrations } from './migration-files.ts'
import { refuseWithoutRights } from './rights.ts'

/** Any number, the same for all that migrate one database. */
const LOCK = 7_205_759_403

/**
 * Applies each `NNNN_name.sql` of the folder once, in order, a transaction each; resolves to the names of those it
 * applied. Refuses when a file that was applied has been edited, is missing, or would now come after a newer one, and
 * when a newer version broke with this one (see `MigrationFile.breaking`).
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
 * Refuses unless every file of the folder is applied, and whatever a newer version applied on top lets this one go on.
 * Changes nothing: for processes that may not, because `migrate` of the same version runs before them.
 * @returns the names of the newer version's migrations; none where this version is the newest that was here
 */
export async function requireMigrated({ sql }: Database, folder: string = MIGRATIONS): Promise<string[]> {
  const files = await readMigrations(folder)
  const [row] = await sql<{ made: boolean }[]>`select to_regclass('migration') is not null as made`
  const { pending, newer } = compare(files, row!.made ? await readApplied(sql) : [])
  if (pending.length > 0)
    throw new Refusal(
      `The database lacks ${pending.length} of ${files.length} migrations, from ${pending[0]!.name} on: run the command migrate of this version first, or set MIGRATE to on.`,
    )
  return newer
}

/** Says once, at the start, that this version goes on where a newer one was: usually somebody took that one back. */
export function warnOfNewer(newer: string[], log: Logger): void {
  if (newer.length > 0)
    log.warn({ newer }, 'a newer version migrated this database: this one works without what came with it')
}

/** A row of the list of migrations that the database keeps. */
interface Applied {
  name: string
  sha256: string
  breaking: boolean
}

/** By way of the row's JSON, because the list that a version before this one made has no column `breaking`. */
const readApplied = (sql: ISql): Promise<Applied[]> => sql<Applied[]>`
  select name, sha256, coalesce((to_jsonb(migration) ->> 'breaking')::bool, false) as breaking
  from migration order by name`

async function applyPending(session: ReservedSql, files: MigrationFile[]): Promise<string[]> {
  await session`create table if not exists migration (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now())`
  const applied = await readApplied(session)
  const { pending } = compare(files, applied)
  if (pending.length === 0) return []
  // The list is the runner's own and as old as the first file, so that no migration can add to it. What was applied
  // before it had the column broke with nobody: each version that asks has all of those files.
  await session`alter table migration add column if not exists breaking boolean not null default false`
  for (const migration of pending) await apply(session, migration)
  return pending.map(({ name }) => name)
}

/**
 * The files that were not applied yet, and the names of what only a newer version knows. Refuses where what was applied
 * is not what the files say, and where it is not for this version any more.
 */
function compare(files: MigrationFile[], applied: Applied[]): { pending: MigrationFile[]; newer: string[] } {
  for (const [index, file] of files.slice(0, applied.length).entries()) {
    const { name, sha256 } = applied[index]!
    if (file.name !== name)
      throw new Refusal(
        `Migration ${name} was applied, but ${file.name} now stands in its place: restore the files.`,
      )
    if (file.sha256 !== sha256)
      throw new Refusal(`Migration ${name} was edited after it was applied: restore it and write a new one.`)
  }
  const newer = applied.slice(files.length)
  const broke = newer.find(({ breaking }) => breaking)
  if (broke)
    throw new Refusal(
      `The database has migration ${broke.name}, which this version of Ownwords does not know and cannot work with: update it.`,
    )
  return { pending: files.slice(applied.length), newer: newer.map(({ name }) => name) }
}

async function apply(session: ReservedSql, migration: MigrationFile): Promise<void> {
  const { name, text, sha256, breaking, whole } = migration
  try {
    if (whole) await session`begin`
    await session.unsafe(text)
    await session`insert into migration (name, sha256, breaking) values (${name}, ${sha256}, ${breaking})`
    if (whole) await session`commit`
  } catch (error) {
    if (whole) await session`rollback`
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}
