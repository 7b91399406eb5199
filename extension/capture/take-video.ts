import { videoIdOf } from './canonical.ts'
import { clientVersionIn } from './youtube/client-version.ts'
import { climb, type VideoReading } from './youtube/ladder.ts'
import { pagePanel } from './youtube/page-panel.ts'
import type { PlayerFacts } from './youtube/player-facts.ts'
import { quietLegs } from './youtube/quiet-words.ts'

/** Runs in the watch page, apart from its own scripts, with what leg 0 found in their world. */
export function takeVideo(
  page: Document,
  videoId: string,
  facts: PlayerFacts | null,
  playerMs: number,
): Promise<VideoReading> {
  const stillHere = () => videoIdOf(page.location.href) === videoId
  const wait = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))
  return climb(facts, {
    legs: [
      ...quietLegs({ fetch: (...args) => fetch(...args), clientVersion: () => clientVersionIn(page) }),
      ['page_panel', known => pagePanel(known, { page, wait, stillHere })],
    ],
    stillHere,
    now: () => performance.now(),
    playerMs,
  })
}
