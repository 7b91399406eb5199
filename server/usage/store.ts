import type { Sql, TransactionSql } from 'postgres'
import type { Budget } from '../../core/contract/usage.ts'
import { NANOS, type Span, type Spending } from './caps.ts'

// But the last in a transaction as the account: row-level security keeps it to the account's rows.

export interface UsageRow {
  id: string
  run_id: string
  month: string
  state: 'held' | 'settled' | 'cached'
  own: boolean
  input_tokens: string
  output_tokens: string
  nanos: string | null
}

export interface NewUsage {
  id: string
  runId: string
  runKind: string
  step: string
  month: string
  host: string
  model: string
  state: UsageRow['state']
  holder: string | null
  input: number
  output: number
  nanos: number | null
  exact: boolean
  /** With the creator's own key. */
  own: boolean
  at: Date
}

export const scopeOf = (span: Span, { runId, month }: { runId: string; month: string }): string =>
  span === 'run' ? `run ${runId}` : `${span} ${month}`

export async function readBudget(tx: TransactionSql, defaults: Budget): Promise<Budget> {
  const [row] = await tx<Record<string, string | null>[]>`
    select run_tokens, month_tokens, run_nanos, month_nanos from budget`
  if (!row) return defaults
  const amount = (value: string | null | undefined, unit = 1) => (value ? Number(value) / unit : null)
  return {
    runTokens: amount(row.run_tokens),
    monthTokens: amount(row.month_tokens),
    runDollars: amount(row.run_nanos, NANOS),
    monthDollars: amount(row.month_nanos, NANOS),
  }
}

export async function writeBudget(tx: TransactionSql, budget: Budget, now: Date): Promise<void> {
  const nanos = (dollars: number | null) =>
    dollars === null ? null : Math.max(1, Math.round(dollars * NANOS))
  await tx`
    insert into budget (account_id, run_tokens, month_tokens, run_nanos, month_nanos, updated_at)
    values (current_account(), ${budget.runTokens}, ${budget.monthTokens}, ${nanos(budget.runDollars)},
      ${nanos(budget.monthDollars)}, ${now})
    on conflict (account_id) do update set run_tokens = excluded.run_tokens,
      month_tokens = excluded.month_tokens, run_nanos = excluded.run_nanos,
      month_nanos = excluded.month_nanos, updated_at = excluded.updated_at`
}

export async function readSpent(tx: TransactionSql, scope: string): Promise<Spending> {
  const [row] = await tx<{ tokens: string; nanos: string }[]>`
    select tokens, nanos from spent where scope = ${scope}`
  return { tokens: Number(row?.tokens ?? 0), nanos: Number(row?.nanos ?? 0) }
}

/** So that there is a row to lock. */
export async function openSums(tx: TransactionSql, scopes: readonly string[]): Promise<void> {
  await tx`
    insert into spent (account_id, scope) select current_account(), unnest(${scopes as string[]}::text[])
    on conflict do nothing`
}

/**
 * Adds to the sum unless it would pass a cap; whether it did. The row's lock makes rivals wait and look again at what
 * the first left, so that two of them can never both have the last of it.
 */
export async function spendWithin(
  tx: TransactionSql,
  scope: string,
  more: Spending,
  caps: { tokens: number | null; nanos: number | null },
): Promise<boolean> {
  const nanos = more.nanos ?? 0
  const updated = await tx`
    update spent set tokens = tokens + ${more.tokens}, nanos = nanos + ${nanos}
    where scope = ${scope}
      and (${caps.tokens}::bigint is null or tokens + ${more.tokens} <= ${caps.tokens}::bigint)
      and (${caps.nanos}::bigint is null or nanos + ${nanos} <= ${caps.nanos}::bigint)
    returning scope`
  return updated.length > 0
}

/** Adds what may be less than nothing, whatever the caps. */
export async function adjustSpent(tx: TransactionSql, scope: string, by: Spending): Promise<void> {
  await tx`
    update spent set tokens = greatest(0, tokens + ${by.tokens}), nanos = greatest(0, nanos + ${by.nanos ?? 0})
    where scope = ${scope}`
}

export async function insertUsage(tx: TransactionSql, row: NewUsage): Promise<void> {
  await tx`
    insert into usage (account_id, id, run_id, run_kind, step, month, host, model, state, holder,
      input_tokens, output_tokens, nanos, exact, own, at)
    values (current_account(), ${row.id}, ${row.runId}, ${row.runKind}, ${row.step}, ${row.month}, ${row.host},
      ${row.model}, ${row.state}, ${row.holder}, ${row.input}, ${row.output}, ${row.nanos}, ${row.exact},
      ${row.own}, ${row.at})`
}

export async function lockUsage(tx: TransactionSql, id: string): Promise<UsageRow | null> {
  const [row] = await tx<UsageRow[]>`
    select id, run_id, month, state, own, input_tokens, output_tokens, nanos from usage
    where id = ${id} for update`
  return row ?? null
}

export async function updateUsage(
  tx: TransactionSql,
  id: string,
  {
    input,
    output,
    nanos,
    exact,
    held,
  }: Pick<NewUsage, 'input' | 'output' | 'nanos' | 'exact'> & { held: boolean },
): Promise<void> {
  await tx`
    update usage set state = ${held ? 'held' : 'settled'}, input_tokens = ${input}, output_tokens = ${output},
      nanos = ${nanos}, exact = ${exact} ${held ? tx`` : tx`, holder = null`}
    where id = ${id}`
}

export async function deleteUsage(tx: TransactionSql, id: string): Promise<void> {
  await tx`delete from usage where id = ${id}`
}

/**
 * Calls that a process which is not this one held for a run that this one works on now, or that are held since before
 * `since`, are held no more. They stay counted with what they were to use at most.
 */
export async function settleAbandoned(
  tx: TransactionSql,
  { runId, holder, since }: { runId: string; holder: string; since: Date },
): Promise<void> {
  // A rival that does the same takes the rows in another order: what it has it may have.
  await tx`
    update usage set state = 'settled', holder = null where id in (
      select id from usage
      where state = 'held' and ((run_id = ${runId} and holder <> ${holder}) or at < ${since})
      for update skip locked)`
}

/** Longer than any attempt at a run may take. */
export const ABANDONED_MS = 40 * 60_000

/** The same for all accounts, as the owner: for those whose own next call does not come. */
export async function settleAllAbandoned(sql: Sql, most: number): Promise<number> {
  const settled = await sql`
    update usage set state = 'settled', holder = null where (account_id, id) in (
      select account_id, id from usage
      where state = 'held' and at < now() - ${ABANDONED_MS} * interval '1 millisecond'
      limit ${most} for update skip locked)`
  return settled.count
}
