import type { UseEvent } from '../../core/contract/report.ts'
import type { Capture } from '../../core/contract/source.ts'

/** Tells of each clip, by whatever gesture, that it was kept and by which way its words came. */
export function countingClips<Sent extends { keep(capture: Capture): Promise<{ ok: boolean }> }>(
  sender: Sent,
  used: (event: UseEvent) => void,
): Sent {
  return {
    ...sender,
    async keep(capture: Capture) {
      const result = await sender.keep(capture)
      const { by } = capture.receipt
      if (result.ok) used({ event: 'clip_saved', ...(by && { leg: by }) })
      return result
    },
  }
}
