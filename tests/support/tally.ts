import { basename } from 'node:path'
import { z } from 'zod'

export interface Tally {
  passed: number
  /** Names of what failed, told once more at the end: the log of a whole run is long. */
  failed: string[]
  /** Names of what did not run; each says why. */
  skipped: string[]
}

export const nothing: Tally = { passed: 0, failed: [], skipped: [] }
export const add = (one: Tally, other: Tally): Tally => ({
  passed: one.passed + other.passed,
  failed: [...one.failed, ...other.failed],
  skipped: [...one.skipped, ...other.skipped],
})

/** The part of vitest's JSON report that is counted. */
const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

/**
 * Counts one vitest run. What went wrong outside a test counts as one failure too: a file that could not be
 * loaded, an error that nobody caught, a report that was never written, a run in which nothing ran.
 * @param report the JSON that was written; null when there is none
 * @param code how the process ended
 */
export function tallyOf(report: unknown, code: number): Tally {
  const parsed = Report.safeParse(report)
  if (!parsed.success) return { ...nothing, failed: ['(no report was written)'] }
  const tally: Tally = { passed: 0, failed: [], skipped: [] }
  for (const file of parsed.data.testResults) {
    const before = tally.failed.length
    for (const test of file.assertionResults) {
      if (test.status === 'passed') tally.passed++
      else if (test.status === 'failed') tally.failed.push(test.fullName)
      else tally.skipped.push(test.fullName)
    }
    if (file.status === 'failed' && tally.failed.length === before) tally.failed.push(basename(file.name))
  }
  const ranNothing = tally.passed + tally.failed.length + tally.skipped.length === 0
  if (tally.failed.length === 0 && ranNothing) tally.failed.push('(nothing ran)')
  if (tally.failed.length === 0 && code !== 0) tally.failed.push(`(ended with ${code})`)
  return tally
}

/** The line that the tests end with. */
export function lastLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed.length} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`
}
