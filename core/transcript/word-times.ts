import type { Cue } from './cues.ts'
import { cleaned } from './speech.ts'

/** A word of a caption as it was written, and when it begins. */
export interface TimedWord {
  word: string
  ms: number
  /** Whether a mark of its own says so. */
  own: boolean
}

/** Longer captions are no lines of speech, and the contract holds no more. */
const mostWords = 10_000

/** The words of a cue with the time of the last mark before each; none where the cue has no marks. */
export function timedWords({ text, startMs, marks }: Cue): TimedWord[] {
  if (!marks?.length) return []
  const words: TimedWord[] = []
  let mark = -1
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    const before = mark
    while (mark + 1 < marks.length && marks[mark + 1]!.at <= index) mark++
    words.push({ word: cleaned(word).trim(), ms: mark < 0 ? startMs : marks[mark]!.ms, own: mark > before })
    if (words.length > mostWords) return []
  }
  return words
}

/**
 * When each word of `text` begins, from the words of the caption that it was made of. Words that were taken out on the
 * way (sounds, lines that had rolled up) are passed over, from the end, since what rolls up stands at the beginning.
 * Times never decrease and stay within the segment. null where the words do not match, or where most of them have no
 * time of their own: marks also stand where a line of a written caption changes its look.
 */
export function wordStarts(
  text: string,
  from: TimedWord[],
  { startMs, endMs }: { startMs: number; endMs: number },
): number[] | null {
  const words = text.split(' ')
  const starts: number[] = new Array(words.length)
  let at = from.length - 1
  let own = 0
  for (let word = words.length - 1; word >= 0; word--) {
    while (at >= 0 && from[at]!.word !== words[word]) at--
    if (at < 0) return null
    if (word > 0 && from[at]!.own) own++
    starts[word] = from[at--]!.ms
  }
  if (own < (words.length - 1) / 2) return null
  let latest = startMs
  return starts.map(ms => {
    latest = Math.min(Math.max(latest, Math.round(ms) || 0), endMs)
    return latest
  })
}
