import type { TransactionSql } from 'postgres'
import type { Tier } from '../../core/contract/findings.ts'

/** By domain, in the alphabet's order. */
export async function selectTiers(tx: TransactionSql): Promise<Map<string, Tier>> {
  const rows = await tx<{ domain: string; tier: Tier }[]>`select domain, tier from tier order by domain`
  return new Map(rows.map(({ domain, tier }) => [domain, tier]))
}

export async function upsertTier(tx: TransactionSql, domain: string, tier: Tier): Promise<void> {
  await tx`
    insert into tier (account_id, domain, tier) values (current_account(), ${domain}, ${tier})
    on conflict (account_id, domain) do update set tier = excluded.tier, updated_at = now()`
}

export async function deleteTier(tx: TransactionSql, domain: string): Promise<void> {
  await tx`delete from tier where domain = ${domain}`
}
