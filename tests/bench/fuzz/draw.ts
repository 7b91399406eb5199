import { createHash } from 'node:crypto'
import { seededRandom } from '../../support/random.ts'

/** Draws, the same for the same seed. */
export interface Draw {
  /** Whether something happens that happens in so many of a hundred cases. */
  in100(cases: number): boolean
  /** A whole number from 0 to below `below`. */
  below(below: number): number
  of<Item>(items: readonly Item[]): Item
  uuid(): string
}

export function drawOf(seed: number): Draw {
  const random = seededRandom(seed)
  const below = (most: number) => Math.floor(random() * most)
  return {
    in100: cases => random() * 100 < cases,
    below,
    of: items => items[below(items.length)]!,
    uuid() {
      const hex = createHash('sha256').update(String(random())).digest('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
    },
  }
}
