import type { SimilarityGraph } from './similarity-graph.ts'

const DAMPING = 0.85
const TOLERANCE = 1e-6
const MOST_ROUNDS = 60

/**
 * Continuous LexRank (Erkan & Radev 2004, «LexRank: Graph-based Lexical Centrality as Salience in Text
 * Summarization», JAIR 22, eq. 2 with weights): p(u) = (1 − d)·prior(u) + d·Σ_v w(v,u) / Σ_z w(v,z) · p(v).
 * A prior that is not uniform makes it the biased form (Otterbacher, Erkan & Radev 2005).
 * @param prior non-negative, any sum; all zero counts as uniform
 * @returns a probability for each sentence; they add up to 1
 */
export function lexRank(graph: SimilarityGraph, prior: number[]): Float64Array {
  const size = graph.length
  if (size === 0) return new Float64Array()
  const total = prior.reduce((sum, value) => sum + value, 0)
  const jump = Float64Array.from(prior, value => (total > 0 ? value / total : 1 / size))
  const outgoing = graph.map(edges => edges.reduce((sum, { weight }) => sum + weight, 0))
  let rank = Float64Array.from(jump)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = new Float64Array(size)
    let dangling = 0
    graph.forEach((edges, from) => {
      if (edges.length === 0) dangling += rank[from]!
      for (const { to, weight } of edges) next[to]! += (weight / outgoing[from]!) * rank[from]!
    })
    let change = 0
    for (let i = 0; i < size; i++) {
      next[i] = (1 - DAMPING) * jump[i]! + DAMPING * (next[i]! + dangling * jump[i]!)
      change += Math.abs(next[i]! - rank[i]!)
    }
    rank = next
    if (change < TOLERANCE) break
  }
  return rank
}
