import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import type { PlayerFacts } from '../capture/youtube/player-facts.ts'
import { takeLinkedWords } from '../links/linked-words.ts'

/** Put into a tab of YouTube by the clip of a link to a video: leaves its one function for the call that follows. */
export default defineUnlistedScript(() => {
  Object.assign(globalThis, {
    ownwordsLinkedWords: (facts: PlayerFacts, clientVersion: string | null, playerMs: number) =>
      takeLinkedWords(facts, clientVersion, playerMs),
  })
})
