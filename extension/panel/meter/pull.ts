import type { Range } from '../../../core/passages/range.ts'
import type { SentenceReading } from '../../../core/voice/reading.ts'

/** How a sentence is coloured: which way it pulls, and how much in three steps. 0: hardly at all, no colour. */
export interface Pull {
  way: 'towards' | 'away' | 'neither'
  step: 0 | 1 | 2 | 3
}

/** @param pull −1 to 1, as the meter says it of a sentence */
export function pullOf(pull: number): Pull {
  const much = Math.abs(pull)
  const step = much < 0.15 ? 0 : much < 0.4 ? 1 : much < 0.7 ? 2 : 3
  if (step === 0 || Number.isNaN(pull)) return { way: 'neither', step: 0 }
  return { way: pull > 0 ? 'towards' : 'away', step }
}

/** A stretch of one line that looks alike throughout. `start` and `end` are characters of the text. */
export interface Piece extends Range {
  /** Index of its sentence; −1 between sentences. */
  sentence: number
  copied: boolean
}

/**
 * A text in lines (without their line ends), each cut where a sentence or a copied stretch begins or ends: what the
 * colours behind the draft are drawn of. Whatever ranges are given, every character is in exactly one piece.
 */
export function linesOf(
  text: string,
  sentences: readonly Range[],
  copied: readonly Range[],
): { start: number; pieces: Piece[] }[] {
  const lines: { start: number; pieces: Piece[] }[] = []
  const sentenceAt = walker(sentences)
  const copyAt = walker(copied)
  let start = 0
  for (;;) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    const pieces: Piece[] = []
    for (let at = start; at < end; ) {
      const sentence = sentenceAt(at)
      const copy = copyAt(at)
      const until = Math.min(end, sentence.until, copy.until)
      pieces.push({ start: at, end: until, sentence: sentence.index, copied: copy.index >= 0 })
      at = until
    }
    lines.push({ start, pieces })
    if (newline < 0) return lines
    start = newline + 1
  }
}

/** Asked with ever greater places: in which of the ordered ranges a place is, and until where that holds. */
function walker(ranges: readonly Range[]): (at: number) => { index: number; until: number } {
  let next = 0
  return at => {
    while (next < ranges.length && ranges[next]!.end <= at) next++
    const range = ranges[next]
    if (!range) return { index: -1, until: Number.POSITIVE_INFINITY }
    return range.start <= at ? { index: next, until: range.end } : { index: -1, until: range.start }
  }
}

/**
 * Where the ranges of one text are in another that an edit made of it, until the new text is read: what stands before
 * the edit stays, what stands behind it moves along, and what the edit is in grows or shrinks with it.
 */
export function carried<Each extends Range>(ranges: readonly Each[], before: string, after: string): Each[] {
  if (before === after) return [...ranges]
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) head++
  let tail = 0
  while (
    tail < shorter - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++
  const behind = before.length - tail
  const by = after.length - before.length
  const moved = (place: number) =>
    place <= head ? place : place >= behind ? place + by : Math.min(place, head)
  return ranges
    .map(range => ({ ...range, start: moved(range.start), end: moved(range.end) }))
    .filter(range => range.end > range.start)
}

/** The sentence at a place of the text, or else the last before it; −1 before the first. */
export function sentenceAt(sentences: readonly Range[], place: number): number {
  let low = 0
  let high = sentences.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sentences[middle]!.start <= place) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** The next sentence, round the end, that has a colour; −1 where none has. */
export function nextColoured(sentences: readonly SentenceReading[], from: number, step: 1 | -1): number {
  const many = sentences.length
  for (let n = 1; n <= many; n++) {
    const at = (((from + n * step) % many) + many) % many
    if (pullOf(sentences[at]!.pull).step > 0) return at
  }
  return -1
}
