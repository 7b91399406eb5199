import type { TransactionSql } from 'postgres'
import type { Database } from './database.ts'
import { Uninvited } from './guest.ts'
import { asAccount } from './tenancy.ts'

const PING_MS = 15_000

/** Things of an account that come one after the other, by numbers without gaps: a run's events, a script's changes. */
export interface FollowedRow<Item> {
  /** What is notified, with `account/id` as payload, by whoever adds to a row. */
  channel: string
  /** The items after a number, in order, as many as one read may hold; null where there is no such row any more. */
  read(tx: TransactionSql, id: string, after: number): Promise<{ items: Item[]; over: boolean } | null>
}

export type Follow<Item> = (
  accountId: string,
  id: string,
  afterSeq: number,
  signal: AbortSignal,
) => AsyncGenerator<Item | 'ping', void, undefined>

/**
 * Follows rows by one subscription for all of them: every item after `afterSeq` as it is written, and 'ping' when
 * `pingMs` were silent. Ends behind a row's last item, when `signal` aborts, and where there is no row, or none any more
 * for the guest who follows.
 */
export function createFollower<Item extends { seq: number }>(
  database: Database,
  { channel, read }: FollowedRow<Item>,
  pingMs: number = PING_MS,
): Follow<Item> {
  const followers = new Map<string, Set<Bell>>()
  let listening: Promise<unknown> | undefined
  const ringAll = (of = '') => {
    for (const [key, bells] of followers) if (key.startsWith(of)) for (const bell of bells) bell.ring()
  }
  const listen = () => {
    listening ??= database
      // After a broken connection nobody knows what was missed: everybody looks.
      .listen(
        channel,
        key => followers.get(key)?.forEach(bell => void bell.ring()),
        () => ringAll(),
      )
      // Somebody may see more or less of this account than before: those who follow look whether they still may.
      .then(() => database.listen('member', accountId => ringAll(`${accountId}/`)))
      .catch(error => {
        listening = undefined
        throw error
      })
    return listening
  }

  return async function* follow(accountId, id, afterSeq, signal) {
    const key = `${accountId}/${id}`
    const bell = createBell()
    const bells = followers.get(key) ?? new Set()
    followers.set(key, bells.add(bell))
    signal.addEventListener('abort', bell.ring)
    try {
      await listen() // before the first read, so that nothing can happen between reading and hearing
      let seq = afterSeq
      while (!signal.aborted) {
        const found = await asAccount(database, accountId, tx => read(tx, id, seq))
        if (!found) return
        for (const item of found.items) {
          seq = item.seq
          yield item
          if (signal.aborted) return
        }
        if (found.items.length > 0) continue
        if (found.over) return
        if (!(await bell.rung(pingMs)) && !signal.aborted) yield 'ping'
      }
    } catch (error) {
      if (!(error instanceof Uninvited)) throw error
    } finally {
      signal.removeEventListener('abort', bell.ring)
      bells.delete(bell)
      if (bells.size === 0 && followers.get(key) === bells) followers.delete(key)
    }
  }
}

interface Bell {
  ring(): void
  /** Whether it rang, since the last time or within `ms`. */
  rung(ms: number): Promise<boolean>
}

/** Remembers a ring that nobody waited for. */
function createBell(): Bell {
  let rang = false
  let wake: (() => void) | undefined
  return {
    ring() {
      rang = true
      wake?.()
    },
    async rung(ms) {
      if (!rang) {
        let timer: NodeJS.Timeout | undefined
        await new Promise<void>(resolve => {
          wake = resolve
          timer = setTimeout(resolve, ms)
        })
        clearTimeout(timer)
        wake = undefined
      }
      const was = rang
      rang = false
      return was
    },
  }
}
