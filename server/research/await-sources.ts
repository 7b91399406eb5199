import { setTimeout as sleep } from 'node:timers/promises'
import { asAccount } from '../db/tenancy.ts'
import type { RunContext } from '../runs/work.ts'
import { type ReadingState, readingState } from '../sources/reading-state.ts'

const FIRST_LOOK_MS = 40
const SLOWEST_LOOK_MS = 500
/** Without any source becoming ready for so long, the brief is written from what there is. */
export const PATIENCE_MS = 90_000

/**
 * Waits until the project's sources are read, or none has got ready for `patienceMs`. The brief of a creator who asks
 * right after the last clip is to have that clip in it.
 */
export async function awaitSources(
  { database, accountId, signal, progress }: RunContext,
  projectId: string,
  patienceMs = PATIENCE_MS,
): Promise<ReadingState> {
  let pause = FIRST_LOOK_MS
  let ready = -1
  let since = performance.now()
  for (;;) {
    signal.throwIfAborted()
    const state = await asAccount(database, accountId, tx => readingState(tx, projectId))
    if (state.pending === 0) return state
    if (state.ready !== ready) {
      ready = state.ready
      since = performance.now()
      pause = FIRST_LOOK_MS
      const total = state.ready + state.pending
      await progress({ done: state.ready, total, label: `Reading ${state.ready} of ${total} sources` })
    } else if (performance.now() - since > patienceMs) return state
    await sleep(pause, undefined, { signal })
    pause = Math.min(SLOWEST_LOOK_MS, pause * 1.5)
  }
}
