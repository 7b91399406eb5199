import type { DraftRequest, RewriteRequest } from '../../core/contract/draft.ts'
import type { Run } from '../../core/contract/run.ts'
import { beatsOf, sentencesOf } from '../../core/script/order.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { requireBranch } from '../decisions/branches.ts'
import { ApiError, notFound } from '../http/problem.ts'
import { holdProject } from '../projects/projects.ts'
import { beginOnce, sameRun } from '../runs/begin-once.ts'
import type { Runs } from '../runs/runs.ts'
import { readScript } from '../script/script.ts'
import type { DraftInput } from './draft-work.ts'
import type { RewriteInput } from './rewrite-work.ts'

export interface BeginDeps {
  database: Database
  runs: Runs
}

/**
 * Has beats of a script written. The run's id is the client's: sent twice, it is one.
 * @throws `not_found` for a beat that is not in the script, `conflict` where there is nothing to write
 */
export async function beginDraft(
  { database, runs }: BeginDeps,
  accountId: string,
  branchId: string,
  { id, beatIds, wish }: DraftRequest,
): Promise<Run> {
  const before = await runs.get(accountId, id)
  return asAccount(database, accountId, async tx => {
    const branch = await requireBranch(tx, branchId)
    await holdProject(tx, branch.projectId)
    const wanted = { id, accountId, kind: 'draft', projectId: branch.projectId } as const
    if (before) return sameRun(before, wanted)
    const script = await readScript(tx, branchId)
    const beats = beatsOf(script)
    if (beats.length === 0)
      throw new ApiError(
        'conflict',
        'This script has no beats yet. Decide on an outline, or add a beat, then draft it.',
      )
    if (beatIds && !beatIds.every(beatId => beats.some(beat => beat.id === beatId))) throw notFound('beat')
    if (!beatIds && beats.every(beat => sentencesOf(script, beat.id).length > 0))
      throw new ApiError(
        'conflict',
        'Every beat of this script has its sentences. Choose the beats to draw anew.',
      )
    const input: DraftInput = { branchId, beatIds, wish }
    return beginOnce(runs, tx, { ...wanted, input })
  })
}

/**
 * Has some sentences of a beat said otherwise. The run's id is the client's, and its rewrite's: sent twice, it is one.
 * @throws `not_found` for a sentence that is not in the script
 */
export async function beginRewrite(
  { database, runs }: BeginDeps,
  accountId: string,
  branchId: string,
  { id, sentenceIds, how, wish }: RewriteRequest,
): Promise<Run> {
  const before = await runs.get(accountId, id)
  return asAccount(database, accountId, async tx => {
    const branch = await requireBranch(tx, branchId)
    await holdProject(tx, branch.projectId)
    const wanted = { id, accountId, kind: 'rewrite', projectId: branch.projectId } as const
    if (before) return sameRun(before, wanted)
    if (how === 'own_order' && !wish?.trim()) refuse('wish', 'Say what is to be done with these sentences.')
    const { sentences } = await readScript(tx, branchId)
    const chosen = sentenceIds.map(each => sentences[each])
    if (!chosen.every(each => each && !each.removed)) throw notFound('sentence')
    if (new Set(chosen.map(each => each!.beatId)).size > 1)
      refuse('sentenceIds', 'Sentences of one beat are rewritten together. Choose those of one.')
    const input: RewriteInput = { branchId, sentenceIds, how, wish }
    return beginOnce(runs, tx, { ...wanted, input })
  })
}

function refuse(path: string, message: string): never {
  throw new ApiError('invalid_request', message, { fields: [{ path, message }] })
}
