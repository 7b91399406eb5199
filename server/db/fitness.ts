import type { Sql } from 'postgres'
import { Refusal } from '../refusal.ts'

/** The oldest of each that the tests run on. */
const OLDEST = { postgres: 15, pgvector: '0.8' }

interface Facts {
  /** As `server_version_num`: 150018 is 15.18. */
  version: number
  standby: boolean
  readOnly: boolean
  encoding: string
  /** The newest pgvector that the server has on its disk, and the one that is in this database. */
  offered: string | null
  installed: string | null
}

/**
 * Refuses a database that Ownwords cannot work in, with what to do about it. Asked before anything is written.
 * @param at the database, without its password
 */
export async function requireFit(sql: Sql, at: string): Promise<void> {
  const [facts] = await sql<[Facts]>`
    select current_setting('server_version_num')::int as version, pg_is_in_recovery() as standby,
      current_setting('default_transaction_read_only')::bool as "readOnly",
      current_setting('server_encoding') as encoding,
      (select default_version from pg_available_extensions where name = 'vector') as offered,
      (select extversion from pg_extension where extname = 'vector') as installed`
  const wrong = unfit(facts)
  if (wrong) throw new Refusal(`The database at ${at} cannot be used: ${wrong}.`)
}

/** What is wrong with it and what to do, as the end of a sentence; null where nothing is. */
export function unfit({ version, standby, readOnly, encoding, offered, installed }: Facts): string | null {
  const { postgres, pgvector } = OLDEST
  if (version < postgres * 10_000)
    return `it is PostgreSQL ${Math.floor(version / 10_000)}, and Ownwords needs ${postgres} or newer; move it to a newer server, or set DATABASE_URL to one`
  if (standby)
    return 'it is a standby that only reads; set DATABASE_URL to the primary, or to a name that follows it'
  if (readOnly)
    return 'it only reads, by default_transaction_read_only; set that to off for this database and this role, or set DATABASE_URL to one that writes'
  if (encoding !== 'UTF8')
    return `its encoding is ${encoding}, which cannot hold every text; make one with “create database … encoding 'UTF8' template template0” and set DATABASE_URL to it`
  if (installed === null && offered === null)
    return `it has no pgvector; install the package of pgvector ${pgvector} or newer on its server (postgresql-NN-pgvector, or the image pgvector/pgvector), or choose a managed PostgreSQL that has it`
  if (installed !== null && isOlder(installed, pgvector))
    return offered !== null && !isOlder(offered, pgvector)
      ? `its pgvector is ${installed}, and Ownwords needs ${pgvector} or newer; the server has ${offered}: run “alter extension vector update” in it`
      : `its pgvector is ${installed}, and Ownwords needs ${pgvector} or newer; install a newer package of it on the server and run “alter extension vector update”`
  if (installed === null && isOlder(offered!, pgvector))
    return `its server has pgvector ${offered}, and Ownwords needs ${pgvector} or newer; install a newer package of it`
  return null
}

function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [otherMajor = 0, otherMinor = 0] = than.split('.').map(Number)
  return major < otherMajor || (major === otherMajor && minor < otherMinor)
}
