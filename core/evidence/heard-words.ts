import type { NormalForm } from './normal-form.ts'

/** The words of a normal form without fillers. Some have lost their apostrophe. */
export interface HeardWords {
  /** What the normal form was made of. */
  plain: string
  form: NormalForm
  words: string[]
  /** Where in the form each begins. */
  starts: number[]
  /** Where in the form those begin that have a filler before them. */
  filled: Set<number>
}

const FILLER = /^(?:u+h+|u+h+m+|h+m+m+|ä+h+m*|ö+h+m*|e+u+h+|e+h+m+)$/
/** German "um fünf" and Portuguese "um dia" are no fillers, and after a figure it is a unit. */
const UM = /^u+m+$/
/** "We're", "he'll" and "it's" would be other words without it. */
const CONTRACTION =
  /^(?:\p{L}+n't|\p{L}+'ve|i'm|(?:they|you)'(?:re|ll|d)|(?:it|that)'ll|(?:that|what|there|he|she)'s)$/u

/** @param umFills whether "um" is a filler in the text's language */
export function heardWords(plain: string, form: NormalForm, umFills: boolean): HeardWords {
  const { text } = form
  const words: string[] = []
  const starts: number[] = []
  const filled = new Set<number>()
  let fills = false
  for (let start = 0; start < text.length; ) {
    const space = text.indexOf(' ', start)
    const end = space < 0 ? text.length : space
    const word = text.slice(start, end)
    if (mayFill(text.charCodeAt(start)) && isFiller(word, umFills, words.at(-1))) fills = true
    else {
      if (fills) filled.add(start)
      fills = false
      starts.push(start)
      words.push(word.includes("'") && CONTRACTION.test(word) ? word.replace("'", '') : word)
    }
    start = end + 1
  }
  return { plain, form, words, starts, filled }
}

/** Most words do not begin with u, e, h, ä or ö. */
const mayFill = (first: number) =>
  first === 117 || first === 101 || first === 104 || first === 228 || first === 246
const isFiller = (word: string, umFills: boolean, before = '') =>
  FILLER.test(word) || (umFills && UM.test(word) && !/\d$/.test(before))

const PLAIN = /^[\p{L}\p{M}']+$/u
/** Said twice they say something else, or are read from a list. */
const COUNTS = new Set(
  'no not never none nor zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion double half nein nicht kein non pas não nunca'.split(
    ' ',
  ),
)

/**
 * Of what is said twice at once, with no stop between, only the first: a word, or up to `most`.
 * @param times whether the times that captions are copied with ("[00:13:12]") stay
 */
export function once(said: HeardWords, most: number, times: boolean): HeardWords {
  const words: string[] = []
  const starts: number[] = []
  for (let at = 0; at < said.words.length; at++) {
    if (!times && isTime(said, at)) continue
    words.push(said.words[at]!)
    starts.push(said.starts[at]!)
    const again = repeated(words, most, said, starts)
    words.length -= again
    starts.length -= again
  }
  return { ...said, words, starts }
}

/** How many words at the end repeat as many before them. */
function repeated(words: string[], most: number, said: HeardWords, starts: number[]): number {
  const count = words.length
  const last = words[count - 1]
  for (let size = 1; size <= most && 2 * size <= count; size++) {
    if (last !== words[count - 1 - size]) continue
    let same = 1
    while (same < size && words[count - 1 - same] === words[count - 1 - same - size]) same++
    if (same < size || !isJoined(said, starts[count - size]!)) continue
    if (words.slice(-size).some(word => PLAIN.test(word) && !COUNTS.has(word))) return size
  }
  return 0
}

const TIME = /^\d{1,2}:\d{2}(?::\d{2})?$/

function isTime({ plain, form, words, starts }: HeardWords, at: number): boolean {
  const word = words[at]!
  if (word.length < 4 || !TIME.test(word)) return false
  const start = starts[at]!
  return plain[form.from[start]! - 1] === '[' && plain[form.to[start + word.length - 1]!] === ']'
}

/** Whether nothing but space, or a filler or a time with its signs, stands before the word that begins there. */
function isJoined({ plain, form, filled }: HeardWords, start: number): boolean {
  if (start < 2) return false
  if (filled.has(start)) return true
  const gap = plain.slice(form.to[start - 2], form.from[start])
  return gap === ' ' || /^[\s\p{DI}\]]*$/u.test(gap)
}

/** The words with one space between, each unit with its places in the original. */
export function wordsAsForm({ form, words, starts }: HeardWords): NormalForm {
  const text = words.join(' ')
  if (text.length === form.text.length) return form
  const from = new Int32Array(text.length)
  const to = new Int32Array(text.length)
  let length = 0
  words.forEach((word, index) => {
    const start = starts[index]!
    if (length > 0) {
      from[length] = form.from[start]!
      to[length++] = form.from[start]!
    }
    for (let at = start, left = word.length; left > 0; at++) {
      if (form.text[at] === "'" && !word.includes("'")) continue
      from[length] = form.from[at]!
      to[length++] = form.to[at]!
      left--
    }
  })
  return { text, from, to }
}
