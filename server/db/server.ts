import postgres, { type Options } from 'postgres'
import { Refusal } from '../refusal.ts'
import { requireFit } from './fitness.ts'
import { openListening, type Pulse } from './listening.ts'
import { openPool } from './pool.ts'

/** Sessions of one process for its statements; two more listen and show that its worker lives. */
const CONNECTIONS = 10

/** A session that said nothing for so long, where the database answers others, is taken for lost. */
const LOOK_MS = 5_000

const settings: Options<Record<string, never>> = {
  onnotice() {},
  connect_timeout: 10,
  connection: { application_name: 'ownwords' },
}

/**
 * Over a PostgreSQL server. Refuses, without the password, when it cannot be reached or used. From then on it comes
 * back by itself from whatever breaks or says nothing: what was asked meanwhile fails, at once or within 9 seconds.
 * @param options tickMs how often it is asked whether it is there; after 8 times without an answer it is silent
 */
export async function openServer(
  url: string,
  connections: number = CONNECTIONS,
  { tickMs }: { tickMs?: number } = {},
) {
  await check(url)
  const pool = openPool(url, { ...settings, max: connections })
  const holds = new Set<Hold>()
  const pulse: Pulse = {
    silent: pool.silence,
    back() {
      pool.resume()
      for (const hold of holds) void hold.look()
    },
  }
  const listening = openListening(url, settings, pulse, tickMs)
  return {
    kind: 'server' as const,
    sql: pool.sql,
    gone: new Promise<Error>(() => {}),
    listen: listening.listen,
    async hold(space: number, key: number, lost: (error: Error) => void) {
      const hold = await holdOnOwnSession(url, space, key, lost)
      holds.add(hold)
      return async () => {
        holds.delete(hold)
        await hold.release()
      }
    },
    async close() {
      await Promise.all([...holds].map(({ release }) => release()))
      await listening.close()
      await pool.end(5)
    },
  }
}

async function check(url: string): Promise<void> {
  const sql = postgres(url, { ...settings, max: 1 })
  try {
    await requireFit(sql, withoutPassword(url))
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(`The database at ${withoutPassword(url)} cannot be used: ${reason(error)}.`, {
      cause: error,
    })
  } finally {
    await sql.end({ timeout: 1 })
  }
}

interface Hold {
  release(): Promise<void>
  /** Whether it still stands, asked of its session: a line that broke while the database was silent tells nobody. */
  look(): Promise<void>
}

/** A connection of its own, because a lock belongs to a session and the pool's sessions change hands. */
async function holdOnOwnSession(
  url: string,
  space: number,
  key: number,
  lost: (error: Error) => void,
): Promise<Hold> {
  let wanted = true
  const session = postgres(url, {
    ...settings,
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    fetch_types: false,
    onclose: () => lose('the session that held the lock was closed'),
  })
  function lose(why: string): void {
    if (wanted) lost(new Error(why))
    wanted = false
  }
  try {
    // A machine that vanishes without closing its connections is noticed after about 20 s instead of two hours.
    await session`select set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
      set_config('tcp_keepalives_count', '2', false)`
    await session`select pg_advisory_lock(${space}::int, ${key}::int)`
  } catch (error) {
    wanted = false
    await session.end({ timeout: 1 })
    throw error
  }
  return {
    async release() {
      wanted = false
      await session.end({ timeout: 1 })
    },
    async look() {
      const timer = setTimeout(() => {
        lose('the session that held the lock says nothing')
        void session.end({ timeout: 0 })
      }, LOOK_MS)
      await session`select 1`.catch(() => {})
      clearTimeout(timer)
    },
  }
}

function withoutPassword(url: string): string {
  try {
    const { host, pathname } = new URL(url)
    return `${host}${pathname}`
  } catch {
    return 'DATABASE_URL'
  }
}

/** By PostgreSQL's own codes, and those of sockets: what is the matter and what to do. */
const KNOWN: Record<string, string> = {
  '28P01': 'the name or the password in DATABASE_URL is wrong',
  '28000':
    'it does not let this role in from here; see pg_hba.conf of the server, and the role in DATABASE_URL',
  '3D000':
    'there is no database of this name; make it with createdb, or set DATABASE_URL to one that is there',
  '57P03': 'it is starting up or shutting down; try again in a moment',
  '53300': 'it has no connection left; set DATABASE_POOL lower, or max_connections of the server higher',
  ECONNREFUSED: 'nothing listens there; start it, or mend the host and port in DATABASE_URL',
  ENOTFOUND: 'nobody knows the name of its host; mend DATABASE_URL',
  CONNECT_TIMEOUT: 'it did not answer within 10 seconds; see whether a firewall is between',
}

const reason = (error: unknown): string => {
  const { code, message } = error as { code?: string; message?: string }
  return KNOWN[code ?? ''] ?? (message || code || 'no reason was given').replace(/\.$/, '')
}
