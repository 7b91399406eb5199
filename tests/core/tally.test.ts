import { describe, expect, it } from 'vitest'
import { add, lastLine, tallyOf } from '../support/tally.ts'

const file = (...tests: [string, string][]) => ({
  name: 'a.test.ts',
  status: tests.some(([, status]) => status === 'failed') ? 'failed' : 'passed',
  assertionResults: tests.map(([fullName, status]) => ({ fullName, status })),
})
const report = (...testResults: unknown[]) => ({ testResults })

describe('the sum of all suites', () => {
  it('counts what passed, and names what failed and what was skipped', () => {
    const one = report(file(['a', 'passed'], ['b', 'failed']), file(['c', 'skipped'], ['d', 'passed']))
    expect(tallyOf(one, 1)).toEqual({ passed: 2, failed: ['b'], skipped: ['c'] })
  })

  it.each([
    ['no report was written', null, 1],
    ['no report was written by a process that claims success', null, 0],
    ['nothing ran', report(), 0],
    ['a file could not be loaded', report({ ...file(), status: 'failed' }), 1],
    ['all tests passed and the process failed', report(file(['a', 'passed'])), 1],
  ])('counts a failure when %s', (_, written, code) => {
    expect(tallyOf(written, code).failed).toHaveLength(1)
  })

  it('is written as the last line', () => {
    const sum = add({ passed: 3, failed: [], skipped: [] }, { passed: 4, failed: ['b'], skipped: [] })
    expect(lastLine(sum)).toBe('7 passed, 1 failed')
    expect(lastLine({ ...sum, skipped: ['x'] })).toBe('7 passed, 1 failed, 1 skipped')
  })
})
