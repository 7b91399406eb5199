import type { Sql, TransactionSql } from 'postgres'

/** Payloads by channel, each once. */
type Hints = Map<string, Set<string>>

/** How a transaction or a pool takes a hint. */
const takers = new WeakMap<object, (channel: string, payload: string) => void>()

/**
 * Notifies of what this transaction does once it is committed. A hint alone: whoever hears it looks for itself, and whoever
 * does not, because a process died between the two, looks by itself some seconds later.
 *
 * PostgreSQL lets through one commit at a time that notifies, and in there each waits for the disk: a hundred clips a second
 * would stand in one line (eight sessions that commit take 0.6 ms each, and 3.5 ms where they notify). So over a server the
 * notification is a statement of its own behind the commit, one for all that were committed while the last one was sent.
 */
export async function hint(sql: Sql | TransactionSql, channel: string, payload: string): Promise<void> {
  const take = takers.get(sql)
  // Elsewhere there is one session, and nobody to wait for.
  if (!take) await sql`select pg_notify(${channel}, ${payload})`
  else take(channel, payload)
}

const add = (hints: Hints, channel: string, payload: string) =>
  hints.set(channel, (hints.get(channel) ?? new Set()).add(payload))

/** @param send notifies of all of these; may fail */
export function openHints(send: (channels: string[], payloads: string[]) => Promise<unknown>) {
  let waiting: Hints = new Map()
  let sending = false

  async function sendAll(): Promise<void> {
    if (sending) return
    sending = true
    while (waiting.size > 0) {
      const pairs = [...waiting].flatMap(([channel, payloads]) =>
        Array.from(payloads, payload => [channel, payload] as const),
      )
      waiting = new Map()
      await send(
        pairs.map(([channel]) => channel),
        pairs.map(([, payload]) => payload),
      ).catch(() => {})
    }
    sending = false
  }

  return {
    /** What is hinted at on the pool itself is of a statement that is committed. */
    sendFor(sql: Sql): void {
      takers.set(sql, (channel, payload) => {
        add(waiting, channel, payload)
        void sendAll()
      })
    },
    /** From here on what is hinted at in this transaction is kept. @returns what sends it, for when it is committed */
    keep(tx: TransactionSql): () => void {
      const hints: Hints = new Map()
      takers.set(tx, (channel, payload) => void add(hints, channel, payload))
      return () => {
        for (const [channel, payloads] of hints)
          for (const payload of payloads) add(waiting, channel, payload)
        void sendAll()
      }
    },
  }
}
