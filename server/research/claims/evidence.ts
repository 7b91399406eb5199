import type { Evidence, Tier } from '../../../core/contract/findings.ts'
import { cite } from '../../../core/evidence/cite.ts'
import { whoSays } from '../../../core/evidence/who-says.ts'
import { tierOfSource, tierPlace } from '../../../core/tiers/tier-of.ts'
import type { SourceText } from '../../sources/texts.ts'
import type { MaterialSource } from '../material.ts'
import type { Place } from './found.ts'

/** Cites places of the material, with who says it there, when, and from how near. `texts` are the material's sources. */
export function evidenceOf(
  texts: SourceText[],
  sources: MaterialSource[],
  own: ReadonlyMap<string, Tier>,
): (place: Place) => Evidence {
  const known = texts.map(text => ({
    who: text.kind === 'knowledge' ? 'You' : whoSays(text),
    when: text.published,
    tier: tierOfSource({ kind: text.kind, domain: tierPlace(text) }, own),
  }))
  return ({ source, start, end }) => ({ ...cite(sources[source]!, start, end), ...known[source]! })
}
