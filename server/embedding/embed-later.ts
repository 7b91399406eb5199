import type { TransactionSql } from 'postgres'
import type { Database } from '../db/database.ts'
import { asAccount, asWholeAccount } from '../db/tenancy.ts'
import type { Runs } from '../runs/runs.ts'
import type { RunWork } from '../runs/work.ts'
import { anyWithout, isEmbedding, lockEmbedding } from './store.ts'

/** Sets the account's `embed` run going, in the transaction that made something findable; one that goes on finds it. */
export type EmbedLater = (tx: TransactionSql, accountId: string) => Promise<void>

export const embedLater =
  (runs: Runs, ids: () => string): EmbedLater =>
  async (tx, accountId) => {
    await asWholeAccount(tx, async () => {
      await lockEmbedding(tx)
      if (!(await isEmbedding(tx))) await runs.create(tx, { id: ids(), accountId, kind: 'embed' })
    })
  }

/** The work, and then the vectors of what it made findable. */
export const thenEmbed =
  (work: RunWork, later: EmbedLater): RunWork =>
  async context => {
    const outcome = await work(context)
    return {
      ...outcome,
      async save(tx) {
        await outcome.save(tx)
        await later(tx, context.accountId)
      },
    }
  }

interface Lacking {
  database: Database
  model: string
  later: EmbedLater
  signal: AbortSignal
}

/** For every account that lacks vectors of the model. */
export async function embedWhatLacks({ database, model, later, signal }: Lacking): Promise<void> {
  const accounts = await database.sql<{ id: string }[]>`select id from account`
  for (const { id } of accounts) {
    if (signal.aborted) return
    await asAccount(database, id, async tx => {
      if (await anyWithout(tx, model)) await later(tx, id)
    })
  }
}
