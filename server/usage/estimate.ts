import type { TransactionSql } from 'postgres'
import type { Budget, Estimate, EstimateKind, EstimateRequest } from '../../core/contract/usage.ts'
import type { Database } from '../db/database.ts'
import { asAccount, asWholeAccount } from '../db/tenancy.ts'
import { keptKeys } from '../model/cache.ts'
import type { Message, ReplyOptions } from '../model/chat.ts'
import type { OpenModels } from '../model/models.ts'
import { nanosOf } from '../model/prices.ts'
import { requestKey } from '../model/request-key.ts'
import type { StructuredRequest } from '../model/structured.ts'
import { countsAs, loadTokens, requestTokens } from '../model/tokens.ts'
import {
  type Ceiling,
  type Limits,
  NANOS,
  NO_CEILING,
  overOf,
  overSentence,
  type Spending,
  unpricedOf,
} from './caps.ts'
import { monthOf } from './month.ts'
import { readBudget, readSpent } from './store.ts'

/** A call that a run would make, as the run makes it. */
export type PlannedCall = {
  /** What is in it, in words for the creator: "3 sources, 4,200 words", with the text that is meant. */
  holds: { what: string; text: string }[]
} & (
  | { ask: Omit<StructuredRequest<unknown>, 'signal' | 'worth'> }
  | { messages: Message[]; options: Omit<ReplyOptions, 'signal'> }
)

export interface Plan {
  /** Those whose words are known by now. */
  calls: PlannedCall[]
  /** Those that depend on answers which nobody has yet: what they may take at most. */
  later?: { what: string; inputTokens: number; outputTokens: number }
}

/**
 * Says what a run would send, by the very functions that make its requests.
 * @throws ApiError where there is nothing to do, as beginning the run would
 */
export type Estimator = (asked: {
  database: Database
  accountId: string
  projectId: string
  /** What the creator is about to say, or wishes. */
  text: string | null
  /** What else the request names. */
  about?: Pick<EstimateRequest, 'branchId' | 'beatIds' | 'sentenceIds' | 'how'>
  signal: AbortSignal
}) => Promise<Plan>

/** By kind of run. */
export type Estimators = Partial<Record<EstimateKind, Estimator>>

/** What every call has besides the texts that it is about. */
const TASK = 'What the model is to do, and in what form'
/** As long as nobody says. */
const EXPECTED = 4_000

export const nothingLeaves: Estimate = {
  to: null,
  sends: [],
  inputTokens: 0,
  exact: true,
  outputTokens: 0,
  cost: 0,
  cached: 0,
  over: null,
}

export interface EstimateDeps {
  database: Database
  models: OpenModels
  defaults: Budget
  ceiling?: Ceiling
  /** Milliseconds since 1970. */
  clock: () => number
}

export async function estimateOf(
  { database, models, defaults, ceiling = NO_CEILING, clock }: EstimateDeps,
  accountId: string,
  plan: Plan,
): Promise<Estimate> {
  const count = await loadTokens()
  const sent = plan.calls.map(call => {
    const { messages, options } = 'ask' in call ? models.firstSent(call.ask) : call
    const server = { baseUrl: models.baseUrl, model: models.name }
    return { messages, options, holds: call.holds, key: requestKey(server, messages, options) }
  })
  const keys = sent.map(({ key }) => key)
  const read = async (tx: TransactionSql) => ({
    kept: await keptKeys(tx, keys, clock()),
    budget: await readBudget(tx, defaults),
    spent: await readSpent(tx, `month ${monthOf(clock())}`),
    paid: await readSpent(tx, `keeper ${monthOf(clock())}`),
  })
  // A guest's run is at its owner's expense: whether it would stop at the owner's limit is told as the run would tell it.
  const { kept, budget, spent, paid } = await asAccount(database, accountId, tx =>
    asWholeAccount(tx, () => read(tx)),
  )
  const sends: Estimate['sends'] = []
  let [inputTokens, outputTokens, task] = [0, 0, 0]
  for (const { messages, options, holds, key } of sent) {
    if (kept.has(key) && !options.fresh) continue
    const whole = requestTokens(count, messages, options)
    const held = holds.map(({ what, text }) => ({ what, tokens: count(text) }))
    sends.push(...held)
    task += Math.max(0, whole - held.reduce((sum, { tokens }) => sum + tokens, 0))
    inputTokens += whole
    outputTokens += options.expect ?? EXPECTED
  }
  if (task > 0) sends.push({ what: TASK, tokens: task })
  if (plan.later) {
    sends.push({ what: plan.later.what, tokens: plan.later.inputTokens })
    inputTokens += plan.later.inputTokens
    outputTokens += plan.later.outputTokens
  }
  const { price } = models
  const nanos = price && nanosOf(price, { input: inputTokens, output: outputTokens })
  return {
    to: { host: models.host, model: models.name, local: models.local },
    sends,
    inputTokens,
    exact: countsAs(models.name) && !plan.later,
    outputTokens,
    cost: nanos === null ? null : nanos / NANOS,
    cached: sent.filter(({ key }) => kept.has(key)).length,
    over: overWords(
      models.name,
      { ...budget, ceiling: models.own ? NO_CEILING : ceiling },
      { spent, paid },
      { tokens: inputTokens + outputTokens, nanos },
    ),
  }
}

function overWords(
  model: string,
  limits: Limits,
  { spent, paid }: { spent: Spending; paid: Spending },
  more: Spending,
): string | null {
  if (more.tokens === 0) return null
  const unpriced = more.nanos === null ? unpricedOf(model, limits) : null
  if (unpriced) return unpriced
  const over =
    overOf(limits, 'run', { tokens: 0, nanos: 0 }, more) ??
    overOf(limits, 'month', spent, more) ??
    overOf(limits, 'keeper', paid, more)
  return over && overSentence(over)
}
