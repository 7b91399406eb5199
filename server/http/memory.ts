import { getHeapStatistics } from 'node:v8'

/** A reading is good for so many milliseconds: each costs some microseconds, and requests come by the thousand. */
const GOOD_MS = 250

/**
 * The share of its memory that this process uses, 0 to 1: of the heap that V8 may have, or of what the container gives,
 * whichever is closer to its end.
 */
export function usedMemory(clock: () => number): () => number {
  // Where nobody set a limit the system answers with none, or with more than any computer has.
  const given = process.constrainedMemory()
  const bounded = given > 0 && given < 2 ** 50
  let share = 0
  let read = Number.NEGATIVE_INFINITY
  return () => {
    const now = clock()
    if (now - read < GOOD_MS && now >= read) return share
    read = now
    const { used_heap_size: used, heap_size_limit: most } = getHeapStatistics()
    share = Math.max(used / most, bounded ? process.memoryUsage.rss() / given : 0)
    return share
  }
}
