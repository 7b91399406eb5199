import { z } from 'zod'
import { Offer, type OfferDraft } from '../../core/contract/decision.ts'
import { Id } from '../../core/contract/id.ts'
import type { Run } from '../../core/contract/run.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { holdProject } from '../projects/projects.ts'
import { beginOnce } from '../runs/begin-once.ts'
import type { Runs } from '../runs/runs.ts'
import { decidedBefore, decisionsOf, idTaken, requireBranch } from './branches.ts'

/** What a run that makes options is given. */
export const OfferInput = z.object({ branchId: Id, wish: Offer.shape.wish })
export type OfferInput = z.infer<typeof OfferInput>

/**
 * Has options made for a gate. The run's id is the client's and the offer's: sent twice, it is one offer.
 * @throws ApiError `conflict` where a gate before it is not decided
 */
export async function beginOffer(
  { database, runs }: { database: Database; runs: Runs },
  accountId: string,
  branchId: string,
  { id, gate, wish }: OfferDraft,
): Promise<Run> {
  return asAccount(database, accountId, async tx => {
    const branch = await requireBranch(tx, branchId)
    await holdProject(tx, branch.projectId)
    decidedBefore(gate, await decisionsOf(tx, branch))
    const input: OfferInput = { branchId, wish: wish?.trim() || null }
    return beginOnce(runs, tx, { id, accountId, kind: gate, projectId: branch.projectId, input }, idTaken)
  })
}
