import { normalWords } from './normal.ts'

/** Letters under which a text tells no language; a sign of the scripts that put no space between words says more. */
const LETTERS = 40
const SIGNS = 12
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}]/gu
/** The detector looks at some 350 characters: a text is asked in several places, so that a quote does not decide. */
const PLACES = 7
const PLACE = 350

/** BCP 47 (ISO 639-1) of a text, "en"; null where it is too short or of no one language. */
export type LanguageOf = (text: string) => string | null

/**
 * Loads what tells a text's language: letter n-grams of 60 languages (the package eld), some 300 kB. It takes a
 * fifth of a second, so the panel does it in the meter's worker. Case and punctuation are left out, as captions do.
 */
export async function openLanguages(): Promise<LanguageOf> {
  const { eld } = await import('eld/extrasmall')
  return text => {
    const votes = new Map<string, number>()
    const places = placesOf(text)
    for (const place of places) {
      const words = normalWords(place)
        .map(({ word }) => word)
        .filter(word => word !== '#')
        .join(' ')
      if (!tells(words)) continue
      const said = eld.detect(words)
      if (said.language && said.isReliable()) votes.set(said.language, (votes.get(said.language) ?? 0) + 1)
    }
    const cast = [...votes.values()].reduce((sum, each) => sum + each, 0)
    for (const [language, votesFor] of votes) if (votesFor * 2 > cast) return language
    return null
  }
}

/** Up to seven places of a text, evenly over it; a text that is not longer than they are is one. */
function placesOf(text: string): string[] {
  if (text.length <= PLACE * 2) return [text]
  const count = Math.min(PLACES, Math.floor(text.length / PLACE))
  const step = (text.length - PLACE) / (count - 1)
  return Array.from({ length: count }, (_, n) =>
    text.slice(Math.round(n * step), Math.round(n * step) + PLACE),
  )
}

function tells(words: string): boolean {
  const letters = words.replace(/[^\p{L}]/gu, '').length
  return letters >= LETTERS || (words.match(unspaced)?.length ?? 0) >= SIGNS
}
