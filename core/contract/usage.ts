import { z } from 'zod'
import { DraftRequest, RewriteHow, RewriteRequest } from './draft.ts'
import { Id } from './id.ts'
import { limits } from './limits.ts'
import { RunKind } from './run.ts'

/** US dollars; null where nobody knows what the model costs. */
const Dollars = z.number().nonnegative().nullable()

export const EstimateKind = z.enum([
  'brief',
  'claims',
  'turn',
  'interview',
  'angle',
  'outline',
  'hook',
  'draft',
  'rewrite',
])
export type EstimateKind = z.infer<typeof EstimateKind>

export const EstimateRequest = z.object({
  kind: EstimateKind,
  projectId: Id,
  /** What the creator is about to say, for a turn; what they wish, for what is written. */
  text: z.string().max(limits.quoteChars).optional(),
  /** For work on one way that the video may go. */
  branchId: Id.optional(),
  /** For a draft: as its request has them. */
  beatIds: DraftRequest.shape.beatIds.optional(),
  /** For a rewrite: as its request has them. */
  sentenceIds: RewriteRequest.shape.sentenceIds.optional(),
  how: RewriteHow.optional(),
})
export type EstimateRequest = z.infer<typeof EstimateRequest>

/** What a run would send, to whom, and about what it costs; shown before it begins. */
export const Estimate = z.object({
  /** null: no model is set, and nothing leaves the computer. */
  to: z.object({ host: z.string(), model: z.string(), local: z.boolean() }).nullable(),
  /** "12 sources, 34,000 words", "your question": what is sent, each with its tokens. */
  sends: z.array(z.object({ what: z.string(), tokens: z.int().nonnegative() })),
  inputTokens: z.int().nonnegative(),
  /** Whether the tokens are counted as the model itself counts them; else they are about right. */
  exact: z.boolean(),
  /** The most that the answers may have. */
  outputTokens: z.int().nonnegative(),
  cost: Dollars,
  /** Calls that are answered from what the same question got before, and cost nothing. */
  cached: z.int().nonnegative(),
  /** Why a cap would stop it, as a sentence; null where none does. */
  over: z.string().nullable(),
})
export type Estimate = z.infer<typeof Estimate>

const TokenCap = z.int().positive().max(1e12).nullable()
const DollarCap = z.number().min(1e-6).max(1e6).nullable()

/** Caps that are looked at before each call. null: none. */
export const Budget = z.object({
  runTokens: TokenCap,
  monthTokens: TokenCap,
  runDollars: DollarCap,
  monthDollars: DollarCap,
})
export type Budget = z.infer<typeof Budget>

const used = {
  /** Those that were sent. */
  calls: z.int().nonnegative(),
  /** Those that were answered from before, and cost nothing. */
  cached: z.int().nonnegative(),
  inputTokens: z.int().nonnegative(),
  outputTokens: z.int().nonnegative(),
  /** Whether all of it is the provider's own count; else some is counted or estimated here. */
  exact: z.boolean(),
  cost: Dollars,
}

/** What a run has used so far. */
export const RunUsage = z.object({
  runId: Id,
  kind: RunKind,
  /** Of the newest call; of the run where there was none. */
  at: z.iso.datetime(),
  /** null: no model was asked. */
  model: z.string().nullable(),
  ...used,
})
export type RunUsage = z.infer<typeof RunUsage>

/** The same with what each of its steps used, in the order in which they began. */
export const RunUsageDetail = RunUsage.extend({
  steps: z.array(z.object({ step: z.string(), ...used })),
})
export type RunUsageDetail = z.infer<typeof RunUsageDetail>

/** What was used since the first day of this month (UTC), and by which runs, newest first. */
export const Usage = z.object({
  month: z.string().regex(/^\d{4}-\d{2}$/),
  inputTokens: z.int().nonnegative(),
  outputTokens: z.int().nonnegative(),
  cost: Dollars,
  budget: Budget,
  /** What the keeper of the server pays for an account in a month at most, which no budget raises, and what of it is used. */
  keeper: z
    .object({
      ...Budget.pick({ monthTokens: true, monthDollars: true }).shape,
      tokens: z.int().nonnegative(),
      cost: z.number().nonnegative(),
    })
    .optional(),
  runs: z.array(RunUsage),
})
export type Usage = z.infer<typeof Usage>
