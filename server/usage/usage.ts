import type { TransactionSql } from 'postgres'
import type { RunKind } from '../../core/contract/run.ts'
import type { RunUsage, RunUsageDetail, Usage } from '../../core/contract/usage.ts'
import { NANOS } from './caps.ts'

// What was used, read back; in a transaction as the account. What is held for a call that is being made counts with it.

interface Sums {
  calls: number
  cached: number
  input_tokens: string
  output_tokens: string
  exact: boolean
  nanos: string | null
}

interface RunSums extends Sums {
  run_id: string
  run_kind: RunKind
  at: Date
  model: string
}

/** A sum of costs of which one is unknown is unknown: it would only seem to be little. */
const sums = (tx: TransactionSql) => tx`
  count(*) filter (where state <> 'cached')::int as calls,
  count(*) filter (where state = 'cached')::int as cached,
  coalesce(sum(input_tokens), 0)::bigint as input_tokens,
  coalesce(sum(output_tokens), 0)::bigint as output_tokens,
  coalesce(bool_and(exact), true) as exact,
  case when bool_or(nanos is null) then null else coalesce(sum(nanos), 0)::bigint end as nanos`

const used = (row: Sums) => ({
  calls: row.calls,
  cached: row.cached,
  inputTokens: Number(row.input_tokens),
  outputTokens: Number(row.output_tokens),
  exact: row.exact,
  cost: row.nanos === null ? null : Number(row.nanos) / NANOS,
})

const toRunUsage = (row: RunSums): RunUsage => ({
  runId: row.run_id,
  kind: row.run_kind,
  at: row.at.toISOString(),
  model: row.model,
  ...used(row),
})

const MOST_RUNS = 100

/** A month's sums, and its newest runs. */
export async function usageOfMonth(tx: TransactionSql, month: string): Promise<Omit<Usage, 'budget'>> {
  const [all] = await tx<Sums[]>`select ${sums(tx)} from usage where month = ${month}`
  const runs = await tx<RunSums[]>`
    select run_id, min(run_kind) as run_kind, max(at) as at, (array_agg(model order by at desc))[1] as model,
      ${sums(tx)}
    from usage where month = ${month} group by run_id order by max(at) desc, run_id limit ${MOST_RUNS}`
  const { inputTokens, outputTokens, cost } = used(all!)
  return { month, inputTokens, outputTokens, cost, runs: runs.map(toRunUsage) }
}

/** Of all months; null where the run asked no model. */
export async function usageOfRun(tx: TransactionSql, runId: string): Promise<RunUsageDetail | null> {
  const [run] = await tx<RunSums[]>`
    select run_id, min(run_kind) as run_kind, max(at) as at, (array_agg(model order by at desc))[1] as model,
      ${sums(tx)}
    from usage where run_id = ${runId} group by run_id`
  if (!run) return null
  const steps = await tx<(Sums & { step: string })[]>`
    select step, ${sums(tx)} from usage where run_id = ${runId} group by step order by min(at), step`
  return { ...toRunUsage(run), steps: steps.map(row => ({ step: row.step, ...used(row) })) }
}
