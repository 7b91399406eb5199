import { canAgree, type Figure } from '../figures.ts'
import { overlapOf } from '../overlap.ts'
import { oppositeWords } from '../polarity.ts'
import type { Vocabulary } from '../tf-idf.ts'
import { isTurnedRound, type Reading } from './reading.ts'

/**
 * same: both say it · parts: they cannot both be right, or not in the same way · near: about the same matter ·
 * none: nothing to do with each other, as far as words go.
 */
export type Relation = Common & ({ how: 'same' | 'near' | 'none' } | ({ how: 'parts' } & Difference))
export interface Difference {
  by: PartsBy
  why: string
  /** What they count or measure otherwise; null where it is no number. */
  unit: string | null
}
interface Common {
  /** Of what both say together, so much is in both, 0 to 1. */
  likeness: number
  /** Of what the poorer one says, so much is in the other, 0 to 1. */
  containment: number
  /** Terms in both, most telling first. */
  shared: string[]
}
export type PartsBy = 'numbers' | 'dates' | 'denial' | 'words' | 'order'

/** Of what the poorer one says, so much is in the other … */
const SAME_CONTAINMENT = 0.62
/** … and of what both say together, so much in both. */
const SAME_LIKENESS = 0.36
/** A number that agrees carries part of the weight. */
const WITH_FIGURE = { containment: 0.5, likeness: 0.28 }
const PARTS_CONTAINMENT = 0.5
/** Two sums, shares, years or times are mostly of two things: these must say nearly the same otherwise. */
const STRICT_LIKENESS = 0.34
const PARTS_LIKENESS = 0.24
const NEAR_CONTAINMENT = 0.4
/** A name that only one of them has is what it is about when it weighs this much of what it says. */
const OTHER_NAME = 0.16

/**
 * How two statements stand to each other, by their words, numbers, names, denials and order. Precision before recall:
 * a join of what differs, or a disagreement that is none, costs the creator's trust; one that is missed costs a glance.
 * @param vocabulary tells how telling each term is among the sources at hand
 */
export function relate(a: Reading, b: Reading, vocabulary: Vocabulary): Relation {
  const { shared, containment } = overlapOf(a.terms, b.terms, vocabulary)
  const mass = (terms: Iterable<string>) => massOf(terms, vocabulary)
  const both = mass(shared)
  const [ofA, ofB] = [mass(words(a)), mass(words(b))]
  const likeness = ofA + ofB > both ? both / (ofA + ofB - both) : shared.length > 0 ? 1 : 0
  const none = { how: 'none' as const, likeness, containment, shared }
  if (speakOtherwise(a.language, b.language) || shared.length < 2) return none
  const others = (mine: Reading, theirs: Reading) => mass(mine.names.difference(theirs.names))
  if (others(a, b) >= OTHER_NAME * ofA && others(b, a) >= OTHER_NAME * ofB) {
    return containment >= NEAR_CONTAINMENT && shared.length >= 3 ? { ...none, how: 'near' as const } : none
  }
  const difference = whyTheyPart(a, b, none)
  if (difference) return { ...none, how: 'parts', ...difference }
  const figures = compared(a.figures, b.figures)
  const least = figures === 'agree' ? WITH_FIGURE : { containment: SAME_CONTAINMENT, likeness: SAME_LIKENESS }
  if (
    figures !== 'differ' &&
    a.negations % 2 === b.negations % 2 &&
    !oppositeWords(a.text, b.text) &&
    !isTurnedRound(a.turn, b.turn) &&
    containment >= least.containment &&
    likeness >= least.likeness &&
    shared.length >= (figures === 'agree' ? 2 : 3)
  )
    return { ...none, how: 'same' }
  return containment >= NEAR_CONTAINMENT && shared.length >= 3 ? { ...none, how: 'near' as const } : none
}

function whyTheyPart(a: Reading, b: Reading, common: Common): Difference | null {
  const { shared, containment } = common
  const numbers = numbersDiffer(a, b, common)
  if (numbers) return numbers
  if (shared.length < 3 || containment < PARTS_CONTAINMENT || a.leans || b.leans) return null
  const denies = (denying: Reading, other: Reading) =>
    other.negations === 0 &&
    denying.denied.some(
      ({ term, object }) => shared.includes(term) && (object === null || shared.includes(object)),
    )
  if (denies(a, b) || denies(b, a))
    return { by: 'denial', why: 'One denies what the other says.', unit: null }
  const opposite = oppositeWords(a.text, b.text)
  if (opposite && a.negations % 2 === b.negations % 2)
    return {
      by: 'words',
      why: `Opposite words: “${opposite[0]}” against “${opposite[1]}”.`,
      unit: null,
    }
  if (isTurnedRound(a.turn, b.turn) && containment >= 0.8)
    return { by: 'order', why: 'They say it the other way round.', unit: null }
  return null
}

function numbersDiffer(a: Reading, b: Reading, { shared, containment, likeness }: Common): Difference | null {
  const names = a.names.intersection(b.names).size
  // Without a name in common, what leans on the sentence before it may be of anything.
  if (names === 0 && (a.leans || b.leans)) return null
  for (const mine of a.figures) {
    if (mine.unit === '') continue
    const same = (figure: Figure) => figure.unit === mine.unit
    const [own, theirs] = [a.figures.filter(same), b.figures.filter(same)]
    // One value in common is enough to let them stand: the others are of other things.
    if (own.length !== 1 || theirs.length !== 1 || canAgree(mine, theirs[0]!)) continue
    // In one year it was so and in the next otherwise: then neither number nor year is disputed.
    if (mine.unit === 'year' ? othersDiffer(a.figures, b.figures) : ofOtherYears(a.figures, b.figures))
      continue
    const their = theirs[0]!
    const counted = shared.filter(term => term !== mine.noun)
    const close = [...mine.near.intersection(their.near)].filter(term => term !== mine.noun)
    const strict = mine.loose || /^(?:year|time|%|[$€£¥])$/.test(mine.unit)
    if (likeness < (strict ? STRICT_LIKENESS : PARTS_LIKENESS)) continue
    const enough = strict
      ? counted.length >= 3 && containment >= PARTS_CONTAINMENT && close.length >= 2
      : counted.length >= 2 && containment >= 0.4 && close.length >= 1
    if (!enough) continue
    const against = `${bounded(mine)} against ${bounded(their)}.`
    const { unit } = mine
    if (unit === 'year') return { by: 'dates', why: `Different years: ${against}`, unit }
    if (unit.startsWith('day of ')) return { by: 'dates', why: `Different days: ${against}`, unit }
    return { by: 'numbers', why: `Different numbers: ${against}`, unit }
  }
  return null
}

function ofOtherYears(a: Figure[], b: Figure[]): boolean {
  const years = (of: Figure[]) => of.filter(({ unit }) => unit === 'year').map(({ value }) => value)
  const [mine, theirs] = [years(a), years(b)]
  return mine.length > 0 && theirs.length > 0 && !mine.some(year => theirs.includes(year))
}

export const bounded = ({ written, bound }: Figure): string =>
  `${{ exact: '', about: 'about ', over: 'more than ', under: 'less than ' }[bound]}${written}`

const othersDiffer = (a: Figure[], b: Figure[]): boolean =>
  a.some(mine => mine.unit !== 'year' && b.some(their => their.unit === mine.unit && !canAgree(mine, their)))

/**
 * agree: every number of the one with fewer stands in the other too · none: neither has any · differ: anything else,
 * one with numbers and one without as well, since who gives no number backs none.
 */
export function compared(a: Figure[], b: Figure[]): 'agree' | 'none' | 'differ' {
  if (a.length === 0 && b.length === 0) return 'none'
  const [fewer, more] = a.length <= b.length ? [a, b] : [b, a]
  if (fewer.length === 0) return 'differ'
  const rest = [...more]
  for (const figure of fewer) {
    const at = rest.findIndex(other => isSame(figure, other))
    if (at < 0) return 'differ'
    rest.splice(at, 1)
  }
  // A number more for the same thing is another number.
  return rest.some(left => fewer.some(({ unit }) => unit === left.unit)) ? 'differ' : 'agree'
}

/** Closer than `canAgree`: not that both may be true, but that both say one number. */
function isSame(a: Figure, b: Figure): boolean {
  if (a.unit !== b.unit || !canAgree(a, b)) return false
  const difference = Math.abs(a.value - b.value) / Math.max(Math.abs(a.value), Math.abs(b.value), 1e-9)
  const hedged = [a.bound, b.bound]
  return difference <= (hedged.includes('over') || hedged.includes('under') ? 0.12 : 0.06)
}

/** Whether two languages are known and differ; a dialect is none. */
export const speakOtherwise = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a.slice(0, 2).toLowerCase() !== b.slice(0, 2).toLowerCase()

const words = ({ terms }: Reading) => new Set(terms.filter(term => !/^\d/.test(term)))

function massOf(terms: Iterable<string>, vocabulary: Vocabulary): number {
  let sum = 0
  for (const term of terms) sum += vocabulary.idf(vocabulary.id(term) ?? -1)
  return sum
}
