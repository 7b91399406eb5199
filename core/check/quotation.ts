import type { Range } from '../passages/range.ts'

/** Marks that open and close what is quoted aloud or in writing, in the writings that have them. */
const pairs: Record<string, string> = { '“': '”', '„': '“”', '«': '»', '»': '«', '「': '」', '"': '"' }

/** The stretches of a text within quotation marks. One that is never closed goes to the end. */
export function quotations(text: string): Range[] {
  const found: Range[] = []
  for (let at = 0; at < text.length; at++) {
    const closing = pairs[text[at]!]
    if (!closing) continue
    let end = at + 1
    while (end < text.length && !closing.includes(text[end]!)) end++
    found.push({ start: at + 1, end })
    at = end
  }
  return found
}

/** Whether the words of a stretch stand within quotation marks, wherever the marks at its ends are. */
export function isQuoted(text: string, range: Range): boolean {
  const { start, end } = wordsOf(text, range)
  return quotations(text).some(quote => quote.start <= start && end <= quote.end)
}

/** A stretch from its first letter to its last. */
function wordsOf(text: string, { start, end }: Range): Range {
  const stretch = text.slice(start, end)
  const first = stretch.search(/[\p{L}\p{N}]/u)
  return first < 0
    ? { start, end }
    : { start: start + first, end: start + stretch.replace(/[^\p{L}\p{N}]+$/u, '').length }
}

/** The text with this stretch in quotation marks. */
export function quotedOpenly(text: string, range: Range): string {
  const { start, end } = wordsOf(text, range)
  // The mark that ends the sentence belongs to the quote.
  const closed = /^[.!?…]+$/.test(text.slice(end).trim()) ? text.trimEnd().length : end
  return `${text.slice(0, start)}“${text.slice(start, closed)}”${text.slice(closed)}`
}
