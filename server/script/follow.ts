import type { TransactionSql } from 'postgres'
import type { ChangesPage, Sequenced } from '../../core/contract/script.ts'
import type { Database } from '../db/database.ts'
import { createFollower, type Follow } from '../db/follow.ts'
import { requireBranch } from '../decisions/branches.ts'
import { ApiError } from '../http/problem.ts'
import { findScript, selectChanges } from './store.ts'

const PAGE = 500

/** The changes after a number, at most 500, and how many there are. Throws `not_found` where there is no branch. */
export async function changesAfter(
  tx: TransactionSql,
  branchId: string,
  after: number,
): Promise<ChangesPage> {
  await requireBranch(tx, branchId)
  const script = await findScript(tx, branchId)
  const changes = await selectChanges(tx, branchId, after, PAGE)
  return { changes, seq: Math.max(script?.seq ?? 0, changes.at(-1)?.seq ?? 0) }
}

/** A script's changes as they are made, until its project is deleted. */
export const followScripts = (database: Database, pingMs?: number): Follow<Sequenced> =>
  createFollower<Sequenced>(
    database,
    {
      channel: 'script',
      async read(tx, branchId, after) {
        try {
          return { items: (await changesAfter(tx, branchId, after)).changes, over: false }
        } catch (error) {
          if (error instanceof ApiError && error.code === 'not_found') return null
          throw error
        }
      },
    },
    pingMs,
  )
