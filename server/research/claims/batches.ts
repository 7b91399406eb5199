import type { FencedSource } from '../../model/fence.ts'
import type { CountTokens } from '../../model/tokens.ts'
import { exhibits } from '../exhibits.ts'
import type { ReadSources } from './claims-finder.ts'

/** Of all sources together … */
const MOST_TOKENS = 28_000
/** … in requests that a small model still reads to the end. */
const BATCH_TOKENS = 10_500
/** What is central without being a claim by its form: a little. */
const CENTRAL = 0.25

/** A part of the sources, small enough for one request. */
export interface Batch {
  shown: FencedSource[]
  /** Of the material's sources. */
  sources: number[]
}

/**
 * What the model is shown: all of the sources where they fit, else the passages that hold most of what looks worth
 * checking, of every source some, in batches of whole sources.
 * @param count the tokens of a text
 */
export function batchesOf({ material, ranking, said }: ReadSources, count: CountTokens): Batch[] {
  const sentences = ranking.sentences.map((sentence, i) => ({
    ...sentence,
    score: said[i]!.worth + CENTRAL * sentence.score,
  }))
  const batches: Batch[] = []
  let left = 0
  for (const source of exhibits(material, { ...ranking, sentences }, count, MOST_TOKENS)) {
    const size = source.passages.reduce((sum, text) => sum + count(text), 0)
    if (batches.length === 0 || size > left) {
      batches.push({ shown: [], sources: [] })
      left = BATCH_TOKENS
    }
    const batch = batches.at(-1)!
    batch.shown.push(source)
    batch.sources.push(Number(source.ref.slice(1)) - 1)
    left -= size
  }
  return batches
}
