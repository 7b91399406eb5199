import { z } from 'zod'
import { BriefMethod, Citation } from './brief.ts'
import { OwnMention } from './findings.ts'
import { Id } from './id.ts'
import { limits } from './limits.ts'
import { ToolUse } from './tool.ts'

export { Tool, ToolUse } from './tool.ts'

/** Where in the work a question was asked. */
export const WorkStage = z.enum(['collect', 'brief', 'research', 'angle', 'outline', 'script', 'check'])
export type WorkStage = z.infer<typeof WorkStage>

/** What the creator said in an own video: quoted from their channel. */
export const OwnQuote = z.object({
  channelId: z.string(),
  videoId: z.string(),
  title: z.string(),
  quote: z.string(),
  startMs: z.int().nonnegative(),
  link: z.string(),
})
export type OwnQuote = z.infer<typeof OwnQuote>

/**
 * quoted: stands beside words found literally in a source or an own video · own: the model's own, nobody backs it;
 * `failedQuotes` are what it gave as quotes and no source has · plain: says nothing about the world ("Two of your
 * sources answer this.").
 */
export const AnswerSentence = z.discriminatedUnion('standing', [
  z.object({
    standing: z.literal('quoted'),
    text: z.string(),
    citations: z.array(Citation),
    channel: z.array(OwnQuote),
  }),
  z.object({ standing: z.literal('own'), text: z.string(), failedQuotes: z.array(z.string()) }),
  z.object({ standing: z.literal('plain'), text: z.string() }),
])
export type AnswerSentence = z.infer<typeof AnswerSentence>

const ProposalWords = z.object({ title: z.string().trim().min(1).max(200), text: z.string().max(10_000) })

/** A card: nothing happens unless the creator accepts it, as it is or in their words. */
export const Proposal = z.object({
  id: Id,
  turnId: Id,
  kind: z.enum(['angle', 'beat', 'rewrite']),
  ...ProposalWords.shape,
  why: z.string(),
  citations: z.array(Citation),
  /** Of an angle: what the creator's own videos have on it. */
  own: z.array(OwnMention),
  state: z.enum(['offered', 'accepted', 'refused']),
  /** As the creator accepted it; null where they took it as it was, or have not. */
  edited: ProposalWords.nullable(),
  decidedAt: z.iso.datetime().nullable(),
})
export type Proposal = z.infer<typeof Proposal>

export const ProposalDecision = z.discriminatedUnion('state', [
  z.object({ state: z.literal('accepted'), edited: ProposalWords.nullable() }),
  z.object({ state: z.literal('refused') }),
  /** Taken back: the card is open again. */
  z.object({ state: z.literal('offered') }),
])
export type ProposalDecision = z.infer<typeof ProposalDecision>

/** Kept with the project: by the agent when the creator asked for it, or by the creator. */
export const Note = z.object({
  id: Id,
  projectId: Id,
  text: z.string().trim().min(1).max(limits.noteChars),
  citations: z.array(Citation),
  by: z.enum(['creator', 'agent']),
  turnId: Id.nullable(),
  createdAt: z.iso.datetime(),
})
export type Note = z.infer<typeof Note>

/** What the creator writes of a note. Its citations stay as they are. */
export const NoteDraft = z.object({ projectId: Id, text: Note.shape.text })
export type NoteDraft = z.infer<typeof NoteDraft>

export const TurnDraft = z.object({
  /** The turn's, and its run's: sent twice it is one turn. */
  id: Id,
  stage: WorkStage,
  text: z.string().trim().min(1).max(4_000),
})
export type TurnDraft = z.infer<typeof TurnDraft>

/** One question and its answer. Its run has the same id; while that goes on the answer grows by its `said` events. */
export const Turn = z.object({
  id: Id,
  projectId: Id,
  stage: WorkStage,
  text: z.string(),
  askedAt: z.iso.datetime(),
  /** As its run. */
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  /** Why it failed, as a sentence. */
  error: z.object({ message: z.string(), retryable: z.boolean() }).nullable(),
  method: BriefMethod.nullable(),
  tools: z.array(ToolUse),
  /** Sentences for the creator about how the answer came to be. */
  remarks: z.array(z.string()),
  /** Checked against the sources; empty before the turn is done. */
  answer: z.array(AnswerSentence),
  /** What a turn that was cut short had said, unchecked; null where `answer` stands. */
  unchecked: z.string().nullable(),
  proposals: z.array(Proposal),
  notes: z.array(Note),
  /** Questions that suggest themselves by what is missing. */
  next: z.array(z.string()),
})
export type Turn = z.infer<typeof Turn>

/** One of the pages of a conversation: newest last. */
export const TurnPage = z.object({
  turns: z.array(Turn),
  /** Ask for what is before this one; null where there is nothing. */
  before: Id.nullable(),
})
export type TurnPage = z.infer<typeof TurnPage>

/** Three to five questions that only the creator can answer. Made by an `interview` run. */
export const InterviewQuestion = z.object({
  id: Id,
  about: z.enum(['story', 'opinion', 'mistake', 'experience', 'audience']),
  question: z.string(),
  /** Why it is asked, from what the sources lack. */
  why: z.string(),
  /** The source of kind `knowledge` that `answers` it; null while it is open. */
  sourceId: Id.nullable(),
})
export type InterviewQuestion = z.infer<typeof InterviewQuestion>

export const Interview = z.object({
  id: Id,
  projectId: Id,
  runId: Id,
  createdAt: z.iso.datetime(),
  method: BriefMethod,
  questions: z.array(InterviewQuestion).min(3).max(5),
})
export type Interview = z.infer<typeof Interview>
