import { stem, type Token, tokens } from './terms.ts'

/** A number of a sentence and what it counts or measures. */
export interface Figure {
  value: number
  /** `$`, `€`, `%`, `year`, or the stem of the noun that follows: «9 companies» → `company`. */
  unit: string
  /** Literally, with the noun, for showing. */
  written: string
  /** about: near the value · over: at least it · under: at most it */
  bound: 'exact' | 'about' | 'over' | 'under'
  /** Terms within a few words of it: what the number is of. */
  near: Set<string>
}

const WORD_NUMBERS: Record<string, number> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}
const SCALE: Record<string, number> = {
  hundred: 1e2,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  m: 1e6,
  bn: 1e9,
  k: 1e3,
}
const NUMBER =
  /(?<![\p{L}\d.,:/-])(?:(?<currency>[$€£¥])\s?)?(?:(?<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)|(?<word>\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b))(?:[\s-](?<scale>hundred|thousand|million|billion|trillion)\b|(?<tight>bn|m|k)\b)?(?:\s?(?<percent>%|percent\b|per cent\b))?(?![\d/:]|\.\d|,\d)/giu
const BOUNDS: [RegExp, Figure['bound']][] = [
  [
    /\b(?:about|around|roughly|approximately|nearly|almost|some|an estimated|close to|circa)\s+(?:a |the )?$/i,
    'about',
  ],
  [
    /\b(?:more than|over|at least|above|upwards of|exceeding|as many as|no fewer than|no less than)\s+(?:a |the )?$/i,
    'over',
  ],
  [/\b(?:less than|fewer than|under|up to|at most|below|no more than|within)\s+(?:a |the )?$/i, 'under'],
]
/** Units of time and place go with too many things to set sentences against each other by. */
const LOOSE = new Set(
  'year month week day hour minute second a.m p.m am pm january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec time percent point and or to of in at on'
    .split(' ')
    .map(stem),
)

export function figures(text: string, language: string | null): Figure[] {
  const words = tokens(text, language)
  const found: Figure[] = []
  for (const match of text.matchAll(NUMBER)) {
    const { currency, digits, word, scale, tight, percent } = match.groups!
    const plain = digits ? Number(digits.replace(/,/g, '')) : WORD_NUMBERS[word!.toLowerCase()]!
    const value = plain * (SCALE[(scale ?? tight ?? '').toLowerCase()] ?? 1)
    const end = match.index + match[0].length
    const counted =
      currency || percent ? { unit: currency ?? '%', end } : countedBehind(text, end, digits, scale, words)
    if (!counted) continue
    found.push({
      value,
      unit: counted.unit,
      written: text.slice(match.index, counted.end).trim(),
      bound:
        BOUNDS.find(([pattern]) =>
          pattern.test(text.slice(Math.max(0, match.index - 24), match.index)),
        )?.[1] ?? 'exact',
      near: nearTerms(words, match.index, end),
    })
  }
  return found
}

function countedBehind(
  text: string,
  end: number,
  digits: string | undefined,
  scale: string | undefined,
  words: Token[],
): { unit: string; end: number } | null {
  const at = words.findIndex(({ start }) => start >= end)
  const next = words[at]
  const adjoins = next !== undefined && /^[ -]$/.test(text.slice(end, next.start))
  const isYear = digits !== undefined && /^(?:1[5-9]|20)\d\d$/.test(digits) && !scale
  if (isYear && !(adjoins && /^(?:people|men|women)$/.test(next.surface))) return { unit: 'year', end }
  if (!adjoins) return null
  // «three more years»: what is counted may stand one word further on.
  const noun = /^(?:more|other|new|such|different|additional)$/i.test(next.surface) ? words[at + 1] : next
  if (!noun?.term || !/^\p{L}/u.test(noun.term) || LOOSE.has(noun.term)) return null
  return { unit: noun.term, end: noun.start + noun.surface.length }
}

/** The four content terms before and after. */
function nearTerms(words: Token[], start: number, end: number): Set<string> {
  const content = words.filter(({ term }) => term && !/^\d/.test(term))
  const before = content.filter(word => word.start < start).slice(-4)
  const after = content.filter(word => word.start >= end).slice(0, 4)
  return new Set([...before, ...after].map(({ term }) => term))
}

/** Whether both can be true of one thing. Rounding forgives 2 %, a hedge 12 %. */
export function canAgree(a: Figure, b: Figure): boolean {
  if (a.unit !== b.unit) return true
  const difference = Math.abs(a.value - b.value) / Math.max(Math.abs(a.value), Math.abs(b.value), 1e-9)
  if (a.unit === 'year') return a.value === b.value
  if (difference <= (a.bound === 'exact' && b.bound === 'exact' ? 0.02 : 0.12)) return true
  const low = (figure: Figure) => (figure.bound === 'under' ? 0 : figure.value)
  const high = (figure: Figure) => (figure.bound === 'over' ? Number.POSITIVE_INFINITY : figure.value)
  return (
    low(a) <= high(b) &&
    low(b) <= high(a) &&
    (a.bound === 'over' || a.bound === 'under' || b.bound === 'over' || b.bound === 'under')
  )
}
