import type { PgBoss } from 'pg-boss'
import type { Database } from '../db/database.ts'

/** Something done once an hour, however many processes there are. Whoever does it may be told to leave off. */
export type HourlyWork = (signal: AbortSignal) => Promise<void>

export interface Hourly {
  begin(work: HourlyWork): Promise<void>
  /** Begins no more. */
  end(): Promise<void>
}

export interface Timing {
  /** When, as cron says it. */
  cron: string
  /** How often a process looks whether it is time. */
  lookSeconds: number
}
export const HOURLY: Timing = { cron: '23 * * * *', lookSeconds: 30 }

const QUEUE = 'hourly'
/** Not while a server starts, which has enough to do. */
const FIRST_MS = 60_000
const HOUR_MS = 3_600_000

/** By pg-boss's schedule, by which one process in all is given each hour; what no process was there for is made up for once. */
export const hourlyOverAll = (boss: PgBoss, { cron, lookSeconds }: Timing): Hourly => ({
  async begin(work) {
    // exclusive: one that takes longer than an hour is not done twice at once.
    await boss.createQueue(QUEUE, { policy: 'exclusive', retryLimit: 0, expireInSeconds: 6 * 60 * 60 })
    await boss.schedule(QUEUE, cron, null, { missed: 'once' })
    await boss.work(QUEUE, { batchSize: 1, pollingIntervalSeconds: lookSeconds }, async jobs => {
      for (const { signal } of jobs) await work(signal)
    })
  },
  end: () => boss.offWork(QUEUE, { wait: false }),
})

/** The embedded database has one process alone, which often does not run for an hour. */
export function hourlyHere(onError: (error: Error) => void): Hourly {
  const stopping = new AbortController()
  const timers: NodeJS.Timeout[] = []
  let busy = false
  return {
    async begin(work) {
      const now = async () => {
        if (busy) return
        busy = true
        await work(stopping.signal).catch(onError)
        busy = false
      }
      timers.push(setTimeout(now, FIRST_MS).unref(), setInterval(now, HOUR_MS).unref())
    },
    async end() {
      for (const timer of timers) clearTimeout(timer)
      stopping.abort()
    },
  }
}

export const openHourly = (
  boss: PgBoss,
  { kind }: Pick<Database, 'kind'>,
  { timing, onError }: { timing: Timing; onError(error: Error): void },
): Hourly => (kind === 'embedded' ? hourlyHere(onError) : hourlyOverAll(boss, timing))
