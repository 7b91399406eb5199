/** The others against whom a voice is held: the nearest to the text (impostors, Koppel and Winter 2014). */
const NEAREST_OTHERS = 2

/** The numbers of the highest. */
export function nearestOf(likelihoods: readonly number[], most = NEAREST_OTHERS): number[] {
  return likelihoods
    .map((_, at) => at)
    .sort((a, b) => likelihoods[b]! - likelihoods[a]!)
    .slice(0, most)
}

/** The mean of those with these numbers: what a voice is held against. */
export const meanOf = (likelihoods: readonly number[], nearest: readonly number[]): number =>
  nearest.reduce((sum, each) => sum + likelihoods[each]!, 0) / nearest.length
