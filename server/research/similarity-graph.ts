import type { Vector } from './tf-idf.ts'

/** For each sentence its most similar ones, most similar first. */
export type SimilarityGraph = { to: number; weight: number }[][]

/** Less than this in common says nothing (Erkan & Radev use 0.1), and would make the graph dense. */
const LEAST = 0.1
const MOST_NEIGHBOURS = 40

/**
 * Cosines of all pairs that share a telling term, by an inverted index: only those pairs are ever looked at. Terms
 * that stand in more than an eighth of the sentences are passed over when looking for pairs; their idf is next to nothing.
 */
export function similarityGraph(vectors: Vector[], terms: number): SimilarityGraph {
  const postings: { sentence: number; weight: number }[][] = Array.from({ length: terms }, () => [])
  vectors.forEach(({ ids, weights }, sentence) => {
    ids.forEach((id, i) => {
      postings[id]!.push({ sentence, weight: weights[i]! })
    })
  })
  const commonest = Math.max(40, vectors.length / 8)
  const sums = new Float32Array(vectors.length)
  return vectors.map(({ ids, weights }, sentence) => {
    const touched: number[] = []
    ids.forEach((id, i) => {
      const others = postings[id]!
      if (others.length > commonest) return
      for (const other of others) {
        if (other.sentence === sentence) continue
        if (sums[other.sentence] === 0) touched.push(other.sentence)
        sums[other.sentence]! += weights[i]! * other.weight
      }
    })
    const neighbours = []
    for (const to of touched) {
      if (sums[to]! >= LEAST) neighbours.push({ to, weight: sums[to]! })
      sums[to] = 0
    }
    return neighbours.sort((a, b) => b.weight - a.weight || a.to - b.to).slice(0, MOST_NEIGHBOURS)
  })
}
