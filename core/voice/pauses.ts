import type { Spoken } from './spoken.ts'
import { median } from './spread.ts'

/** A silence that ends a unit of speech, in milliseconds. */
export const PAUSE_MS = 500

/**
 * The silence after each word in milliseconds, 0 after the last; null where the captions do not time every word.
 * Captions say when a word begins and not when it ends. Its own time is taken from this video: the median of the
 * time from word to word for each letter (and one for the gap), times its letters and one.
 */
export function pausesAfter({ words, startsMs, timed }: Spoken): number[] | null {
  if (timed !== 'words' || words.length < 2) return null
  const perLetter = median(
    words.slice(1).map((_, at) => (startsMs[at + 1]! - startsMs[at]!) / (letters(words[at]!.word) + 1)),
  )
  return words.map(({ word }, at) =>
    at + 1 < words.length
      ? Math.max(0, startsMs[at + 1]! - startsMs[at]! - perLetter * (letters(word) + 1))
      : 0,
  )
}

/** A number takes about as long as a word of ten letters. */
const letters = (word: string): number => (word === '#' ? 10 : word.length)
