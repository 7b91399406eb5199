import { z } from 'zod'
import { BriefMethod } from './brief.ts'
import { Id } from './id.ts'
import { LedgerEntry, limitsOfScript, SentenceDraft } from './script.ts'

/** How a text stands to a voice, by one of two judges that are built differently. */
export const Judged = z.object({
  /** The meter's log10 odds; null where it judged nothing (too short, another language, no voice). */
  meter: z.number().nullable(),
  /** Where the creator's own videos stand at this length, lowest and highest; null with `meter`. */
  own: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** The second judge's figure, higher is nearer; null where it has too little. Chooses nothing, and is shown. */
  second: z.number().nullable(),
})
export type Judged = z.infer<typeof Judged>

/** A draft of one beat, one of several. */
export const Candidate = z.object({
  id: Id,
  sentences: z.array(SentenceDraft).max(limitsOfScript.sentences),
  judged: Judged,
  /** Runs of more than twelve words that stand so in the creator's own videos or a source. */
  copied: z.array(z.object({ text: z.string(), from: z.string() })).max(100),
  /** Why it was set aside or what is to be known of it, as sentences. */
  says: z.array(z.string()),
})
export type Candidate = z.infer<typeof Candidate>

/** What a `draft` run wrote for a beat: the candidates, the best first by the meter, of which one went into the script. */
export const BeatDrafts = z.object({
  branchId: Id,
  beatId: Id,
  runId: Id,
  method: BriefMethod,
  /** In the script now as far as the creator has not changed it. */
  takenId: Id,
  candidates: z.array(Candidate).min(1).max(8),
  createdAt: z.iso.datetime(),
})
export type BeatDrafts = z.infer<typeof BeatDrafts>

/** `POST /branches/:id/drafts`: draws these beats, in the order of the script; null: all that have no sentence. */
export const DraftRequest = z.object({
  id: Id,
  beatIds: z.array(Id).min(1).max(limitsOfScript.beats).nullable(),
  wish: z.string().max(1_000).nullable(),
})
export type DraftRequest = z.infer<typeof DraftRequest>

export const RewriteHow = z.enum(['shorter', 'clearer', 'more_like_me', 'warmer', 'example', 'own_order'])
export type RewriteHow = z.infer<typeof RewriteHow>

/** `POST /branches/:id/rewrites`: other words for these sentences of one beat, offered as a difference. */
export const RewriteRequest = z.object({
  id: Id,
  sentenceIds: z.array(Id).min(1).max(200),
  how: RewriteHow,
  /** The creator's own order; of `own_order` it must say something. */
  wish: z.string().max(1_000).nullable(),
})
export type RewriteRequest = z.infer<typeof RewriteRequest>

/** Made by a `rewrite` run of the same id. Nothing changes in the script until the creator takes it, sentence by sentence. */
export const Rewrite = z.object({
  id: Id,
  branchId: Id,
  ...RewriteRequest.omit({ id: true }).shape,
  method: BriefMethod,
  /** What each becomes: several where it is parted, none (`[]`) where it is to go. `was` is what it was made of. */
  changes: z.array(
    z.object({
      sentenceId: Id,
      was: z.string(),
      /** Of the sentence that it was made of: an older one is told. */
      base: z.int().nonnegative(),
      becomes: z
        .array(z.object({ text: z.string().max(limitsOfScript.sentenceChars), ledger: LedgerEntry }))
        .max(12),
      /** What to look at before it is taken, as sentences: a number or a name that went, or that came. */
      marks: z.array(z.string().max(300)).max(20),
    }),
  ),
  before: Judged,
  after: Judged,
  notes: z.array(z.string()),
  createdAt: z.iso.datetime(),
})
export type Rewrite = z.infer<typeof Rewrite>

/** A way of writing that the creator's own edits show three times: they say whether it is a rule of their voice. */
export const LearnedRule = z.object({
  id: Id,
  voiceId: Id,
  /** An instruction: "Write “but”, not “however”." */
  text: z.string().trim().min(1).max(400),
  /** The three edits and more. */
  evidence: z
    .array(z.object({ sentenceId: Id, was: z.string(), became: z.string(), at: z.iso.datetime() }))
    .min(3),
  state: z.enum(['offered', 'accepted', 'refused']),
  decidedAt: z.iso.datetime().nullable(),
})
export type LearnedRule = z.infer<typeof LearnedRule>

/** `PUT /learned-rules/:id/decision` */
export const RuleDecision = z.object({ state: LearnedRule.shape.state.exclude(['offered']) })
export type RuleDecision = z.infer<typeof RuleDecision>
