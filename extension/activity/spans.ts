/** A stretch of time, in milliseconds since 1970. */
export interface Span {
  is: 'active' | 'waited'
  from: number
  to: number
}

/** A pause that is longer counts no further. */
export const PAUSE_MS = 60_000
/** Who does nothing for longer, while the machine works on what they asked for, waits. */
export const QUIET_MS = 10_000

/**
 * Tells active time and waiting apart, of one page of ours: by what the creator does in it, whether it is seen, and
 * whether the machine works on something that they wait for. Every call takes the time and gives the stretches that
 * are sure by then, none of them twice.
 */
export function spansOf() {
  /** Seen, and until when everything is told; null: hidden, or nothing was done yet. */
  let told: number | null = null
  /** Until when what was done last counts. */
  let lasts = 0
  /** While the machine works: whether this waiting is sure already. */
  let awaiting: { sure: boolean } | null = null

  /** Everything up to now. `ended`: something happened that ends a quiet stretch. */
  function pass(now: number, ended: 'by doing' | 'by the machine' | 'by time'): Span[] {
    if (told === null || now <= told) return []
    const from = told
    if (awaiting) {
      const quiet = now - from
      const waits = awaiting.sure || quiet > QUIET_MS || ended === 'by the machine'
      // So far it may be either: nothing is told yet.
      if (!waits && ended === 'by time') return []
      if (waits && ended === 'by time') awaiting.sure = true
      told = now
      return [{ is: waits ? 'waited' : 'active', from, to: now }]
    }
    told = now
    const to = Math.min(now, lasts)
    return to > from ? [{ is: 'active', from, to }] : []
  }

  return {
    /** The creator did something. */
    did(now: number): Span[] {
      const spans = pass(now, 'by doing')
      told = Math.max(told ?? now, now)
      lasts = now + PAUSE_MS
      if (awaiting) awaiting = { sure: false }
      return spans
    },
    /** The machine begins or stops to work on what they wait for. */
    waits(on: boolean, now: number): Span[] {
      if (on === (awaiting !== null)) return []
      const spans = pass(now, on ? 'by time' : 'by the machine')
      awaiting = on ? { sure: false } : null
      // What came is looked at: that counts as what is done.
      if (!on && told !== null) lasts = now + PAUSE_MS
      return spans
    },
    /** It is seen no more: until something is done in it again nothing counts. */
    hidden(now: number): Span[] {
      const spans = pass(now, awaiting ? 'by the machine' : 'by time')
      told = null
      return spans
    },
    /** What is sure by now, to be kept. */
    soFar: (now: number): Span[] => pass(now, 'by time'),
  }
}
