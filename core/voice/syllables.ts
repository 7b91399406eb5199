import { syllable } from 'syllable'

const known = new Map<string, number>()

/** How many syllables an English word has, by the rules and exceptions of the package `syllable`; at least 1. */
export function syllables(word: string): number {
  let count = known.get(word)
  if (count === undefined) {
    count = Math.max(1, syllable(word.replaceAll("'", '')))
    // A long-lived server measures many voices: the commonest words are found in the first videos.
    if (known.size < 50_000) known.set(word, count)
  }
  return count
}
