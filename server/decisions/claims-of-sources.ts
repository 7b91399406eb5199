import type { Claim } from '../../core/contract/findings.ts'
import { newId } from '../../core/contract/id.ts'
import { chosenClaims } from '../research/claims/chosen-claims.ts'
import { evidenceOf } from '../research/claims/evidence.ts'
import { extractiveClaims } from '../research/claims/extractive-claims.ts'
import { readForClaims } from '../research/claims/read-sources.ts'
import { isSingleSource } from '../research/claims/single-source.ts'
import type { SourceText } from '../sources/texts.ts'

/** What the sources claim, by words and numbers alone: where nobody looked for claims yet. */
export async function claimsOfSources(texts: SourceText[], rest: () => Promise<void>): Promise<Claim[]> {
  const read = texts.length > 0 ? await readForClaims(texts, rest) : null
  if (!read) return []
  const { said, ranking, voices, material } = read
  const cited = evidenceOf(texts, material.sources, new Map())
  const found = await extractiveClaims(said, ranking, voices, rest)
  return chosenClaims(found, material.sources.length).map(claim => ({
    ...{ id: newId(), kind: claim.kind, text: claim.text, parts: claim.parts, own: [] },
    sides: claim.sides.map(({ says, places }) => ({ says, evidence: places.map(cited) })),
    singleSource: isSingleSource(claim, material.sources),
  }))
}
