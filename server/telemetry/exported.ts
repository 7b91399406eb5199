import type { Attributes } from '@opentelemetry/api'
import type { NodeSDKConfiguration } from '@opentelemetry/sdk-node'
import { LEAVES } from './names.ts'

export type SpanExporter = NonNullable<NodeSDKConfiguration['traceExporter']>
type Spans = Parameters<SpanExporter['export']>[0]
type Span = Spans[number]

/**
 * Lets of each span only what is named in names.ts leave this process. Libraries put whole addresses, the messages of
 * errors (PostgreSQL quotes values in its own) and traces of stacks on their spans: here all of that ends, whatever the
 * next version of a library thinks of.
 */
export const reducedTo = (exporter: SpanExporter): SpanExporter => ({
  export: (spans, done) => exporter.export(spans.map(reduced), done),
  shutdown: () => exporter.shutdown(),
  ...(exporter.forceFlush && { forceFlush: () => exporter.forceFlush!() }),
})

function reduced(span: Span): Span {
  const value = {
    attributes: allowed(span.attributes),
    events: span.events.map(event => ({ ...event, attributes: allowed(event.attributes ?? {}) })),
    links: span.links.map(({ context }) => ({ context })),
    status: { code: span.status.code },
  }
  return Object.create(
    span,
    Object.fromEntries(Object.entries(value).map(([name, value]) => [name, { value, enumerable: true }])),
  )
}

const allowed = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => LEAVES.has(name)))
