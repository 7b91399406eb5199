/**
 * A text as the words that it says: what typography, spacing, punctuation, case and line breaks do to them is
 * gone, every word, number, sign and negation is there. Two stretches of text with the same normal form say the
 * same words in the same order.
 */
export interface NormalForm {
  /** Lower-case words and signs with one space between, none at the ends. */
  text: string
  /** For each UTF-16 unit of `text`, where it comes from in the original. */
  from: Int32Array
  /** For each UTF-16 unit of `text`, where in the original what it comes from ends. */
  to: Int32Array
}

// NFKC itself would be dangerous: it makes 10² into 102 and 1½ into 11⁄2. Only these foldings are harmless.
const LIGATURES: Record<string, string> = { ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'st', ﬆ: 'st' }
const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  shy: '\u00ad',
}
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/iy
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff]|[\ufe0e-\ufe0f]/
const SPACE = /\s/
const WORD = /[\p{L}\p{N}\p{M}_]/u
const MARK = /\p{M}/u
const SIGN = /[\p{S}%‰&@#§]/u
const QUOTE_LIKE = /[`´˝¨˜ˆ]/
const DIGIT = /\p{Nd}/u
const LETTER = /[\p{L}\p{M}]/u
const APOSTROPHE = /['’‘ʼ＇`]/
const DASH = /[-‐‑‒–−﹣－]/
/** Between digits these are part of the number: 3.5 is not 35, 10-15 is not 10 15. */
const NUMBER_INNER = /[.,:/٫٬-]/

/** Linear in the length of the text. */
export function normalForm(original: string): NormalForm {
  const out: string[] = []
  let from = new Int32Array(original.length + 16)
  let to = new Int32Array(original.length + 16)
  let length = 0
  let pendingSpace = false

  const emit = (written: string, start: number, end: number) => {
    if (pendingSpace && length > 0) put(' ', start, start)
    pendingSpace = false
    put(written, start, end)
  }
  const put = (written: string, start: number, end: number) => {
    if (length + written.length > from.length) {
      from = grown(from)
      to = grown(to)
    }
    for (let i = 0; i < written.length; i++) {
      from[length] = start
      to[length++] = end
    }
    out.push(written)
  }

  for (let at = 0; at < original.length; ) {
    const code = original.charCodeAt(at)
    // The common case, plain ASCII letters and digits, without any regular expression.
    if (isPlain(code) && !isMarkAt(original, at + 1)) {
      emit(code >= 65 && code <= 90 ? String.fromCharCode(code + 32) : original[at]!, at, at + 1)
      at++
      continue
    }
    const { char, end } = readCharacter(original, at)
    if (SPACE.test(char)) pendingSpace = true
    else if (INVISIBLE.test(char)) {
      // Dropped without leaving a border: «re­search» is one word.
    } else if (WORD.test(char)) emit(foldWord(char), at, end)
    else if (isInnerApostrophe(original, char, at, end)) emit("'", at, end)
    else if (isInnerOfNumber(original, char, at, end)) emit(DASH.test(char) ? '-' : char, at, end)
    else if (isMinus(original, char, at, end)) {
      pendingSpace = true
      emit('-', at, end)
    } else if (SIGN.test(char) && !QUOTE_LIKE.test(char)) {
      pendingSpace = true
      emit(char, at, end)
      pendingSpace = true
    } else pendingSpace = true
    at = end
  }
  return { text: out.join(''), from: from.subarray(0, length), to: to.subarray(0, length) }
}

function readCharacter(text: string, at: number): { char: string; end: number } {
  if (text[at] === '&') {
    ENTITY.lastIndex = at
    const entity = ENTITY.exec(text)
    const decoded = entity && decodeEntity(entity)
    if (decoded) return { char: decoded, end: ENTITY.lastIndex }
  }
  let end = at + (text.codePointAt(at)! > 0xffff ? 2 : 1)
  // A base and its combining marks are one character: é may come as one code point or as two.
  while (end < text.length && isMarkAt(text, end)) end++
  return { char: text.slice(at, end), end }
}

function decodeEntity([, decimal, hex, name]: RegExpExecArray): string | undefined {
  if (name) return ENTITIES[name.toLowerCase()]
  const code = decimal ? Number(decimal) : Number.parseInt(hex!, 16)
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : undefined
}

function foldWord(char: string): string {
  const code = char.charCodeAt(0)
  if (code >= 0xfb00 && code <= 0xfb06) return LIGATURES[char] ?? char
  const width = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : char
  return width.normalize('NFC').toLowerCase()
}

const isPlain = (code: number) =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)
const isMarkAt = (text: string, at: number) => text.charCodeAt(at) >= 0x300 && MARK.test(text[at]!)
const isInnerApostrophe = (text: string, char: string, at: number, end: number) =>
  APOSTROPHE.test(char) && LETTER.test(text[at - 1] ?? '') && LETTER.test(text[end] ?? '')
const isInnerOfNumber = (text: string, char: string, at: number, end: number) =>
  (NUMBER_INNER.test(char) || DASH.test(char)) &&
  DIGIT.test(text[at - 1] ?? '') &&
  DIGIT.test(text[end] ?? '')
const isMinus = (text: string, char: string, at: number, end: number) =>
  DASH.test(char) &&
  (/\d/.test(text[end] ?? '') || (/[$€£¥.]/.test(text[end] ?? '') && /\d/.test(text[end + 1] ?? ''))) &&
  !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}

/**
 * True where a quote may begin or end: not inside a word, a number or a hyphenated compound, so that «legal» is
 * not found in «illegal», nor «3» in «3.5», nor «can» in «can't», nor «toxic» in «non-toxic».
 */
export function isQuoteBorder(text: string, at: number): boolean {
  const before = characterBefore(text, at)
  const after = characterAt(text, at)
  if (!before || !after) return true
  if (WORD.test(before) && WORD.test(after)) return isUnspaced(before) && isUnspaced(after)
  if (INVISIBLE.test(before) || INVISIBLE.test(after)) return false
  const far = characterAt(text, at + after.length)
  const farBefore = characterBefore(text, at - before.length)
  if (WORD.test(before) && (APOSTROPHE.test(after) || DASH.test(after)) && WORD.test(far)) return false
  if (WORD.test(after) && (APOSTROPHE.test(before) || DASH.test(before)) && WORD.test(farBefore)) return false
  if (DIGIT.test(before)) {
    if (NUMBER_INNER.test(after) && DIGIT.test(far)) return false
    if (/^\s?[%‰]/.test(text.slice(at, at + 2))) return false
  }
  if (DIGIT.test(after)) {
    if (NUMBER_INNER.test(before) && DIGIT.test(farBefore)) return false
    if (DASH.test(before) && !WORD.test(farBefore)) return false
    if (before === '.' && !WORD.test(farBefore)) return false
  }
  return true
}

/** Scripts written without spaces have no word borders to keep. */
const isUnspaced = (char: string) =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u.test(
    char,
  )

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at)
  return code === undefined ? '' : String.fromCodePoint(code)
}

function characterBefore(text: string, at: number): string {
  if (at <= 0) return ''
  const unit = text.charCodeAt(at - 1)
  return unit >= 0xdc00 && unit <= 0xdfff && at > 1 ? text.slice(at - 2, at) : text[at - 1]!
}
