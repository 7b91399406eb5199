import type { Citation } from '../contract/brief.ts'
import { type CitableSource, cite } from './cite.ts'
import { matchQuote } from './match-quote.ts'
import { normalForm } from './normal-form.ts'

const MOST_QUOTE_CHARS = 1_500

/**
 * The citation of a quote that somebody (a model) says is in these sources: in the one that it names, else in any
 * other, since what counts is where the words stand. Null where no source says so, where the quote is too short to
 * prove anything or too long to be one, and where the words are among those that speak to machines.
 * @param named id of the source that is said to have it
 */
export function citeQuote(
  quote: string,
  named: string | null,
  sources: readonly CitableSource[],
): Citation | null {
  const words = unquoted(quote)
  if (quote.length > MOST_QUOTE_CHARS || isTooShort(words)) return null
  const first = sources.filter(({ id }) => id === named)
  for (const source of [...first, ...sources.filter(({ id }) => id !== named)]) {
    const match = matchQuote(source.readable.quoted, words)
    if (match) return cite(source, match.start, match.end)
  }
  return null
}

/** A word or two stand in every source and prove nothing. */
export function isTooShort(quote: string): boolean {
  const words = normalForm(quote).text
  return words.length < 8 || (words.split(' ').length < 3 && /^[\p{ASCII}]*$/u.test(words))
}

export const unquoted = (quote: string): string => quote.trim().replace(/^["“„«'‘](.*)["”»'’]$/s, '$1')
