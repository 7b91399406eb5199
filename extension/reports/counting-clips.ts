import type { UseEvent } from '../../core/contract/report.ts'
import type { Capture } from '../../core/contract/source.ts'

/** Tells of each clip, by whatever gesture, that it was kept and by which way its words came. What is kept again is no other. */
export function countingClips<Sent extends { keep(capture: Capture): Promise<{ ok: boolean }> }>(
  sender: Sent,
  used: (event: UseEvent) => void,
): Sent {
  const told = new Set<string>()
  return {
    ...sender,
    async keep(capture: Capture) {
      const result = await sender.keep(capture)
      const { by } = capture.receipt
      if (result.ok && !told.has(capture.id)) used({ event: 'clip_saved', ...(by && { leg: by }) })
      if (result.ok) told.add(capture.id)
      return result
    },
  }
}
