import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from './database.ts'

/** What time it is for all processes of one database, however far apart the clocks of their machines are. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds that this process's own clock is behind; less than nothing where it is ahead. */
  behind(): number
  close(): void
}

/** A clock no further off is left as it is, so that it measures times as evenly as it did. */
const NEAR_MS = 1_000
const LOOK_MS = 60_000
/** Of looks at the beginning whose answer came too late to say anything. */
const TRIES = 5

/** The database's clock: looked at now and each minute, and told from this process's own in between. */
export async function openClock({ kind, sql }: Database, lookMs: number = LOOK_MS): Promise<Clock> {
  // The embedded database is on this very machine.
  if (kind === 'embedded') return { now: Date.now, behind: () => 0, close() {} }
  let behind = 0

  /** Whether the answer came soon enough to count. */
  async function look(): Promise<boolean> {
    const [asked, started] = [Date.now(), performance.now()]
    const [row] = await sql<[{ ms: number }]>`
      select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`
    const took = performance.now() - started
    if (took > NEAR_MS) return false
    const found = row.ms - (asked + took / 2)
    if (Math.abs(found - behind) > NEAR_MS) behind = Math.abs(found) > NEAR_MS ? Math.round(found) : 0
    return true
  }

  for (let tries = 1; !(await look()) && tries < TRIES; tries++) await sleep(100)
  // While the database is away nothing is judged by its clock.
  const timer = setInterval(() => void look().catch(() => {}), lookMs).unref()
  return {
    now: () => Date.now() + behind,
    behind: () => behind,
    close: () => clearInterval(timer),
  }
}
