import { isOver, type RunEvent } from '../../core/contract/run.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { eventsAfter } from './store.ts'

const PING_MS = 15_000

type Follow = (
  accountId: string,
  runId: string,
  afterSeq: number,
  signal: AbortSignal,
) => AsyncGenerator<RunEvent | 'ping', void, undefined>

/** Follows runs by one subscription for all of them. See `Runs.events`. */
export function createFollower(database: Database, pingMs: number = PING_MS): Follow {
  const followers = new Map<string, Set<Bell>>()
  let listening: Promise<unknown> | undefined
  const ringAll = () => {
    for (const bells of followers.values()) for (const bell of bells) bell.ring()
  }
  const listen = () => {
    listening ??= database
      // After a broken connection nobody knows what was missed: everybody looks.
      .listen('run', key => followers.get(key)?.forEach(bell => void bell.ring()), ringAll)
      .catch(error => {
        listening = undefined
        throw error
      })
    return listening
  }

  return async function* follow(accountId, runId, afterSeq, signal) {
    const key = `${accountId}/${runId}`
    const bell = createBell()
    const bells = followers.get(key) ?? new Set()
    followers.set(key, bells.add(bell))
    signal.addEventListener('abort', bell.ring)
    try {
      await listen() // before the first read, so that nothing can happen between reading and hearing
      let seq = afterSeq
      while (!signal.aborted) {
        const read = await asAccount(database, accountId, tx => eventsAfter(tx, runId, seq))
        if (!read) return
        for (const event of read.events) {
          seq = event.seq
          yield event
          if (signal.aborted) return
        }
        if (read.events.length > 0) continue
        if (isOver(read.run.state)) return
        if (!(await bell.rung(pingMs)) && !signal.aborted) yield 'ping'
      }
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
