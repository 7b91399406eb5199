import { z } from 'zod'
import { ChannelId } from './channel.ts'
import { Id } from './id.ts'
import { VideoId } from './source.ts'
import { AvoidedHabit, Readiness, VoiceExample, VoicePassage, VoiceProfile } from './voice-profile.ts'

/** A stretch of a video that is not this voice: a guest, a sponsor read, a clip of somebody else. */
export const Cut = z
  .object({
    startMs: z.int().nonnegative(),
    endMs: z.int().positive(),
    why: z.enum(['other_speaker', 'sponsor', 'other']),
  })
  .refine(cut => cut.endMs > cut.startMs, { message: 'A cut ends after it begins' })
export type Cut = z.infer<typeof Cut>

export const VoiceVideo = z.object({ videoId: VideoId, cuts: z.array(Cut).max(200) })
export type VoiceVideo = z.infer<typeof VoiceVideo>

/** One way of talking of a creator: what it is made of. */
export const VoiceDraft = z.object({
  name: z.string().trim().min(1).max(100),
  channelId: ChannelId,
  kind: z.enum(['main', 'explainer', 'story', 'sponsor', 'other']),
  /** BCP 47; null: as the videos' captions say. */
  language: z.string().max(35).nullable(),
  videos: z.array(VoiceVideo).max(200),
})
export type VoiceDraft = z.infer<typeof VoiceDraft>

export const Voice = z.object({
  id: Id,
  ...VoiceDraft.shape,
  /** Of the newest version; null before the first. */
  readiness: Readiness.nullable(),
  /** The newest version's number; 0 before the first. */
  version: z.int().nonnegative(),
  /** Videos, cuts or their words changed since the newest measuring. */
  stale: z.boolean(),
  /** The run that measures it now. */
  runId: Id.nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type Voice = z.infer<typeof Voice>

/** What the creator says of a trait ("mtld"), a phrase ("phrase:you know") or an avoided habit ("avoid:delve"). */
export const VoiceEdit = z.object({
  id: z.string().min(1).max(130),
  /** Their own figure, in the trait's unit; null: as measured. */
  value: z.number().nullable(),
  note: z.string().max(500).nullable(),
  /** Keeps `value` (or what was measured when it was locked) over new measurings. */
  locked: z.boolean(),
  /** Steers nothing and stands behind the others. */
  muted: z.boolean(),
})
export type VoiceEdit = z.infer<typeof VoiceEdit>

const versionLine = {
  voiceId: Id,
  version: z.int().positive(),
  at: z.iso.datetime(),
  cause: z.enum(['measured', 'edited', 'restored', 'imported']),
  /** What changed, for the creator: "Locked: questions". */
  says: z.string().max(300),
  readiness: Readiness,
}
export const VoiceVersionLine = z.object(versionLine)
export type VoiceVersionLine = z.infer<typeof VoiceVersionLine>

export const VoiceVersion = z.object({
  ...versionLine,
  profile: VoiceProfile,
  edits: z.array(VoiceEdit).max(500),
})
export type VoiceVersion = z.infer<typeof VoiceVersion>

export const VoiceDetail = z.object({ voice: Voice, current: VoiceVersion.nullable() })
export type VoiceDetail = z.infer<typeof VoiceDetail>

/** `POST /voices/:id/edits`: all edits as they shall be, on the version that the creator saw. */
export const VoiceEdits = z.object({
  base: z.int().positive(),
  edits: z.array(VoiceEdit).max(500),
  says: z.string().min(1).max(300),
})
export type VoiceEdits = z.infer<typeof VoiceEdits>

/** A measured rule for a writer. */
export const SteeringRule = z.object({
  /** The trait's or habit's id. */
  id: z.string().max(130),
  /** An instruction with its numbers: "Open a unit in five with “so” (21 %; other creators 8 %)." */
  text: z.string().max(400),
  examples: z.array(VoiceExample).max(3),
})
export type SteeringRule = z.infer<typeof SteeringRule>

/** What a writer needs from a voice, as one object; shown to the creator as what it is. */
export const Steering = z.object({
  voiceId: Id,
  version: z.int().positive(),
  readiness: Readiness,
  language: z.string().max(35),
  /** 8 to 12 where as much could be measured. */
  rules: z.array(SteeringRule).max(12),
  /** 3 to 5, of different roles, away from the topic. */
  passages: z.array(VoicePassage).max(5),
  avoid: z.array(AvoidedHabit).max(40),
  /** The creator's own sentences to go on from. */
  snippet: VoicePassage.omit({ role: true }).nullable(),
  /** Signature phrases and how often at most. */
  caps: z.array(z.object({ text: z.string().max(100), per1000: z.number().nonnegative() })).max(40),
})
export type Steering = z.infer<typeof Steering>

/** A voice as one JSON file, to be kept or taken elsewhere. */
export const VoiceFile = z.object({
  ownwordsVoice: z.literal(1),
  exportedAt: z.iso.datetime(),
  voice: VoiceDraft,
  profile: VoiceProfile,
  edits: z.array(VoiceEdit).max(500),
})
export type VoiceFile = z.infer<typeof VoiceFile>
