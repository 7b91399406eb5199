import type { Citation } from '../../core/contract/brief.ts'
import { overlapOf } from '../research/overlap.ts'
import { terms } from '../research/terms.ts'
import type { Vocabulary } from '../research/tf-idf.ts'
import { citedBy, type DraftOption, gist } from './draft-option.ts'

/** Of the words of the poorer one, weighed by how telling they are, so much in the other makes two the same. */
const SAME_WORDS = 0.62
/** Of the order in which two outlines tell things, so much in common makes them one. */
const SAME_ORDER = 0.75
const FEWEST_TERMS = 2

type Compared = Pick<DraftOption, 'content' | 'evidence'>

/**
 * Whether two options are the same in other words, so that they are no choice. Angles and hooks by what they say;
 * outlines, which all are of one matter, by the order in which they tell it; hooks also by what they quote first.
 */
export function isAlike(a: Compared, b: Compared, vocabulary: Vocabulary): boolean {
  if (a.content.gate === 'outline' && b.content.gate === 'outline') return sameOrder(a, b, vocabulary)
  if (a.content.gate === 'hook' && b.content.gate === 'hook' && sameHook(a, b, vocabulary)) return true
  return sameWords(gist(a), gist(b), vocabulary)
}

function sameWords(a: string, b: string, vocabulary: Vocabulary): boolean {
  const [ofA, ofB] = [terms(a, null), terms(b, null)]
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  if (plain(a) === plain(b)) return true
  const { shared, containment } = overlapOf(ofA, ofB, vocabulary)
  return shared.length >= FEWEST_TERMS && containment >= SAME_WORDS
}

function sameHook(a: Compared, b: Compared, vocabulary: Vocabulary): boolean {
  if (a.content.gate !== 'hook' || b.content.gate !== 'hook') return false
  const [first, other] = [a, b].map(each => placesOf(citedBy(each)))
  const [x, y] = [a.content.hook, b.content.hook]
  const sameKind = x.kind === y.kind
  if (sameWords(x.sentences[0]!.text, y.sentences[0]!.text, vocabulary)) return true
  return sameKind && first!.size > 0 && first!.symmetricDifference(other!).size === 0
}

/** The beats of both in their order: how long the longest row is that both have, of the shorter one. */
function sameOrder(a: Compared, b: Compared, vocabulary: Vocabulary): boolean {
  const [x, y] = [beatsOf(a), beatsOf(b)]
  if (x.length === 0 || y.length === 0) return false
  const same = (one: Beat, other: Beat) => {
    const places = one.places.intersection(other.places).size
    const least = Math.min(one.places.size, other.places.size)
    return (least > 0 && places / least > 0.5) || sameWords(one.title, other.title, vocabulary)
  }
  const rows = x.map(() => new Array<number>(y.length).fill(0))
  for (const [i, one] of x.entries())
    for (const [j, other] of y.entries())
      rows[i]![j] = same(one, other)
        ? 1 + (rows[i - 1]?.[j - 1] ?? 0)
        : Math.max(rows[i - 1]?.[j] ?? 0, rows[i]![j - 1] ?? 0)
  return rows.at(-1)!.at(-1)! / Math.min(x.length, y.length) >= SAME_ORDER
}

interface Beat {
  title: string
  places: Set<string>
}

/** What every outline has (a hook, a close) tells none from another. */
const beatsOf = ({ content }: Compared): Beat[] =>
  content.gate === 'outline'
    ? content.outline.beats
        .filter(({ kind }) => kind === 'turn' || kind === 'payoff')
        .map(({ title, evidence }) => ({ title, places: placesOf(evidence) }))
    : []

const placesOf = (citations: Citation[]) =>
  new Set(citations.map(({ sourceId, start }) => `${sourceId} ${start}`))

/** Those that differ from each other and from what was offered before, in their order, as many as are wanted. */
export function differing<Draft extends Compared>(
  drafts: readonly Draft[],
  {
    taken,
    before,
    most,
    vocabulary,
  }: { taken: Draft[]; before: Compared[]; most: number; vocabulary: Vocabulary },
): Draft[] {
  const kept = [...taken]
  for (const draft of drafts) {
    if (kept.length >= most) break
    if ([...before, ...kept].some(other => isAlike(draft, other, vocabulary))) continue
    kept.push(draft)
  }
  return kept
}
