import type { TransactionSql } from 'postgres'
import type { Tier, TierRule, Tiers } from '../../core/contract/findings.ts'
import { tierOf } from '../../core/tiers/tier-of.ts'
import { ApiError } from '../http/problem.ts'
import { deleteTier, selectTiers, upsertTier } from './store.ts'

/** More is no list that somebody keeps. */
const MOST_RULES = 2_000

/** The creator's own tiers by domain, for `tierOf`. In a transaction as the account. */
export const ownTiers = (tx: TransactionSql): Promise<Map<string, Tier>> => selectTiers(tx)

/** @param domains as `tierPlace` names them */
export async function tiersOf(tx: TransactionSql, domains: string[]): Promise<Tiers> {
  const own = await selectTiers(tx)
  return {
    own: [...own].map(([domain, tier]): TierRule => ({ domain, tier, by: 'own' })),
    asked: domains.map(domain => {
      const { tier, rule, by } = tierOf(domain, own)
      return { domain, tier, rule: rule && by ? { domain: rule, tier, by } : null }
    }),
  }
}

export async function setTier(tx: TransactionSql, domain: string, tier: Tier): Promise<TierRule> {
  const own = await selectTiers(tx)
  if (!own.has(domain) && own.size >= MOST_RULES)
    throw new ApiError(
      'conflict',
      `You have ${MOST_RULES.toLocaleString('en')} tiers of your own already. Take one back before you set another.`,
    )
  await upsertTier(tx, domain, tier)
  return { domain, tier, by: 'own' }
}

/** From here the shipped list counts again. One that was never set is taken back as well. */
export const takeBackTier = (tx: TransactionSql, domain: string): Promise<void> => deleteTier(tx, domain)
