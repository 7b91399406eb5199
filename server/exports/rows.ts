import { z } from 'zod'
import { Brief } from '../../core/contract/brief.ts'
import { AnswerSentence, Interview, Proposal, TurnDraft } from '../../core/contract/conversation.ts'
import { Branch, Content, Decision, Gate, Offer, Plan } from '../../core/contract/decision.ts'
import { BeatDrafts, Rewrite } from '../../core/contract/draft.ts'
import { Findings } from '../../core/contract/findings.ts'
import { Id } from '../../core/contract/id.ts'
import { limits } from '../../core/contract/limits.ts'
import { ProjectDraft } from '../../core/contract/project.ts'
import { Receipt } from '../../core/contract/receipt.ts'
import { Activity } from '../../core/contract/receipt-of-time.ts'
import { Progress, RunError } from '../../core/contract/run.ts'
import { ScriptOp, ScriptPoint } from '../../core/contract/script.ts'
import {
  ArticleCapture,
  Fingerprint,
  KnowledgeCapture,
  Moment,
  PageFact,
  PageForm,
  PageImage,
  PdfCapture,
  QuoteAnchor,
  SourceCheck,
  SourceKind,
  SourceTags,
  VideoCapture,
  VideoId,
} from '../../core/contract/source.ts'
import { ToolUse } from '../../core/contract/tool.ts'
import { isOfThisCentury } from '../http/storable.ts'

/**
 * What stands in the files of a project folder: the rows of the tables, with names as TypeScript has them, without the
 * account and the project that they all belong to. Times are as exact as the database has them.
 */
const Time = z.iso.datetime({ offset: true }).refine(isOfThisCentury, 'A time of this century')
const Citations = Proposal.shape.citations

export const ProjectRow = z.object({
  id: Id,
  title: ProjectDraft.shape.title,
  createdAt: Time,
  updatedAt: Time,
  targetSeconds: Plan.shape.targetSeconds,
  planVoiceId: Id.nullable(),
})
export type ProjectRow = z.infer<typeof ProjectRow>

/** What a source and a version of it both have; what belongs to which kind, `Capture` checks. */
const captured = {
  kind: SourceKind,
  url: ArticleCapture.shape.url,
  title: ArticleCapture.shape.title,
  capturedAt: Time,
  contentHash: ArticleCapture.shape.contentHash,
  receipt: Receipt,
  anchor: QuoteAnchor.nullable(),
  chapters: VideoCapture.shape.chapters,
  facts: z.array(PageFact).max(30),
  images: z.array(PageImage).max(limits.images),
  pageStarts: PdfCapture.shape.pageStarts.nullable(),
  moment: Moment.nullable(),
  createdAt: Time,
}
export const SourceRow = z.object({
  id: Id,
  ...captured,
  ...ArticleCapture.pick({ canonicalUrl: true, author: true, site: true, published: true, language: true })
    .shape,
  videoId: VideoId.nullable(),
  durationMs: VideoCapture.shape.durationMs,
  form: PageForm.nullable(),
  ...KnowledgeCapture.pick({ question: true, answers: true }).shape,
  fingerprint: Fingerprint.nullable(),
  checked: SourceCheck.nullable(),
  tags: SourceTags.shape.tags,
  deletedAt: Time.nullable(),
})
export type SourceRow = z.infer<typeof SourceRow>
export const VersionRow = z.object({ version: z.int().positive().max(100_000), ...captured })
export type VersionRow = z.infer<typeof VersionRow>

const made = { id: Id, runId: Id, createdAt: Time }
export const BriefRow = z.object({ ...made, document: Brief })
export const FindingsRow = z.object({ ...made, document: Findings })
export const InterviewRow = z.object({ ...made, document: Interview })

/** A turn's run keeps how it went; what a turn that was cut short had said is in its events. */
export const TurnRunRow = z.object({
  id: Id,
  state: z.enum(['done', 'failed', 'cancelled']),
  error: RunError.nullable(),
  lastSeq: z.int().nonnegative(),
  attempt: z.int().nonnegative().max(1_000),
  attemptLimit: z.int().nonnegative().max(1_000),
  createdAt: Time,
  startedAt: Time.nullable(),
  finishedAt: Time.nullable(),
})
const told = { runId: Id, seq: z.int().positive(), at: Time }
export const TurnEventRow = z.discriminatedUnion('kind', [
  z.object({ ...told, kind: z.literal('queued'), data: z.object({}) }),
  z.object({ ...told, kind: z.literal('started'), data: z.object({ attempt: z.int() }) }),
  z.object({ ...told, kind: z.literal('progress'), data: Progress }),
  z.object({ ...told, kind: z.literal('note'), data: z.object({ text: z.string() }) }),
  z.object({
    ...told,
    kind: z.literal('said'),
    data: z.object({ from: z.int().nonnegative(), text: z.string() }),
  }),
  z.object({ ...told, kind: z.literal('tool'), data: ToolUse }),
  z.object({ ...told, kind: z.literal('failed'), data: RunError }),
  z.object({ ...told, kind: z.literal('cancelled'), data: z.object({ reason: z.string() }) }),
])
export const TurnRow = z.object({
  id: Id,
  stage: TurnDraft.shape.stage,
  question: TurnDraft.shape.text,
  method: Brief.shape.method.nullable(),
  tools: z.array(ToolUse),
  remarks: z.array(z.string()),
  answer: z.array(AnswerSentence),
  next: z.array(z.string()),
  askedAt: Time,
})
export const NoteRow = z.object({
  id: Id,
  turnId: Id.nullable(),
  text: z.string().trim().min(1).max(limits.noteChars),
  citations: Citations,
  author: z.enum(['creator', 'agent']),
  createdAt: Time,
})
export const ProposalRow = z.object({
  id: Id,
  turnId: Id,
  ord: z.int().nonnegative(),
  ...Proposal.pick({ kind: true, title: true, text: true, why: true, own: true, edited: true }).shape,
  citations: Citations,
  state: Proposal.shape.state,
  decidedAt: Time.nullable(),
  createdAt: Time,
})

export const BranchRow = z.object({
  id: Id,
  name: Branch.shape.name,
  fromId: Id.nullable(),
  beforeGate: Gate.nullable(),
  angleId: Id.nullable(),
  outlineId: Id.nullable(),
  hookId: Id.nullable(),
  openedAt: Time,
  createdAt: Time,
})
export const OfferRow = z.object({ id: Id, branchId: Id, gate: Gate, document: Offer, createdAt: Time })
export const DecisionRow = z.object({
  id: Id,
  branchId: Id,
  gate: Gate,
  how: Decision.shape.how,
  optionIds: Decision.shape.optionIds,
  content: Content,
  at: Time,
})

export const ChangeRow = z.object({ seq: z.int().positive(), at: Time, op: ScriptOp })
export const PointRow = z.object({
  id: Id,
  name: ScriptPoint.shape.name,
  seq: ScriptPoint.shape.seq,
  madeBy: ScriptPoint.shape.by,
  at: Time,
})
export const BeatDraftsRow = z.object({ beatId: Id, runId: Id, document: BeatDrafts, createdAt: Time })
export const RewriteRow = z.object({ id: Id, document: Rewrite, createdAt: Time })
export const ActivityRow = z.object({
  deviceId: Id,
  ...Activity.pick({ activeMs: true, clicks: true, typedWords: true, waitedMs: true }).shape,
  since: Time,
})
