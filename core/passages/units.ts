import type { Transcript } from '../contract/transcript.ts'
import type { TranscriptText } from '../transcript/text.ts'
import { captionUnits } from './caption-units.ts'
import { countWords, type Range } from './range.ts'
import { sentences } from './sentences.ts'

/** What stands between a unit and the one before it. */
export type Border = 'none' | 'line' | 'blank' | 'heading'

/** A stretch of text that a passage never cuts: a sentence, a heading, a caption unit, or a part of what is too long. */
export interface Unit extends Range {
  words: number
  border: Border
  heading: boolean
}

/** Longer sentences than these are cut, at a clause where there is one. */
const MOST_WORDS = 120
const MOST_CHARS = 1_200

export interface SpokenText {
  transcript: Transcript
  running: TranscriptText
}

export function* unitsOf(
  text: string,
  language?: string | null,
  spoken?: SpokenText | null,
): Generator<Unit> {
  const ranges = spoken ? captionUnits(spoken.transcript, spoken.running) : sentences(text, language)
  let end = 0
  let afterHeading = false
  for (const range of ranges) {
    const gap = text.slice(end, range.start)
    const heading = !spoken && isHeading(text, range, gap, end === 0)
    let border: Border = /\n\s*\n/.test(gap) ? 'blank' : gap.includes('\n') ? 'line' : 'none'
    if (heading && !afterHeading && end > 0) border = 'heading'
    for (const part of bounded(text, range)) {
      yield { ...part, words: countWords(text.slice(part.start, part.end)), border, heading }
      border = 'none'
    }
    end = range.end
    afterHeading = heading
  }
}

/** A line of its own, short, without the end of a sentence, and not an item of a list. */
function isHeading(text: string, { start, end }: Range, gap: string, first: boolean): boolean {
  if (
    end - start > 90 ||
    !(first || gap.includes('\n')) ||
    (end < text.length && !/^[^\S\n]*\n/.test(text.slice(end, end + 8)))
  ) {
    return false
  }
  const line = text.slice(start, end)
  return (
    /\p{L}/u.test(line) &&
    !/[.!?…:;,。！？"”]$/.test(line) &&
    !/^(?:[-*•–]|\d+[.)])\s/.test(line) &&
    countWords(line) <= 12
  )
}

function* bounded(text: string, range: Range): Generator<Range> {
  let { start } = range
  while (isTooLong(text, start, range.end)) {
    const cut = cutPoint(text, start, range.end)
    let end = cut
    while (end > start && /\s/.test(text[end - 1]!)) end--
    yield { start, end }
    start = cut
    while (start < range.end && /\s/.test(text[start]!)) start++
  }
  if (start < range.end) yield { start, end: range.end }
}

function isTooLong(text: string, start: number, end: number): boolean {
  if (end - start > MOST_CHARS) return true
  return end - start > MOST_WORDS && countWords(text.slice(start, end)) > MOST_WORDS
}

/** Behind the last clause end in the second half of what is allowed, else the last word, else in mid-word. */
function cutPoint(text: string, start: number, end: number): number {
  let most = Math.min(end, start + MOST_CHARS)
  let words = 0
  let lastSpace = -1
  let lastClause = -1
  for (let i = start; i < most; i++) {
    if (!/\s/.test(text[i]!)) continue
    if (i + 1 < end && !/\s/.test(text[i + 1]!)) words++
    lastSpace = i
    if (/[,;:–—)]/.test(text[i - 1] ?? '')) lastClause = i
    if (words >= MOST_WORDS) {
      most = i
      break
    }
  }
  if (lastClause > start + (most - start) / 2) return lastClause
  if (lastSpace > start) return lastSpace
  return /[\ud800-\udbff]/.test(text[most - 1]!) ? most - 1 : most
}
