import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { takeVideo } from '../capture/take-video.ts'
import type { PlayerFacts } from '../capture/youtube/player-facts.ts'

/** Put into a watch page by a clip of it, and into no other: leaves its one function for the call that follows. */
export default defineUnlistedScript(() => {
  Object.assign(globalThis, {
    ownwordsTakeVideo: (videoId: string, facts: PlayerFacts | null, playerMs: number) =>
      takeVideo(document, videoId, facts, playerMs),
  })
})
