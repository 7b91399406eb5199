/**
 * Maximal marginal relevance (Carbonell & Goldstein 1998, «The Use of MMR, Diversity-Based Reranking for Reordering
 * Documents and Producing Summaries»): picks, one after the other, the item with the most
 * λ·relevance − (1 − λ)·(its greatest similarity to what is picked). Ties go to the earlier item.
 * @param penalty 0 to 1, what an item costs besides likeness given what is picked (its source spoke already, say)
 */
export function mmr<Item>(
  items: Item[],
  {
    count,
    lambda,
    relevance,
    similarity,
    penalty = () => 0,
  }: {
    count: number
    lambda: number
    relevance: (item: Item) => number
    similarity: (a: Item, b: Item) => number
    penalty?: (item: Item, picked: Item[]) => number
  },
): Item[] {
  const left = items.map(item => ({ item, likeness: 0 }))
  const picked: Item[] = []
  while (picked.length < count && left.length > 0) {
    let best = -1
    let most = Number.NEGATIVE_INFINITY
    left.forEach(({ item, likeness }, i) => {
      const value = lambda * relevance(item) - (1 - lambda) * Math.max(likeness, penalty(item, picked))
      if (value > most) {
        most = value
        best = i
      }
    })
    const [{ item }] = left.splice(best, 1) as [{ item: Item; likeness: number }]
    picked.push(item)
    for (const other of left) other.likeness = Math.max(other.likeness, similarity(other.item, item))
  }
  return picked
}
