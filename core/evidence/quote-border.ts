import { INVISIBLE } from './plain-characters.ts'

const WORD = /[\p{L}\p{N}\p{M}]/u
const DIGIT = /\p{Nd}/u
/** Within a word; `_` as in a name. */
const INNER = /['’‘ʼ＇`_]/
const DASH = /[-‐‑‒–−﹣－]/
const NUMBER_INNER = /[.,:/٫٬．，：-]/
/** Signs without which a number is another one. */
const BEFORE_NUMBER = /[$€£¥+±~≈<>≤≥＄＋]/
const AFTER_NUMBER = /^\s?[%‰°％]|^[+′″]/
/** A word goes on in the next line. */
const BROKEN_BEFORE = /\p{L}[-‐\u00ad]\s*[\r\n]\s*$/u
const BROKEN_AFTER = /^[-‐\u00ad]\s*[\r\n]\s*\p{Ll}/u
/** How far around a border it is looked for such a break. */
const BREAK_CHARS = 12

/**
 * True where a quote may begin or end: not inside a word, a number or a hyphenated compound, so that «legal» is
 * not found in «illegal», nor «3» in «3.5» or «~3», nor «can» in «can't», nor «toxic» in «non-toxic», in one line or two.
 */
export function isQuoteBorder(text: string, at: number): boolean {
  const before = characterBefore(text, at)
  const after = characterAt(text, at)
  if (!before || !after) return true
  if (WORD.test(before.char) && WORD.test(after.char))
    return isUnspaced(before.char) && isUnspaced(after.char)
  const far = characterAt(text, after.end)?.char ?? ''
  const farBefore = characterBefore(text, before.start)?.char ?? ''
  if (WORD.test(before.char)) {
    if ((INNER.test(after.char) || DASH.test(after.char)) && WORD.test(far)) return false
    // As in 2.x; a capital may begin a sentence.
    if (after.char === '.' && /\p{Ll}/u.test(far)) return false
    // C is neither C++ nor C#.
    if (/[+#]/.test(after.char)) return false
    if (BROKEN_AFTER.test(text.slice(at, at + BREAK_CHARS))) return false
  }
  if (WORD.test(after.char)) {
    if ((INNER.test(before.char) || DASH.test(before.char)) && WORD.test(farBefore)) return false
    if (before.char === '.' && /\p{Ll}/u.test(after.char) && WORD.test(farBefore)) return false
    if (/\s/.test(before.char) && BROKEN_BEFORE.test(text.slice(Math.max(0, at - BREAK_CHARS), at)))
      return false
  }
  if (DIGIT.test(before.char)) {
    if (NUMBER_INNER.test(after.char) && DIGIT.test(far)) return false
    if (AFTER_NUMBER.test(text.slice(after.start, after.start + 2))) return false
  }
  if (DIGIT.test(after.char)) {
    if (NUMBER_INNER.test(before.char) && DIGIT.test(farBefore)) return false
    if ((DASH.test(before.char) || before.char === '.') && !WORD.test(farBefore)) return false
    if (BEFORE_NUMBER.test(before.char)) return false
  }
  return true
}

/** Scripts written without spaces have no word borders to keep. */
const isUnspaced = (char: string) =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u.test(
    char,
  )

interface Placed {
  char: string
  start: number
  end: number
}

/** The character that is seen at or next after a place. */
function characterAt(text: string, at: number): Placed | null {
  for (let start = at; start < text.length; ) {
    const char = String.fromCodePoint(text.codePointAt(start)!)
    if (!INVISIBLE.test(char)) return { char, start, end: start + char.length }
    start += char.length
  }
  return null
}

function characterBefore(text: string, at: number): Placed | null {
  for (let end = at; end > 0; ) {
    const unit = text.charCodeAt(end - 1)
    const char = unit >= 0xdc00 && unit <= 0xdfff && end > 1 ? text.slice(end - 2, end) : text[end - 1]!
    if (!INVISIBLE.test(char)) return { char, start: end - char.length, end }
    end -= char.length
  }
  return null
}
