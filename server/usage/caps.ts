import type { Budget } from '../../core/contract/usage.ts'
import { RunFailure } from '../runs/work.ts'

/** What has been used, or would be; `nanos` are billionths of a US dollar. */
export interface Spending {
  tokens: number
  /** null: nobody knows what the model costs. */
  nanos: number | null
}

/** keeper: a month of what the keeper of the server pays for an account. */
export type Span = 'run' | 'month' | 'keeper'

/** What the keeper of the server pays for an account in a month at most. No account can raise it. */
export type Ceiling = Pick<Budget, 'monthTokens' | 'monthDollars'>

/** All that a call is held against. */
export type Limits = Budget & { ceiling: Ceiling }

/** A limit that would be passed. */
export interface Over {
  span: Span
  unit: 'tokens' | 'dollars'
  limit: number
  used: number
  needed: number
}

export const NANOS = 1_000_000_000

/** The limit of this span that `more` would pass after `used`, or null. A limit that is met exactly is not passed. */
export function overOf(budget: Limits, span: Span, used: Spending, more: Spending): Over | null {
  const { tokens, dollars } = capsOf(budget, span)
  if (tokens !== null && used.tokens + more.tokens > tokens)
    return { span, unit: 'tokens', limit: tokens, used: used.tokens, needed: more.tokens }
  const [spent, cost] = [used.nanos ?? 0, more.nanos ?? 0]
  if (dollars !== null && spent + cost > Math.round(dollars * NANOS))
    return { span, unit: 'dollars', limit: dollars, used: spent / NANOS, needed: cost / NANOS }
  return null
}

export function capsOf({ ceiling, ...budget }: Limits, span: Span) {
  if (span === 'run') return { tokens: budget.runTokens, dollars: budget.runDollars }
  const { monthTokens, monthDollars } = span === 'month' ? budget : ceiling
  return { tokens: monthTokens, dollars: monthDollars }
}

/** What happened and how to raise it. */
export function overSentence({ span, unit, limit, used, needed }: Over): string {
  const amount = unit === 'tokens' ? tokens : dollars
  if (span === 'keeper')
    return (
      `You have used ${amount(used)} of the ${amount(limit)} that this server pays for one account in a month (UTC), and ` +
      `the next question to the model takes up to ${amount(needed)}. Wait for the next month, set a key of your own in the ` +
      'settings, or ask whoever keeps this server; then try again: what is done so far is kept.'
    )
  const whose = span === 'run' ? 'This run' : 'This month (UTC)'
  const variable = `MODEL_${span.toUpperCase()}_${unit.toUpperCase()}`
  const wait = span === 'month' ? ' or wait for the next month' : ''
  return (
    `${whose} has used ${amount(used)} of its ${amount(limit)}, and the next question to the model takes up to ` +
    `${amount(needed)}. Raise the limit in the settings (for everybody: ${variable} on the server)${wait}, ` +
    'then try again: what is done so far is kept.'
  )
}

/** A limit in dollars cannot be held against what nobody has priced: why not, or null where there is none. */
export function unpricedOf(model: string, { ceiling, ...budget }: Limits): string | null {
  const own = budget.runDollars !== null || budget.monthDollars !== null
  if (!own && ceiling.monthDollars === null) return null
  return (
    `There is a limit in dollars, and nobody has said what “${model}” costs. Set MODEL_PRICE_INPUT and ` +
    'MODEL_PRICE_OUTPUT on the server and start it again, or take the limit in dollars out of ' +
    (own ? 'the settings.' : 'ACCOUNT_MONTH_DOLLARS.')
  )
}

/** Nobody but the creator pays for a key of their own. */
export const NO_CEILING: Ceiling = { monthTokens: null, monthDollars: null }

/** A limit was reached. Not the weather: work that can go on without a model must say so and stop, not do with less. */
export class BudgetFailure extends RunFailure {
  constructor(message: string) {
    super('over_budget', message, true)
    this.name = 'BudgetFailure'
  }
}

const tokens = (count: number) => `${Math.round(count).toLocaleString('en')} tokens`
/** Half a cent is worth its digits, a hundred dollars are not. */
const dollars = (amount: number) => `$${amount.toFixed(amount > 0 && amount < 1 ? 4 : 2)}`
