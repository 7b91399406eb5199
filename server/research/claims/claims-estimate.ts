import { setImmediate as breathe } from 'node:timers/promises'
import { asAccount } from '../../db/tenancy.ts'
import { ApiError } from '../../http/problem.ts'
import { type Fence, fenced } from '../../model/fence.ts'
import { loadTokens } from '../../model/tokens.ts'
import { sourceTexts } from '../../sources/texts.ts'
import type { Estimator } from '../../usage/estimate.ts'
import { claimsRequest } from '../prompts/claims.ts'
import { batchesOf } from './batches.ts'
import { readForClaims } from './read-sources.ts'

/** Of the request that joins them, for each batch of claims: what 30 lines take, and what is answered. */
const JOIN = { input: 1_400, instructions: 700, output: 2_500 }

/** What looking for claims would send, of the sources that are read by now: it is made as the run makes it. */
export const claimsEstimator =
  (fence: Fence): Estimator =>
  async ({ database, accountId, projectId, signal }) => {
    const texts = await asAccount(database, accountId, async tx =>
      (await sourceTexts(tx, projectId)).filter(({ ready }) => ready),
    )
    const read = await readForClaims(texts, async () => {
      signal.throwIfAborted()
      await breathe()
    })
    if (!read)
      throw new ApiError(
        'nothing_to_brief',
        'No source of this project has sentences to quote yet. Clip an article or a video with captions first.',
      )
    const batches = batchesOf(read, await loadTokens())
    return {
      calls: batches.map(({ shown }) => {
        const data = fenced(shown, fence)
        const words = shown.reduce((sum, { passages }) => sum + wordsOf(passages), 0)
        const sources = shown.length === 1 ? 'one source' : `${shown.length} sources`
        return {
          ask: claimsRequest(data),
          holds: [{ what: `${sources}, ${words.toLocaleString('en')} words`, text: data.text }],
        }
      }),
      later: {
        what: 'The claims themselves, once more, to join them',
        inputTokens: JOIN.instructions + JOIN.input * batches.length,
        outputTokens: JOIN.output,
      },
    }
  }

const wordsOf = (passages: string[]): number =>
  passages.reduce((sum, text) => sum + (text.match(/\S+/g)?.length ?? 0), 0)
