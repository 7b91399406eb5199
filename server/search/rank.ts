/** One lexeme's passages in one chunk, four bytes each as 0005_search.sql says. */
export interface PostingRow {
  chunk: number
  lexeme: string
  passages: number
  postings: Uint8Array
}
/** A chunk of the scope. */
export interface ScopedChunk {
  chunk: number
  configuration: string
  /** Passages that its postings tell of. */
  passages: number
  /** Lexemes of them all. */
  words: number
}

/** A term of a query: the same word as each configuration writes it. */
export interface Term {
  /** By configuration: absent where it has it for a stop word, null where another term has the same lexeme there. */
  lexemes: ReadonlyMap<string, string | null>
  /** A passage without it is no answer, unless its configuration has the word for a stop word. */
  required: boolean
}

export interface Ranked {
  /** A passage's number. */
  no: number
  score: number
}

/** The defaults of Lucene. */
const K1 = 1.2
const B = 0.75
const BITS = 12
const CHUNK = 2 ** BITS

/**
 * Scores every passage that has one of the terms by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance
 * Framework", 2009) with Lucene's never negative idf, ln(1 + (N − df + ½) / (df + ½)).
 *
 * N, df and the mean length are of the scope that is searched. A word counts once however many languages the scope has:
 * its df is the sum over them, where a language that has it for a stop word counts each of its passages: "die" is as
 * common as it is in the German ones, which do not have it in their index, also where an English one has it.
 */
export function rank(
  chunks: readonly ScopedChunk[],
  terms: readonly Term[],
  rows: readonly PostingRow[],
): Scores {
  const slots = new Map(chunks.map((chunk, slot) => [chunk.chunk, { ...chunk, slot }]))
  const passages = sum(chunks, chunk => chunk.passages)
  const mean = Math.max(1, sum(chunks, chunk => chunk.words) / Math.max(1, passages))
  const scores = new Float32Array(chunks.length * CHUNK)
  const required = terms.filter(term => term.required)
  const had = required.length > 0 ? new Uint8Array(scores.length) : null
  const byLexeme = Map.groupBy(rows, row => row.lexeme)

  for (const term of terms) {
    const mine = [...new Set(term.lexemes.values())]
      .flatMap(lexeme => (lexeme === null ? [] : (byLexeme.get(lexeme) ?? [])))
      .filter(row => term.lexemes.get(slots.get(row.chunk)?.configuration ?? '') === row.lexeme)
    const stopped = sum(chunks, chunk => (term.lexemes.has(chunk.configuration) ? 0 : chunk.passages))
    const df = Math.min(passages, stopped + sum(mine, row => row.passages))
    const idf = Math.log(1 + (passages - df + 0.5) / (df + 0.5))
    for (const { chunk, postings } of mine) {
      const base = slots.get(chunk)!.slot * CHUNK
      const view = new DataView(postings.buffer, postings.byteOffset, postings.byteLength)
      for (let at = 0; at + 4 <= postings.byteLength; at += 4) {
        const posting = view.getUint32(at)
        const often = (posting >>> 14) & 63
        const place = base + (posting >>> 20)
        scores[place]! += (idf * often * (K1 + 1)) / (often + K1 * (1 - B + (B * (posting & 16383)) / mean))
        if (had && term.required) had[place]!++
      }
    }
  }
  if (had) {
    for (const { slot, configuration } of slots.values()) {
      const wanted = sum(required, term => (term.lexemes.get(configuration) ? 1 : 0))
      for (let place = slot * CHUNK; place < (slot + 1) * CHUNK; place++)
        if (had[place]! < wanted) scores[place] = 0
    }
  }
  return new Scores(
    scores,
    chunks.map(({ chunk }) => chunk),
  )
}

/** What passages scored, to be asked for by and by: most searches need only the first few. */
export class Scores {
  readonly #scores: Float32Array
  readonly #chunks: readonly number[]
  constructor(scores: Float32Array, chunks: readonly number[]) {
    this.#scores = scores
    this.#chunks = chunks
  }

  /** The best `count` passages with a score, of equals the lower number first; fewer where there are no more. */
  best(count: number): Ranked[] {
    const scores = this.#scores
    const places = count < 5_000 ? heaped(scores, count) : scored(scores)
    // Chunks come in ascending order, and so the lower place has the lower number.
    places.sort((a, b) => scores[b]! - scores[a]! || a - b)
    return places.slice(0, count).map(place => ({
      no: this.#chunks[place >> BITS]! * CHUNK + (place & (CHUNK - 1)),
      score: scores[place]!,
    }))
  }

  /** Only these passages. */
  within(numbers: ReadonlySet<number>): Scores {
    const kept = new Float32Array(this.#scores.length)
    const slots = new Map(this.#chunks.map((chunk, slot) => [chunk, slot]))
    for (const no of numbers) {
      const slot = slots.get(no >> BITS)
      if (slot === undefined) continue
      const place = slot * CHUNK + (no & (CHUNK - 1))
      kept[place] = this.#scores[place]!
    }
    return new Scores(kept, this.#chunks)
  }
}

function scored(scores: Float32Array): number[] {
  const places: number[] = []
  for (let place = 0; place < scores.length; place++) if (scores[place]! > 0) places.push(place)
  return places
}

/** The places of the `count` highest scores: a heap whose root is the lowest that is kept. */
function heaped(scores: Float32Array, count: number): number[] {
  const heap: number[] = []
  const sink = (at: number) => {
    for (;;) {
      const left = 2 * at + 1
      const right = left + 1
      let low = at
      if (left < heap.length && scores[heap[left]!]! < scores[heap[low]!]!) low = left
      if (right < heap.length && scores[heap[right]!]! < scores[heap[low]!]!) low = right
      if (low === at) return
      ;[heap[at], heap[low]] = [heap[low]!, heap[at]!]
      at = low
    }
  }
  for (let place = 0; place < scores.length; place++) {
    const score = scores[place]!
    if (score <= 0) continue
    if (heap.length < count) {
      heap.push(place)
      if (heap.length === count) for (let at = count >> 1; at >= 0; at--) sink(at)
    } else if (score > scores[heap[0]!]!) {
      heap[0] = place
      sink(0)
    }
  }
  return heap
}

const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((total, item) => total + of(item), 0)
