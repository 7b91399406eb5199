import type { TransactionSql } from 'postgres'
import { type Activity, Baseline, type TimeReceipt } from '../../core/contract/receipt-of-time.ts'

// All in a transaction as the account: row-level security keeps it to the account's rows.

/** Keeps of each figure the greatest that the device ever told, so that what comes late or twice changes nothing. */
export async function growActivity(tx: TransactionSql, projectId: string, told: Activity): Promise<void> {
  await tx`
    insert into activity (account_id, project_id, device_id, active_ms, clicks, typed_words, waited_ms, since)
    values (current_account(), ${projectId}, ${told.deviceId}, ${told.activeMs}, ${told.clicks},
      ${told.typedWords}, ${told.waitedMs}, least(${told.since}::timestamptz, clock_timestamp()))
    on conflict (account_id, project_id, device_id) do update set
      active_ms = greatest(activity.active_ms, excluded.active_ms),
      clicks = greatest(activity.clicks, excluded.clicks),
      typed_words = greatest(activity.typed_words, excluded.typed_words),
      waited_ms = greatest(activity.waited_ms, excluded.waited_ms),
      since = least(activity.since, excluded.since)`
}

/** Of how many others the project has figures. */
export async function countOtherDevices(
  tx: TransactionSql,
  projectId: string,
  deviceId: string,
): Promise<number> {
  const [row] = await tx<{ devices: number }[]>`
    select count(*)::int as devices from activity where project_id = ${projectId} and device_id <> ${deviceId}`
  return row!.devices
}

type Counted = Pick<TimeReceipt, 'activeMs' | 'clicks' | 'typedWords' | 'waitedMs' | 'since'>

export async function sumActivity(tx: TransactionSql, projectId: string): Promise<Counted> {
  const [row] = await tx<Record<string, string | null>[]>`
    select sum(active_ms)::text as active_ms, sum(clicks)::text as clicks, sum(typed_words)::text as typed_words,
      sum(waited_ms)::text as waited_ms,
      to_char(min(since) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since
    from activity where project_id = ${projectId}`
  return {
    since: row!.since ?? null,
    activeMs: Number(row!.active_ms),
    clicks: Number(row!.clicks),
    typedWords: Number(row!.typed_words),
    waitedMs: Number(row!.waited_ms),
  }
}

export async function countDecisions(tx: TransactionSql, projectId: string): Promise<number> {
  const [row] = await tx<{ decisions: number }[]>`
    select count(*)::int as decisions from decision where project_id = ${projectId}`
  return row!.decisions
}

/**
 * Milliseconds from event to event of the project's runs. What lies before a run is put into the queue or taken out of
 * it is no work: it waited there, or its worker had died.
 */
export async function sumMachineMs(tx: TransactionSql, projectId: string): Promise<number> {
  const [row] = await tx<{ ms: string | null }[]>`
    select round(sum(extract(epoch from at - before) * 1000)
             filter (where kind not in ('queued', 'started') and kind_before <> 'queued'))::text as ms
    from (
      select kind, at, lag(at) over in_order as before, lag(kind) over in_order as kind_before
      from run_event
      where run_id in (select id from run where project_id = ${projectId})
      window in_order as (partition by run_id order by seq)
    ) as events`
  return Math.max(0, Number(row!.ms))
}

export async function readBaseline(tx: TransactionSql): Promise<Baseline | null> {
  const [row] = await tx<{ baseline: unknown }[]>`select baseline from account where id = current_account()`
  const parsed = Baseline.safeParse(row?.baseline)
  return parsed.success ? parsed.data : null
}

export async function writeBaseline(tx: TransactionSql, baseline: Baseline | null): Promise<void> {
  await tx`
    update account set baseline = ${baseline && tx.json(baseline)} where id = current_account()`
}
