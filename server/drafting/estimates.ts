import type { ScriptState } from '../../core/contract/script.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { requireBranch } from '../decisions/branches.ts'
import { ApiError, notFound } from '../http/problem.ts'
import type { Fence } from '../model/fence.ts'
import { readScript } from '../script/script.ts'
import type { Estimator, PlannedCall } from '../usage/estimate.ts'
import { materialOf } from './beat-material.ts'
import { chosenBeats, requestFor } from './beat-request.ts'
import { readDesk } from './desk.ts'
import { rewriteRequestFor, subjectOf } from './rewrite-subject.ts'

/** What is said before a beat is known when the one before it is written: at most so much of each. */
const BEFORE_TOKENS = 180

/** What drafting would send: made as the run makes it, of the script as it is now. */
export const draftEstimator =
  (fence: Fence): Estimator =>
  async ({ database, accountId, projectId, text, about = {} }) => {
    const { branchId, beatIds = null } = about
    if (!branchId) throw new ApiError('invalid_request', 'Say which way of the project is to be drafted.')
    const script = await scriptOf(database, accountId, { branchId, projectId })
    const beats = chosenBeats(script, beatIds).filter(({ kind }) => kind !== 'sponsor')
    if (beats.length === 0)
      throw new ApiError(
        'conflict',
        'There is no beat to write: each has its sentences, or there is none yet.',
      )
    const desk = await readDesk({ database, accountId }, branchId)
    const calls: PlannedCall[] = []
    for (const beat of beats) {
      const material = await materialOf(desk, beat)
      const { messages, options } = requestFor(desk, script, beat, material, text, fence)
      calls.push({
        messages,
        options,
        holds: [
          { what: 'how you talk, and the outline', text: messages[1]!.content },
          { what: `“${beat.title.slice(0, 60)}” with its quotes`, text: messages[2]!.content },
        ],
      })
    }
    return {
      calls: calls.map(({ holds, ...call }, at) => ({
        ...call,
        // Sent with each of them, and told once for all.
        holds: at === 0 ? holds : holds.slice(1),
      })),
      later: {
        what: 'What is said before each beat, at most',
        inputTokens: BEFORE_TOKENS * (beats.length - 1),
        outputTokens: 0,
      },
    }
  }

/** What rewriting sentences would send. */
export const rewriteEstimator =
  (fence: Fence): Estimator =>
  async ({ database, accountId, projectId, text, about = {} }) => {
    const { branchId, sentenceIds, how } = about
    if (!branchId || !sentenceIds || !how)
      throw new ApiError('invalid_request', 'Say which sentences of which way are to be rewritten, and how.')
    const script = await scriptOf(database, accountId, { branchId, projectId })
    const desk = await readDesk({ database, accountId }, branchId)
    const subject = await subjectOf(desk, script, sentenceIds)
    if (!subject) throw notFound('sentence')
    const { messages, options } = rewriteRequestFor(desk, subject, { how, wish: text }, fence)
    const count = subject.sentences.length
    const what = `${count === 1 ? 'one sentence' : `${count} sentences`} with what backs them`
    return { calls: [{ messages, options, holds: [{ what, text: messages[1]!.content }] }] }
  }

function scriptOf(
  database: Database,
  accountId: string,
  { branchId, projectId }: { branchId: string; projectId: string },
): Promise<ScriptState> {
  return asAccount(database, accountId, async tx => {
    const branch = await requireBranch(tx, branchId)
    if (branch.projectId !== projectId) throw notFound('branch')
    return readScript(tx, branchId)
  })
}
