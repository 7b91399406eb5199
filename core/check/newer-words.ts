import type { QuoteAnchor } from '../contract/source.ts'
import { matchQuote, type QuotedText } from '../evidence/match-quote.ts'

/** So much longer than before what stands there now may be, and still be the same place. */
const MOST_CHARS = 600

/**
 * What a source says now in the place of a quote that does not stand in it any more: the words between those that stood
 * before and behind it. null where the place cannot be told, or nothing stands there.
 */
export function newerWords(now: QuotedText, { exact, prefix, suffix }: QuoteAnchor): string | null {
  const before = prefix.trim() ? matchQuote(now, prefix, { suffix: exact }) : { end: 0 }
  if (!before) return null
  const rest = now.text.slice(before.end, before.end + exact.length * 3 + MOST_CHARS)
  const behind = suffix.trim() ? matchQuote(rest, suffix) : null
  if (suffix.trim() ? !behind : now.text.length - before.end > exact.length * 3 + MOST_CHARS) return null
  const words = (behind ? rest.slice(0, behind.start) : rest).trim()
  return words && words.length <= Math.max(exact.length * 3, MOST_CHARS) ? words : null
}
