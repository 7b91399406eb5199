import type { Meter } from '@opentelemetry/api'
import type { RunKind } from '../../core/contract/run.ts'
import type { Capture } from '../../core/contract/source.ts'
import { ATTRIBUTE as A, METRIC, providerOf } from './names.ts'

/** How an attempt at a run ended: again: it goes back into the queue · lost: cancelled, or somebody else's by now. */
export type RunOutcomeName = 'done' | 'failed' | 'again' | 'stopped' | 'lost'

export interface CalledModel {
  operation: 'chat' | 'embeddings'
  model: string
  host: string
}

/** What is counted and timed as it happens. Seconds throughout. */
export interface Measures {
  run(kind: RunKind, outcome: RunOutcomeName, seconds: number): void
  runWaited(kind: RunKind, seconds: number): void
  captured(capture: Pick<Capture, 'kind' | 'receipt'>): void
  /** @param nanos billionths of a dollar; null: nobody knows */
  used(
    of: { model: string; kind: RunKind },
    tokens: { input: number; output: number },
    nanos: number | null,
  ): void
  called(of: CalledModel, seconds: number, error: string | null): void
  callUsed(of: CalledModel, tokens: { input: number; output: number }): void
  firstChunk(of: CalledModel, seconds: number): void
  waitedForConnection(seconds: number): void
  /** 1: one was opened · -1: one was closed. */
  stream(change: 1 | -1): void
}

let open: Measures | null = null

/** null where nothing is measured, which costs those who ask nothing more than asking. */
export const measures = (): Measures | null => open

/** From here on it is measured, until it is called with null. */
export function measureWith(meter: Meter | null): void {
  open = meter && measuresOf(meter)
}

/** Those that the conventions advise, for what takes between milliseconds and minutes. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800]
const CALLS = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92]
const WAITS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5]
const TOKENS = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576]

function measuresOf(meter: Meter): Measures {
  const histogram = (name: string, unit: string, bounds: number[], description: string) =>
    meter.createHistogram(name, { unit, description, advice: { explicitBucketBoundaries: bounds } })
  const runs = histogram(METRIC.runs, 's', SECONDS, 'How long an attempt at a run took')
  const runWait = histogram(METRIC.runWait, 's', SECONDS, 'How long a run waited for its first attempt')
  const calls = histogram(METRIC.calls, 's', CALLS, 'How long a call of a model took')
  const firstChunk = histogram(METRIC.firstChunk, 's', CALLS, 'How long a model took to its first piece')
  const callTokens = histogram(METRIC.callTokens, '{token}', TOKENS, 'Tokens of a call of a model')
  const poolWait = histogram(METRIC.poolWait, 's', WAITS, 'How long a transaction waited for a connection')
  const captures = meter.createCounter(METRIC.captures, { unit: '{leg}', description: 'Legs of captures' })
  const tokens = meter.createCounter(METRIC.tokens, { unit: '{token}', description: 'Tokens as metered' })
  const cost = meter.createCounter(METRIC.cost, { unit: 'USD', description: 'What the tokens cost' })
  const streams = meter.createUpDownCounter(METRIC.streams, {
    unit: '{stream}',
    description: 'Event streams that are open',
  })
  return {
    run(kind, outcome, seconds) {
      runs.record(seconds, { [A.runKind]: kind, [A.runOutcome]: outcome })
    },
    runWaited(kind, seconds) {
      runWait.record(Math.max(0, seconds), { [A.runKind]: kind })
    },
    captured({ kind, receipt }) {
      for (const { leg, outcome } of receipt.legs)
        captures.add(1, { [A.captureKind]: kind, [A.captureLeg]: leg, [A.captureOutcome]: outcome })
    },
    used({ model, kind }, { input, output }, nanos) {
      const of = { [A.requestModel]: model, [A.runKind]: kind }
      tokens.add(input, { ...of, [A.tokenType]: 'input' })
      tokens.add(output, { ...of, [A.tokenType]: 'output' })
      if (nanos !== null) cost.add(nanos / 1e9, of)
    },
    called(of, seconds, error) {
      calls.record(seconds, { ...modelAttributes(of), ...(error && { [A.errorType]: error }) })
    },
    callUsed(of, { input, output }) {
      const about = modelAttributes(of)
      callTokens.record(input, { ...about, [A.tokenType]: 'input' })
      if (of.operation === 'chat') callTokens.record(output, { ...about, [A.tokenType]: 'output' })
    },
    firstChunk(of, seconds) {
      firstChunk.record(seconds, modelAttributes(of))
    },
    waitedForConnection(seconds) {
      poolWait.record(seconds)
    },
    stream(change) {
      streams.add(change)
    },
  }
}

export const modelAttributes = ({ operation, model, host }: CalledModel) => ({
  [A.operation]: operation,
  [A.provider]: providerOf(host),
  [A.requestModel]: model,
  [A.serverAddress]: host.replace(/:\d+$/, ''),
})
