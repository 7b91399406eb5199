import { limits } from '../contract/limits.ts'
import type { QuoteAnchor } from '../contract/source.ts'

/**
 * The anchor of a range of a text: its literal words with up to `limits.contextChars` characters on either side,
 * the sides cut at word borders and never inside a surrogate pair.
 * @throws RangeError when the range is empty, outside the text or longer than `limits.quoteChars`.
 */
export function quoteAnchor(text: string, start: number, end: number): QuoteAnchor {
  if (!(start >= 0 && end > start && end <= text.length)) throw new RangeError(`no range ${start}–${end}`)
  if (end - start > limits.quoteChars)
    throw new RangeError(`a quote has at most ${limits.quoteChars} characters`)
  return { exact: text.slice(start, end), prefix: prefixOf(text, start), suffix: suffixOf(text, end) }
}

function prefixOf(text: string, start: number): string {
  const from = Math.max(0, start - limits.contextChars)
  const context = text.slice(from, start)
  if (from === 0 || /\s/.test(text[from - 1]!)) return context
  const border = context.search(/\s/)
  // No border at all, as in Chinese: whole characters will do.
  return border < 0 ? withoutHalves(context) : context.slice(border + 1)
}

function suffixOf(text: string, end: number): string {
  const to = Math.min(text.length, end + limits.contextChars)
  const context = text.slice(end, to)
  if (to === text.length || /\s/.test(text[to]!)) return context
  const border = context.search(/\s\S*$/)
  return border < 0 ? withoutHalves(context) : context.slice(0, border)
}

const withoutHalves = (context: string) =>
  context.replace(/^[\udc00-\udfff]/, '').replace(/[\ud800-\udbff]$/, '')
