import { type ReadonlySignal, signal } from '@preact/signals'
import type { Announcements } from '../browser/announcements.ts'
import type { MeasureRoom } from '../browser/storage-room.ts'
import type { Clips } from '../outbox/clips.ts'
import { type LowRoom, lowRoom } from '../panel/room/low-room.ts'

/** Clips come in bursts; the disk is asked once after those of this many milliseconds. */
const GATHER_MS = 400

/** Looks at the room on the disk whenever what waits here has changed. */
export function followRoom(deps: {
  measure: MeasureRoom
  clips: Pick<Clips, 'list'>
  announcements: Announcements
  setTimer: (run: () => void, ms: number) => () => void
}): { room: ReadonlySignal<LowRoom | null>; look: () => Promise<void>; stop: () => void } {
  const { measure, clips, announcements, setTimer } = deps
  const room = signal<LowRoom | null>(null)
  let cancel: (() => void) | null = null

  async function look(): Promise<void> {
    try {
      const measured = await measure()
      const low = measured && lowRoom(measured)
      room.value = low && { ...low, waiting: (await clips.list()).length }
    } catch {
      // A browser that cannot tell its room is no reason to worry anybody.
    }
  }

  const off = announcements.onTold(told => {
    if (told.kind !== 'outbox' && told.kind !== 'sent') return
    cancel ??= setTimer(() => {
      cancel = null
      void look()
    }, GATHER_MS)
  })
  return {
    room,
    look,
    stop() {
      cancel?.()
      off()
    },
  }
}
