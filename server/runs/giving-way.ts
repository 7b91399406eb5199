import type { RunKind } from '../../core/contract/run.ts'

/** Somebody waits for the answer to a request; nobody looks at a page while it is read. */
const GIVES_WAY: ReadonlySet<RunKind> = new Set(['ingest', 'index'])

/** Over which the number of requests is smoothed: one that comes alone is no crowd. */
const MEMORY_MS = 500
/** What one more request at a time adds to a pause, and the longest: under any load some pages a second are read. */
const EACH_MS = 100
const MOST_MS = 400

export interface GivingWay {
  /** A request begins to be answered, or has been. */
  begin(): void
  end(): void
  /**
   * To be waited for behind a run: returns at once where at most one request at a time was answered here of late. One run
   * after the other goes through, however many are worked on at once.
   */
  pause(kind: RunKind): Promise<void>
  /** Whoever pauses goes on, and nobody does any more. */
  close(): void
}

/**
 * Lets reading give way to the requests that this process answers. Both take the same processor and the same database: side
 * by side with equal rights, three pages that are read double the time of whoever waits. What has to be read is on disk and
 * is caught up with as soon as it is quiet. A process that answers nothing, a worker alone, gives way to nobody.
 * @param clock milliseconds that only go forward
 */
export function openGivingWay(clock: () => number = () => performance.now()): GivingWay {
  let answering = 0
  let mean = 0
  let changed = clock()
  let turn = Promise.resolve()
  const closed = Promise.withResolvers<void>()
  let open = true

  /** The mean decays towards what is now, exactly so for a number that changes in steps. */
  function step(by: number): number {
    const now = clock()
    const old = Math.exp((changed - now) / MEMORY_MS)
    mean = mean * old + answering * (1 - old)
    changed = now
    answering += by
    return mean
  }

  async function wait(): Promise<void> {
    const ms = Math.min(MOST_MS, (step(0) - 1) * EACH_MS)
    if (!open || ms <= 0) return
    let timer: NodeJS.Timeout | undefined
    await Promise.race([
      closed.promise,
      new Promise<void>(resolve => {
        timer = setTimeout(resolve, ms)
      }),
    ])
    clearTimeout(timer)
  }

  return {
    begin: () => void step(1),
    end: () => void step(-1),
    async pause(kind) {
      if (!GIVES_WAY.has(kind)) return
      turn = turn.then(wait)
      await turn
    },
    close() {
      open = false
      closed.resolve()
    },
  }
}
