import type { TransactionSql } from 'postgres'
import type { Quota } from '../../core/contract/account.ts'
import { asWholeAccount } from '../db/tenancy.ts'
import { ApiError } from '../http/problem.ts'
import { type Kept, lockQuota, readKept } from './store.ts'

/** What an account may have; null: no limit. */
export type Quotas = Record<keyof Quota, number | null>

/** Throws `quota_reached` where what the transaction added is more than the account may have. */
export type Room = (tx: TransactionSql) => Promise<void>

/**
 * Asked last in a transaction that added something. Of two that add at once the second waits for the first and counts
 * what that left, so that both of them never have the last place. Without limits nothing is locked and nothing counted.
 */
export function roomWithin(quotas: Quotas): Room {
  if (Object.values(quotas).every(limit => limit === null)) return async () => {}
  return async tx => {
    // What a guest adds is the owner's, and so is the room for it.
    const kept = await asWholeAccount(tx, async () => {
      await lockQuota(tx)
      return readKept(tx)
    })
    for (const what of ['projects', 'sources', 'bytes'] as const) {
      const limit = quotas[what]
      if (limit !== null && kept[what] > limit) throw new ApiError('quota_reached', sentence(what, limit))
    }
  }
}

export async function quotaOf(tx: TransactionSql, quotas: Quotas): Promise<Quota> {
  const kept = await readKept(tx)
  const of = (what: keyof Kept) => ({ used: kept[what], limit: quotas[what] })
  return { projects: of('projects'), sources: of('sources'), bytes: of('bytes') }
}

const sentence = (what: keyof Quota, limit: number): string =>
  ({
    projects: `You have ${limit.toLocaleString('en')} projects, which is all that this server keeps for one account. Delete a project that is done`,
    sources: `You have ${limit.toLocaleString('en')} sources, which is all that this server keeps for one account. Remove sources that you no longer need, or delete a project that is done`,
    bytes: `Your sources have ${(limit / 1024 / 1024).toLocaleString('en')} MB, which is all that this server keeps for one account. Remove large sources such as PDFs, or delete a project that is done`,
  })[what] +
  ', or ask whoever keeps this server for more room. Nothing is lost: what was to be added is still where it came from.'
