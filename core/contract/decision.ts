import { z } from 'zod'
import { BriefMethod, Citation } from './brief.ts'
import { OwnMention } from './findings.ts'
import { Id } from './id.ts'
import { BeatKind, LedgerEntry, limitsOfScript } from './script.ts'

/** The three decisions that nobody takes but the creator, in their order. */
export const Gate = z.enum(['angle', 'outline', 'hook'])
export type Gate = z.infer<typeof Gate>

const line = z.string().trim().max(200)
const words = z.string().trim().max(2_000)

export const Angle = z.object({
  title: line.min(1),
  /** What the viewer gets for their time. */
  promise: words,
  audience: words,
  /** What no clipped video says and the own channel has not said. */
  fresh: words,
  /** Titles for the video, the likeliest first. */
  titles: z.array(line.min(1)).max(8),
  /** What the creator's own videos have on it. */
  own: z.array(OwnMention).max(20),
})
export type Angle = z.infer<typeof Angle>

export const OutlineBeat = z.object({
  kind: BeatKind,
  title: line.min(1),
  purpose: words,
  /** How long it is to be; 0 where nobody said. */
  seconds: z.int().nonnegative().max(36_000),
  evidence: z.array(Citation).max(40),
})
export type OutlineBeat = z.infer<typeof OutlineBeat>

export const Outline = z.object({
  title: line.min(1),
  beats: z.array(OutlineBeat).min(1).max(limitsOfScript.beats),
})
export type Outline = z.infer<typeof Outline>

/** How a video begins. */
export const HookKind = z.enum([
  'question',
  'claim',
  'story',
  'scene',
  'number',
  'contradiction',
  'mistake',
  'promise',
  'own',
])
export type HookKind = z.infer<typeof HookKind>

export const Hook = z.object({
  kind: HookKind,
  /** The first that is said, three where somebody else wrote them. */
  sentences: z
    .array(
      z.object({ text: z.string().trim().min(1).max(limitsOfScript.sentenceChars), ledger: LedgerEntry }),
    )
    .min(1)
    .max(12),
})
export type Hook = z.infer<typeof Hook>

/** What is decided at a gate. */
export const Content = z.discriminatedUnion('gate', [
  z.object({ gate: z.literal('angle'), angle: Angle }),
  z.object({ gate: z.literal('outline'), outline: Outline }),
  z.object({ gate: z.literal('hook'), hook: Hook }),
])
export type Content = z.infer<typeof Content>

export const Option = z.object({
  id: Id,
  content: Content,
  /** Why one would take it. */
  why: words,
  /** What one gives up with it. */
  leavesOut: words,
  evidence: z.array(Citation).max(40),
})
export type Option = z.infer<typeof Option>

/** Options at a gate, made by a run of the same id. None is ever forgotten. */
export const Offer = z.object({
  id: Id,
  projectId: Id,
  branchId: Id,
  gate: Gate,
  /** What the creator asked for: "shorter, for beginners"; null where nothing. */
  wish: z.string().max(1_000).nullable(),
  method: BriefMethod,
  options: z.array(Option).max(6),
  /** Sentences for the creator: that fewer than three differ, that it was made without the model. */
  notes: z.array(z.string()),
  createdAt: z.iso.datetime(),
})
export type Offer = z.infer<typeof Offer>

/** `POST /branches/:id/offers` */
export const OfferDraft = z.object({ id: Id, gate: Gate, wish: Offer.shape.wish })
export type OfferDraft = z.infer<typeof OfferDraft>

const decided = {
  id: Id,
  /** own: nothing that was offered. Whether it was taken as it was or edited, the server sees for itself. */
  how: z.enum(['taken', 'edited', 'mixed', 'own']),
  /** Of the options that it is made of; more than one where they were mixed, none where it is the creator's own. */
  optionIds: z.array(Id).max(6),
  content: Content,
}

/** `POST /branches/:id/decisions`; sent twice it is one. */
export const DecisionDraft = z.object(decided)
export type DecisionDraft = z.infer<typeof DecisionDraft>

/** Kept for good: deciding again adds another, and the newest of a branch counts. */
export const Decision = z.object({ ...decided, projectId: Id, branchId: Id, at: z.iso.datetime() })
export type Decision = z.infer<typeof Decision>

/**
 * A way that the video may go: its decisions, and its script (of the same id). Rewinding leaves a branch as it is and
 * opens another that has its decisions before that gate.
 */
export const Branch = z.object({
  id: Id,
  projectId: Id,
  name: line.min(1),
  /** Where it parted from another; null of the first. */
  fromId: Id.nullable(),
  angle: Decision.nullable(),
  outline: Decision.nullable(),
  hook: Decision.nullable(),
  createdAt: z.iso.datetime(),
})
export type Branch = z.infer<typeof Branch>

/** `POST /projects/:id/branches`: a new way. With `fromId`, it has that one's decisions before `before`; null: all, and a copy of its script. */
export const BranchDraft = z.object({
  id: Id,
  name: Branch.shape.name,
  fromId: Id.nullable(),
  before: Gate.nullable(),
})
export type BranchDraft = z.infer<typeof BranchDraft>

/** What the script is to become, of a project. */
export const Plan = z.object({
  /** Ten hours and more are refused where they are typed; 0: nobody said. */
  targetSeconds: z.int().nonnegative().lt(36_000),
  /** The voice that it is written in and timed by; null: none. */
  voiceId: Id.nullable(),
})
export type Plan = z.infer<typeof Plan>

/** The ways of a project, oldest first, and which is open. A project that was never asked about has one without decisions. */
export const Ways = z.object({ branches: z.array(Branch), openId: Id, plan: Plan })
export type Ways = z.infer<typeof Ways>

/** The log, oldest first: what was offered, what was decided, where it parted. */
export const LogEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('branched'),
    at: z.iso.datetime(),
    branch: Branch.omit({ angle: true, outline: true, hook: true }),
    before: Gate.nullable(),
  }),
  z.object({ kind: z.literal('offered'), at: z.iso.datetime(), offer: Offer }),
  z.object({ kind: z.literal('decided'), at: z.iso.datetime(), decision: Decision }),
])
export type LogEntry = z.infer<typeof LogEntry>
