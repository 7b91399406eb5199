import { lexRank } from './lexrank.ts'
import type { Material, Sentence } from './material.ts'
import { type SimilarityGraph, similarityGraph } from './similarity-graph.ts'
import { combined, type Vector, type Vocabulary, vectorOf, vocabularyOf } from './tf-idf.ts'

/** A candidate with what the whole of the sources says about it. */
export interface RankedSentence extends Sentence {
  index: number
  vector: Vector
  /** With what stands around it in its source: what it is about, beyond its own words. */
  context: Vector
  /** 0 to 1, 1 for the most central of all. */
  score: number
  /** Sentences of other sources that say much the same, most alike first, at most one a source. */
  support: { index: number; similarity: number }[]
}

export interface Ranking {
  sentences: RankedSentence[]
  vocabulary: Vocabulary
  graph: SimilarityGraph
}

/** Alike enough to stand behind the same statement. */
const SUPPORTS = 0.42
/** What another source that says so adds to a statement's score, up to three. */
const SUPPORT_BONUS = 0.3
const NEIGHBOURHOOD = [0.5, 0.25]

/**
 * Ranks by biased LexRank over the sentences of all sources. The prior gives every source the same share, so that a
 * long one is not louder for its length, and within a source favours what stands alone well and what stands early.
 */
export function rank({ sources, sentences }: Material): Ranking {
  const vocabulary = vocabularyOf(sentences.map(({ terms }) => terms))
  const vectors = sentences.map(({ terms }) => vectorOf(terms, vocabulary))
  const graph = similarityGraph(vectors, vocabulary.size)
  const merit = sentences.map(({ quality, depth }) => quality * (0.5 + 0.5 * Math.exp(-6 * depth)))
  const ofSource = sources.map(() => 0)
  sentences.forEach(({ source }, i) => {
    ofSource[source]! += merit[i]!
  })
  const prior = sentences.map(({ source }, i) => merit[i]! / (ofSource[source] || 1))
  const central = lexRank(graph, prior)
  const support = sentences.map((sentence, i) => supportOf(sentence, graph[i]!, sentences))
  const raw = sentences.map(
    ({ quality }, i) => central[i]! * quality * (1 + SUPPORT_BONUS * Math.min(3, support[i]!.length)),
  )
  const most = Math.max(...raw, Number.MIN_VALUE)
  return {
    vocabulary,
    graph,
    sentences: sentences.map((sentence, index) => ({
      ...sentence,
      index,
      vector: vectors[index]!,
      context: contextOf(index, sentences, vectors),
      score: raw[index]! / most,
      support: support[index]!,
    })),
  }
}

function supportOf(sentence: Sentence, neighbours: { to: number; weight: number }[], sentences: Sentence[]) {
  const found: { index: number; similarity: number }[] = []
  const seen = new Set([sentence.source])
  for (const { to, weight } of neighbours) {
    if (weight < SUPPORTS) break
    const other = sentences[to]!
    if (seen.has(other.source)) continue
    seen.add(other.source)
    found.push({ index: to, similarity: weight })
  }
  return found
}

function contextOf(index: number, sentences: Sentence[], vectors: Vector[]): Vector {
  const { source, ord } = sentences[index]!
  const parts = [{ vector: vectors[index]!, factor: 1 }]
  for (const side of [-1, 1]) {
    NEIGHBOURHOOD.forEach((factor, away) => {
      const other = index + side * (away + 1)
      const near = sentences[other]
      if (near && near.source === source && Math.abs(near.ord - ord) <= 4)
        parts.push({ vector: vectors[other]!, factor })
    })
  }
  return combined(parts)
}
