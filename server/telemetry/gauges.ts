import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Meter } from '@opentelemetry/api'
import { RunKind } from '../../core/contract/run.ts'
import type { Database } from '../db/database.ts'
import { ATTRIBUTE as A, METRIC } from './names.ts'

const STATES = ['queued', 'running'] as const

/** How many runs wait and are worked on: asked of the database each time that metrics are sent, over a partial index. */
export function gaugeRuns(meter: Meter, { sql }: Pick<Database, 'sql'>): void {
  meter
    .createObservableGauge(METRIC.runsUnfinished, {
      unit: '{run}',
      description: 'Runs that are queued or running',
    })
    .addCallback(async result => {
      const rows = await sql<{ kind: string; state: string; runs: number }[]>`
        select kind, state, count(*)::int as runs from run where state in ('queued', 'running') group by kind, state`
      const found = new Map(rows.map(({ kind, state, runs }) => [`${kind} ${state}`, runs]))
      // What is not there is none: otherwise the last figure would stay.
      for (const kind of RunKind.options)
        for (const state of STATES)
          result.observe(found.get(`${kind} ${state}`) ?? 0, { [A.runKind]: kind, [A.runState]: state })
    })
}

/** How late the event loop is, and what this process holds. Returns the way to stop looking. */
export function gaugeProcess(meter: Meter): () => void {
  // It wakes the process as often as it looks; what holds the loop for less harms nobody.
  const delay = monitorEventLoopDelay({ resolution: 50 })
  delay.enable()
  const late = { unit: 's', description: 'By how much the event loop was late' }
  const p99 = meter.createObservableGauge(METRIC.loopDelay, late)
  const max = meter.createObservableGauge(METRIC.loopDelayMax, late)
  meter.addBatchObservableCallback(
    result => {
      result.observe(p99, delay.percentile(99) / 1e9)
      result.observe(max, delay.max / 1e9)
      delay.reset()
    },
    [p99, max],
  )
  meter
    .createObservableUpDownCounter(METRIC.memory, {
      unit: 'By',
      description: 'Memory that the process holds',
    })
    .addCallback(result => result.observe(process.memoryUsage.rss()))
  return () => delay.disable()
}
