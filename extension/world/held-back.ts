import { type ReadonlySignal, signal } from '@preact/signals'
import type { HeardEvent, Run } from '../../core/contract/run.ts'
import { isOver } from '../../core/contract/run-state.ts'
import type { Answer } from '../api/client.ts'
import type { FollowEnd, FollowedRun } from '../api/event-stream.ts'

/** A stream that said nothing for so long is held against the run's row. */
const SILENCE_MS = 12_000
/** What the row has and the stream has not may be on its way still. */
const ON_ITS_WAY_MS = 2_000
/** How often the row is asked for while nothing comes. */
const EVERY_MS = 4_000

export type FollowRun = (
  run: FollowedRun,
  heard: (event: HeardEvent) => void,
  /** The run is further than its events say: they are held back somewhere. */
  moved?: (run: Run) => void,
) => Promise<FollowEnd>

/**
 * Follows runs also through what buffers streams, as some proxies do: the answer begins, or does not even that, and
 * nothing comes of it though the run goes on. Then its row is asked for from time to time instead.
 */
export function throughBuffers(deps: {
  follow: FollowRun
  askRun: (id: string, projectId?: string | null) => Answer<Run>
  wait: (ms: number, signal: AbortSignal) => Promise<void>
}): { follow: FollowRun; heldBack: ReadonlySignal<boolean> } {
  const { follow, askRun, wait } = deps
  const heldBack = signal(false)

  async function followed(...[run, heard, moved]: Parameters<FollowRun>): Promise<FollowEnd> {
    const control = new AbortController()
    const both = AbortSignal.any([run.signal, control.signal])
    const pause = (ms: number) => wait(ms, both).catch(() => {})
    let seq = run.lastSeq
    let news = 0

    /** Resolves when the row says that the run is over; never, where the stream says it. */
    async function poll(): Promise<FollowEnd> {
      let before = -1
      let ms = SILENCE_MS
      while (!both.aborted) {
        if (news !== before) ms = SILENCE_MS
        before = news
        await pause(ms)
        if (both.aborted || news !== before) continue
        const answer = await askRun(run.runId, run.projectId)
        if (!answer.ok || answer.value.lastSeq <= seq) continue
        await pause(ON_ITS_WAY_MS)
        if (both.aborted || answer.value.lastSeq <= seq) continue
        heldBack.value = true
        ms = EVERY_MS
        seq = answer.value.lastSeq
        moved?.(answer.value)
        if (isOver(answer.value.state)) return { how: 'over' }
      }
      return new Promise(() => {})
    }

    const streaming = follow({ ...run, signal: both }, event => {
      news++
      // What a proxy lets go of in the end is known already.
      if (event.seq <= seq) return
      seq = event.seq
      heldBack.value = false
      heard(event)
    })
    const end = await Promise.race([streaming, poll()])
    control.abort()
    return end
  }
  return { follow: followed, heldBack }
}
