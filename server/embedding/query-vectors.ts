import type { Logger } from 'pino'
import type { Embeddings } from '../model/embeddings.ts'
import { ModelFailure } from '../model/errors.ts'

export interface QueryVectorsDeps {
  embeddings: Embeddings
  log: Pick<Logger, 'error'>
  /** Milliseconds since 1970. */
  clock: () => number
  /** How long a search waits. */
  patienceMs?: number
}

/** What a query means, or why that is not known now, as a sentence. */
export type QueryVector = { vector: Float32Array } | { problem: string }

const PATIENCE_MS = 3_000
/** An answer that comes too late for its search is kept for the next one. */
const LATEST_MS = 20_000
/** After the model failed the next searches do not wait for it. */
const REST_MS = 15_000
/** Queries whose vectors are kept: 6 KB each at 1,536 numbers. */
const KEPT = 256

/** Vectors of queries, with those of the last ones kept in memory. Never throws: a search goes on without. */
export function queryVectors(deps: QueryVectorsDeps): (query: string) => Promise<QueryVector> {
  const { embeddings, log, clock, patienceMs = PATIENCE_MS } = deps
  /** The least recently asked for first. */
  const kept = new Map<string, Promise<Float32Array>>()
  let resting = { until: Number.NEGATIVE_INFINITY, problem: '' }

  function ask(query: string): Promise<Float32Array> {
    const asked = embeddings
      .embed([query], { kind: 'query', signal: AbortSignal.timeout(LATEST_MS) })
      .then(vectors => vectors[0]!)
    asked.catch(() => {
      if (kept.get(query) === asked) kept.delete(query)
    })
    return asked
  }

  function rest(problem: string): QueryVector {
    resting = { until: clock() + REST_MS, problem }
    return { problem }
  }

  return async query => {
    const known = kept.get(query)
    if (!known && clock() < resting.until) return { problem: resting.problem }
    const asked = known ?? ask(query)
    kept.delete(query)
    kept.set(query, asked)
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
    try {
      const vector = await within(patienceMs, asked)
      return vector ? { vector } : rest(tooSlow(embeddings, patienceMs))
    } catch (error) {
      if (error instanceof ModelFailure) return rest(error.message)
      log.error({ err: error }, 'a query could not be embedded')
      return rest('Meaning was left out because something failed; the log of the server says more.')
    }
  }
}

const tooSlow = ({ name, host }: Embeddings, ms: number): string =>
  `“${name}”${host ? ` at ${host}` : ''} did not say within ${ms / 1_000} seconds what the question means: these were found by words alone. Search again in a moment.`

/** undefined where it takes longer; it goes on all the same. */
async function within<Value>(ms: number, work: Promise<Value>): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(resolve, ms, undefined)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
