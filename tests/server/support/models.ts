import type { ReplyCache } from '../../../server/model/cache.ts'
import { type ModelsDeps, type OpenModels, openModels } from '../../../server/model/models.ts'
import type { Meter } from '../../../server/usage/meter.ts'
import { silent } from './runs.ts'

/** Counts nothing and holds nothing: for tests of what is asked, not of what it costs. */
const uncounted: Meter = {
  reserve: async () => ({ async extend() {}, async settle() {}, async release() {} }),
  async answered() {},
}
const keepsNothing: ReplyCache = { find: async () => null, async keep() {} }

/** A model at an address, that needs no database unless the test brings one. */
export const modelsAt = (
  baseUrl: string,
  deps: Partial<ModelsDeps> & { model?: string } = {},
): OpenModels => {
  const { model = 'tiny', ...rest } = deps
  return openModels(
    { apiKey: 'k', baseUrl, model },
    { log: silent, meter: uncounted, cache: keepsNothing, maxRetries: 0, ...rest },
  )
}
