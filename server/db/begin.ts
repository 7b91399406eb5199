import type { Sql, TransactionSql } from 'postgres'
import { type Guard, guarded, openGuard } from './guard.ts'
import type { openHints } from './hints.ts'

type Work = (tx: TransactionSql) => unknown

/**
 * As postgres.js, but with a `tx` that asks nothing of another connection than its own, and nothing once its work is over:
 * of what was asked together one may be refused while another goes on, and would do its next statement behind the rollback,
 * outside of any transaction and as the owner.
 * @param guards where those of transactions that are open are kept
 * @param hints left out: the transaction's are notified of within it
 */
export function guardedBegin(pool: Sql, guards: Set<Guard>, hints?: ReturnType<typeof openHints>) {
  const ofPool = pool.begin as (options: string, work: Work) => Promise<unknown>
  return async (...args: [Work] | [string, Work]): Promise<unknown> => {
    const [options, work] = args.length === 2 ? args : ['', args[0]]
    const guard = openGuard()
    guards.add(guard)
    let committed: (() => void) | undefined
    try {
      const done = ofPool(options, async tx => {
        try {
          const own = guarded(tx, guard)
          committed = hints?.keep(own)
          const given = work(own)
          return await (Array.isArray(given) ? Promise.all(given) : given)
        } finally {
          guard.end()
          // Where it broke this never ends: postgres.js would go on to commit, or to roll back. It has already told
          // whoever began the transaction.
          await guard.settled()
        }
      })
      const result = await Promise.race([done, guard.abandoned])
      committed?.()
      return result
    } catch (error) {
      guard.break()
      throw error
    } finally {
      guards.delete(guard)
    }
  }
}
