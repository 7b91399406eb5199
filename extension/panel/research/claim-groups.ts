import type { Claim, ClaimKind, Evidence } from '../../../core/contract/findings.ts'

/** What the creator looks at: all of it, what is disputed, a kind, or what needs their eye. */
export type Looked = 'all' | 'parted' | ClaimKind | 'single' | 'own'

/** The order in which claims are shown, after those on which sources part. */
const kinds: readonly ClaimKind[] = ['number', 'cause', 'date', 'comparison', 'definition', 'statement']

export const groupNames: Record<'parted' | ClaimKind, string> = {
  parted: 'Where your sources disagree',
  number: 'Numbers',
  cause: 'Causes',
  date: 'Dates',
  comparison: 'Comparisons',
  definition: 'Definitions',
  statement: 'Other statements',
}

const filterNames: Record<Looked, string> = {
  ...groupNames,
  all: 'All',
  parted: 'Disagreements',
  statement: 'Statements',
  single: 'Single source',
  own: 'You said it',
}

const isParted = (claim: Claim) => claim.sides.length > 1

const holds: Record<Exclude<Looked, ClaimKind>, (claim: Claim) => boolean> = {
  all: () => true,
  parted: isParted,
  single: claim => claim.singleSource,
  own: claim => claim.own.length > 0,
}
const isLooked = (looked: Looked) => (claim: Claim) =>
  looked in holds ? holds[looked as keyof typeof holds](claim) : claim.kind === looked

export interface ClaimGroup {
  of: 'parted' | ClaimKind
  claims: Claim[]
}

/** What is looked at, in its order: the disputed first and only there, then kind by kind. Empty groups are left out. */
export function claimGroups(claims: readonly Claim[], looked: Looked): ClaimGroup[] {
  const shown = claims.filter(isLooked(looked))
  // Who looks at numbers wants the disputed ones among them.
  const groups =
    looked !== 'all' && looked in groupNames && looked !== 'parted'
      ? [{ of: looked as ClaimKind, claims: shown }]
      : [
          { of: 'parted' as const, claims: shown.filter(isParted) },
          ...kinds.map(of => ({ of, claims: shown.filter(claim => claim.kind === of && !isParted(claim)) })),
        ]
  return groups.filter(group => group.claims.length > 0)
}

/** The ways to look at them that would show something, each with how many. */
export function looksOf(claims: readonly Claim[]): { choice: Looked; name: string; count: number }[] {
  const looks: Looked[] = ['all', 'parted', ...kinds, 'single', 'own']
  return looks
    .map(choice => ({ choice, name: filterNames[choice], count: claims.filter(isLooked(choice)).length }))
    .filter(({ choice, count }) => choice === 'all' || count > 0)
}

/** How many sources stand behind it. */
export const sourcesIn = (evidence: readonly Evidence[]): number =>
  new Set(evidence.map(each => each.sourceId)).size
