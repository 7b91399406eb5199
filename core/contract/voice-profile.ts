import { z } from 'zod'
import { VideoId } from './source.ts'

/** Where the creator does it: the second of one of their own videos, with the words said there. */
export const VoiceExample = z.object({
  videoId: VideoId,
  /** null where the transcript has no times (pasted text). */
  startMs: z.int().nonnegative().nullable(),
  quote: z.string().max(400),
})
export type VoiceExample = z.infer<typeof VoiceExample>

export const TraitGroup = z.enum(['stance', 'address', 'structure', 'rhythm', 'words', 'diversity', 'pace'])
export type TraitGroup = z.infer<typeof TraitGroup>

/** One measure of how somebody talks. Shares are 0 to 1; rates are per 100 words. */
export const Trait = z.object({
  /** Stable over versions: "so", "questions", "mtld", "local-pace". */
  id: z.string().min(1).max(60),
  group: TraitGroup,
  /** For the creator: "You say “so”". */
  label: z.string().max(120),
  unit: z.enum([
    'per 100 words',
    'share',
    'words',
    'words per minute',
    'seconds',
    'letters',
    'syllables',
    'score',
  ]),
  value: z.number(),
  /** Over the videos, each weighted alike: standard deviation, 10th and 90th percentile. */
  spread: z.object({ sd: z.number().nonnegative(), p10: z.number(), p90: z.number() }),
  sample: z.object({ videos: z.int().nonnegative(), words: z.int().nonnegative() }),
  perVideo: z.array(z.object({ videoId: VideoId, value: z.number() })).max(500),
  /** Other creators' values of the shipped background, ascending; null where it has none (another language). */
  others: z.array(z.number()).max(200).nullable(),
  /** (value − mean of others) / their standard deviation; null without others. */
  z: z.number().nullable(),
  /** Measured on something that the captions only hint at: sentences of unpunctuated captions, pauses. */
  estimated: z.boolean(),
  examples: z.array(VoiceExample).max(3),
})
export type Trait = z.infer<typeof Trait>

export const SignaturePhrase = z.object({
  text: z.string().min(1).max(100),
  count: z.int().positive(),
  /** In how many of the videos. */
  videos: z.int().positive(),
  per1000: z.number().nonnegative(),
  /** 90th percentile over the videos of its rate per 1,000 words: writing more of it is parody. */
  capPer1000: z.number().nonnegative(),
  /** Log-odds with informative Dirichlet prior, in standard deviations (Monroe and others 2008). */
  z: z.number(),
  g2: z.number(),
  /** Binary logarithm of the ratio of the two rates. */
  logRatio: z.number(),
  /** A phrase of what they talk about, not of how. */
  topical: z.boolean(),
  examples: z.array(VoiceExample).max(3),
})
export type SignaturePhrase = z.infer<typeof SignaturePhrase>

/** How videos begin, turn and end. */
export const StructureHabit = z.object({
  /** The words, or for a hook its kind: "question", "number", "imagine", "claim", "story", "promise". */
  text: z.string().max(200),
  videos: z.int().positive(),
  share: z.number().min(0).max(1),
  examples: z.array(VoiceExample).max(3),
})
export type StructureHabit = z.infer<typeof StructureHabit>

/** One video of the profile, for the plots. */
export const ProfiledVideo = z.object({
  videoId: VideoId,
  title: z.string().max(500),
  published: z.iso.datetime().nullable(),
  words: z.int().nonnegative(),
  durationMs: z.int().nonnegative().nullable(),
  /** Words of each unit (sentence, or stretch between pauses) in order. */
  units: z.array(z.int().positive()).max(20_000),
  unitKind: z.enum(['sentences', 'pauses', 'none']),
  /** Local speech rate over the video: at `ms`, in words a minute. */
  pace: z.array(z.object({ ms: z.int().nonnegative(), wpm: z.number().nonnegative() })).max(400),
  /** Where this video stands by a profile of the others (`MeterReading.score`); null for one that is too short. */
  ownScore: z.number().nullable(),
  /** What is particular: "Two speakers?", "Sung, or not speech", "Another language: de". */
  doubts: z.array(z.string().max(300)).max(10),
})
export type ProfiledVideo = z.infer<typeof ProfiledVideo>

export const PassageRole = z.enum(['opening', 'explanation', 'transition', 'close'])
export type PassageRole = z.infer<typeof PassageRole>

/** Verbatim, 120 to 250 words. */
export const VoicePassage = z.object({
  role: PassageRole,
  videoId: VideoId,
  startMs: z.int().nonnegative().nullable(),
  text: z.string().max(4_000),
  words: z.int().positive(),
})
export type VoicePassage = z.infer<typeof VoicePassage>

/** What models write and this creator does not say. */
export const AvoidedHabit = z.object({
  text: z.string().max(100),
  /** Per 1,000 words, in model-written scripts and in the creator's videos. */
  modelsPer1000: z.number().nonnegative(),
  yoursPer1000: z.number().nonnegative(),
})
export type AvoidedHabit = z.infer<typeof AvoidedHabit>

/** What the meter knows of a voice: numbers only. Its inside belongs to `core/voice/model.ts`. */
export const VoiceModel = z.object({
  format: z.literal(1),
  /** Of the background that it was made beside: another one needs a new measuring. */
  background: z.string().max(40),
  /** Of what it was made. */
  words: z.int().nonnegative(),
  videos: z.int().nonnegative(),
  /** How often each feature of the background's list was said, by the feature's number. */
  counts: z.array(z.int().nonnegative()).max(20_000),
  /**
   * The same with what was said over and over in single videos cut off: what a text is held against. A voice that was
   * measured before there was this has none.
   */
  heard: z.array(z.int().nonnegative()).max(20_000).optional(),
  /** Own videos' scores when left out of the profile, at each length of text in words. */
  bands: z
    .array(
      z.object({
        words: z.int().positive(),
        /**
         * By how many nats own texts of this length score beyond what is usual where this voice stands, less where few
         * videos say so: `core/voice/surplus.ts`. A voice that was measured before there was this has none and is taken
         * for usual.
         */
        surplus: z.number().optional(),
        own: z.object({ p10: z.number(), p50: z.number(), p90: z.number() }),
        others: z.object({ p10: z.number(), p50: z.number(), p90: z.number() }),
        models: z.object({ p10: z.number(), p50: z.number(), p90: z.number() }),
      }),
    )
    .max(20),
  /** Fingerprints of the creator's own runs of words, to tell a copy; base64, made by `core/voice/copied.ts`. */
  prints: z.string().max(4_000_000),
})
export type VoiceModel = z.infer<typeof VoiceModel>

export const Readiness = z.enum(['too_little', 'provisional', 'ready'])
export type Readiness = z.infer<typeof Readiness>

/** What was measured of a voice at one time. */
export const VoiceProfile = z.object({
  format: z.literal(1),
  language: z.string().max(35),
  readiness: Readiness,
  words: z.int().nonnegative(),
  measuredAt: z.iso.datetime(),
  videos: z.array(ProfiledVideo).max(500),
  /** Videos that were chosen and not used, and why. */
  leftOut: z
    .array(z.object({ videoId: VideoId, title: z.string().max(500), why: z.string().max(300) }))
    .max(500),
  traits: z.array(Trait).max(200),
  phrases: z.array(SignaturePhrase).max(200),
  hooks: z.array(StructureHabit).max(20),
  openers: z.array(StructureHabit).max(20),
  transitions: z.array(StructureHabit).max(30),
  closers: z.array(StructureHabit).max(20),
  avoid: z.array(AvoidedHabit).max(60),
  /** Candidates for steering, of which it takes those that are away from the topic. */
  passages: z.array(VoicePassage).max(60),
  model: VoiceModel,
  /** What could not be measured, and what would help: "Your captions hide fillers". */
  missing: z.array(z.string().max(300)).max(30),
})
export type VoiceProfile = z.infer<typeof VoiceProfile>
