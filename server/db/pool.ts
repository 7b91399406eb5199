import postgres, { type Sql } from 'postgres'
import { guardedBegin } from './begin.ts'
import { ConnectionBroken, type Guard, guarded, openGuard } from './guard.ts'
import { openHints } from './hints.ts'

/** What was asked of a pool before it lost a connection may take so long. */
const LAST_MS = 30_000

type PoolOptions = NonNullable<Parameters<typeof postgres>[1]>

/** A pool of postgres.js, and what is under way in it. */
interface Opened {
  sql: Sql
  guards: Set<Guard>
}

export interface Pool {
  sql: Sql
  /** Gives up whatever is under way, and refuses at once what is asked from now on: see `openListening`. */
  silence(): void
  /** The database answers again. */
  resume(): void
  end(timeout: number): Promise<void>
}

/**
 * A pool that outlives the connections it is made of. postgres.js does not find its way back from each broken one:
 * it goes on with a transaction's callback and puts its next statement, its rollback or its commit on the connection
 * that comes after, outside of any transaction and as the owner, or on no socket at all, which ends the process
 * (github.com/porsager/postgres issues 1216 and 1133); and a statement that was about to be written when the
 * connection closed keeps that place in the pool from ever being used again. So here a pool that lost a connection is
 * asked nothing new: what it does it may end, and the next statement opens the next pool. And what belongs to a
 * broken connection is refused instead of being put elsewhere.
 */
export function openPool(url: string, options: PoolOptions): Pool {
  let pool: Opened | undefined
  let silent = false
  let ended = false
  /** Pools that lost a connection, and what ends each. */
  const retired = new Map<Opened, NodeJS.Timeout>()
  const hints = openHints(
    (channels, payloads) => current()`
      select pg_notify(channel, payload) from unnest(${channels}::text[], ${payloads}::text[]) as hint (channel, payload)`,
  )

  function openNext(): Opened {
    const guards = new Set<Guard>()
    const sql = postgres(url, {
      ...options,
      // Else its own closing of connections that are old or idle would look like the database's.
      idle_timeout: 0,
      max_lifetime: null,
      onclose() {
        for (const guard of guards) guard.suspect()
        if (pool !== next || silent || ended) return
        pool = undefined
        retired.set(next, setTimeout(endRetired, LAST_MS, next).unref())
      },
    })
    Object.assign(sql, {
      begin: guardedBegin(sql, guards, hints),
      reserve: reserve(sql, guards, () => silent),
    })
    const next = { sql, guards }
    return next
  }
  async function endRetired(old: Opened, timeout = 1): Promise<void> {
    clearTimeout(retired.get(old))
    retired.delete(old)
    // Not for longer: postgres.js waits for the answer of a broken connection too.
    await old.sql.end({ timeout })
  }
  const current = (): Sql => {
    pool ??= openNext()
    return pool.sql
  }
  const sql = new Proxy(() => {}, {
    apply: (_target, _self, args) => Reflect.apply(current() as never, undefined, args),
    get: (_target, name) => Reflect.get(current(), name),
    has: (_target, name) => Reflect.has(current(), name),
  }) as unknown as Sql
  hints.sendFor(sql)
  return {
    sql,
    silence() {
      silent = true
      // Remains until it is resumed: a pool that was ended refuses at once, and tries no connection.
      pool ??= openNext()
      for (const old of [pool, ...retired.keys()]) {
        for (const guard of old.guards) guard.abandon()
        void endRetired(old, 0)
      }
    },
    resume() {
      silent = false
      pool = undefined
    },
    async end(timeout) {
      ended = true
      await Promise.all([pool?.sql.end({ timeout }), ...[...retired.keys()].map(old => endRetired(old))])
    },
  }
}

/** As postgres.js, but a session whose pool lost a connection is taken to have lost its own. */
function reserve(pool: Sql, guards: Set<Guard>, silent: () => boolean) {
  const ofPool = pool.reserve
  return async () => {
    // postgres.js would open a connection for it, even in a pool that was ended.
    if (silent()) throw new ConnectionBroken()
    const guard = openGuard({ sure: true })
    guards.add(guard)
    const session = await ofPool()
    const { release } = session
    return Object.assign(guarded(session, guard), {
      release() {
        guards.delete(guard)
        // postgres.js has taken it back already; given back again it would be asked without a socket.
        if (!guard.broken) release()
      },
    })
  }
}
