import { unitOf } from './measure-words.ts'
import { NUMBER_WORDS, SCALE_WORDS, scaleOf, valueOfWords } from './number-words.ts'

export interface ReadNumber {
  written: string
  /** Its value where it has one; else as it is written: a time of day, a range, a number of a standard. */
  value: string
  /** The unit that stands right before or behind it; null for none. */
  unit: string | null
}

/** Of other languages than English those that are no words of another kind in any of them. */
const FOREIGN: Record<string, number> = {
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  sechs: 6,
  sieben: 7,
  neun: 9,
  zehn: 10,
  elf: 11,
  zwölf: 12,
  hundert: 100,
  tausend: 1000,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  huit: 8,
  neuf: 9,
  dix: 10,
  douze: 12,
  vingt: 20,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
}
/** A share, a manifold and a place in a row are numbers too; «first» and «second» are mostly none. */
const SHARES: Record<string, string> = {
  half: '1/2',
  halves: '1/2',
  third: '1/3',
  thirds: '1/3',
  quarter: '1/4',
  quarters: '1/4',
  fifth: '1/5',
  fifths: '1/5',
  tenth: '1/10',
  tenths: '1/10',
  twice: '2 times',
  double: '2 times',
  doubled: '2 times',
  thrice: '3 times',
  triple: '3 times',
  tripled: '3 times',
}
const SHARE_WORDS = Object.keys(SHARES).join('|')
const digits = '\\d+(?:[.,:/–-]\\d+|[\\u00a0\\u202f]\\d{3})*'
const foreign = Object.keys(FOREIGN).join('|')
// «One» is mostly a pronoun: it counts in «one in five» and before what it may be a number of.
const one =
  'one(?=[\\s-](?:(?:in|out of)\\s(?:\\d|a\\b|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred|every)|(?:half|third|quarter|percent|per\\s?cent|hour|day|week|month|year|decade|century|mile|metre|meter|kilo|ton|dollar|euro)\\b))'
const pattern = new RegExp(
  `(?<before>[$€£¥]\\s?)?(?<![\\p{L}\\p{N}.,:/])(?:(?<sign>[-−+])(?=[\\d.]))?(?:(?<digits>\\.?${digits})(?<ordinal>st|nd|rd|th)?(?![\\p{N}])|(?:(?<words>\\b${NUMBER_WORDS})|(?<one>\\b${one})|(?<share>\\b(?:${SHARE_WORDS})\\b)|(?<foreign>\\b(?:${foreign})\\b))(?![\\p{L}]))(?:[\\s\\u00a0-]?(?<scale>(?:${SCALE_WORDS})\\b|(?:bn|m|k)(?![\\p{L}\\p{N}])))?(?:[\\s\\u00a0\\u202f-]?(?<behind>per cent\\b|°\\s?[CF]?\\b|[%‰€$£¥°]|[\\p{L}]+))?`,
  'giu',
)

/** Every number of a text, in digits or words, with its unit. */
export function readNumbers(text: string): ReadNumber[] {
  const found: ReadNumber[] = []
  for (const match of text.matchAll(pattern)) {
    const { before, sign, digits, words, one, share, foreign, scale, behind } = match.groups!
    const plain = digits
      ? digitsValue(digits)
      : words
        ? String(valueOfWords(words))
        : one
          ? '1'
          : share
            ? SHARES[share.toLowerCase()]!
            : String(FOREIGN[foreign!.toLowerCase()]!)
    // «5m» is five metres or five million: as it is written, either.
    const factor = scale && !/^m$/i.test(scale) ? scaleOf(scale) : 1
    const scaled = factor !== 1 && Number.isFinite(Number(plain)) ? String(Number(plain) * factor) : plain
    const unit = before
      ? unitOf(before.trim())
      : (unitOf((behind ?? '').replace(/^per cent$/i, 'percent').replace(/\s/g, ''), true) ??
        (/^m$/i.test(scale ?? '') ? 'm' : null))
    const minus = sign === '-' || sign === '−' ? '-' : ''
    found.push({ written: writtenOf(match[0], behind, unit), value: minus + scaled, unit })
  }
  return found
}

/** Without the word behind it, where that is no unit. */
const writtenOf = (whole: string, behind: string | undefined, unit: string | null): string =>
  (behind && !unit ? whole.slice(0, whole.length - behind.length) : whole).replace(/[\s-]+$/, '').trim()

/** «1,200» and «1.200» are the same as «1200»; what is no plain number stays as it is written. */
function digitsValue(digits: string): string {
  const plain = digits.replace(/[\u00a0\u202f]/g, '')
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain)) return String(Number(plain.replaceAll(',', '')))
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(plain))
    return String(Number(plain.replaceAll('.', '').replace(',', '.')))
  if (/^\d*\.?\d+$/.test(plain)) return String(Number(plain))
  if (/^\d+,\d+$/.test(plain)) return String(Number(plain.replace(',', '.')))
  return plain.replace(/[–]/g, '-')
}
