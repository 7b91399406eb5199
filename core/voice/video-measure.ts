import { z } from 'zod'
import { VideoId } from '../contract/source.ts'
import { ProfiledVideo, VoiceExample, VoicePassage } from '../contract/voice-profile.ts'

/** Something said at a place of a video, and how clear an instance of its trait it is: the higher the clearer. */
export const MeasuredExample = z.object({ ...VoiceExample.omit({ videoId: true }).shape, clear: z.number() })
export type MeasuredExample = z.infer<typeof MeasuredExample>

export const MeasuredTrait = z.object({
  value: z.number(),
  /** The captions only hint at it. */
  estimated: z.boolean(),
  example: MeasuredExample.nullable(),
})
export type MeasuredTrait = z.infer<typeof MeasuredTrait>

/** Words that begin, turn or end this video. */
export const MeasuredHabit = z.object({
  text: z.string().max(200),
  count: z.int().positive(),
  example: VoiceExample.omit({ videoId: true }),
})
export type MeasuredHabit = z.infer<typeof MeasuredHabit>

/**
 * All that a profile needs of one video, made once and kept as JSON. A video of 3,000 words takes about 60 kB.
 */
export const VideoMeasure = z.object({
  format: z.literal(1),
  ...ProfiledVideo.omit({ ownScore: true }).shape,
  videoId: VideoId,
  /** As the captions say, or as their words show; null where neither does. */
  language: z.string().max(35).nullable(),
  /** The creator's own captions and when each begins in milliseconds, null without times; of very long videos a part. */
  lines: z.array(z.object({ ms: z.number().nonnegative().nullable(), text: z.string() })),
  /** By the trait's id; one that cannot be measured here is not there. */
  traits: z.record(z.string(), MeasuredTrait),
  /** How it begins, where its language is known to us. */
  hook: MeasuredHabit.nullable(),
  transitions: z.array(MeasuredHabit),
  passages: z.array(VoicePassage),
  /** um and uh per 100 words. */
  fillers: z.number().nonnegative(),
  /** Why it must not be used, for the creator; null when it is fit. */
  unfit: z.string().max(300).nullable(),
})
export type VideoMeasure = z.infer<typeof VideoMeasure>
