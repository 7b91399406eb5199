import type { ChannelListing, ChannelTranscript, ChannelVideo } from '../../core/contract/channel.ts'

/** A channel that the creator said is theirs, with its list as it was. */
export interface ListedChannel extends ChannelListing {
  /** Whether the server has this list. */
  sent: boolean
  savedAt: number
}

/** A chosen video on its way through the queue. Times are milliseconds since 1970. */
export interface QueuedVideo {
  videoId: string
  channelId: string
  video: ChannelVideo
  /** waiting: not tried, or to be tried again · done: `answer` is final, with words or without */
  state: 'waiting' | 'done'
  /** Attempts that missed; the third makes it `needs_file`. */
  misses: number
  answer: ChannelTranscript | null
  /** Whether the server has the answer. */
  sent: boolean
  /** Its place in the queue. */
  ord: number
  /** Another number each time it is put on disk anew: an acknowledgement of an older answer counts for nothing. */
  revision: number
}
