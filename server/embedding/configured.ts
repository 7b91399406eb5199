import { newId } from '../../core/contract/id.ts'
import type { Config } from '../config.ts'
import { openEmbeddings } from '../model/open-embeddings.ts'
import { priceOf } from '../model/prices.ts'
import { openMeter } from '../usage/meter.ts'
import { type Embedding, type EmbeddingDeps, openEmbedding } from './embedding.ts'

/**
 * Finding by meaning as the environment says; null where it names no model.
 * @throws Refusal where it is a local model whose library or files are not there
 */
export function configuredEmbedding(
  { embedding, embeddingBudget, limits, price, dataFolder }: Config,
  deps: Pick<EmbeddingDeps, 'database' | 'runs' | 'log' | 'clock'>,
): Embedding | null {
  if (!embedding) return null
  const known = embedding.at === 'host' ? priceOf(embedding.model, new URL(embedding.baseUrl).hostname) : null
  return openEmbedding({
    ...deps,
    embeddings: openEmbeddings(embedding, { log: deps.log, dataFolder }),
    meter: openMeter({
      database: deps.database,
      defaults: embeddingBudget,
      ceiling: limits.ceiling,
      clock: deps.clock,
      ids: newId,
    }),
    // What the model that writes costs is more than enough, where nothing better is known.
    price: known ?? (price && { ...price, cached: price.input }),
    ids: newId,
  })
}
