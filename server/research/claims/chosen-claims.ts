import type { FoundClaim } from './found.ts'

const MOST_CLAIMS = 60
/** What each claim that a source gave alone takes off its next one, so that a long source does not fill the list. */
const AGAIN = 0.94

/** The claims worth the creator's time, most telling first. */
export function chosenClaims(claims: FoundClaim[], sources: number): FoundClaim[] {
  const given = new Array<number>(sources).fill(0)
  const left = claims.toSorted((a, b) => b.weight - a.weight)
  const chosen: FoundClaim[] = []
  while (chosen.length < MOST_CLAIMS && left.length > 0) {
    let best = 0
    let most = -1
    for (const [i, claim] of left.entries()) {
      if (claim.weight <= most) break
      const value = claim.weight * AGAIN ** Math.max(0, given[aloneOf(claim) ?? -1] ?? 0)
      if (value > most) {
        best = i
        most = value
      }
    }
    const [claim] = left.splice(best, 1) as [FoundClaim]
    const alone = aloneOf(claim)
    if (alone !== null) given[alone]!++
    chosen.push(claim)
  }
  return chosen
}

function aloneOf({ sides }: FoundClaim): number | null {
  const sources = new Set(sides.flatMap(({ places }) => places.map(({ source }) => source)))
  return sources.size === 1 ? [...sources][0]! : null
}
