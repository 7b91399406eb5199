import type { Estimate, Usage } from '../../../core/contract/usage.ts'
import type { Failure } from '../../../extension/panel/done.ts'
import type { UsageWorld } from '../../../extension/panel/usage/usage-world.ts'
import { hour, id, present } from './samples.ts'

const run = (n: number, changes: Partial<Usage['runs'][number]> = {}): Usage['runs'][number] => ({
  runId: id(800 + n),
  kind: 'turn',
  at: new Date(present - n * hour).toISOString(),
  model: 'gpt-5-mini',
  calls: 2,
  cached: 0,
  inputTokens: 5_240,
  outputTokens: 610,
  exact: true,
  cost: 0.0025,
  ...changes,
})

export const someUsage: Usage = {
  month: new Date(present).toISOString().slice(0, 7),
  inputTokens: 182_400,
  outputTokens: 21_310,
  cost: 0.088,
  budget: { runTokens: 200_000, monthTokens: 2_000_000, runDollars: null, monthDollars: 5 },
  runs: [
    run(1),
    run(2, { kind: 'claims', inputTokens: 41_900, outputTokens: 6_020, cost: 0.022 }),
    run(3, { kind: 'brief', calls: 0, cached: 1, inputTokens: 0, outputTokens: 0, cost: 0 }),
  ],
}

export function fakeUsage(
  usage: Usage,
  estimate: Estimate | null,
  failure: () => Failure | null,
  told: (act: string, ...given: unknown[]) => void,
): UsageWorld {
  let { budget } = usage
  return {
    async read() {
      const failed = failure()
      return failed ? { ok: false, error: failed } : { ok: true, value: { ...usage, budget } }
    },
    async estimate(kind, text, of) {
      told('usage.estimate', kind, text, of)
      return estimate
        ? { ok: true, value: estimate }
        : { ok: false, error: { code: 'conflict', message: 'Nobody can say beforehand.' } }
    },
    async setBudget(next) {
      told('usage.setBudget', next)
      const failed = failure()
      if (failed) return { ok: false, error: failed }
      budget = next
      return { ok: true, value: next }
    },
  }
}
