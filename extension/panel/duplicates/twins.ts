import type { Source } from '../../../core/contract/source.ts'
import { areNear, halvesOf } from '../../../core/evidence/fingerprint.ts'

type Comparable = Pick<Source, 'id' | 'kind' | 'canonicalUrl' | 'contentHash' | 'fingerprint' | 'receipt'>

/** The name of a pair, the same for both orders. */
export const pairKey = (one: string, other: string): string => [one, other].toSorted().join(' ')

/** A passage or a moment is part of something by its nature: only whole texts are copies of each other. */
const isWhole = ({ kind, receipt }: Comparable) =>
  kind !== 'selection' && kind !== 'moment' && kind !== 'knowledge' && receipt.words > 0

/**
 * For each source the one that says nearly the same at another address, the newest of them: wire stories, reprints,
 * the same paper on two sites. `sources` newest first. Pairs that the creator wants both of are none.
 */
export function twinsOf<Each extends Comparable>(
  sources: Each[],
  kept: ReadonlySet<string>,
): Map<string, { twin: Each; exact: boolean }> {
  const twins = new Map<string, { twin: Each; exact: boolean }>()
  const whole = sources
    .filter(isWhole)
    .map(source => ({ source, halves: source.fingerprint ? halvesOf(source.fingerprint) : null }))
  whole.forEach(({ source, halves }, at) => {
    for (let before = 0; before < at; before++) {
      const other = whole[before]!
      const exact = other.source.contentHash === source.contentHash
      if (!exact && !(halves && other.halves && areNear(halves, other.halves))) continue
      if (other.source.canonicalUrl === source.canonicalUrl) continue
      if (kept.has(pairKey(source.id, other.source.id))) continue
      if (!twins.has(source.id)) twins.set(source.id, { twin: other.source, exact })
      if (!twins.has(other.source.id)) twins.set(other.source.id, { twin: source, exact })
    }
  })
  return twins
}
