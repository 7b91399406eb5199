import type { Source } from '../../../core/contract/source.ts'
import { nearlySame } from '../../../core/evidence/fingerprint.ts'

type Comparable = Pick<Source, 'id' | 'kind' | 'canonicalUrl' | 'contentHash' | 'fingerprint' | 'receipt'>

/** The name of a pair, the same for both orders. */
export const pairKey = (one: string, other: string): string => [one, other].toSorted().join(' ')

/** A passage or a moment is part of something by its nature: only whole texts are copies of each other. */
const isWhole = ({ kind, receipt }: Comparable) =>
  kind !== 'selection' && kind !== 'moment' && receipt.words > 0

/**
 * For each source the one that says nearly the same at another address, the newest of them: wire stories, reprints,
 * the same paper on two sites. `sources` newest first. Pairs that the creator wants both of are none.
 */
export function twinsOf<Each extends Comparable>(
  sources: Each[],
  kept: ReadonlySet<string>,
): Map<string, { twin: Each; exact: boolean }> {
  const twins = new Map<string, { twin: Each; exact: boolean }>()
  const whole = sources.filter(isWhole)
  // Two fingerprints within 8 bits are equal in at least one of nine parts: only these are looked at closely.
  const shelves = new Map<string, number[]>()
  whole.forEach((source, at) => {
    const near = new Set<number>()
    for (const shelf of shelvesOf(source)) {
      const there = shelves.get(shelf)
      if (!there) shelves.set(shelf, [at])
      else {
        for (const other of there) near.add(other)
        there.push(at)
      }
    }
    for (const index of near) {
      const other = whole[index]!
      const exact = other.contentHash === source.contentHash
      if (other.canonicalUrl === source.canonicalUrl || kept.has(pairKey(source.id, other.id))) continue
      if (!exact && !nearlySame(source.fingerprint, other.fingerprint)) continue
      if (!twins.has(source.id)) twins.set(source.id, { twin: other, exact })
      if (!twins.has(other.id)) twins.set(other.id, { twin: source, exact })
    }
  })
  return twins
}

/** Seven bits, and eight for the last, of each of nine parts, and the whole text's hash. */
function shelvesOf({ contentHash, fingerprint }: Comparable): string[] {
  const shelves = [`= ${contentHash}`]
  if (!fingerprint) return shelves
  const bits = BigInt(`0x${fingerprint}`)
  for (let part = 0; part < 9; part++) {
    const width = part === 8 ? 8n : 7n
    shelves.push(`${part} ${(bits >> BigInt(part * 7)) & ((1n << width) - 1n)}`)
  }
  return shelves
}
