import type { Sql } from 'postgres'
import { openEmbedded } from './embedded.ts'
import { openServer } from './server.ts'

export interface Database {
  readonly kind: 'embedded' | 'server'
  /** As the owner, whom row-level security does not bind: what belongs to an account goes through `asAccount`. */
  readonly sql: Sql
  /**
   * Calls `heard` with the payload of every notification on `channel`, and `ready` after each (re)subscription:
   * what was sent before that moment may have been missed. Resolves to the way to stop.
   */
  listen(channel: string, heard: (payload: string) => void, ready?: () => void): Promise<() => Promise<void>>
  /**
   * Holds the advisory lock (`space`, `key`) for as long as this process and its session live, and lets it go with
   * them. `lost` is called when the session broke and the lock may be somebody else's. Resolves to the way to let go.
   */
  hold(space: number, key: number, lost: (error: Error) => void): Promise<() => Promise<void>>
  /** Resolves if the database is gone for good without having been closed: the process can only end. */
  readonly gone: Promise<Error>
  close(): Promise<void>
}

/**
 * `postgres://…` for a server, `pglite:<folder>` for the embedded database, `pglite:` for one in memory.
 *
 * The embedded database has one session: `database.sql` used inside a transaction waits for that transaction for
 * ever. Inside `begin` use nothing but its `tx`, and wait there for nothing but SQL.
 */
export async function openDatabase(
  url: string,
  { connections }: { connections?: number } = {},
): Promise<Database> {
  return url.startsWith('pglite:') ? openEmbedded(url.slice('pglite:'.length)) : openServer(url, connections)
}
