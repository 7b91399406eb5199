import { stopwords } from './stopwords.ts'

/** A word of a text as it is written and as it is compared. */
export interface Token {
  surface: string
  start: number
  /** Folded and stemmed; '' for a word that says nothing about a subject. */
  term: string
}

const WORD = /[\p{L}\p{N}]+(?:['’.,-](?=[\p{L}\p{N}])[\p{L}\p{N}]+)*/gu
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]+$/u

export function tokens(text: string, language: string | null): Token[] {
  const stops = stopwords(language)
  const found: Token[] = []
  for (const { 0: surface, index } of text.matchAll(WORD)) {
    if (UNSPACED.test(surface)) {
      // No spaces, no words: pairs of characters compare about as well.
      for (let i = 0; i < Math.max(1, surface.length - 1); i++) {
        const pair = surface.slice(i, i + 2)
        found.push({ surface: pair, start: index + i, term: pair })
      }
      continue
    }
    const folded = surface.normalize('NFC').toLowerCase().replace(/’/g, "'")
    const bare = folded.replace(/'s$/, '')
    const stop = stops.has(folded) || stops.has(bare) || (bare.length < 2 && !/\d/.test(bare))
    found.push({ surface, start: index, term: stop ? '' : stem(bare) })
  }
  return found
}

/** The terms that say something, in order, repeats kept. */
export const terms = (text: string, language: string | null): string[] =>
  tokens(text, language).flatMap(({ term }) => (term ? [term] : []))

/**
 * A light stemmer for English endings (the s-stemmer of Harman 1991, with -ed and -ing): it joins what is plainly the
 * same word and leaves the rest alone. Words of other scripts pass through.
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z'-]+$/.test(word)) return word
  let stemmed = word
  if (stemmed.endsWith('ies') && stemmed.length > 4) stemmed = `${stemmed.slice(0, -3)}y`
  else if (stemmed.endsWith('sses')) stemmed = stemmed.slice(0, -2)
  else if (/[^suai]s$/.test(stemmed)) stemmed = stemmed.slice(0, -1)
  const ending = /^(.*[aeiouy].*?)(?:ing|ed)$/.exec(stemmed)?.[1]
  if (ending && ending.length >= 3) {
    stemmed = /([bdgklmnprt])\1$/.test(ending) && !/(ll|ss)$/.test(ending) ? ending.slice(0, -1) : ending
  }
  return stemmed.length > 3 && stemmed.endsWith('e') ? stemmed.slice(0, -1) : stemmed
}
