import { plainCharacters } from './plain-characters.ts'

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

const SPACE = /\s/
const WORD = /[\p{L}\p{N}\p{M}]/u
const MARK = /\p{M}/u
const SIGN = /[\p{S}%‰&@#§]/u
/** Signs by Unicode, but they say nothing: `quote marks`, and a mark of trade. */
const SILENT = /[`´˝¨˜ˆ®™℠]/
const DIGIT = /\p{Nd}/u
const LETTER = /[\p{L}\p{M}]/u
const APOSTROPHE = /['’‘ʼ`]/
const DASH = /[-‐‑‒–—―−﹣]/
/** Feet and inches, minutes and seconds. */
const PRIME = /[′″‴]/
const SIGNED = /^[$€£¥.]?\p{Nd}/u
const SIGNED_APART = /^\s?[$€£¥.]?\p{Nd}/u
/** Between digits these are part of the number: 3.5 is not 35, 10-15 is not 10 15. */
const NUMBER_INNER = /[.,:/٫٬]/

/** Linear in the length of the text. */
export function normalForm(original: string): NormalForm {
  const { text, places } = plainCharacters(original)
  const out: string[] = []
  let from = new Int32Array(text.length + 16)
  let to = new Int32Array(text.length + 16)
  let length = 0
  let pendingSpace = false

  const room = (more: number) => {
    if (length + more + 1 > from.length) {
      from = grown(from)
      to = grown(to)
    }
  }
  const space = (start: number) => {
    if (pendingSpace && length > 0) {
      from[length] = start
      to[length++] = start
      out.push(' ')
    }
    pendingSpace = false
  }
  const emit = (written: string, start: number, end: number) => {
    const first = places ? places.from[start]! : start
    const last = places ? places.to[end - 1]! : end
    room(written.length)
    space(first)
    for (let unit = 0; unit < written.length; unit++) {
      from[length] = first
      to[length++] = last
    }
    out.push(written)
  }
  /** ASCII letters and digits, the common case, without any regular expression. */
  const emitRun = (start: number, end: number) => {
    room(end - start)
    space(places ? places.from[start]! : start)
    for (let at = start; at < end; at++) {
      from[length] = places ? places.from[at]! : at
      to[length++] = places ? places.to[at]! : at + 1
    }
    out.push(text.slice(start, end).toLowerCase())
  }

  for (let at = 0; at < text.length; ) {
    if (text.charCodeAt(at) === 32) {
      pendingSpace = true
      at++
      continue
    }
    const run = endOfRun(text, at)
    if (run > at) {
      emitRun(at, run)
      at = run
      continue
    }
    const end = endOfCharacter(text, at)
    const char = text.slice(at, end)
    if (SPACE.test(char)) pendingSpace = true
    else if (WORD.test(char)) emit(char.normalize('NFC').toLowerCase(), at, end)
    else if (isInnerApostrophe(text, char, at, end)) emit("'", at, end)
    else if (isInnerOfNumber(text, char, at, end)) emit(DASH.test(char) ? '-' : char, at, end)
    else if (char === '_' && isInnerOfName(text, at, end)) emit('_', at, end)
    else if (isMinus(text, char, at, end)) {
      pendingSpace = true
      emit('-', at, end)
    } else if (isPointOfNumber(text, char, at, end)) emit('.', at, end)
    else if (
      (SIGN.test(char) && !SILENT.test(char) && !DASH.test(char)) ||
      (PRIME.test(char) && DIGIT.test(text[at - 1] ?? ''))
    ) {
      pendingSpace = true
      emit(char, at, end)
      pendingSpace = true
    } else pendingSpace = true
    at = end
  }
  return { text: out.join(''), from: from.subarray(0, length), to: to.subarray(0, length) }
}

function endOfRun(text: string, at: number): number {
  let end = at
  while (isPlain(text.charCodeAt(end))) end++
  return end > at && isMarkAt(text, end) ? end - 1 : end
}

/** A base and its combining marks are one character: not every pair has a sign of its own. */
function endOfCharacter(text: string, at: number): number {
  let end = at + (text.codePointAt(at)! > 0xffff ? 2 : 1)
  while (end < text.length && isMarkAt(text, end)) end++
  return end
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
/** As in `snake_case`; around words it is emphasis. `[ __ ]` is a word that was censored. */
const isInnerOfName = (text: string, at: number, end: number) =>
  /[\p{L}\p{N}_]/u.test(text[at - 1] ?? '') ? /[\p{L}\p{N}_]/u.test(text[end] ?? '') : text[end] === '_'
/** The sign of minus itself may stand apart from its number; a hyphen or dash that does is a dash. */
const isMinus = (text: string, char: string, at: number, end: number) =>
  DASH.test(char) &&
  (char === '−' ? SIGNED_APART : SIGNED).test(text.slice(end, end + 4)) &&
  !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')
/** .5 is not 5; but the point of an ellipsis, or between a word and its footnote, is none of a number. */
const isPointOfNumber = (text: string, char: string, at: number, end: number) =>
  char === '.' && DIGIT.test(text[end] ?? '') && !/[\p{L}\p{N}.…]/u.test(text[at - 1] ?? '')

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}
