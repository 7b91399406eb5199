import OpenAI from 'openai'
import type { Logger } from 'pino'
import { z } from 'zod'
import { type ModelCall, modelCall } from '../telemetry/model-span.ts'
import { familyOf } from './embedding-families.ts'
import type { Embeddings, EmbedOptions } from './embeddings.ts'
import { ModelFailure, modelFailure } from './errors.ts'
import { openClient } from './open-client.ts'
import { unitVectors } from './unit-vectors.ts'

export interface EmbeddingsApiConfig {
  apiKey: string | null
  baseUrl: string
  model: string
  headers?: Record<string, string>
}

export interface EmbeddingsApiDeps {
  log: Logger
  fetch?: typeof fetch
  /** For one request, until its whole answer is there. */
  patienceMs?: number
  maxRetries?: number
}

const PATIENCE_MS = 60_000
const MAX_RETRIES = 2
/** Of one request: OpenAI takes 2,048 texts of 300,000 tokens in all; smaller ones let a cancellation be heard. */
const MOST_TEXTS = 96
const MOST_CHARS = 160_000
/** Shortened so far, a text that is refused alone is not refused for its length. */
const FEWEST_CHARS = 200

const Answer = z.object({
  data: z.array(
    z.object({
      // Some servers leave it out: then the order is the texts'.
      index: z.int().nonnegative().optional(),
      embedding: z.union([z.array(z.number()), z.string()]),
    }),
  ),
  usage: z.object({ prompt_tokens: z.int().nonnegative() }).nullish().catch(null),
})

const settings = {
  key: 'EMBEDDING_API_KEY',
  baseUrl: 'EMBEDDING_BASE_URL',
  model: 'EMBEDDING_MODEL',
  made: 'not made for embeddings',
}

/**
 * `/embeddings` of any server that speaks OpenAI's. What servers refuse is asked for in another way and remembered: so
 * many texts at once, base64, a text longer than the model reads.
 */
export function openEmbeddingsApi(config: EmbeddingsApiConfig, deps: EmbeddingsApiDeps): Embeddings {
  const { apiKey, baseUrl, model, headers } = config
  const { log, patienceMs = PATIENCE_MS, maxRetries = MAX_RETRIES } = deps
  const { host, pathname } = new URL(baseUrl)
  const client = openClient({
    apiKey,
    baseUrl,
    timeoutMs: patienceMs,
    maxRetries,
    headers,
    fetch: deps.fetch,
  })
  const { before } = familyOf(model)
  let mostTexts = MOST_TEXTS
  let mostChars = Number.POSITIVE_INFINITY
  let encoding: 'base64' | 'float' = 'base64'
  let dimensions: number | null = null

  const once = (texts: string[], options: EmbedOptions): Promise<Float32Array[]> =>
    modelCall({ operation: 'embeddings', model, host }, call => ask(texts, options, call))

  async function ask(
    texts: string[],
    { signal, used }: EmbedOptions,
    call: ModelCall,
  ): Promise<Float32Array[]> {
    const started = performance.now()
    try {
      const { data, request_id: requestId } = await client.embeddings
        .create({ model, input: texts, encoding_format: encoding }, { signal })
        .withResponse()
      const answer = Answer.safeParse(data)
      const given = answer.success ? inOrder(answer.data.data) : []
      const vectors = unitVectors(given, { count: texts.length, from: `“${model}” at ${host}` })
      dimensions = vectors[0]!.length
      const tokens = answer.data?.usage?.prompt_tokens ?? null
      if (tokens !== null) used?.(tokens)
      call.answered({ tokens: tokens === null ? null : { input: tokens, output: 0 } })
      const ms = Math.round(performance.now() - started)
      log.info({ model, host, requestId, texts: texts.length, tokens, ms }, 'model embedded')
      return vectors
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof OpenAI.APIError) throw modelFailure(error, { host, model, settings })
      if (error instanceof ModelFailure) throw error
      // An answer that is no JSON, or breaks off within it.
      throw new ModelFailure('model_cut', `The answer of ${host} could not be read. Try again.`, {
        outage: true,
        cause: error,
      })
    }
  }

  /** Asks in the ways that are left for what was refused; throws where none is. */
  async function batch(texts: string[], options: EmbedOptions): Promise<Float32Array[]> {
    try {
      return await once(
        texts.map(text => cutTo(text, mostChars)),
        options,
      )
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error
      const { code, status, requestId } = error
      log.warn({ model, host, code, status, requestId, texts: texts.length }, 'model failed to embed')
      if (status !== 400 && status !== 413 && status !== 422) throw error
      if (encoding === 'base64' && /encoding_format|base64/i.test(saidBy(error))) {
        encoding = 'float'
        return batch(texts, options)
      }
      if (texts.length > 1) {
        const half = Math.ceil(texts.length / 2)
        const first = await batch(texts.slice(0, half), options)
        const second = await batch(texts.slice(half), options)
        // Only once halves went well: it was their number, and not one text among them.
        mostTexts = Math.min(mostTexts, half)
        return [...first, ...second]
      }
      const length = Math.min(texts[0]!.length, mostChars)
      if (length <= FEWEST_CHARS) throw error
      const shorter = await batch([texts[0]!.slice(0, length >> 1)], options)
      mostChars = Math.min(mostChars, length >> 1)
      return shorter
    }
  }

  return {
    model: `${host}${pathname.replace(/\/+$/, '')} ${model}`,
    name: model,
    host,
    get dimensions() {
      return dimensions
    },
    async embed(texts, options) {
      const vectors: Float32Array[] = []
      const whole = texts.map(text => before[options.kind] + text)
      while (vectors.length < whole.length) {
        options.signal.throwIfAborted()
        const next = whole.slice(vectors.length, vectors.length + fitting(whole, vectors.length, mostTexts))
        vectors.push(...(await batch(next, options)))
      }
      return vectors
    },
    async close() {},
  }
}

/** How many of the texts from `start` on go into one request. */
function fitting(texts: string[], start: number, mostTexts: number): number {
  let count = 0
  let chars = 0
  while (count < mostTexts && start + count < texts.length) {
    chars += texts[start + count]!.length
    if (count > 0 && chars > MOST_CHARS) break
    count++
  }
  return count
}

const cutTo = (text: string, chars: number): string =>
  text.length > chars ? text.slice(0, chars).toWellFormed() : text

/** For looking in it only: a provider's text is never repeated. */
const saidBy = ({ cause }: ModelFailure): string => (cause instanceof Error ? cause.message : '')

/** By index; as they came where two have the same, because some servers count nothing. */
function inOrder(data: z.infer<typeof Answer>['data']): ArrayLike<number>[] {
  const placed = data.map(({ index, embedding }, place) => ({ at: index ?? place, embedding }))
  if (new Set(placed.map(({ at }) => at)).size === data.length) placed.sort((a, b) => a.at - b.at)
  return placed.map(({ embedding }) => (typeof embedding === 'string' ? float32(embedding) : embedding))
}

/** Little-endian floats in base64, as OpenAI sends them. */
function float32(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length % 4 !== 0) return new Float32Array()
  const floats = new Float32Array(bytes.length / 4)
  for (let i = 0; i < floats.length; i++) floats[i] = bytes.readFloatLE(i * 4)
  return floats
}
