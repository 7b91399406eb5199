import { videoIdOf } from '../capture/canonical.ts'
import { clientVersionIn } from '../capture/youtube/client-version.ts'
import { getPanel } from '../capture/youtube/get-panel.ts'
import { climb, type VideoReading } from '../capture/youtube/ladder.ts'
import { openTrack } from '../capture/youtube/open-track.ts'
import type { PlayerFacts } from '../capture/youtube/player-facts.ts'
import { spokenTracks } from '../capture/youtube/spoken-track.ts'

/**
 * Runs in the watch page, apart from its own scripts: the two ways to a video's words of which who is watching sees
 * nothing. The page's own transcript panel is not opened in the middle of a film.
 */
export function takeWords(
  page: Document,
  videoId: string,
  facts: PlayerFacts | null,
  playerMs: number,
): Promise<VideoReading> {
  return climb(facts, {
    legs: [
      ['open_track', known => openTrack(known, fetch)],
      [
        'get_panel',
        known => {
          const [track] = spokenTracks(known)
          const kinds = new Set(known.tracks.map(each => each.kind))
          return getPanel(videoId, {
            fetch: (...args) => fetch(...args),
            clientVersion: clientVersionIn(page),
            hl: track?.language || null,
            kind: kinds.size === 1 ? [...kinds][0]! : 'unknown',
            lengthMs: known.lengthSeconds * 1000,
          })
        },
      ],
    ],
    stillHere: () => videoIdOf(page.location.href) === videoId,
    now: () => performance.now(),
    playerMs,
  })
}
