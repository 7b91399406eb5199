import type { Logger } from 'pino'
import type { EmbeddingConfig } from '../config.ts'
import type { Embeddings } from './embeddings.ts'
import { openEmbeddingsApi } from './embeddings-api.ts'
import { openLocalEmbeddings } from './embeddings-local.ts'

/** @throws Refusal where it is a local model whose library or files are not there */
export const openEmbeddings = (
  config: EmbeddingConfig,
  deps: { log: Logger; dataFolder: string },
): Embeddings => (config.at === 'here' ? openLocalEmbeddings(config, deps) : openEmbeddingsApi(config, deps))
