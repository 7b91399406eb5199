import type { Result } from '../../core/contract/result.ts'
import { backoffMs } from '../api/backoff.ts'
import type { Pairing } from '../api/pairing.ts'
import type { ApiFailure, Credentials, Request } from '../api/request.ts'
import type { Announcements } from '../browser/announcements.ts'
import type { Locks } from '../browser/locks.ts'
import type { OpenDatabase } from './database.ts'
import { type Item, queueOf } from './queue.ts'
import { meaningOf } from './retry.ts'

export interface SyncDeps {
  open: OpenDatabase
  pairing: Pairing
  send: (credentials: Credentials, request: Request) => Promise<Result<unknown, ApiFailure>>
  locks: Locks
  /** Only one context holds it: each server has one of its own. */
  lock: string
  announcements: Announcements
  clock: () => number
  random: () => number
}

export type SyncOutcome =
  /** Everything is with the server, or refused by it. */
  | { state: 'empty' }
  /** Something waits for another try. */
  | { state: 'waiting' }
  /** Nobody will take anything until the creator pairs again. */
  | { state: 'unpaired'; failure: ApiFailure }

/** Whether the server lacks what a clip needs, and we can give it. */
const heals = ({ status, code }: ApiFailure) => status === 404 || code === 'conflict'

/**
 * Sends what waits, in order, one at a time. Only one context of the extension does it at once; the others wait
 * their turn and then find little left. Everything sent is a PUT or DELETE under an id of ours, so that what was
 * sent twice, because the answer to the first got lost, changes nothing.
 */
export function createSync(deps: SyncDeps) {
  const { pairing, send, locks, announcements, clock, random } = deps
  const queue = queueOf(deps.open, clock)
  let next: Promise<SyncOutcome> | null = null
  let eager = false

  async function round(now: boolean): Promise<SyncOutcome> {
    let credentials: Credentials | null = null
    let renewed = false
    const tried = new Set<string>()
    const healed = new Set<string>()
    if (!now && (await queue.pausedUntil()) > clock()) return { state: 'waiting' }

    for (let item = await queue.next(now, tried); item; item = await queue.next(now, tried)) {
      if (!credentials) {
        const paired = await pairing.pair()
        if (!paired.ok) return stopped(paired.error)
        credentials = paired.value
      }
      tried.add(item.mark)
      const begun = await queue.begin(item)
      if (!begun) continue
      if (item.is === 'clip') announcements.tell({ kind: 'outbox' })
      const { projectId } = item.entry
      const shared = await queue.isShared(projectId)
      const answer = await send(credentials, shared ? { ...begun, projectId } : begun)

      if (answer.ok) {
        await queue.acknowledge(item)
        announcements.tell({ kind: 'sent', projectId: item.entry.projectId })
        continue
      }
      const failure = answer.error
      const meaning = meaningOf(failure)
      if (failure.status === null) announcements.tell({ kind: 'unreached' })
      if (meaning === 'unknown' && item.is === 'operation') {
        // Deleting what the server has not got is done; restoring it is past doing.
        await queue.acknowledge(item)
      } else if (item.is === 'clip' && heals(failure) && !healed.has(item.mark)) {
        healed.add(item.mark)
        // Another database than the one that knew the project: make it there. Removed elsewhere, and clipped again
        // here: bring it back. Then send again.
        if (meaning === 'unknown') await queue.makeProject(item.entry.projectId)
        else await queue.bringBack(item.entry)
        await queue.postpone(item, 0)
        tried.delete(item.mark)
      } else if (meaning === 'refused' || meaning === 'unknown') {
        await queue.refuse(item, failure)
      } else if (meaning === 'unpaired') {
        await queue.postpone(item, 0)
        if (renewed) return stopped(failure)
        const paired = await pairing.renew(credentials.token)
        if (!paired.ok) return stopped(paired.error)
        renewed = true
        credentials = paired.value
        tried.delete(item.mark)
      } else {
        const wait = Math.max(failure.retryAfterMs ?? 0, backoffMs(item.entry.attempts + 1, random))
        const isFull = failure.code === 'quota_reached'
        await queue.postpone(item, clock() + wait, isFull ? failure.message : null)
        if (failure.retryAfterMs !== null && meaning === 'pause') await queue.pauseUntil(clock() + wait)
        if (meaning === 'pause') break
      }
      announcements.tell({ kind: 'outbox' })
    }
    announcements.tell({ kind: 'outbox' })
    return { state: (await queue.size()) === 0 ? 'empty' : 'waiting' }
  }

  function stopped(failure: ApiFailure): SyncOutcome {
    announcements.tell({ kind: 'outbox' })
    return meaningOf(failure) === 'pause' || meaningOf(failure) === 'later'
      ? { state: 'waiting' }
      : { state: 'unpaired', failure }
  }

  /**
   * @param now try also what waits for its next attempt: the creator asked, or the network came back
   */
  return function sync({ now = false }: { now?: boolean } = {}): Promise<SyncOutcome> {
    eager ||= now
    // One round that has not begun yet serves everybody who asks until it does.
    next ??= locks.hold(deps.lock, () => {
      const all = eager
      next = null
      eager = false
      return round(all)
    })
    return next
  }
}

export type Sync = ReturnType<typeof createSync>
export type { Item }
