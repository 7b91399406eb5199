import { newId } from '../../../core/contract/id.ts'
import type { RunKind } from '../../../core/contract/run.ts'
import type { Budget, Usage } from '../../../core/contract/usage.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { type MeterDeps, type MeteredCall, openMeter } from '../../../server/usage/meter.ts'
import { monthOf } from '../../../server/usage/month.ts'
import { usageOfMonth } from '../../../server/usage/usage.ts'
import { mintAccount, testDatabase } from './database.ts'

export const unlimited: Budget = { runTokens: null, monthTokens: null, runDollars: null, monthDollars: null }

export const NOVEMBER = Date.UTC(2026, 10, 20, 12)

/** An account with a meter, and calls of its own to hold against it. */
export async function meteredAccount(limits: Partial<Budget> = {}) {
  const database = await testDatabase()
  const accountId = await mintAccount()
  let now = NOVEMBER
  const deps: MeterDeps = {
    database,
    defaults: { ...unlimited, ...limits },
    clock: () => now,
    ids: newId,
  }
  return {
    database,
    accountId,
    deps,
    meter: openMeter(deps),
    at(ms: number) {
      now = ms
    },
    /** A dollar for a million tokens, in and out. */
    call: (changes: Partial<MeteredCall> = {}): MeteredCall => ({
      accountId,
      runId: newId(),
      kind: 'brief' as RunKind,
      step: 'brief',
      host: 'a.example',
      model: 'tiny',
      cost: ({ input, output }) => (input + output) * 1_000,
      ...changes,
    }),
    usage: (month = monthOf(now)): Promise<Omit<Usage, 'budget'>> =>
      asAccount(database, accountId, tx => usageOfMonth(tx, month)),
    /** What the limits are held against. */
    spent: async (scope = `month ${monthOf(now)}`): Promise<number> => {
      const [row] = await database.sql`
        select tokens from spent where account_id = ${accountId} and scope = ${scope}`
      return Number(row?.tokens ?? 0)
    },
  }
}

/** Runs ids and account of a fresh account for `Models.forRun`. */
export const runOf = (accountId: string, signal = AbortSignal.timeout(15_000)) => ({
  accountId,
  runId: newId(),
  kind: 'brief' as RunKind,
  signal,
})
