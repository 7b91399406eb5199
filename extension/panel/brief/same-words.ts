import type { Citation } from '../../../core/contract/brief.ts'

/** As two texts are compared, where only a reader looks at both. */
export const wordsOf = (text: string): string => text.replace(/\s+/g, ' ').trim().toLocaleLowerCase()

/** Two sources in the same words are one quote with two places: it is not read twice. */
export function byWords<Quote extends Pick<Citation, 'anchor'>>(quotes: readonly Quote[]): Quote[][] {
  const groups = new Map<string, Quote[]>()
  for (const quote of quotes) {
    const words = wordsOf(quote.anchor.exact)
    groups.set(words, [...(groups.get(words) ?? []), quote])
  }
  return [...groups.values()]
}
