import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import type { PlayerFacts } from '../capture/youtube/player-facts.ts'
import { takeWords } from '../moment/take-words.ts'

/** Put into a watch page by its first moment, and into no other: leaves its one function for the call that follows. */
export default defineUnlistedScript(() => {
  Object.assign(globalThis, {
    ownwordsTakeWords: (videoId: string, facts: PlayerFacts | null, playerMs: number) =>
      takeWords(document, videoId, facts, playerMs),
  })
})
