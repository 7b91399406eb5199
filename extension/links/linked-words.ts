import { getPanel } from '../capture/youtube/get-panel.ts'
import { climb, type VideoReading } from '../capture/youtube/ladder.ts'
import { openTrack } from '../capture/youtube/open-track.ts'
import type { PlayerFacts } from '../capture/youtube/player-facts.ts'
import { spokenTracks } from '../capture/youtube/spoken-track.ts'

/** Runs in any tab of YouTube, for a video that the tab does not show: only what YouTube answers by a video's id. */
export function takeLinkedWords(
  facts: PlayerFacts,
  clientVersion: string | null,
  playerMs: number,
): Promise<VideoReading> {
  const [track] = spokenTracks(facts)
  return climb(facts, {
    legs: [
      ['open_track', known => openTrack(known, fetch)],
      [
        'get_panel',
        known =>
          getPanel(known.videoId, {
            fetch,
            clientVersion,
            hl: track?.language ?? null,
            kind: track?.kind,
            lengthMs: known.lengthSeconds * 1000,
          }),
      ],
    ],
    stillHere: () => true,
    now: () => performance.now(),
    playerMs,
  })
}
