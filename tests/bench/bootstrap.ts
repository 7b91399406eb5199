import { seededRandom } from '../support/random.ts'

const SEED = 20261129
const DRAWS = 400

/**
 * Between what a figure lies in 95 of 100 cases when its speakers are drawn again with replacement (Efron 1979): texts
 * of one speaker are alike, so that the speakers and not the texts are what chance chose.
 * @param groups what was measured of each speaker
 * @returns low and high; null where the figure is nothing for most draws
 */
export function bootstrapped<Item>(
  groups: readonly (readonly Item[])[],
  figure: (items: readonly Item[]) => number | null,
): [low: number, high: number] | null {
  const random = seededRandom(SEED)
  const values = Array.from({ length: DRAWS }, () =>
    figure(groups.flatMap(() => groups[Math.floor(random() * groups.length)]!)),
  )
  const known = values.filter(value => value !== null).sort((a, b) => a - b)
  if (known.length * 2 < DRAWS) return null
  const at = (share: number) => known[Math.round(share * (known.length - 1))]!
  return [at(0.025), at(0.975)]
}
