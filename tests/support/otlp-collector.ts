import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { type Fields, fieldsOf, hex, messages, text } from './protobuf.ts'

export interface CollectedSpan {
  traceId: string
  spanId: string
  parentId: string
  name: string
  attributes: Record<string, string | number | string[]>
  /** 2: an error. */
  status: number
}

export interface CollectedPoint {
  metric: string
  attributes: CollectedSpan['attributes']
  /** Of a counter or a gauge; of a histogram its sum. */
  value: number
}

export interface OtlpCollector {
  endpoint: string
  spans: CollectedSpan[]
  points: CollectedPoint[]
  /** Everything that came, as it came, by the path that it came to; headers before the body. */
  received: { path: string; bytes: string }[]
  close(): void
}

/**
 * A loopback server that takes what is sent to an OpenTelemetry collector (OTLP over HTTP, protobuf), and whatever
 * else is sent to it: it answers everything with 200.
 */
export async function otlpCollector(): Promise<OtlpCollector> {
  const spans: CollectedSpan[] = []
  const points: CollectedPoint[] = []
  const received: OtlpCollector['received'] = []
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    const path = request.url!
    received.push({
      path,
      bytes: JSON.stringify(request.headers) + body.toString('latin1') + body.toString(),
    })
    if (path === '/v1/traces') spans.push(...spansOf(fieldsOf(body)))
    if (path === '/v1/metrics') points.push(...pointsOf(fieldsOf(body)))
    const json = !path.startsWith('/v1/')
    response.writeHead(200, { 'content-type': json ? 'application/json' : 'application/x-protobuf' })
    response.end(json ? '{}' : undefined)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    points,
    received,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const whole = Buffer.concat(chunks)
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(whole) : whole
}

// opentelemetry-proto: ExportTraceServiceRequest → ResourceSpans → ScopeSpans → Span, and the same for metrics.
const spansOf = (request: Fields): CollectedSpan[] =>
  messages(request, 1)
    .flatMap(resource => messages(resource, 2))
    .flatMap(scope => messages(scope, 2))
    .map(span => ({
      traceId: hex(span, 1),
      spanId: hex(span, 2),
      parentId: hex(span, 4),
      name: text(span, 5),
      attributes: attributesOf(span, 9),
      status: Number(messages(span, 15)[0]?.get(3)?.[0] ?? 0),
    }))

/** Where in a metric its data is: gauge, sum, histogram; and where in a point of it the attributes are. */
const DATA = [
  { field: 5, attributes: 7 },
  { field: 7, attributes: 7 },
  { field: 9, attributes: 9 },
]

const pointsOf = (request: Fields): CollectedPoint[] =>
  messages(request, 1)
    .flatMap(resource => messages(resource, 2))
    .flatMap(scope => messages(scope, 2))
    .flatMap(metric =>
      DATA.flatMap(({ field, attributes }) =>
        messages(metric, field)
          .flatMap(data => messages(data, 1))
          .map(point => ({
            metric: text(metric, 1),
            attributes: attributesOf(point, attributes),
            value: field === 9 ? double(point, 5) : double(point, 4) || integer(point, 6),
          })),
      ),
    )

const double = (point: Fields, field: number): number =>
  (point.get(field)?.[0] as Buffer | undefined)?.readDoubleLE() ?? 0
const integer = (point: Fields, field: number): number => {
  const bytes = point.get(field)?.[0] as Buffer | undefined
  return bytes ? Number(bytes.readBigInt64LE()) : 0
}

const attributesOf = (fields: Fields, field: number): CollectedSpan['attributes'] =>
  Object.fromEntries(
    messages(fields, field).map(pair => [text(pair, 1), saidBy(messages(pair, 2)[0] ?? new Map())]),
  )

function saidBy(value: Fields): string | number | string[] {
  if (value.has(1)) return text(value, 1)
  if (value.has(3)) return Number(value.get(3)![0])
  if (value.has(4)) return double(value, 4)
  const list = messages(value, 5)[0]
  return list ? messages(list, 1).map(item => text(item, 1)) : ''
}
