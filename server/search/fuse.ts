/** After Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet" (SIGIR 2009). */
const K = 60

/**
 * Joins ranked lists by reciprocal rank: a key's score is the sum over the lists of 1 / (60 + its rank), from 1.
 * @returns every key once, best first; of equals the one that comes first in the earlier list
 */
export function fuse<Key extends string | number>(lists: readonly (readonly Key[])[]): Key[] {
  return [...fusedScores(lists)].sort(([, a], [, b]) => b - a).map(([key]) => key)
}

/** `fuse` with what each key scored, in the order in which they were met. A key that a list repeats counts once in it. */
export function fusedScores<Key extends string | number>(
  lists: readonly (readonly Key[])[],
): Map<Key, number> {
  const scores = new Map<Key, number>()
  for (const list of lists) {
    let rank = 0
    for (const key of new Set(list)) scores.set(key, (scores.get(key) ?? 0) + 1 / (K + ++rank))
  }
  return scores
}
