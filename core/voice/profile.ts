import type { Readiness, VoiceProfile } from '../contract/voice-profile.ts'
import { sum } from './spread.ts'
import type { VideoMeasure } from './video-measure.ts'

export interface ProfileFrame {
  /** BCP 47 as the creator chose it; null: that of most videos. */
  language: string | null
  /** Chosen videos that could not be measured at all (no captions), and why, for the creator. */
  leftOut: VoiceProfile['leftOut']
  /** ISO 8601. */
  now: string
}

/** Fewer words say nothing of how somebody talks. */
export const LEAST_WORDS = 100

/** Pure: the measures of a voice's videos, in the creator's order, made into its profile. */
export function profileOf(measures: VideoMeasure[], { language, leftOut, now }: ProfileFrame): VoiceProfile {
  const used = measures.filter(measure => measure.words >= LEAST_WORDS)
  return {
    format: 1,
    language: language ?? measures.find(measure => measure.language)?.language ?? 'en',
    readiness: readinessOf(used.length),
    words: sum(used.map(measure => measure.words)),
    measuredAt: now,
    videos: [],
    leftOut,
    traits: [],
    phrases: [],
    hooks: [],
    openers: [],
    transitions: [],
    closers: [],
    avoid: [],
    passages: [],
    model: { format: 1, background: 'none', words: 0, counts: [], bands: [], prints: '' },
    missing: [],
  }
}

/** Under 3 videos of at least 100 words nothing can be judged; 10,000 words, about 5 videos, are enough. */
export const readinessOf = (videos: number): Readiness =>
  videos < 3 ? 'too_little' : videos < 5 ? 'provisional' : 'ready'
