import type { TransactionSql } from 'postgres'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import type { Runs } from '../runs/runs.ts'
import { countWaiting, holdForgotten, holdQueuedIndex, selectForgotten } from './channel-store.ts'

/** Own videos whose words are here and cannot be found yet. */
export const videosToIndex = (tx: TransactionSql): Promise<number> => countWaiting(tx)

export interface IndexDeps {
  runs: Runs
  ids: () => string
}

/** After words of own videos came or changed, in the same transaction: a run will make them findable. */
export async function beginIndex(
  { runs, ids }: IndexDeps,
  tx: TransactionSql,
  accountId: string,
): Promise<void> {
  if ((await countWaiting(tx)) === 0 || (await holdQueuedIndex(tx))) return
  await runs.create(tx, { id: ids(), accountId, kind: 'index' })
}

/** What was there before there was an index, or whose run failed: asked for when a worker starts. */
export async function beginForgottenIndexes(database: Database, deps: IndexDeps): Promise<void> {
  for (const accountId of await selectForgotten(database.sql))
    await asAccount(database, accountId, async tx => {
      if (await holdForgotten(tx)) await beginIndex(deps, tx, accountId)
    })
}
