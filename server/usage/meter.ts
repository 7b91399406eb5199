import type { TransactionSql } from 'postgres'
import type { RunKind } from '../../core/contract/run.ts'
import type { Budget } from '../../core/contract/usage.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { measures } from '../telemetry/measures.ts'
import {
  BudgetFailure,
  type Ceiling,
  capsOf,
  NANOS,
  NO_CEILING,
  type Over,
  overOf,
  overSentence,
  type Span,
  type Spending,
  unpricedOf,
} from './caps.ts'
import { monthOf } from './month.ts'
import * as store from './store.ts'

/** A call of a model, before it is made. */
export interface MeteredCall {
  accountId: string
  runId: string
  kind: RunKind
  /** What it is for, in the words of the code; never a word of anybody's. */
  step: string
  host: string
  model: string
  /** With the creator's own key, which the keeper of the server does not pay for. */
  own?: boolean
  /** Billionths of a dollar for these tokens; null where nobody knows. */
  cost(tokens: Used): number | null
}

export interface Used {
  input: number
  output: number
  /** Of the input, what the provider remembered from before. */
  cachedInput?: number
  /** The provider's own count. */
  exact?: boolean
}

export interface Reservation {
  /** Holds so much output in all. @throws BudgetFailure where a limit stands against it; what was held stays held */
  extend(output: number): Promise<void>
  /** Replaces what was held by what was used; that may be more. */
  settle(used: Used): Promise<void>
  /** Nothing was used. */
  release(): Promise<void>
}

/** Holds every call against the limits before it is made, and counts it after. */
export interface Meter {
  /** @throws BudgetFailure where the run's or the month's limit would be passed; then nothing is held */
  reserve(call: MeteredCall, most: Used): Promise<Reservation>
  /** A call that was answered without asking. */
  answered(call: MeteredCall): Promise<void>
}

export interface MeterDeps {
  database: Database
  /** The limits of whoever set none. */
  defaults: Budget
  /** What the keeper of the server pays for an account; without it whatever is asked for. */
  ceiling?: Ceiling
  /** Milliseconds since 1970. */
  clock: () => number
  ids: () => string
}

/** Locked in this order everywhere, after the row of the call: whoever locks in another waits for ever. */
const SPANS: readonly Span[] = ['run', 'month', 'keeper']
const spansOf = (own: boolean) => (own ? SPANS.slice(0, 2) : SPANS)

export function openMeter({ database, defaults, ceiling = NO_CEILING, clock, ids }: MeterDeps): Meter {
  /** This process: what another one held for a run that is here now, it holds no more. */
  const holder = ids()

  return {
    async reserve(call, most) {
      const held = { ...rowOf(call, most), state: 'held' as const, holder, exact: false }
      let holds = { tokens: most.input + most.output, nanos: held.nanos }
      const since = new Date(clock() - store.ABANDONED_MS)
      await hold(call, held, holds, async tx => {
        // What a dead process held: what was answered nobody knows, so that it stays counted in full.
        await Promise.all([
          store.settleAbandoned(tx, { runId: call.runId, holder, since }),
          store.insertUsage(tx, held),
        ])
      })
      return {
        async extend(output) {
          const nanos = call.cost({ input: most.input, output })
          const now = { tokens: most.input + output, nanos }
          const more = {
            tokens: now.tokens - holds.tokens,
            nanos: nanos === null ? null : nanos - (holds.nanos ?? 0),
          }
          await hold(call, held, more, tx =>
            store.updateUsage(tx, held.id, { input: most.input, output, nanos, exact: false, held: true }),
          )
          holds = now
        },
        async settle(used) {
          const nanos = call.cost(used)
          await correct(call.accountId, held.id, { ...used, nanos })
          measures()?.used(call, used, nanos)
        },
        release: () => correct(call.accountId, held.id, null),
      }
    },
    async answered(call) {
      const row = { ...rowOf(call, { input: 0, output: 0 }), nanos: 0, exact: true }
      await asAccount(database, call.accountId, tx =>
        store.insertUsage(tx, { ...row, state: 'cached', holder: null }),
      )
    },
  }

  function rowOf(
    { runId, kind, step, host, model, own = false, cost }: MeteredCall,
    { input, output }: Used,
  ) {
    return {
      id: ids(),
      runId,
      runKind: kind,
      step: step.slice(0, 100),
      month: monthOf(clock()),
      host,
      model,
      own,
      input,
      output,
      nanos: cost({ input, output }),
      at: new Date(clock()),
    }
  }

  /** Writes and spends in one transaction, or says which limit stands against it and does neither. */
  async function hold(
    { accountId, model, own = false }: MeteredCall,
    at: { runId: string; month: string },
    more: Spending,
    write: (tx: TransactionSql) => Promise<void>,
  ): Promise<void> {
    try {
      await asAccount(database, accountId, async tx => {
        // Sent together, in this order: the database is asked before every word of a model.
        const [budget] = await Promise.all([
          store.readBudget(tx, defaults),
          write(tx),
          store.openSums(
            tx,
            spansOf(own).map(span => store.scopeOf(span, at)),
          ),
        ])
        const limits = { ...budget, ceiling: own ? NO_CEILING : ceiling }
        const unpriced = more.nanos === null ? unpricedOf(model, limits) : null
        if (unpriced) throw new BudgetFailure(unpriced)
        for (const span of spansOf(own)) {
          const scope = store.scopeOf(span, at)
          const { tokens, dollars } = capsOf(limits, span)
          const caps = { tokens, nanos: dollars === null ? null : Math.round(dollars * NANOS) }
          while (!(await store.spendWithin(tx, scope, more, caps))) {
            // A rival may have given something back since it was refused: then there is no limit any more.
            const over = overOf(limits, span, await store.readSpent(tx, scope), more)
            if (over) throw new Refused(over)
          }
        }
      })
    } catch (error) {
      throw error instanceof Refused ? new BudgetFailure(overSentence(error.over)) : error
    }
  }

  /** What the row counts becomes what was used (null: there is no row any more), and the sums with it. */
  async function correct(
    accountId: string,
    id: string,
    now: (Used & { nanos: number | null }) | null,
  ): Promise<void> {
    await asAccount(database, accountId, async tx => {
      const row = await store.lockUsage(tx, id)
      if (!row) return
      if (now) await store.updateUsage(tx, id, { ...now, exact: now.exact ?? false, held: false })
      else await store.deleteUsage(tx, id)
      const by = {
        tokens: (now ? now.input + now.output : 0) - Number(row.input_tokens) - Number(row.output_tokens),
        nanos: (now?.nanos ?? 0) - Number(row.nanos ?? 0),
      }
      const at = { runId: row.run_id, month: row.month }
      for (const span of spansOf(row.own)) await store.adjustSpent(tx, store.scopeOf(span, at), by)
    })
  }
}

class Refused extends Error {
  readonly over: Over
  constructor(over: Over) {
    super('A limit would be passed')
    this.over = over
  }
}
