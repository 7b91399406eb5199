import type { Tier, Tiers } from '../../../core/contract/findings.ts'
import type { Run } from '../../../core/contract/run.ts'
import type { Done } from '../done.ts'

/** What the sources of the project claim. What was found is in `Work.findings`, kept on this computer. */
export interface ResearchWorld {
  /** Starts finding; progress comes with the runs of the work. What was found before stays until it is done. */
  find(): Done<Run>
  /**
   * The creator's own rules on what sources are worth, and what counts for places that are asked about.
   * @param domains as `Findings.sources` name them
   */
  tiers(domains: string[]): Done<Tiers>
  /** The creator's word on a domain and all under it; null: back to the shipped rule. What was found shows it at once. */
  setTier(domain: string, tier: Tier | null): Done
}
