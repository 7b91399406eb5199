import { setImmediate as breathe } from 'node:timers/promises'
import { asAccount } from '../db/tenancy.ts'
import { ApiError } from '../http/problem.ts'
import { type Fence, fenced } from '../model/fence.ts'
import { loadTokens } from '../model/tokens.ts'
import { sourceTexts } from '../sources/texts.ts'
import type { Estimator } from '../usage/estimate.ts'
import { exhibits } from './exhibits.ts'
import { readMaterial } from './material.ts'
import { briefRequest } from './prompts/brief.ts'
import { rank } from './ranking.ts'

/** What a brief of the sources that are read by now would send: it is made as the run makes it. */
export const briefEstimator =
  (fence: Fence): Estimator =>
  async ({ database, accountId, projectId, signal }) => {
    const texts = await asAccount(database, accountId, async tx =>
      (await sourceTexts(tx, projectId)).filter(({ ready }) => ready),
    )
    const material = await readMaterial(texts, async () => {
      signal.throwIfAborted()
      await breathe()
    })
    if (material.sentences.length === 0)
      throw new ApiError(
        'nothing_to_brief',
        'No source of this project has sentences to quote yet. Clip an article or a video with captions first.',
      )
    const shown = exhibits(material, rank(material), await loadTokens())
    const ask = briefRequest(fenced(shown, fence))
    const words = shown.reduce(
      (sum, { passages }) => sum + passages.reduce((all, text) => all + wordsOf(text), 0),
      0,
    )
    const sources = shown.length === 1 ? 'one source' : `${shown.length} sources`
    return {
      calls: [
        {
          ask,
          holds: [
            { what: `${sources}, ${words.toLocaleString('en')} words`, text: ask.messages[1]!.content },
          ],
        },
      ],
    }
  }

const wordsOf = (text: string): number => text.match(/\S+/g)?.length ?? 0
