import type { Spoken } from './spoken.ts'
import type { SpeechUnits } from './units.ts'
import type { MeasuredExample } from './video-measure.ts'

const MOST_CHARS = 400
const FEWEST_WORDS = 5
const MOST_WORDS = 40
const BEFORE = 8
const AFTER = 16

/** Words of a video as they stand in the captions, at most 400 characters, with the second at which they begin. */
export function quoteAt(
  { text, words, startsMs, timed }: Spoken,
  from: number,
  to: number,
): { startMs: number | null; quote: string } {
  const first = words[from]!
  let last = Math.min(to, words.length) - 1
  while (last > from && words[last]!.end - first.start > MOST_CHARS) last--
  // The point or question mark that follows belongs to it.
  const after = text.slice(words[last]!.end, words[last]!.end + 3).match(/^[.?!…"”’)]+/)?.[0] ?? ''
  const quote = text.slice(first.start, words[last]!.end).concat(after).slice(0, MOST_CHARS).toWellFormed()
  return { startMs: timed === 'none' ? null : Math.round(startsMs[from]!), quote }
}

/** The words around a place: its unit where that can be read at once, else some words before and behind. */
export function around(spoken: Spoken, { units }: SpeechUnits, at: number): { from: number; to: number } {
  const unit = unitWith(units, at)
  if (unit && unit.to - unit.from >= FEWEST_WORDS && unit.to - unit.from <= MOST_WORDS) return unit
  const most = unit && unit.to - unit.from > MOST_WORDS ? unit : { from: 0, to: spoken.words.length }
  return { from: Math.max(most.from, at - BEFORE), to: Math.min(most.to, at + AFTER) }
}

function unitWith(units: readonly { from: number; to: number }[], at: number) {
  let low = 0
  let high = units.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const unit = units[middle]!
    if (at < unit.from) high = middle - 1
    else if (at >= unit.to) low = middle + 1
    else return unit
  }
  return null
}

/** So many places of a trait are looked at for the clearest one. */
const MOST_LOOKED_AT = 60

/** The clearest instance: the most hits in the fewest words, a sentence before a mere window. */
export function clearest(
  spoken: Spoken,
  units: SpeechUnits,
  hits: readonly number[],
): MeasuredExample | null {
  let best: { from: number; to: number; clear: number } | null = null
  const step = Math.max(1, Math.ceil(hits.length / MOST_LOOKED_AT))
  for (let n = 0; n < hits.length; n += step) {
    const { from, to } = around(spoken, units, hits[n]!)
    let said = 0
    for (let k = n; k < hits.length && hits[k]! < to; k++) said++
    for (let k = n - 1; k >= 0 && hits[k]! >= from; k--) said++
    const length = to - from
    // Ten words are read at a glance; fewer have no context.
    const clear = said / Math.max(10, length)
    if (!best || clear > best.clear) best = { from, to, clear }
  }
  return best && { ...quoteAt(spoken, best.from, best.to), clear: best.clear }
}
