import type { Ranking } from '../ranking.ts'
import type { Said } from './candidates.ts'
import type { FoundClaim, FoundSide } from './found.ts'
import { type Joined, joined, type Parting } from './join.ts'
import { countVoices, type Voices } from './voices.ts'

export const ROUGH_NAME = 'statements with numbers, names, comparisons and causes, joined by their words'

const MOST_SIDES = 4
/** Where sources part is what a creator looks for first. */
const DISPUTED = 2.2

/** The claims without a model: sentences of the sources, joined and set against each other by their words. Most telling first. */
export async function extractiveClaims(
  said: Said[],
  ranking: Ranking,
  voices: Voices,
  breathe: () => Promise<void>,
): Promise<FoundClaim[]> {
  const { claims, partings } = await joined(said, ranking, voices, breathe)
  const disputes = disputesOf(partings)
  const disputed = new Set(disputes.flatMap(({ sides }) => sides))
  return [
    ...disputes.map(({ sides, first }) => disputedClaim(sides, first, voices)),
    ...claims.filter(claim => !disputed.has(claim)).map(plainClaim),
  ].sort((a, b) => b.weight - a.weight)
}

const sideOf = ({ head, members, voices }: Joined): FoundSide => ({
  says: shownText(head),
  places: members.map(({ source, start, end }) => ({ source, start, end })),
  voices,
})

const plainClaim = (claim: Joined): FoundClaim => ({
  kind: claim.head.kind,
  text: shownText(claim.head),
  sides: [sideOf(claim)],
  parts: null,
  weight: claim.weight,
})

/** A spoken stretch begins small, and captions write sounds among the words. The quote keeps all of it. */
function shownText({ text }: Said): string {
  const words = text
    .replace(/(?:\[[^\]]{1,30}\]|>>+|♪)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return words === '' ? text : words[0]!.toLocaleUpperCase() + words.slice(1)
}

/** Clearest first; a claim takes part once, and a third side must part from the first for the same reason. */
function disputesOf(partings: Parting[]): { sides: Joined[]; first: Parting }[] {
  const taken = new Set<Joined>()
  const found: { sides: Joined[]; first: Parting }[] = []
  for (const first of partings) {
    if (taken.has(first.a) || taken.has(first.b)) continue
    const sides = [first.a, first.b]
    for (const { a, b, by } of partings) {
      const third = a === first.a || a === first.b ? b : b === first.a || b === first.b ? a : null
      if (third && by === first.by && by !== 'denial' && sides.length < MOST_SIDES)
        if (!taken.has(third) && !sides.includes(third)) sides.push(third)
    }
    for (const side of sides) taken.add(side)
    sides.sort((x, y) => y.voices - x.voices || y.weight - x.weight)
    found.push({ sides, first })
  }
  return found
}

function disputedClaim(sides: Joined[], { by, why, unit }: Parting, voices: Voices): FoundClaim {
  const { head } = sides[0]!
  const everybody = sides.flatMap(({ members }) => members)
  return {
    kind: by === 'dates' ? 'date' : by === 'numbers' ? 'number' : head.kind,
    text:
      by === 'numbers' || by === 'dates'
        ? questionOf(sides, unit)
        : shownText(by === 'denial' && head.reading.negations > 0 ? sides[1]!.head : head),
    sides: sides.map(sideOf),
    parts: why,
    weight:
      DISPUTED * Math.max(...sides.map(({ weight }) => weight)) * (1 + 0.2 * countVoices(everybody, voices)),
  }
}

/** Longer, a sentence goes on with other things than the number. */
const LONG_REST = 50

/** «The plant has 16 turbines or 12 turbines?»: the first side's words as far as the number, with what others say. */
function questionOf(sides: Joined[], unit: string | null): string {
  const figureOf = ({ head }: Joined) => head.reading.figures.find(one => one.unit === unit)
  const values = [...new Set(sides.flatMap(side => figureOf(side)?.written ?? []))]
  const said = shownText(sides[0]!.head)
  const written = figureOf(sides[0]!)?.written ?? ''
  const at = said.indexOf(written)
  if (!written || at < 0) return said
  const rest = said.slice(at + written.length).replace(/[.!…]+["”]?$/, '')
  const clause = /^[^,;:–—(]*(?=[,;:–—(])/.exec(rest)?.[0]
  return `${said.slice(0, at)}${values.join(' or ')}${rest.length > LONG_REST && clause !== undefined ? clause.trimEnd() : rest}?`
}
