import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { askYoutube } from '../channel/ask-youtube.ts'
import type { YoutubeQuestion } from '../channel/youtube-answer.ts'

/** Put into a tab of YouTube while the creator's own channel is listed or read: leaves its one function there. */
export default defineUnlistedScript(() => {
  Object.assign(globalThis, {
    ownwordsAskYoutube: (question: YoutubeQuestion) =>
      askYoutube(question, { page: document, fetch: (...args) => fetch(...args), now: Date.now }),
  })
})
