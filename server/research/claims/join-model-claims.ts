import { canAgree } from '../figures.ts'
import type { MaterialSource } from '../material.ts'
import type { JoinAnswer } from '../prompts/claims.ts'
import type { Vocabulary } from '../tf-idf.ts'
import { type CheckedClaim, wordsAt } from './checked-claims.ts'
import type { FoundClaim, FoundSide, Place } from './found.ts'
import type { Reading } from './reading.ts'
import { relate } from './relation.ts'
import { countVoices, type Voices } from './voices.ts'

/** A claim of a model's, read. */
export interface ModelClaim extends CheckedClaim {
  reading: Reading
}

interface Side {
  says: string | null
  claims: ModelClaim[]
}
interface Group {
  about: string | null
  why: string | null
  sides: Side[]
}

const KIND_WEIGHT = { number: 1, date: 0.9, cause: 0.9, comparison: 0.85, definition: 0.85, statement: 0.7 }
const DISPUTED = 2.2
const MOST_TEXT_CHARS = 300

/**
 * Joins a model's claims as the model says, as far as numbers bear it out, and the rest by their words. A number that
 * differs is never joined, whatever anybody says: it becomes a side of its own. Names of claims that do not exist are
 * passed over, and each claim stands once.
 * @param joins null where nobody was asked, or nobody answered
 */
export function joinedModelClaims(
  claims: ModelClaim[],
  joins: JoinAnswer | null,
  vocabulary: Vocabulary,
  voices: Voices,
  sources: MaterialSource[],
): FoundClaim[] {
  const taken = new Set<number>()
  const groups: Group[] = (joins?.groups ?? []).flatMap(group => {
    const sides = group.sides.flatMap((side): Side[] => {
      const named = side.claims.flatMap(name => {
        const number = Number(/\d+/.exec(name)?.[0]) - 1
        if (!claims[number] || taken.has(number)) return []
        taken.add(number)
        return [claims[number]]
      })
      return named.length > 0 ? partedByNumbers({ says: side.says, claims: named }) : []
    })
    return sides.length > 0 ? [{ about: group.about, why: group.why, sides }] : []
  })
  for (const [i, claim] of claims.entries()) {
    if (taken.has(i)) continue
    taken.add(i)
    place(claim, groups, vocabulary, voices.of)
  }
  return groups.flatMap(group => found(group, voices, sources))
}

/** What a model put on one side and gives different numbers stands on two. */
function partedByNumbers({ says, claims }: Side): Side[] {
  const sides: Side[] = []
  for (const claim of claims) {
    const fits = sides.find(side => side.claims.every(other => !numbersClash(claim.reading, other.reading)))
    if (fits) fits.claims.push(claim)
    else sides.push({ says: null, claims: [claim] })
  }
  if (sides.length === 1) sides[0]!.says = says
  return sides
}

function numbersClash(a: Reading, b: Reading): boolean {
  return a.figures.some(mine => {
    const theirs = b.figures.filter(({ unit }) => unit === mine.unit)
    const own = a.figures.filter(({ unit }) => unit === mine.unit)
    return theirs.length > 0 && !own.some(x => theirs.some(y => canAgree(x, y)))
  })
}

/** Where the model said nothing of a claim: with those that say the same, else against those that do not, else alone. */
function place(claim: ModelClaim, groups: Group[], vocabulary: Vocabulary, voiceOf: number[]): void {
  let best: { group: Group; side: Side | null; why: string; likeness: number } | null = null
  for (const group of groups) {
    for (const side of group.sides) {
      const relation = relate(claim.reading, side.claims[0]!.reading, vocabulary)
      if (relation.how !== 'same' && relation.how !== 'parts') continue
      if (relation.how === 'parts' && !hasOtherVoice(claim, side, voiceOf)) continue
      const why = relation.how === 'parts' ? relation.why : ''
      const joins = relation.how === 'same'
      const likeness = relation.likeness + (joins ? 1 : 0)
      if (likeness > (best?.likeness ?? 0)) best = { group, side: joins ? side : null, why, likeness }
    }
  }
  if (!best) groups.push({ about: null, why: null, sides: [{ says: null, claims: [claim] }] })
  else if (best.side) best.side.claims.push(claim)
  else {
    best.group.sides.push({ says: null, claims: [claim] })
    best.group.why ??= best.why
  }
}

const hasOtherVoice = (claim: ModelClaim, side: Side, voiceOf: number[]) =>
  claim.places.some(({ source }) =>
    side.claims.some(({ places }) => places.some(other => voiceOf[other.source] !== voiceOf[source])),
  )

/** One claim; sides of one voice alone are no dispute but what that voice says one after the other. */
function found({ about, why, sides }: Group, voices: Voices, sources: MaterialSource[]): FoundClaim[] {
  const made = sides
    .map(side => ({ side: sideOf(side, voices, sources), kind: side.claims[0]!.kind }))
    .sort((a, b) => b.side.voices - a.side.voices)
  const heard = new Set(made.flatMap(({ side }) => side.places.map(({ source }) => voices.of[source])))
  const weigh = ({ side, kind }: (typeof made)[number]) =>
    KIND_WEIGHT[kind] * (1 + 0.5 * Math.min(4, side.voices - 1))
  if (made.length === 1 || heard.size < 2)
    return made.map(one => ({
      kind: one.kind,
      text: one.side.says,
      sides: [one.side],
      parts: null,
      weight: weigh(one),
    }))
  const named = clean(about)
  return [
    {
      kind: made[0]!.kind,
      text: named || made[0]!.side.says,
      sides: made.map(({ side }) => side),
      parts: clean(why) || 'They do not say the same.',
      weight: DISPUTED * Math.max(...made.map(weigh)),
    },
  ]
}

function sideOf({ says, claims }: Side, voices: Voices, sources: MaterialSource[]): FoundSide {
  const places: Place[] = []
  for (const place of claims.flatMap(claim => claim.places))
    if (!places.some(({ source }) => source === place.source)) places.push(place)
  return {
    says: (claims.length > 1 && clean(says)) || claims[0]!.text,
    places,
    voices: countVoices(
      places.map(place => ({ source: place.source, text: wordsAt(place, sources) })),
      voices,
    ),
  }
}

const clean = (text: string | null): string => {
  const line = text?.replace(/\s+/g, ' ').trim() ?? ''
  return line.length > MOST_TEXT_CHARS ? '' : line
}
