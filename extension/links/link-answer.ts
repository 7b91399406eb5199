import type { Capture } from '../../core/contract/source.ts'
import type { ClipFailure } from '../capture/clip.ts'
import type { PlayerFacts } from '../capture/youtube/player-facts.ts'

/** What the worker asks of the hidden page that can parse HTML. */
export interface LinkQuestion {
  url: string
  projectId: string
  /** Set where the link is to a video: then its player's facts are wanted, not its page. */
  videoId: string | null
}

/** A video by its watch page, without its words: those are to be had in a tab of YouTube's only. */
export interface LinkedVideo {
  videoId: string
  facts: PlayerFacts | null
  pageTitle: string
  clientVersion: string | null
  ms: number
}

export type LinkAnswer =
  | { got: 'capture'; capture: Capture }
  | { got: 'video'; video: LinkedVideo }
  /** Only a tab can show it: built by scripts, behind a check, or led on to another site. */
  | { got: 'open' }
  | { got: 'failure'; failure: ClipFailure }
