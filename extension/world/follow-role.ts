import type { ReadonlySignal } from '@preact/signals'
import type { Work } from '../panel/world.ts'

export interface FollowRoleDeps {
  work: ReadonlySignal<Work>
  isOnline: () => boolean
  /** Asks the server anew for its projects, and for what is in the one that is open. */
  refresh: () => Promise<void>
  onAttention: (heard: () => void) => () => void
  clock: () => number
}

/** Between two looks, however often the pointer comes and goes. */
const APART_MS = 15_000

/**
 * What one may do in somebody else's project is theirs to change, and nothing tells of it: it is looked at anew when
 * its guest turns to the panel.
 */
export function followRole({ work, isOnline, refresh, onAttention, clock }: FollowRoleDeps): () => void {
  let looked = Number.NEGATIVE_INFINITY
  return onAttention(() => {
    const { projects, projectId } = work.peek()
    const isGuest = projects.some(({ id, shared }) => id === projectId && shared !== undefined)
    if (!isGuest || !isOnline() || clock() - looked < APART_MS) return
    looked = clock()
    void refresh()
  })
}
