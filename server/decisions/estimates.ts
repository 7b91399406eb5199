import type { Gate } from '../../core/contract/decision.ts'
import { asAccount } from '../db/tenancy.ts'
import type { Fence } from '../model/fence.ts'
import type { Estimator } from '../usage/estimate.ts'
import { idTaken, requireBranch } from './branches.ts'
import { makers } from './gate-makers.ts'
import { readGround } from './ground.ts'
import { waysOf } from './ways.ts'

/** What asking for options at a gate would send: of the way that is named, else of the open one. */
export const offerEstimator =
  (gate: Gate, fence: Fence): Estimator =>
  async ({ database, accountId, projectId, text, about, signal }) => {
    const branchId = await asAccount(database, accountId, async tx => {
      if (!about?.branchId) return (await waysOf(tx, projectId)).openId
      if ((await requireBranch(tx, about.branchId)).projectId !== projectId) throw idTaken()
      return about.branchId
    })
    const wish = text?.trim().slice(0, 1_000) || null
    const ground = await readGround({ database, accountId, signal }, { branchId, gate, wish })
    const { ask } = makers[gate].asked(ground, fence)
    const claims = ground.claims.length === 1 ? 'one claim' : `${ground.claims.length} claims`
    return {
      calls: [
        {
          ask,
          holds: [
            { what: `what was found (${claims}) and what you decided`, text: ask.messages[1]!.content },
          ],
        },
      ],
    }
  }
