import { videoIdOf } from '../capture/canonical.ts'
import { clientVersionIn } from '../capture/youtube/client-version.ts'
import type { VideoReading } from '../capture/youtube/ladder.ts'
import type { PlayerFacts } from '../capture/youtube/player-facts.ts'
import { quietWords } from '../capture/youtube/quiet-words.ts'

/**
 * Runs in the watch page, apart from its own scripts: the ways to a video's words of which who is watching sees
 * nothing. The page's own transcript panel is not opened in the middle of a film.
 */
export function takeWords(
  page: Document,
  videoId: string,
  facts: PlayerFacts | null,
  playerMs: number,
): Promise<VideoReading> {
  return quietWords(facts, {
    fetch: (...args) => fetch(...args),
    clientVersion: () => clientVersionIn(page),
    stillHere: () => videoIdOf(page.location.href) === videoId,
    now: () => performance.now(),
    playerMs,
  })
}
