/** UTF-16 units of a source's plain text, end exclusive. */
export interface Range {
  start: number
  end: number
}

/** The range without the white space at its ends; null when nothing is left. */
export function trimmed(text: string, start: number, end: number): Range | null {
  while (start < end && isSpace(text.charCodeAt(start))) start++
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return end > start ? { start, end } : null
}

export const isSpace = (code: number) =>
  code === 32 ||
  (code >= 9 && code <= 13) ||
  code === 0xa0 ||
  code === 0x3000 ||
  code === 0x2028 ||
  code === 0x200b

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/gu

/** Words between white space; scripts without spaces count two characters as a word, which is near enough to cut by. */
export function countWords(text: string): number {
  let words = 0
  let inside = false
  let unspaced = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (isSpace(code)) inside = false
    else if (!inside) {
      inside = true
      words++
    }
    if (code >= 0x0e00) unspaced = true
  }
  if (!unspaced) return words
  return words + Math.floor((text.match(UNSPACED)?.length ?? 0) / 2)
}
