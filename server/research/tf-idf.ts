/** A sparse vector of length 1: ascending term numbers and their weights. */
export interface Vector {
  ids: Int32Array
  weights: Float32Array
}

/** Numbers for terms, and how telling each is among the texts at hand. */
export interface Vocabulary {
  id(term: string): number | undefined
  idf(id: number): number
  size: number
  documents: number
}

/** idf = log((N + 1) / (df + ½)), over the texts given: sentences, in LexRank's use of it. */
export function vocabularyOf(texts: Iterable<string[]>): Vocabulary {
  const ids = new Map<string, number>()
  const frequency: number[] = []
  let documents = 0
  for (const terms of texts) {
    documents++
    for (const term of new Set(terms)) {
      let id = ids.get(term)
      if (id === undefined) {
        id = ids.size
        ids.set(term, id)
        frequency.push(0)
      }
      frequency[id]!++
    }
  }
  const idf = Float32Array.from(frequency, df => Math.log((documents + 1) / (df + 0.5)))
  return { id: term => ids.get(term), idf: id => idf[id] ?? 0, size: ids.size, documents }
}

/** tf·idf, normalised to length 1; without any known term, the empty vector. */
export function vectorOf(terms: string[], vocabulary: Vocabulary): Vector {
  const weights = new Map<number, number>()
  for (const term of terms) {
    const id = vocabulary.id(term)
    if (id !== undefined) weights.set(id, (weights.get(id) ?? 0) + vocabulary.idf(id))
  }
  return fromMap(weights)
}

/** The sum of vectors, each times its factor, normalised to length 1. */
export function combined(parts: { vector: Vector; factor: number }[]): Vector {
  const weights = new Map<number, number>()
  for (const { vector, factor } of parts) {
    for (let i = 0; i < vector.ids.length; i++) {
      const id = vector.ids[i]!
      weights.set(id, (weights.get(id) ?? 0) + factor * vector.weights[i]!)
    }
  }
  return fromMap(weights)
}

export function cosine(a: Vector, b: Vector): number {
  let sum = 0
  for (let i = 0, j = 0; i < a.ids.length && j < b.ids.length; ) {
    const difference = a.ids[i]! - b.ids[j]!
    if (difference === 0) sum += a.weights[i++]! * b.weights[j++]!
    else if (difference < 0) i++
    else j++
  }
  return sum
}

function fromMap(weights: Map<number, number>): Vector {
  const ids = Int32Array.from(weights.keys()).sort()
  const values = Float32Array.from(ids, id => weights.get(id)!)
  let square = 0
  for (const value of values) square += value * value
  if (square > 0) for (let i = 0; i < values.length; i++) values[i]! /= Math.sqrt(square)
  return { ids, weights: values }
}
