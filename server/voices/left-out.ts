import type { ChannelOutcome } from '../../core/contract/channel.ts'
import type { VideoWords } from '../channels/channels.ts'

/** Why a chosen video has no words to measure, and what to do, for the creator. */
export function whyWithoutWords(video: VideoWords | null): string {
  if (!video) return 'It is not in the channel’s list any more.'
  if (video.outcome === null) return 'Its words have not been fetched yet: fetch them on the channel’s page.'
  return reasons[video.outcome] ?? 'Its words could not be fetched: try again, or give it a caption file.'
}

const reasons: Partial<Record<ChannelOutcome, string>> = {
  no_captions: 'It has no captions: give it a caption file.',
  disabled: 'Its captions are switched off: give it a caption file.',
  needs_file: 'Its words could not be fetched: give it a caption file.',
  empty: 'Its captions are empty: give it a caption file.',
  live_pending: 'YouTube has not made the captions of this stream yet: fetch its words later.',
  upcoming: 'It has not been published yet.',
  unavailable: 'YouTube does not show it: it may be private or deleted.',
}
