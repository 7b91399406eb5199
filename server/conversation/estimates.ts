import { asAccount } from '../db/tenancy.ts'
import { notFound } from '../http/problem.ts'
import type { Fence } from '../model/fence.ts'
import type { Estimator } from '../usage/estimate.ts'
import { deskFor } from './desk.ts'
import { interviewMaterial } from './interview-material.ts'
import { interviewRequest } from './prompts/interview.ts'
import { planRequest } from './prompts/plan.ts'

/** What is found for a question is known only when it is looked for: at most so much, with the task. */
const FOUND_TOKENS = 7_000
const ANSWER_TOKENS = 900

/** What asking a question would send: the planner's call as it is made, the answer's by its most. */
export const turnEstimator: Estimator = async ({ database, accountId, projectId, text }) => {
  const question = text?.trim() || '…'
  const desk = await asAccount(database, accountId, tx =>
    deskFor(tx, { projectId, turnId: null, question, stage: 'research' }),
  )
  const ask = planRequest(desk)
  return {
    calls: [{ ask, holds: [{ what: 'your question', text: question }] }],
    later: {
      what: 'passages that are found for it, at most',
      inputTokens: FOUND_TOKENS,
      outputTokens: ANSWER_TOKENS,
    },
  }
}

/** What an interview would send. */
export const interviewEstimator =
  (fence: Fence): Estimator =>
  async ({ database, accountId, projectId }) => {
    const material = await interviewMaterial(database, accountId, projectId)
    if (!material) throw notFound('project')
    const ask = interviewRequest(material, fence)
    return {
      calls: [
        { ask, holds: [{ what: 'the topic and what was found about it', text: ask.messages[1]!.content }] },
      ],
    }
  }
