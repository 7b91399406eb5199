import {
  type Context,
  context,
  isSpanContextValid,
  type Span,
  type TextMapGetter,
  type TextMapPropagator,
  type TextMapSetter,
  TraceFlags,
  trace,
} from '@opentelemetry/api'

const HEADER = 'traceparent'
/** https://www.w3.org/TR/trace-context/#traceparent-header, in its one version. */
const FORM = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/

/**
 * Carries the ids of a trace and nothing beside them. The SDK's own also takes `tracestate` and `baggage`, which hold
 * whatever somebody outside wrote there, and would hand it on to the collector and into the queue.
 */
export const idsAlone: TextMapPropagator = {
  inject(at: Context, carrier: unknown, setter: TextMapSetter) {
    const said = traceparentOf(trace.getSpan(at))
    if (said) setter.set(carrier, HEADER, said)
  },
  extract(at: Context, carrier: unknown, getter: TextMapGetter) {
    const header = getter.get(carrier, HEADER)
    return continued(at, typeof header === 'string' ? header : null)
  },
  fields: () => [HEADER],
}

/** The context with the span of the header as its parent; the same context where it is none. */
export function continued(at: Context, traceparent: string | null): Context {
  const [, traceId, spanId, flags] = FORM.exec(traceparent ?? '') ?? []
  if (!traceId || !spanId) return at
  const parent = {
    traceId,
    spanId,
    isRemote: true,
    traceFlags: Number.parseInt(flags!, 16) & TraceFlags.SAMPLED,
  }
  return isSpanContextValid(parent) ? trace.setSpanContext(at, parent) : at
}

/** null where nothing is traced. */
export function traceparentOf(span: Span | undefined = trace.getSpan(context.active())): string | null {
  const at = span?.spanContext()
  if (!at || !isSpanContextValid(at)) return null
  return `00-${at.traceId}-${at.spanId}-${at.traceFlags & TraceFlags.SAMPLED ? '01' : '00'}`
}

/** What belongs to a log line of this moment: the trace that it is written in, if there is one. */
export function traceOfNow(): { trace?: string } {
  const at = trace.getSpan(context.active())?.spanContext()
  return at && isSpanContextValid(at) ? { trace: at.traceId } : {}
}
