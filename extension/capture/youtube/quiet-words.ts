import type { CaptionKind } from '../../../core/contract/transcript.ts'
import { getPanel } from './get-panel.ts'
import { climb, type LadderDeps, type VideoReading } from './ladder.ts'
import { openTrack } from './open-track.ts'
import type { PlayerFacts } from './player-facts.ts'
import { spokenTracks } from './spoken-track.ts'

export interface QuietDeps extends Omit<LadderDeps, 'legs'> {
  /** Of a script in a youtube.com tab. */
  fetch: typeof globalThis.fetch
  /** What the page's scripts say, for where the player's facts do not (`clientVersionIn`). */
  clientVersion: () => string | null
}

/** Legs 1 and 2: the ways of which who is watching sees nothing. */
export function quietLegs({
  fetch,
  clientVersion,
}: Pick<QuietDeps, 'fetch' | 'clientVersion'>): LadderDeps['legs'] {
  return [
    ['open_track', facts => openTrack(facts, fetch)],
    [
      'get_panel',
      facts =>
        getPanel(facts.videoId, {
          fetch,
          clientVersion: facts.clientVersion ?? clientVersion(),
          hl: spokenTracks(facts)[0]?.language || null,
          kind: onlyKind(facts),
          lengthMs: facts.lengthSeconds * 1000,
        }),
    ],
  ]
}

/** A video's words without opening anything in its page. */
export const quietWords = (facts: PlayerFacts | null, deps: QuietDeps): Promise<VideoReading> =>
  climb(facts, { ...deps, legs: quietLegs(deps) })

/** The panel does not say which track it shows: its kind is known only where there is no choice. */
export function onlyKind({ tracks }: PlayerFacts): CaptionKind {
  const kinds = new Set(tracks.map(track => track.kind))
  return kinds.size === 1 ? [...kinds][0]! : 'unknown'
}
