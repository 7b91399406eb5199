import type { Claim } from '../../core/contract/findings.ts'
import { everyFigure } from '../research/figures.ts'
import { overlapOf } from '../research/overlap.ts'
import { terms } from '../research/terms.ts'
import { citationOf, evidenceOf, type Ground } from './ground.ts'
import { nearest, vocabularyFor } from './nearness.ts'
import { about as aboutOf, joined, short } from './pieces.ts'
import type { TurnOf } from './whole-outline.ts'

/** An order in which the same matter can be told. */
export interface Arrangement {
  title: string
  turns: TurnOf[]
  /** What the end comes to, from the claims; null: the angle's promise alone. */
  payoff: TurnOf | null
  why: string
  leavesOut: string
}

type Arrange = (claims: Claim[], ground: Ground, turns: number) => Omit<Arrangement, 'leavesOut'> | null

/** Of so many claims near the angle an arrangement chooses. */
const NEAR = 24
const MOST_EVIDENCE = 4
/** Of a claim's telling words, so much stands in the turn that it goes with. */
const NEAR_ENOUGH = 0.2

/** Orders without a model, each of which suits what was found; those that it gives nothing for are left out. */
export function arrangements(ground: Ground, turns: number): Arrangement[] {
  const near = nearest(ground, NEAR)
  if (near.length === 0) return []
  return [ladder, intoTheConflict, inTime, toTheWhole, problemFirst, oneByOne].flatMap(arrange => {
    const found = arrange(near, ground, Math.min(turns, near.length))
    if (!found) return []
    const whole = { ...found, turns: withNearby(found.turns, near, ground) }
    return [{ ...whole, leavesOut: joined(leftOut(near, whole.turns)) }]
  })
}

/** What has no turn of its own goes with the turn that it is nearest to, by the words in common; else it stays out. */
function withNearby(turns: TurnOf[], near: Claim[], ground: Ground): TurnOf[] {
  const vocabulary = vocabularyFor(ground)
  const said = turns.map(turn =>
    terms([turn.title, ...turn.evidence.map(({ anchor }) => anchor.exact)].join(' '), null),
  )
  const filled = turns.map(turn => ({ ...turn, evidence: [...turn.evidence] }))
  const isUsed = ({ sourceId, start }: { sourceId: string; start: number }) =>
    filled.some(turn => turn.evidence.some(each => each.sourceId === sourceId && each.start === start))
  for (const claim of near) {
    const [first] = evidence(claim)
    if (!first || isUsed(first)) continue
    const own = terms(claim.text, null)
    const shares = said.map(words => overlapOf(own, words, vocabulary).containment)
    const at = shares.indexOf(Math.max(...shares))
    if (shares[at]! >= NEAR_ENOUGH && filled[at]!.evidence.length < MOST_EVIDENCE)
      filled[at]!.evidence.push(first)
  }
  return filled
}

const about = (text: string, most = 90) => aboutOf(text, most)
/** Why the sides of a claim part, as part of a sentence. */
export const partsOf = ({ parts }: Claim): string =>
  parts?.replace(/[.!]+$/, '') ?? 'they do not say the same'

const evidence = (claim: Claim) => evidenceOf(claim).map(citationOf).slice(0, MOST_EVIDENCE)
const sourcesOf = (claim: Claim) => new Set(evidenceOf(claim).map(({ sourceId }) => sourceId)).size

const told = (claim: Claim, title: string, purpose: string): TurnOf => ({
  ...{ title: short(title, 160), purpose: joined(short(purpose, 600)), evidence: evidence(claim) },
  weight: claim.sides.length > 1 ? 1.5 : 1,
})
const shows = (claim: Claim) => told(claim, about(claim.text), `Shows: ${about(claim.text, 300)}.`)

const RUNGS: Claim['kind'][] = ['definition', 'statement', 'cause', 'number', 'comparison', 'date']
const ASKS: Record<Claim['kind'], string> = {
  definition: 'What is it?',
  statement: 'What is known?',
  cause: 'Why is that?',
  number: 'How much is it?',
  comparison: 'Compared with what?',
  date: 'Since when?',
}

/** Each turn answers a question and asks the next: of each kind one, before a second of any. */
const ladder: Arrange = (claims, _, turns) => {
  const kinds = RUNGS.map(kind => claims.filter(claim => claim.kind === kind && claim.sides.length === 1))
  const chosen = claims.flatMap((_, round) => kinds.flatMap(of => of[round] ?? [])).slice(0, turns)
  if (chosen.length === 0) return null
  const rung = (claim: Claim) => RUNGS.indexOf(claim.kind)
  const parted = claims.find(({ sides }) => sides.length > 1)
  return {
    title: 'A ladder of questions',
    turns: chosen
      .toSorted((a, b) => rung(a) - rung(b))
      .map((claim, i, all) => {
        const asked = all[i - 1]?.kind === claim.kind ? 'And what else?' : ASKS[claim.kind]
        return told(claim, `${asked} ${about(claim.text)}`, `Answers “${asked}” and asks the next.`)
      }),
    payoff: parted
      ? told(
          parted,
          `Which leaves one question: ${about(parted.text)}`,
          'Says what is known of the last question.',
        )
      : null,
    why: 'Each answer raises the next question, so that there is never a good moment to leave.',
  }
}

/** Where they part first, then each side, then what bears on it. */
const intoTheConflict: Arrange = (claims, _, turns) => {
  const parted = claims.filter(({ sides }) => sides.length > 1)
  const [first] = parted
  if (!first) return null
  const sides = first.sides.slice(0, 3).map((side, i): TurnOf => {
    const who = side.evidence.flatMap(({ who }) => who ?? [])[0]
    return {
      title: short(
        `${i === 0 ? 'One side' : 'The other side'}${who ? `, ${short(who, 40)}` : ''}: ${about(side.says)}`,
        160,
      ),
      purpose: 'Gives this side at its strongest, in its own words.',
      evidence: side.evidence.map(citationOf).slice(0, MOST_EVIDENCE),
      weight: 1.2,
    }
  })
  const others = claims.filter(claim => claim !== first)
  const rest = Math.max(0, turns - sides.length)
  return {
    title: 'Into the conflict and out of it',
    turns: [
      ...sides,
      ...others
        .slice(0, rest)
        .map(claim => told(claim, `What bears on it: ${about(claim.text)}`, 'Weighs the sides by it.')),
    ],
    payoff: told(
      first,
      `What can be said: ${about(first.text)}`,
      'Says where that leaves the viewer, and what would settle it.',
    ),
    why: `The sources part here (${partsOf(first)}), and one wants to know who is right.`,
  }
}

/** By the years that are named, else by when it was published. */
const inTime: Arrange = (claims, _, turns) => {
  const dated = claims
    .map(claim => ({ claim, year: yearOf(claim) }))
    .filter((each): each is { claim: Claim; year: number } => each.year !== null)
    .sort((a, b) => a.year - b.year)
    .filter((each, i, all) => i === 0 || each.claim.text !== all[i - 1]!.claim.text)
  if (new Set(dated.map(({ year }) => year)).size < 2) return null
  const step = Math.max(1, dated.length / Math.max(2, turns))
  const chosen = Array.from({ length: Math.min(turns, dated.length) }, (_, i) => dated[Math.floor(i * step)]!)
  return {
    title: 'In the order in which it happened',
    turns: chosen.map(({ claim, year }) =>
      told(claim, `${year}: ${about(claim.text)}`, `Tells what came to be by ${year}.`),
    ),
    payoff: null,
    why: `It has a beginning and an end in time, from ${chosen[0]!.year} to ${chosen.at(-1)!.year}.`,
  }
}

function yearOf(claim: Claim): number | null {
  const named = everyFigure(claim.text, null).find(({ unit }) => unit === 'year')?.value
  if (named) return named
  const said = evidenceOf(claim).flatMap(({ when }) => /^\d{4}/.exec(when ?? '')?.[0] ?? [])[0]
  return said ? Number(said) : null
}

/** From what one source alone says to what all of them say. */
const toTheWhole: Arrange = (claims, _, turns) => {
  const counted = claims.map(claim => ({ claim, sources: sourcesOf(claim) }))
  if (new Set(counted.map(({ sources }) => sources)).size < 2) return null
  const ordered = counted.toSorted((a, b) => a.sources - b.sources).map(({ claim }) => claim)
  const widest = ordered.at(-1)!
  const rising = ordered.slice(0, -1)
  const half = Math.ceil(turns / 2)
  const chosen = [
    ...rising.slice(0, half),
    ...rising.slice(half).slice(-(turns - half) || rising.length),
  ].slice(0, turns)
  return {
    title: 'From one case to the whole',
    turns: chosen.map(shows),
    payoff: told(
      widest,
      `What holds for all of it: ${about(widest.text)}`,
      `Says what ${sourcesOf(widest)} sources agree on.`,
    ),
    why: 'It begins with something small that can be seen, and ends with what most sources bear out.',
  }
}

const PROBLEM =
  /\b(?:but|however|not|never|no|problem|fail\w*|risk\w*|cost\w*|lack\w*|less|fewer|wrong|hard|difficult\w*|expensive|danger\w*|loss|lose|lost|decline\w*|unable|cannot|can't|against)\b/i

/** What is wrong, why it is so, and what is done about it. */
const problemFirst: Arrange = (claims, _, turns) => {
  const wrong = claims.filter(({ text, sides }) => sides.length > 1 || PROBLEM.test(text))
  const causes = claims.filter(claim => claim.kind === 'cause' && !wrong.includes(claim))
  const rest = claims.filter(claim => !wrong.includes(claim) && !causes.includes(claim))
  if (wrong.length === 0 || causes.length + rest.length === 0) return null
  const part = Math.max(1, Math.round(turns / 3))
  const named = (those: Claim[], lead: string, purpose: string) =>
    those.slice(0, part).map(claim => told(claim, `${lead}: ${about(claim.text)}`, purpose))
  return {
    title: 'The problem, its reason, the way out',
    turns: [
      ...named(wrong, 'The problem', 'Makes the viewer feel that something is wrong.'),
      ...named(causes, 'Why it is so', 'Shows what lies behind it.'),
      ...named(rest, 'What follows', 'Shows what is done, or could be.'),
    ].slice(0, Math.max(2, turns)),
    payoff: null,
    why: 'Who feels the problem waits for the way out.',
  }
}

/** The strongest last, one thing after another: the plainest order that there is. */
const oneByOne: Arrange = (claims, _, turns) => ({
  title: 'One thing after another, the strongest last',
  turns: claims.slice(0, turns).reverse().map(shows),
  payoff: null,
  why: 'It is easy to follow, and easy to cut where it gets too long.',
})

/** What is near the angle and has no place in it. */
function leftOut(near: Claim[], turns: TurnOf[]): string {
  const used = new Set(
    turns.flatMap(({ evidence }) => evidence.map(({ sourceId, start }) => `${sourceId} ${start}`)),
  )
  const rest = near.filter(
    claim => !evidenceOf(claim).some(({ sourceId, start }) => used.has(`${sourceId} ${start}`)),
  )
  return rest.length === 0
    ? 'Nothing that is near the angle.'
    : `Leaves out ${rest
        .slice(0, 2)
        .map(({ text }) => `“${about(text)}”`)
        .join(' and ')}${rest.length > 2 ? `, and ${rest.length - 2} more` : ''}.`
}
