import type { SampleChoice } from '../../core/channel/sample.ts'
import type {
  ChannelListing,
  ChannelTranscript,
  ChannelVideo,
  ChannelVideoKind,
} from '../../core/contract/channel.ts'
import type { LegResult } from '../../core/contract/receipt.ts'
import type { Chapter, Transcript } from '../../core/contract/transcript.ts'

/** A channel that the creator said is theirs, with its list as it was. */
export interface ListedChannel extends ChannelListing {
  /** What is spoken in its videos, BCP 47: YouTube gives their words in the language that is asked for. null: not said yet. */
  language: string | null
  choice: SampleChoice
  /** Lists that are not read to their end, and where each goes on; null: not begun. Empty where the list is complete. */
  unread: { kind: ChannelVideoKind; continuation: string | null }[]
  /** Whether the server has this list. */
  sent: boolean
  /** The server's words where it will not take it. */
  refused: string | null
  savedAt: number
  /** Another number each time its list is put on disk anew. */
  revision: number
}

/** A chosen video on its way through the queue. Times are milliseconds since 1970. */
export interface QueuedVideo {
  videoId: string
  channelId: string
  video: ChannelVideo
  /** waiting: not tried, or to be tried again · done: `answer` stands, with words or without */
  state: 'waiting' | 'done'
  /** Attempts that missed; the third makes it `needs_file`. */
  misses: number
  /** Every attempt, oldest first. */
  legs: LegResult[]
  answer: Omit<ChannelTranscript, 'transcript' | 'chapters'> | null
  /** Whether the server has the answer. */
  sent: boolean
  refused: string | null
  /** Its place in the queue. */
  ord: number
  /** Another number each time it is put on disk anew: an acknowledgement of an older answer counts for nothing. */
  revision: number
}

/** The words of a video, apart from its line in the queue: lists stay light. */
export interface ChannelWords {
  videoId: string
  transcript: Transcript
  chapters: Chapter[]
  /** Marks such as [Music] that were set apart. */
  sounds: number
}

/** Where the queue stands, on disk: neither worker nor panel keeps anything of it in a variable. */
export interface QueueNote {
  channelId: string
  /** The creator wants it to go on. */
  going: boolean
  /** The earliest moment of the next question. */
  nextAt: number
  /** Nothing is asked until then; 0: no rest. */
  restUntil: number
  restFor: 'refused' | 'offline' | null
  /** Refusals in a row: each doubles the rest. */
  refusals: number
  /** It would go on if a tab of YouTube were open. */
  needsTab: boolean
  /** How long answers take, in milliseconds, the latest counting most. */
  answerMs: number
}
