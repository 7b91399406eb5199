/** Pieces that come within so many milliseconds of the last event are written together. */
const SAYING_MS = 100

/** `text` stands `from` characters into the answer; nought begins it anew. */
export type Said = { from: number; text: string }

/**
 * Gathers the pieces of a growing answer into events: the first at once, the others about one per `everyMs`, one
 * write at a time. Whoever says a piece need not wait for it to be written.
 * @param write rejects where the attempt is over; what it did not write goes with the next
 */
export function createSaying(write: (said: Said) => Promise<void>, everyMs = SAYING_MS) {
  /** Characters of the answer that are in events. */
  let written = 0
  let gathered = ''
  let last = Number.NEGATIVE_INFINITY
  /** The write that takes what is gathered, until it begins. */
  let next: Promise<void> | undefined
  let newest: Promise<void> = Promise.resolve()

  async function afterThat(before: Promise<void>): Promise<void> {
    await before.catch(() => {})
    const rest = last + everyMs - performance.now()
    if (rest > 0) await new Promise(resolve => setTimeout(resolve, rest))
    const said = { from: written, text: gathered }
    next = undefined
    last = performance.now()
    written += gathered.length
    gathered = ''
    try {
      await write(said)
    } catch (error) {
      // Nobody took it back meanwhile, or there would be nothing to put before what came since.
      if (written >= said.from + said.text.length) {
        written = said.from
        gathered = said.text + gathered
      }
      throw error
    }
  }

  return (text: string, { anew = false }: { anew?: boolean } = {}): Promise<void> => {
    if (anew) {
      written = 0
      gathered = ''
    }
    gathered += text
    if (!next) {
      next = newest = afterThat(newest)
      next.catch(() => {})
    }
    return next
  }
}
