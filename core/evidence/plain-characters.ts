/** A text as its characters are read: no codes, no invisible signs, every letter written in one way. */
export interface PlainCharacters {
  text: string
  /** For each UTF-16 unit of `text`, where what it comes from begins and ends in the original; null: the same places. */
  places: { from: number[]; to: number[] } | null
}

// NFKC itself would be dangerous: it makes 10² into 102 and 1½ into 11⁄2. Only these foldings are harmless.
const LETTERS: Record<string, string> = {
  ﬀ: 'ff',
  ﬁ: 'fi',
  ﬂ: 'fl',
  ﬃ: 'ffi',
  ﬄ: 'ffl',
  ﬅ: 'st',
  ﬆ: 'st',
  µ: 'μ',
  ς: 'σ',
  ʼ: '’',
}
const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  laquo: '«',
  raquo: '»',
  ndash: '–',
  mdash: '—',
  minus: '−',
  hellip: '…',
  shy: '',
  deg: '°',
  plusmn: '±',
  times: '×',
  euro: '€',
  pound: '£',
  cent: '¢',
  yen: '¥',
  micro: 'μ',
  szlig: 'ß',
  aelig: 'æ',
  oslash: 'ø',
}
/** What an entity's name says of its letter, as in `&eacute;`: a combining mark. */
const MARKS: Record<string, string> = {
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  ring: '\u030a',
  cedil: '\u0327',
}

/** No one sees them: joiners, overrides of direction, soft hyphens, variation selectors, the byte-order mark. */
export const INVISIBLE = /\p{DI}/u

/** An entity, also one encoded twice; a sign that is not seen; a full-width sign; a ligature; a letter in pieces. */
const SPECIAL =
  /&(?:amp;)*(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));|\p{DI}+|[\uff01-\uff5e]|[ﬀﬁﬂﬃﬄﬅﬆµςʼ]|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|\P{M}\p{M}+/giu

/** Linear in the length of the text; a text of plain characters is given back as it is. */
export function plainCharacters(original: string): PlainCharacters {
  const pieces: string[] = []
  const from: number[] = []
  const to: number[] = []
  let copied = 0
  const copy = (end: number) => {
    pieces.push(original.slice(copied, end))
    for (let at = copied; at < end; at++) {
      from.push(at)
      to.push(at + 1)
    }
  }
  for (const found of original.matchAll(SPECIAL)) {
    const plain = plainly(found)
    if (plain === found[0]) continue
    const end = found.index + found[0].length
    copy(found.index)
    pieces.push(plain)
    for (let unit = 0; unit < plain.length; unit++) {
      from.push(found.index)
      to.push(end)
    }
    copied = end
  }
  if (copied === 0) return { text: original, places: null }
  copy(original.length)
  return { text: pieces.join(''), places: { from, to } }
}

function plainly([written, decimal, hex, name]: RegExpExecArray): string {
  if (written[0] === '&' && written.length > 1) return decoded(decimal, hex, name) ?? written
  const unit = written.charCodeAt(0)
  if (written.length === 1 && unit >= 0xff01 && unit <= 0xff5e) return String.fromCharCode(unit - 0xfee0)
  return LETTERS[written] ?? written.replace(/\p{DI}+/gu, '').normalize('NFC')
}

function decoded(decimal?: string, hex?: string, name?: string): string | undefined {
  if (name) {
    const mark = MARKS[name.slice(1).toLowerCase()]
    return mark ? (name[0]! + mark).normalize('NFC') : NAMED[name.toLowerCase()]
  }
  const code = decimal ? Number(decimal) : Number.parseInt(hex!, 16)
  if (!(code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff))) return undefined
  const char = String.fromCodePoint(code)
  return INVISIBLE.test(char) ? '' : char
}
