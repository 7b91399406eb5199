import {
  digitsPattern,
  NUMBER_WORDS,
  SCALE_WORDS,
  scaleOf,
  valueOfDigits,
  valueOfWords,
} from '../../core/numbers/number-words.ts'
import { measureOf, monthOf } from './measures.ts'
import { stem, type Token, tokens } from './terms.ts'

/** A number of a sentence and what it counts or measures. */
export interface Figure {
  /** In `unit`. */
  value: number
  /** `$`, `€`, `%`, `year`, a measure (`m`, `kg`, `time` in days), or the stem of the noun: «9 companies» → `company`. */
  unit: string
  /** The stem of the noun that stands there; '' for none. */
  noun: string
  /** Literally, with the noun, for showing. */
  written: string
  /** about: near the value · over: at least it · under: at most it */
  bound: 'exact' | 'about' | 'over' | 'under'
  /** Terms within a few words of it: what the number is of. */
  near: Set<string>
  /** A time, a place in a list or a number of nothing: these go with too many things to set sentences against each other. */
  loose: boolean
}

const patterns = new Map<string, RegExp>()
function numberPattern(language: string | null): RegExp {
  const digits = digitsPattern(language)
  let pattern = patterns.get(digits)
  if (!pattern) {
    pattern = new RegExp(
      `(?<![\\p{L}\\d.,:/-])(?:(?<currency>[$€£¥])\\s?)?(?:(?<digits>${digits})|(?<word>\\b${NUMBER_WORDS}))(?:[\\s-](?<scale>${SCALE_WORDS})\\b|(?<tight>bn|m|k)\\b)?(?:\\s?(?<percent>%|percent\\b|per cent\\b|prozent\\b|por ciento\\b|pour cent\\b))?(?:\\s?(?<euro>€))?(?![\\d/:]|[.,]\\d)`,
      'giu',
    )
    patterns.set(digits, pattern)
  }
  return pattern
}

const BOUNDS: [RegExp, Figure['bound']][] = [
  [
    /\b(?:about|around|roughly|approximately|nearly|almost|some|an estimated|close to|circa|etwa|rund|environ|unos|circa)\s+(?:a |the )?$/i,
    'about',
  ],
  [
    /\b(?:more than|over|at least|above|upwards of|exceeding|as many as|no fewer than|no less than|mehr als|über|mindestens|plus de|más de)\s+(?:a |the )?$/i,
    'over',
  ],
  [
    /\b(?:less than|fewer than|under|up to|at most|below|no more than|within|weniger als|unter|bis zu|moins de|menos de)\s+(?:a |the )?$/i,
    'under',
  ],
]
const LOOSE = new Set('time point and or to of in at on a.m p.m am pm'.split(' ').map(stem))

/** What sentences can be set against each other by. */
export const figures = (text: string, language: string | null): Figure[] =>
  everyFigure(text, language).filter(({ loose }) => !loose)

/** All numbers, those of time, of a place in a list and of nothing too. */
export function everyFigure(text: string, language: string | null): Figure[] {
  const words = tokens(text, language)
  const found: Figure[] = []
  let before = { digits: '', end: -2 }
  for (const match of text.matchAll(numberPattern(language))) {
    const { currency, digits, word, scale, tight, percent, euro } = match.groups!
    // «0.81% 81%»: automatic captions write the end of a number once more.
    const echoes =
      digits !== undefined && before.end >= match.index - 1 && before.digits.endsWith(`.${digits}`)
    before = { digits: digits ?? '', end: match.index + match[0].length }
    if (echoes) continue
    const plain = digits ? valueOfDigits(digits, language) : valueOfWords(word!)
    const value = plain * scaleOf(scale ?? tight)
    const end = match.index + match[0].length
    const sign = currency ?? euro ?? (percent && '%')
    const counted: Counted = sign
      ? { unit: sign, noun: '', factor: 1, loose: false, end }
      : countedBehind(text, { start: match.index, end, digits, scale: scale ?? word }, words)
    found.push({
      value: value * counted.factor,
      unit: counted.unit,
      noun: counted.noun,
      loose: counted.loose,
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

interface Counted extends Pick<Figure, 'unit' | 'noun' | 'loose'> {
  factor: number
  end: number
}

function countedBehind(
  text: string,
  number: { start: number; end: number; digits: string | undefined; scale: string | undefined },
  words: Token[],
): Counted {
  const { end, digits, scale } = number
  const at = words.findIndex(({ start }) => start >= end)
  const next = words[at]
  const adjoins = next !== undefined && /^[ \u00a0-]$/.test(text.slice(end, next.start))
  const bare = { unit: '', noun: '', factor: 1, loose: true, end }
  const isYear = digits !== undefined && /^(?:1[5-9]|20)\d\d$/.test(digits) && !scale
  if (isYear && !(adjoins && (/^(?:people|men|women)$/.test(next.surface) || measureOf(termOf(next)))))
    return { ...bare, unit: 'year', loose: false }
  const day =
    (adjoins && monthOf(next.surface)) ||
    monthOf(words.findLast(({ start }) => start < number.start)?.surface ?? '')
  if (day) return { ...bare, unit: day }
  if (!adjoins) return bare
  // «three more years»: what is counted may stand one word further on.
  const noun = /^(?:more|other|new|such|different|additional|full|whole)$/i.test(next.surface)
    ? words[at + 1]
    : next
  if (!noun || !/^\p{L}/u.test(noun.surface)) return bare
  const behind = noun.start + noun.surface.length
  const measure = measureOf(termOf(noun))
  if (measure) return { ...measure, noun: termOf(noun), loose: measure.unit === 'time', end: behind }
  // A word that says nothing about a subject, and yet what is counted most.
  if (/^(?:people|persons|humans)$/i.test(noun.surface))
    return { unit: 'people', noun: '', factor: 1, loose: false, end: behind }
  if (!noun.term || LOOSE.has(noun.term)) return bare
  return { unit: noun.term, noun: noun.term, factor: 1, loose: false, end: behind }
}

/** Words of time say nothing about a subject, and so have no term. */
const termOf = ({ term, surface }: Token) => term || stem(surface.toLowerCase())

/** The four content terms before and after. */
function nearTerms(words: Token[], start: number, end: number): Set<string> {
  const content = words.filter(({ term }) => term && !/^\d/.test(term))
  const before = content.filter(word => word.start < start).slice(-4)
  const after = content.filter(word => word.start >= end).slice(0, 4)
  return new Set([...before, ...after].map(({ term }) => term))
}

/** Whether both can be true of one thing. Rounding forgives 2 %, another unit of the same measure 6 %, a hedge 12 %. */
export function canAgree(a: Figure, b: Figure): boolean {
  if (a.unit !== b.unit) return true
  const difference = Math.abs(a.value - b.value) / Math.max(Math.abs(a.value), Math.abs(b.value), 1e-9)
  if (a.unit === 'year' || a.unit.startsWith('day of ')) return a.value === b.value
  const rounding = a.noun === b.noun ? 0.02 : 0.06
  if (difference <= (a.bound === 'exact' && b.bound === 'exact' ? rounding : 0.12)) return true
  const low = (figure: Figure) => (figure.bound === 'under' ? 0 : figure.value)
  const high = (figure: Figure) => (figure.bound === 'over' ? Number.POSITIVE_INFINITY : figure.value)
  return (
    low(a) <= high(b) &&
    low(b) <= high(a) &&
    (a.bound === 'over' || a.bound === 'under' || b.bound === 'over' || b.bound === 'under')
  )
}
