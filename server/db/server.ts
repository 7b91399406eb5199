import postgres from 'postgres'
import { Refusal } from '../refusal.ts'

const CONNECTIONS = 10

/** Over a PostgreSQL server. Refuses, without the password, when it cannot be reached. */
export async function openServer(url: string) {
  const sql = postgres(url, { max: CONNECTIONS, onnotice() {}, connect_timeout: 10 })
  try {
    await sql`select 1`
  } catch (error) {
    await sql.end({ timeout: 1 })
    throw new Refusal(`The database at ${withoutPassword(url)} cannot be used: ${reason(error)}.`, {
      cause: error,
    })
  }
  const holds = new Set<() => Promise<void>>()
  return {
    kind: 'server' as const,
    sql,
    gone: new Promise<Error>(() => {}), // the client connects again by itself
    async listen(channel: string, heard: (payload: string) => void, ready?: () => void) {
      const subscription = await sql.listen(channel, heard, ready)
      return () => subscription.unlisten()
    },
    async hold(space: number, key: number, lost: (error: Error) => void) {
      const release = await holdOnOwnSession(url, space, key, lost)
      holds.add(release)
      return async () => {
        holds.delete(release)
        await release()
      }
    },
    async close() {
      await Promise.all([...holds].map(release => release()))
      await sql.end({ timeout: 5 })
    },
  }
}

/** A connection of its own, because a lock belongs to a session and the pool's sessions change hands. */
async function holdOnOwnSession(url: string, space: number, key: number, lost: (error: Error) => void) {
  let wanted = true
  const session = postgres(url, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    fetch_types: false,
    onnotice() {},
    onclose() {
      if (wanted) lost(new Error('the session that held the lock was closed'))
      wanted = false
    },
  })
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
  return async () => {
    wanted = false
    await session.end({ timeout: 1 })
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

const reason = (error: unknown): string => {
  const { code, message } = error as { code?: string; message?: string }
  return (message || code || 'no reason was given').replace(/\.$/, '')
}
