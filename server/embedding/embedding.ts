import type { Logger } from 'pino'
import type { Capabilities } from '../../core/contract/server.ts'
import type { Database } from '../db/database.ts'
import type { Embeddings } from '../model/embeddings.ts'
import type { Price } from '../model/prices.ts'
import type { Runs } from '../runs/runs.ts'
import { RunFailure, type RunWork } from '../runs/work.ts'
import type { ByMeaning } from '../search/search.ts'
import type { Meter } from '../usage/meter.ts'
import { byMeaning } from './by-meaning.ts'
import { countedPassages } from './counted.ts'
import { type EmbedLater, embedLater, embedWhatLacks } from './embed-later.ts'
import { embedWork } from './embed-work.ts'
import { queryVectors } from './query-vectors.ts'

/** Finding by meaning, where a model for it is set. */
export interface Embedding {
  readonly model: NonNullable<Capabilities['embedding']>
  work: RunWork
  later: EmbedLater
  byMeaning: ByMeaning
  /** Sets runs going for what lacks vectors of this model, which may be another than before. */
  begin(signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

export interface EmbeddingDeps {
  embeddings: Embeddings
  /** Counts what goes to a host. */
  meter: Meter
  price: Price | null
  database: Database
  runs: Runs
  log: Logger
  clock: () => number
  ids: () => string
}

export function openEmbedding(deps: EmbeddingDeps): Embedding {
  const { embeddings, meter, price, database, runs, log, clock, ids } = deps
  const later = embedLater(runs, ids)
  const queryVector = queryVectors({ embeddings, log, clock })
  return {
    model: { name: embeddings.name, host: embeddings.host },
    work: embedWork({
      embeddings,
      embed: countedPassages({ embeddings, meter, price }),
      later,
      clock,
      ids,
    }),
    later,
    byMeaning: byMeaning({ database, embeddings, queryVector }),
    begin: signal => embedWhatLacks({ database, model: embeddings.model, later, signal }),
    close: () => embeddings.close(),
  }
}

/** For a run that was queued while there was a model. */
export const embedWithoutModel: RunWork = async () => {
  throw new RunFailure(
    'no_model',
    'No model that finds by meaning is set. Set EMBEDDING_MODEL or EMBEDDING_LOCAL and start the server again, or search by words.',
  )
}
