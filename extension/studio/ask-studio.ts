import { chromeTabAccess, type TabAccess } from '../capture/tab-access.ts'
import type { StudioAnswer, StudioQuestion } from './form.ts'

/** Asks a tab of YouTube Studio. Rejects where the tab is gone, lets nobody in, or does not answer. */
export type AskStudio = (tabId: number, question: StudioQuestion) => Promise<StudioAnswer>

const ANSWER_MS = 30_000

/** The script goes into the page with the question, on the creator's click: nothing of ours waits in Studio. */
export const chromeAskStudio =
  (access: Pick<TabAccess, 'inject' | 'call'> = chromeTabAccess()): AskStudio =>
  async (tabId, question) => {
    const { StudioAnswer } = await import('./shapes.ts')
    let timer: ReturnType<typeof setTimeout> | undefined
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('The page did not answer.')), ANSWER_MS)
    })
    const asking = (async () => {
      await access.inject(tabId, '/studio-form.js')
      return StudioAnswer.parse(await access.call(tabId, 'ISOLATED', askInPage, question))
    })()
    try {
      return await Promise.race([asking, tooLate])
    } finally {
      clearTimeout(timer)
      asking.catch(() => {})
    }
  }

/** Travels into the page: the function that studio-form.js left there. */
const askInPage = (question: StudioQuestion): Promise<unknown> =>
  (
    globalThis as unknown as { ownwordsStudio: (question: StudioQuestion) => Promise<unknown> }
  ).ownwordsStudio(question)
