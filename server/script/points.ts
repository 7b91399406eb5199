import type { TransactionSql } from 'postgres'
import type { ScriptPoint } from '../../core/contract/script.ts'
import { ApiError } from '../http/problem.ts'
import { readScript } from './script.ts'
import { deleteOldDraftPoints, findPoint, insertPoint, lockScript, selectPoints } from './store.ts'

/** Each holds the whole script. */
const MOST = 200
/** Of those that were kept by themselves, the newest: all that was ever written is in the row of changes. */
const MOST_OF_DRAFTS = 50

/**
 * Keeps a branch's script as it is now under a name; the same id again changes nothing.
 * @throws `conflict` where a branch has as many as it may have, or the id is another branch's point
 */
export async function keepPoint(
  tx: TransactionSql,
  branchId: string,
  draft: Pick<ScriptPoint, 'id' | 'name' | 'by'>,
): Promise<ScriptPoint> {
  const before = await findPoint(tx, draft.id)
  if (!before) {
    await lockScript(tx, branchId)
    const named = (await selectPoints(tx, branchId)).filter(({ by }) => by === 'creator')
    if (draft.by === 'creator' && named.length >= MOST)
      throw new ApiError(
        'conflict',
        `A script keeps ${MOST} named points, and this one has them all. Open another way from here: it begins without any.`,
      )
    await insertPoint(tx, { ...draft, branchId }, await readScript(tx, branchId))
    if (draft.by === 'draft') await deleteOldDraftPoints(tx, branchId, MOST_OF_DRAFTS)
  }
  const kept = await findPoint(tx, draft.id)
  if (kept?.point.branchId !== branchId)
    throw new ApiError('conflict', 'This id is taken by a point of another script. Send it under a new one.')
  return kept.point
}
