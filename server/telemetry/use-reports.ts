import { createHmac, randomBytes } from 'node:crypto'
import type { UseEvent } from '../../core/contract/report.ts'
import type { TelemetryConfig } from '../config/telemetry.ts'
import type { Database } from '../db/database.ts'

/** Where it is counted what the extension is used for. */
export interface UseReports {
  /** Whose server counts. */
  readonly host: string
  count(accountId: string, events: UseEvent[]): void
  /** Sends what waits, for at most so many milliseconds. */
  close(timeoutMs: number): Promise<void>
}

const NAME = 'use-reports'

/**
 * PostHog. An account is known there by a word that only this server's database could make of its id: the same one each
 * time, and nobody's.
 */
export async function openUseReports(
  { key, host }: NonNullable<TelemetryConfig['posthog']>,
  { sql }: Pick<Database, 'sql'>,
): Promise<UseReports> {
  const { PostHog } = await import('posthog-node')
  await sql`insert into secret (name, value) values (${NAME}, ${randomBytes(32)}) on conflict do nothing`
  const [row] = await sql<{ value: Uint8Array }[]>`select value from secret where name = ${NAME}`
  const secret = row!.value
  const client = new PostHog(key, { host, disableGeoip: true, flushAt: 20, flushInterval: 10_000 })
  // Nobody waits for it: what cannot be counted is not.
  client.on('error', () => {})
  return {
    host: new URL(host).host,
    count(accountId, events) {
      const distinctId = createHmac('sha256', secret).update(accountId).digest('hex').slice(0, 32)
      for (const { event, leg, count, ms } of events)
        client.capture({
          distinctId,
          event,
          properties: {
            ...(leg && { leg }),
            ...(count !== undefined && { count }),
            ...(ms !== undefined && { ms }),
            // No profile of anybody is kept.
            $process_person_profile: false,
          },
        })
    },
    async close(timeoutMs) {
      await client.shutdown(timeoutMs)
    },
  }
}
