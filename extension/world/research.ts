import { ok } from '../../core/contract/result.ts'
import type { Run } from '../../core/contract/run.ts'
import type { Answer, Api } from '../api/client.ts'
import type { ResearchWorld } from '../panel/research/research-world.ts'
import { twice } from './twice.ts'

export interface ResearchDeps {
  api: Pick<Api, 'findClaims' | 'tiers' | 'putTier' | 'deleteTier'>
  /** Begins a run over the sources of the project. */
  begin: (make: (projectId: string, runId: string) => Answer<Run>) => Answer<Run>
  /** What was found is to be read again. */
  toldAnew: () => Promise<void>
}

/** What the sources claim, and what each of them is worth. */
export function researchWorld({ api, begin, toldAnew }: ResearchDeps): ResearchWorld {
  return {
    find: () => begin(api.findClaims),
    tiers: domains => api.tiers(domains),
    async setTier(domain, tier) {
      const answer = await (tier
        ? twice(() => api.putTier(domain, tier))
        : twice(() => api.deleteTier(domain)))
      if (!answer.ok) return answer
      await toldAnew()
      return ok(undefined)
    },
  }
}
