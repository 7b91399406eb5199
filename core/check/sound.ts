import type { VoiceProfile } from '../contract/voice-profile.ts'
import type { MeterReading } from '../voice/reading.ts'

/** What the check takes of what the meter says. */
export type Sound = Pick<MeterReading, 'state' | 'says' | 'passages' | 'apart' | 'copied'>

/** A script of more words is two hours of speech: the meter reads no further. */
export const MOST_READ_WORDS = 20_000

/** Nothing is judged, and why; what is copied from the videos is told all the same. */
export const unread = (says: string, copied: Sound['copied'] = []): Sound => ({
  ...{ state: 'too_short', says, passages: [], apart: null },
  copied,
})

/** A voice of too few videos judges nothing; what is copied from them is told all the same. */
export const soundBy = ({ readiness }: Pick<VoiceProfile, 'readiness'>, reading: Sound): Sound =>
  readiness === 'too_little'
    ? unread(
        'Your voice is made of too few videos to judge by: fetch the words of three at least.',
        reading.copied,
      )
    : reading
