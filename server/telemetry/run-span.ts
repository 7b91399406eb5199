import { context, type Link, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { RunKind } from '../../core/contract/run.ts'
import { measures, type RunOutcomeName } from './measures.ts'
import { ATTRIBUTE as A } from './names.ts'
import { continued } from './traceparent.ts'

export interface RunEnding {
  outcome: RunOutcomeName
  /** The code of a failure, or the name of an error that nobody has words for. */
  error?: string
}

/**
 * One attempt at a run as a span of the trace of whoever asked for the run: the queue brings it along, and where a hint
 * got lost with its worker the run's own row still knows it.
 */
export async function inRunSpan(
  { kind, attempt, trace: askedIn }: { kind: RunKind; attempt: number; trace: string | null },
  work: () => Promise<RunEnding>,
): Promise<void> {
  const began = performance.now()
  const { parent, links } = whereFrom(askedIn)
  const attributes = { [A.runKind]: kind, [A.runAttempt]: attempt }
  const options = { kind: SpanKind.INTERNAL, attributes, links }
  await trace.getTracer('ownwords').startActiveSpan(`run ${kind}`, options, parent, async span => {
    let ending: RunEnding = { outcome: 'stopped' }
    try {
      ending = await work()
    } finally {
      span.setAttribute(A.runOutcome, ending.outcome)
      if (ending.error) span.setAttribute(A.errorType, ending.error)
      if (ending.outcome === 'failed') span.setStatus({ code: SpanStatusCode.ERROR })
      span.end()
      measures()?.run(kind, ending.outcome, (performance.now() - began) / 1_000)
    }
  })
}

function whereFrom(askedIn: string | null): { parent: ReturnType<typeof context.active>; links: Link[] } {
  const now = context.active()
  const asked = continued(ROOT_CONTEXT, askedIn)
  const [here, there] = [trace.getSpanContext(now), trace.getSpanContext(asked)]
  if (!there || here?.traceId === there.traceId) return { parent: now, links: [] }
  return { parent: asked, links: here ? [{ context: here }] : [] }
}
