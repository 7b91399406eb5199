import { sentences } from '../passages/sentences.ts'
import type { NormalWord } from './normal.ts'

/** Words of a stretch that takes a sentence's place where the text has no points. */
const LONGEST = 60
const PIECE = 25

/** The sentences of a text with their words; all words are in one. What has no points is cut into pieces. */
export function meterSentences(
  text: string,
  language: string,
  words: readonly NormalWord[],
): { start: number; end: number; from: number; to: number }[] {
  const found: { start: number; end: number; from: number; to: number }[] = []
  let from = 0
  const add = (to: number) => {
    if (to > from) found.push({ start: words[from]!.start, end: words[to - 1]!.end, from, to })
    from = to
  }
  for (const { end } of sentences(text, language)) {
    let to = from
    while (to < words.length && words[to]!.start < end) to++
    while (to - from > LONGEST) add(from + PIECE)
    add(to)
    const last = found.at(-1)
    // With its point and quotes.
    if (last && last.end < end) last.end = end
  }
  add(words.length)
  return found
}
