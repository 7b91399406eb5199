import type { Transcript } from '../contract/transcript.ts'
import { msAt, transcriptText } from '../transcript/text.ts'
import { lastStart } from './last-start.ts'
import type { Range } from './range.ts'
import { type SpokenText, type Unit, unitsOf } from './units.ts'

/** A stretch of a source of about 60 to 120 words: what is searched and what a model is shown. */
export interface Passage extends Range {
  ord: number
  words: number
  /** Of the video, in milliseconds; null for pages. */
  startMs: number | null
  endMs: number | null
}

const GOOD_WORDS = 60
const MOST_WORDS = 120
/** Words can be long: tables, addresses, code. */
const MOST_CHARS = 2_400
/** At a blank line a passage may end with so few. */
const FEWEST_WORDS = 35
/** A rest of a section with fewer joins what is before it. */
const TINY_WORDS = 12

export interface PassageOptions {
  language?: string | null
  /** Of the video whose `transcriptText` the text is. */
  transcript?: Transcript | null
}

/**
 * Cuts a source's plain text into passages, in order, without overlap. A sentence is never cut (but for one beyond
 * 120 words); a heading begins a passage; a paragraph's end is preferred to its middle.
 * One pass, a passage in memory at a time.
 */
export function* passages(text: string, { language, transcript }: PassageOptions = {}): Generator<Passage> {
  const spoken = transcript ? { transcript, running: transcriptText(transcript) } : null
  let open: Unit[] = []
  let words = 0
  let ord = 0
  const close = (): Passage => {
    const range = { start: open[0]!.start, end: open.at(-1)!.end }
    const passage = { ord: ord++, ...range, words, ...times(spoken, range) }
    open = []
    words = 0
    return passage
  }
  for (const unit of unitsOf(text, language, spoken)) {
    if (open.length > 0 && endsBefore(open, words, unit)) yield close()
    open.push(unit)
    words += unit.words
  }
  if (open.length > 0) yield close()
}

function endsBefore(open: Unit[], words: number, next: Unit): boolean {
  if (words + next.words > MOST_WORDS || next.end - open[0]!.start > MOST_CHARS) return true
  if (open.every(unit => unit.heading)) return false
  if (next.border === 'heading') return words >= TINY_WORDS
  if (next.border === 'blank') return words >= (next.words > 30 ? FEWEST_WORDS : GOOD_WORDS - 10)
  return words >= GOOD_WORDS && (next.border === 'line' || words + next.words > MOST_WORDS - 20)
}

function times(
  spoken: SpokenText | null,
  { start, end }: Range,
): { startMs: number | null; endMs: number | null } {
  if (!spoken) return { startMs: null, endMs: null }
  const { transcript, running } = spoken
  const last = lastStart(running.starts, end - 1)
  return { startMs: msAt(transcript, running, start), endMs: transcript.segments[last]?.endMs ?? 0 }
}
