import { videoIdOf } from './canonical.ts'
import { climb, type VideoReading } from './youtube/ladder.ts'
import { openTrack } from './youtube/open-track.ts'
import { pagePanel } from './youtube/page-panel.ts'
import type { PlayerFacts } from './youtube/player-facts.ts'

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
      ['open_track', known => openTrack(known, fetch)],
      ['page_panel', known => pagePanel(known, { page, wait, stillHere })],
    ],
    stillHere,
    now: () => performance.now(),
    playerMs,
  })
}
