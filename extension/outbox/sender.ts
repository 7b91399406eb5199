import type { Result } from '../../core/contract/result.ts'
import type { Capture, Source } from '../../core/contract/source.ts'
import type { Alarms } from '../browser/alarms.ts'
import type { Announcements } from '../browser/announcements.ts'
import type { Clips, OutboxFailure } from './clips.ts'
import type { Sync, SyncOutcome } from './sync.ts'

/** Rings each minute while something waits, whatever becomes of panel and worker. */
export const SEND_ALARM = 'ownwords.send'

export interface Sender {
  /** Resolves when the capture is on disk; sending begins then and is not waited for. */
  keep(capture: Capture): Promise<Result<Source, OutboxFailure>>
  /** Sends what waits. `now`: also what is not due yet. */
  flush(options?: { now?: boolean }): Promise<SyncOutcome>
}

export function createSender(deps: {
  clips: Clips
  sync: Sync
  /** Whether something waits for another server than the one that is worked with. */
  othersWait: () => Promise<boolean>
  alarms: Alarms
  announcements: Announcements
  /** Asks the browser once not to throw our storage away when the disk gets full. */
  persist: () => Promise<unknown>
}): Sender {
  const { clips, sync, othersWait, alarms, announcements, persist } = deps

  async function flush(options: { now?: boolean } = {}): Promise<SyncOutcome> {
    const outcome = await sync(options)
    if (outcome.state === 'waiting' || (await othersWait())) await alarms.every(SEND_ALARM, 1)
    else await alarms.clear(SEND_ALARM)
    return outcome
  }

  return {
    async keep(capture) {
      const from = performance.now()
      // Before the save: a worker that dies right after it is woken by the alarm.
      await alarms.every(SEND_ALARM, 1)
      const saved = await clips.save(capture)
      // The creator waits for this: `npm run bench:outbox` reads it.
      performance.measure('ownwords: clip to disk', { start: from })
      announcements.tell({ kind: 'outbox' })
      if (saved.ok) void persist().catch(() => {})
      void flush().catch(() => {
        // The clip is on disk and the alarm set: the next ring tries again.
      })
      return saved
    },
    flush,
  }
}

/** Asks once on this computer: a browser may show a question for it. */
export async function persistOnce(local: {
  get(key: string): Promise<unknown>
  set(key: string, value: unknown): Promise<void>
}): Promise<void> {
  if (await local.get('persist-asked')) return
  await local.set('persist-asked', true)
  await navigator.storage?.persist?.()
}
