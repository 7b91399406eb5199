import type { NormalWord } from './normal.ts'

/** Expressions of one or several words by the name under which they are counted; to be looked for in one pass. */
export type PhraseIndex = Map<string, { rest: string[]; name: string }[]>

/** @param sets each expression in the normal form, words with single spaces between */
export function phraseIndex(sets: Record<string, readonly string[]>): PhraseIndex {
  const index: PhraseIndex = new Map()
  for (const [name, phrases] of Object.entries(sets))
    for (const phrase of phrases) {
      const [first = '', ...rest] = phrase.split(' ')
      const here = index.get(first) ?? []
      here.push({ rest, name })
      index.set(first, here)
    }
  // The longest first: "of course not" is not "of course" as well.
  for (const here of index.values()) here.sort((a, b) => b.rest.length - a.rest.length)
  return index
}

/**
 * Where each set's expressions begin, as places of words, rising. Under one name they never overlap; under different
 * names the same words may count ("you know" is also a "you").
 */
export function phraseHits(words: readonly NormalWord[], index: PhraseIndex): Map<string, number[]> {
  const hits = new Map<string, number[]>()
  const free = new Map<string, number>()
  for (let at = 0; at < words.length; at++) {
    const here = index.get(words[at]!.word)
    if (!here) continue
    for (const { rest, name } of here) {
      if (rest.length > 0 && !follows(words, at, rest)) continue
      if ((free.get(name) ?? 0) > at) continue
      free.set(name, at + 1 + rest.length)
      const found = hits.get(name)
      if (found) found.push(at)
      else hits.set(name, [at])
    }
  }
  return hits
}

function follows(words: readonly NormalWord[], at: number, rest: readonly string[]): boolean {
  for (let step = 0; step < rest.length; step++) if (words[at + 1 + step]?.word !== rest[step]) return false
  return true
}
