/**
 * Milliseconds to wait after the nth failed attempt: doubling from 2 s up to 10 minutes, each drawn from the
 * upper half of its span so that what failed together does not come back together.
 */
export function backoffMs(attempts: number, random: () => number): number {
  const span = Math.min(600_000, 2_000 * 2 ** Math.min(20, Math.max(0, attempts - 1)))
  return Math.round(span / 2 + (span / 2) * random())
}
