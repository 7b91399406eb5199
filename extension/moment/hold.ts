/** From here on a press is a hold: in at the press, out at the release. */
export const HOLD_MS = 700
/** A held shortcut is told again and again; once it repeats, a gap this long is its release. */
const REPEAT_MS = 300

export interface HoldDeps {
  /** Milliseconds from any beginning. */
  now: () => number
  /** Runs it after so many milliseconds, unless the answer is called before. */
  timer: (run: () => void, ms: number) => () => void
  began: () => void
  /** It has become a hold. */
  holding: () => void
  /**
   * @param held whether it was a hold
   * @param lateMs how long ago the release was, where it is noticed only by the silence after it
   */
  ended: (held: boolean, lateMs: number) => void
}

/**
 * One press, from whatever is pressed. A button says when it goes down and up. Of a shortcut the browser tells only the
 * press, and while it is held the press again as fast as the keyboard repeats: silence is the release.
 */
export function createHold({ now, timer, began, holding, ended }: HoldDeps) {
  let press: { from: number; last: number; told: number; held: boolean } | null = null
  let stop = () => {}

  function begin(): void {
    press = { from: now(), last: now(), told: 0, held: false }
    began()
  }
  function end(at: number = now()): void {
    stop()
    const over = press
    press = null
    if (over) ended(over.held, now() - at)
  }
  function becomeHold(): void {
    if (!press || press.held) return
    press.held = true
    holding()
  }

  return {
    down(): void {
      // The shortcut was pressed a moment ago, and nobody can say yet whether it is held.
      if (press?.told) end(press.last)
      if (press) return
      begin()
      stop = timer(becomeHold, HOLD_MS)
    },
    up(): void {
      if (press && !press.told) end()
    },
    /** The shortcut, as often as the browser tells it. */
    told(): void {
      stop()
      if (!press) begin()
      const mine = press!
      mine.last = now()
      mine.told++
      // Twice may be two presses; three times so fast no finger is.
      const repeats = mine.told > 2
      if (repeats && now() - mine.from >= HOLD_MS) becomeHold()
      stop = timer(() => end(mine.last), repeats ? REPEAT_MS : HOLD_MS)
    },
    /** A key of the shortcut went up, where the page hears of it: the browser keeps that to itself more often than not. */
    released(): void {
      if (!press?.told) return
      if (now() - press.from >= HOLD_MS) becomeHold()
      end()
    },
    cancel(): void {
      stop()
      press = null
    },
  }
}

export type Hold = ReturnType<typeof createHold>
