import type { ProfileFrame } from '../../core/voice/profile.ts'
import type { VideoInput } from '../../core/voice/video-input.ts'
import type { VideoMeasure } from '../../core/voice/video-measure.ts'

// What goes between a run and the thread that measures for it: one answer to each question.

export type MeasuringQuestion = { video: VideoInput } | { measures: VideoMeasure[]; frame: ProfileFrame }
/** `failed` is for the log. */
export type MeasuringAnswer = { made: unknown } | { failed: string }
