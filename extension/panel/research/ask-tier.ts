import { createContext } from 'preact'
import type { Tier } from '../../../core/contract/findings.ts'

/** Whose tier is asked about, as rules name it, and the tier that it has now. */
export interface AskedTier {
  domain: string
  tier: Tier
}

/** How tiers are asked about, wherever one is shown. */
export interface TierAsking {
  /** By which rules know a source; null for one that no rule can be about. */
  domainOf: (sourceId: string) => string | null
  ask: (asked: AskedTier) => void
}

export const TierAsked = createContext<TierAsking>({ domainOf: () => null, ask: () => {} })
