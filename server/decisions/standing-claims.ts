import type { Claim, Evidence, Findings, GapMap } from '../../core/contract/findings.ts'
import type { SourceText } from '../sources/texts.ts'

/** What was found, as far as its quotes still stand in the sources that are there: some may have gone or changed since. */
export function standingClaims(
  { claims, gapMap }: Findings,
  texts: Pick<SourceText, 'id' | 'text'>[],
): { claims: Claim[]; gapMap: GapMap | null } {
  const byId = new Map(texts.map(({ id, text }) => [id, text]))
  const stands = ({ sourceId, start, end, anchor }: Evidence) =>
    byId.get(sourceId)?.slice(start, end) === anchor.exact
  return {
    claims: claims.flatMap(claim => {
      const sides = claim.sides
        .map(side => ({ ...side, evidence: side.evidence.filter(stands) }))
        .filter(({ evidence }) => evidence.length > 0)
      return sides.length > 0 ? [{ ...claim, sides, parts: sides.length > 1 ? claim.parts : null }] : []
    }),
    gapMap: gapMap && {
      ...gapMap,
      points: gapMap.points.map(point => ({
        ...point,
        videos: point.videos.filter(stands),
        elsewhere: point.elsewhere.filter(stands),
      })),
    },
  }
}
