import { foreign, marks, orders, unspaced } from './orders.ts'

/** A text as it would be read behind a disguise. `at` is where in the original a character of it stands. */
interface View {
  text: string
  at: (index: number) => number
}

/** What a pattern found, in characters of the original. */
export interface Hit {
  start: number
  end: number
}

const same = (index: number) => index

/** Patterns that hit in a text or behind one of its disguises. Linear in the text's length for each. */
export function* hits(text: string): Generator<Hit> {
  yield* among({ text, at: same }, [orders, marks, foreign])
  const plain = unmasked(text)
  if (plain) yield* among(plain, [orders, marks, foreign])
  const { text: read, at } = plain ?? { text, at: same }
  if (LEET.test(read)) yield* among({ text: unleet(read), at }, [orders])
  yield* spelled(read, at)
  yield* encoded(text)
  if (ROT13.test(read)) yield* among({ text: rot13(read), at }, [orders])
  if (REVERSED.test(read)) {
    const last = read.length - 1
    for (const { start, end } of among({ text: [...read].reverse().join(''), at: same }, [orders]))
      yield { start: at(last - end + 1), end: at(last - start) + 1 }
  }
}

function* among({ text, at }: View, lists: RegExp[][]): Generator<Hit> {
  for (const list of lists)
    for (const pattern of list)
      for (const found of text.matchAll(pattern))
        if (found[0]) yield { start: at(found.index), end: at(found.index + found[0].length - 1) + 1 }
}

// Letters of other scripts that are taken for Latin ones, in the order of the letters below them.
const ALIKE = 'аеорсухіѕјԁһԛԝвнкмтαεορτυνικηγωβ'
const LATIN = 'aeopcyxisjdhqwbhkmtaeoptuvikhywb'
const alike = new Map([...ALIKE].map((letter, i) => [letter, LATIN[i]!]))
const SILENT =
  /[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]|\u034f|[\u180b-\u180d]|[\ufe00-\ufe0f]|[\u0300-\u036f]/u
const LOOKALIKE =
  /[\uff01-\uff5e\u24b6-\u24e9\u210a-\u2113\u2115\u2119-\u211d\u2124\u2128\u212c-\u2134\u2145-\u2149\u1d00-\u1dbf]|[\u{1d400}-\u{1d7ff}\u{1f110}-\u{1f189}\u{e0000}-\u{e007f}]|(?<=[a-z])[\u0370-\u052f]|[\u0370-\u052f](?=[a-z])/iu

const MARKED = /[à-öø-ÿ]/i
const USUAL = /\b(?:ignore|disregard|instructions?|assistants?|system prompt)\b/gi
/** Words that orders are made of, with marks on their letters. */
const isAccented = (text: string): boolean =>
  MARKED.test(text) &&
  (text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .match(USUAL)?.length ?? 0) > (text.match(USUAL)?.length ?? 0)

/** Without unseen characters, marks on letters and letters that only look Latin; null where there are none. */
function unmasked(text: string): View | null {
  if (!SILENT.test(text) && !LOOKALIKE.test(text) && !isAccented(text)) return null
  const from: number[] = []
  let out = ''
  let index = 0
  for (const char of text) {
    const code = char.codePointAt(0)!
    let plain = char
    if (code >= 0xe0020 && code < 0xe007f) plain = String.fromCharCode(code - 0xe0000)
    else if (SILENT.test(char)) plain = ''
    else if (code > 0x7f) plain = latin(char)
    for (let i = 0; i < plain.length; i++) from.push(index)
    out += plain
    index += char.length
  }
  from.push(text.length)
  return { text: out, at: i => from[Math.min(i, from.length - 1)]! }
}

/** Letters with marks as the bare letter: «Ígnore» is no word of any language. */
function latin(char: string): string {
  const small = alike.get(char.toLowerCase())
  if (small) return small
  const folded = char.normalize('NFKD').replace(/\p{M}+/gu, '')
  const circled = /^[\u{1f130}-\u{1f149}]$/u.test(char)
    ? String.fromCharCode(65 + char.codePointAt(0)! - 0x1f130)
    : null
  return circled ?? (folded || char)
}

const LEET = /\b[a-z013457@$]*(?:[a-z][013457@$]+[a-z]|[013457@$][a-z]{3})[a-z013457@$]*\b/i
const digits: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' }
/** Digits within words as the letters that they stand for; the same length. */
const unleet = (text: string) =>
  text.replace(/[a-z013457@$]*[a-z][a-z013457@$]*/gi, word =>
    /[013457@$]/.test(word) ? word.replace(/[013457@$]/g, digit => digits[digit]!) : word,
  )

/** "i g n o r e", "i-g-n-o-r-e", "i.g.n.o.r.e" as one word. */
function* spelled(text: string, at: View['at']): Generator<Hit> {
  for (const found of text.matchAll(/(?:\b\p{L}[ \t._*\-·|]{1,3}){7,}\p{L}\b/gu)) {
    const squeezed = found[0].replace(/[^\p{L}]/gu, '')
    if (unspaced.some(pattern => squeezed.search(pattern) >= 0))
      yield { start: at(found.index), end: at(found.index + found[0].length - 1) + 1 }
  }
}

const ROT13 = /\b(?:vtaber|qvfertneq|sbetrg|vafgehpgvbaf?|nffvfgnag)\b/i
const rot13 = (text: string) =>
  text.replace(/[a-z]/gi, letter => {
    const base = letter <= 'Z' ? 65 : 97
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base)
  })
const REVERSED = /\b(?:erongi|dragersid|tegrof|snoitcurtsni|tnatsissa)\b/i

const RUNS: [RegExp, (run: string) => string][] = [
  [/[A-Za-z0-9+/_-]{20,}={0,2}/g, run => base64(run)],
  [
    /\b(?:0x)?(?:[0-9a-f]{2}[ ,:]?){12,}\b/gi,
    run => bytes(run.replace(/0x|[^0-9a-f]/gi, '').match(/../g) ?? [], 16),
  ],
  [/[\w.~-]{0,20}(?:%[0-9a-f]{2}[\w.~+-]{0,20}){4,}/gi, run => percent(run)],
  [
    /(?:\\u\{?[0-9a-f]{4,5}\}?\s?){6,}|(?:&#x?[0-9a-f]{2,6};){6,}|(?:\\x[0-9a-f]{2}){6,}/gi,
    run => points(run),
  ],
  [/(?:\b[01]{8}\b[ ]?){6,}/g, run => bytes(run.trim().split(/ +/), 2)],
]

/** Text behind an encoding that no reader reads. That it holds words at all is reason enough: a reader loses nothing. */
function* encoded(text: string): Generator<Hit> {
  for (const [run, decode] of RUNS)
    for (const found of text.matchAll(run)) {
      const words = decode(found[0])
      if (isProse(words)) yield { start: found.index, end: found.index + found[0].length }
    }
}

/** Three words or more with spaces, and nearly nothing but letters. */
const isProse = (text: string): boolean =>
  (text.match(/\p{L}{2,}/gu)?.length ?? 0) >= 3 &&
  / \S/.test(text) &&
  (text.match(/[\p{L}\p{N}\p{P}\s]/gu)?.length ?? 0) > 0.92 * [...text].length

function base64(run: string): string {
  try {
    const binary = atob(run.replace(/-/g, '+').replace(/_/g, '/'))
    return new TextDecoder().decode(Uint8Array.from(binary, char => char.charCodeAt(0)))
  } catch {
    return ''
  }
}
const bytes = (numbers: string[], radix: number): string =>
  new TextDecoder().decode(Uint8Array.from(numbers, each => Number.parseInt(each, radix)))
function percent(run: string): string {
  try {
    return decodeURIComponent(run.replace(/\+/g, ' '))
  } catch {
    return ''
  }
}
const points = (run: string): string =>
  [...run.matchAll(/(?:\\u\{?|&#x|\\x)([0-9a-f]{2,6})|&#(\d{2,6})/gi)]
    .map(([, hex, decimal]) => (hex ? Number.parseInt(hex, 16) : Number(decimal)))
    .map(code => (code <= 0x10ffff ? String.fromCodePoint(code) : ''))
    .join('')
