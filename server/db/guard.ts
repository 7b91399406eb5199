import { setImmediate as afterEvents } from 'node:timers/promises'
import type { ISql, PendingQuery, Row } from 'postgres'

/** Whether what belongs to one connection may still be asked of it. */
export interface Guard {
  readonly broken: boolean
  /** A connection of the pool closed: perhaps this one. */
  suspect(): void
  break(): void
  /** The work is over: what it left going is refused. */
  end(): void
  /** Breaks it while the connection may stand: nobody waits any longer for what was asked of it. */
  abandon(): void
  /** Rejects once it was abandoned. */
  readonly abandoned: Promise<never>
  /** Resolves once it is sure that the connection stands; where it broke, never. */
  settled(): Promise<void>
  /** Sends it as soon as it is sure that the connection stands, or refuses it. */
  pass(query: Sent, send: (query: Sent) => void): void
}

/** A statement of postgres.js, as far as it is looked into: `handler` is what sends it. */
interface Sent extends PendingQuery<Row[]> {
  handler(query: Sent): void
  reject(error: unknown): void
}

/** The connection went away in the middle: nothing of the transaction was kept. */
export class ConnectionBroken extends Error {
  /** As postgres.js names it. */
  readonly code = 'CONNECTION_CLOSED'
  constructor() {
    super('The connection to the database broke')
    this.name = 'ConnectionBroken'
  }
}

/** What was begun in a transaction went on when that was over: nothing of it was done. */
export class TransactionOver extends Error {
  constructor() {
    super('The transaction is over')
    this.name = 'TransactionOver'
  }
}

/** The database said nothing any more: what was asked of it last may have been done, or may still be. */
export class DatabaseSilent extends Error {
  /** As postgres.js names what it gives up. */
  readonly code = 'CONNECTION_DESTROYED'
  constructor() {
    super('The database said nothing any more')
    this.name = 'DatabaseSilent'
  }
}

/** @param options sure: a suspicion is enough, because nothing will tell whether it was right */
export function openGuard({ sure = false } = {}): Guard {
  let broken = false
  let suspected = false
  let over = false
  const refusal = () => (broken ? new ConnectionBroken() : over ? new TransactionOver() : null)
  const silence = Promise.withResolvers<never>()
  silence.promise.catch(() => {}) // often nobody waits
  const guard: Guard = {
    abandoned: silence.promise,
    abandon() {
      broken = true
      silence.reject(new DatabaseSilent())
    },
    get broken() {
      return broken
    },
    suspect() {
      suspected = true
      if (sure) broken = true
    },
    break() {
      broken = true
    },
    end() {
      over = true
    },
    async settled() {
      // The word that it broke is on its way to whoever began the transaction: a turn of the loop, and it is there.
      if (suspected && !broken) await afterEvents()
      if (broken) await new Promise<never>(() => {})
      suspected = false
    },
    pass(query, send) {
      const pass = () => {
        const refused = refusal()
        if (refused) query.reject(refused)
        else send(query)
      }
      if (broken || over || !suspected) return pass()
      void afterEvents().then(() => {
        suspected = false
        pass()
      })
    },
  }
  return guard
}

/** The same `sql`, whose statements pass the guard, in its savepoints too. */
export function guarded<Of extends ISql>(sql: Of, guard: Guard): Of {
  const watched = <Made>(made: Made): Made => {
    // Names and lists of values are no statements; a piece of one has a handler too, which is never called.
    if (made instanceof Promise && 'handler' in made) {
      const query = made as unknown as Sent
      const { handler } = query
      query.handler = asked => guard.pass(asked, handler)
    }
    return made
  }
  const wrap = (of: ISql): ISql =>
    new Proxy(of, {
      apply: (target, _self, args) => watched(Reflect.apply(target as never, undefined, args)),
      get(target, name) {
        const value = Reflect.get(target, name)
        if (name === 'unsafe') return (...args: unknown[]) => watched(value(...args))
        if (name !== 'savepoint') return value
        return (...args: unknown[]) => {
          const work = args.pop() as (tx: ISql) => unknown
          return value(...args, (inner: ISql) => work(wrap(inner)))
        }
      },
    })
  return wrap(sql) as Of
}
