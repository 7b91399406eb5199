import type { TierRule, Tiers } from '../../../core/contract/findings.ts'
import type { Run } from '../../../core/contract/run.ts'
import { tierOf } from '../../../core/tiers/tier-of.ts'
import type { Done, Failure } from '../../../extension/panel/done.ts'
import type { ResearchWorld } from '../../../extension/panel/research/research-world.ts'

export interface TiersSetting {
  own: TierRule[]
  /** Why tiers cannot be had or changed. */
  failure: Failure | null
}

export const noTiers: TiersSetting = { own: [], failure: null }

/** Findings by a world that has the shipped list and keeps the creator's rules. */
export function fakeResearch(
  setting: TiersSetting,
  note: (act: string, ...given: unknown[]) => void,
  find: () => Done<Run>,
): ResearchWorld {
  let { own } = setting
  return {
    async find() {
      note('findClaims')
      return find()
    },
    async tiers(domains) {
      note('tiers', domains)
      if (setting.failure) return { ok: false, error: setting.failure }
      const mine = new Map(own.map(({ domain, tier }) => [domain, tier]))
      const value: Tiers = {
        own,
        asked: domains.map(domain => {
          const { tier, rule, by } = tierOf(domain, mine)
          return { domain, tier, rule: rule && by ? { domain: rule, tier, by } : null }
        }),
      }
      return { ok: true, value }
    },
    async setTier(domain, tier) {
      note('setTier', domain, tier)
      if (setting.failure) return { ok: false, error: setting.failure }
      own = own.filter(rule => rule.domain !== domain)
      if (tier) own = [...own, { domain, tier, by: 'own' }]
      return { ok: true, value: undefined }
    },
  }
}
