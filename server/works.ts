import type { Logger } from 'pino'
import { newId } from '../core/contract/id.ts'
import type { Config } from './config.ts'
import { interviewEstimator, turnEstimator } from './conversation/estimates.ts'
import { interviewWork } from './conversation/interview-work.ts'
import { turnWork } from './conversation/turn-work.ts'
import type { Clock } from './db/clock.ts'
import type { Database } from './db/database.ts'
import { offerEstimator } from './decisions/estimates.ts'
import { offerWork } from './decisions/offer-work.ts'
import { draftWork } from './drafting/draft-work.ts'
import { draftEstimator, rewriteEstimator } from './drafting/estimates.ts'
import { rewriteWork } from './drafting/rewrite-work.ts'
import { thenEmbed } from './embedding/embed-later.ts'
import { type Embedding, embedWithoutModel } from './embedding/embedding.ts'
import { openReplyCache } from './model/cache.ts'
import { OWN_KEY } from './model/errors.ts'
import type { Fence } from './model/fence.ts'
import { type OpenModels, openModels } from './model/models.ts'
import { guardedFetch } from './model-keys/guarded-fetch.ts'
import { type ModelKeys, openModelKeys } from './model-keys/model-keys.ts'
import { Secrets } from './model-keys/secrets.ts'
import { briefEstimator } from './research/brief-estimate.ts'
import { briefWork } from './research/brief-work.ts'
import { claimsEstimator } from './research/claims/claims-estimate.ts'
import { roughFinder } from './research/claims/claims-finder.ts'
import { claimsWork } from './research/claims/claims-work.ts'
import { modelFinder } from './research/claims/model-claims.ts'
import type { PassageSearch } from './research/claims/own-mentions.ts'
import { extractiveWriter } from './research/extractive-brief.ts'
import { modelWriter } from './research/model-brief.ts'
import type { RunWork, RunWorks } from './runs/work.ts'
import { index } from './search/index-work.ts'
import { searchPassages } from './search/search.ts'
import { ingest } from './sources/ingest.ts'
import type { Estimators } from './usage/estimate.ts'
import { openMeter } from './usage/meter.ts'
import { openMeasuring } from './voices/measuring.ts'
import { profileWork } from './voices/profile-work.ts'

export interface WorksDeps {
  config: Pick<Config, 'model' | 'budget' | 'price' | 'limits' | 'secretKeys'>
  database: Database
  clock: Pick<Clock, 'now'>
  log: Logger
  fence: Fence
  /** null: nothing is found by meaning. */
  embedding: Embedding | null
  /** The way to models of the accounts' own. */
  ownFetch?: typeof globalThis.fetch
}

export interface Works {
  works: RunWorks
  /** null where none is configured. */
  models: OpenModels | null
  modelKeys: ModelKeys
  /** What each kind of run would send, for those that ask a model. */
  estimators: Estimators
}

/** What each kind of run does, and the model that does it with: the account's own where it has one, else the server's. */
export function createWorks({
  config,
  database,
  clock,
  log,
  fence,
  embedding,
  ownFetch = guardedFetch(),
}: WorksDeps): Works {
  const today = () => new Date(clock.now())
  const meter = openMeter({
    database,
    defaults: config.budget,
    ceiling: config.limits.ceiling,
    clock: clock.now,
    ids: newId,
  })
  const cache = openReplyCache({ database, clock: clock.now })
  const models = config.model && openModels(config.model, { log, meter, cache, ownPrice: config.price })
  const modelKeys = openModelKeys({
    database,
    secrets: new Secrets(config.secretKeys),
    open: own => openModels(own, { log, meter, cache, own: true, fetch: ownFetch, settings: OWN_KEY }),
  })
  const search: PassageSearch = (at, accountId, request, options) =>
    searchPassages({ database: at, byMeaning: embedding?.byMeaning }, accountId, request, options)
  // By words alone: what is said again is judged by its words, and sixty questions need not leave the computer.
  const byWords: PassageSearch = (at, accountId, request, options) =>
    searchPassages({ database: at }, accountId, request, options)

  const writtenWith = (models: OpenModels | null) => {
    const offers = { models, search: byWords, fence, log, clock: today, ids: newId }
    return {
      brief: briefWork({
        // The one place that decides who writes: a model, or none.
        writer: models ? modelWriter({ models, log, fence }) : extractiveWriter,
        clock: today,
        ids: newId,
      }),
      claims: claimsWork({
        finder: models ? modelFinder({ models, log, fence }) : roughFinder,
        search: byWords,
        clock: today,
        ids: newId,
      }),
      turn: turnWork({ models, search, fence, log, ids: newId }),
      interview: interviewWork({ models, fence, log, clock: today, ids: newId }),
      angle: offerWork('angle', offers),
      outline: offerWork('outline', offers),
      hook: offerWork('hook', offers),
      draft: draftWork({ models, fence, log, clock: today, ids: newId }),
      rewrite: rewriteWork({ models, fence, log, clock: today }),
    }
  }
  const shared = writtenWith(models)
  const written = Object.fromEntries(
    Object.keys(shared).map(key => {
      const kind = key as keyof typeof shared
      const work: RunWork = async context => {
        const own = await modelKeys.modelsOf(context.accountId)
        return (own ? writtenWith(own) : shared)[kind](context)
      }
      return [kind, work]
    }),
  ) as typeof shared

  return {
    works: {
      ...written,
      ingest: embedding ? thenEmbed(ingest, embedding.later) : ingest,
      index: embedding ? thenEmbed(index, embedding.later) : index,
      embed: embedding?.work ?? embedWithoutModel,
      profile: profileWork({ openMeasuring, clock: today, log }),
    },
    modelKeys,
    models,
    estimators: {
      brief: briefEstimator(fence),
      claims: claimsEstimator(fence),
      turn: turnEstimator,
      interview: interviewEstimator(fence),
      angle: offerEstimator('angle', fence),
      outline: offerEstimator('outline', fence),
      hook: offerEstimator('hook', fence),
      draft: draftEstimator(fence),
      rewrite: rewriteEstimator(fence),
    },
  }
}
