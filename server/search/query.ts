import { searchText } from '../../core/passages/search-text.ts'

/** What was asked, taken apart. Nothing in a query is an operator but the quotes around a phrase. */
export interface Query {
  /** All its words as `searchText` has them, each once, those of the phrases too. */
  words: string[]
  /** What stood in quotes, as it was written: a passage must say it, whatever else it says. */
  phrases: Phrase[]
  /** All of it as one line of words. */
  line: string
}
export interface Phrase {
  quote: string
  /** Parts of hyphenated words each for itself: the text may have another dash, or a space. */
  words: string[]
}

/** A question has some ten words; beyond these nothing is told apart any more. */
const MOST_WORDS = 128
const PHRASE = /"([^"]+)"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»/g

export function readQuery(query: string): Query {
  const phrases = Array.from(query.matchAll(PHRASE), ([, ...quoted]) => quoted.find(Boolean)!.trim()).flatMap(
    quote => {
      const words = wordsOf(quote.replace(/[-\u2010\u2011]/g, ' '))
      return words.length > 0 ? [{ quote, words }] : []
    },
  )
  const line = searchText(query)
  return { words: wordsOf(query), phrases, line }
}

const wordsOf = (text: string): string[] =>
  [...new Set(searchText(text).split(' '))].filter(Boolean).slice(0, MOST_WORDS)
