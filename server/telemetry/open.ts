import { DiagLogLevel, diag, metrics } from '@opentelemetry/api'
import type { MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'
import type { TelemetryConfig } from '../config/telemetry.ts'
import type { Database } from '../db/database.ts'
import type { SpanExporter } from './exported.ts'
import { hearErrors } from './logged-errors.ts'
import type { ReportRoutesDeps } from './routes.ts'

export interface Telemetry {
  /** For each request, where anything is measured. */
  traced?: MiddlewareHandler[]
  /** Where the extension's reports go. */
  reports: ReportRoutesDeps
  /** Whether the queue is to carry traces. */
  traces: boolean
  /** Sends what waits; done within `timeoutMs`. Asks the database once more. */
  close(timeoutMs: number): Promise<void>
}

export interface TelemetryDeps {
  database: Database
  version: string
  log: Logger
  /** Whether runs are worked on here: then it is here that they are counted. */
  works: boolean
}

/**
 * Loads what is configured and nothing else: without a variable set no SDK is imported, and every span and measure is
 * the no-op of @opentelemetry/api. To be called before anything that is to be traced is made.
 */
export async function openTelemetry(config: TelemetryConfig, deps: TelemetryDeps): Promise<Telemetry> {
  const [tracing, errors, use] = await Promise.all([
    config.collector && openTraces(config.collector, deps),
    config.sentry &&
      import('./error-reports.ts').then(it => it.openErrorReports(config.sentry!, deps.version)),
    config.posthog &&
      import('./use-reports.ts').then(it => it.openUseReports(config.posthog!, deps.database)),
  ])
  if (errors) hearErrors(errors.ofServer)
  return {
    ...(tracing && { traced: tracing.traced }),
    reports: { errors, use },
    traces: tracing !== null,
    async close(timeoutMs) {
      hearErrors(null)
      await Promise.all([tracing?.close(), errors?.close(timeoutMs), use?.close(timeoutMs)])
    },
  }
}

async function openTraces(
  collector: NonNullable<TelemetryConfig['collector']>,
  { database, version, log, works }: TelemetryDeps,
) {
  const [sdk, exporter, requests, exported, carrying, measuring, gauges] = await Promise.all([
    import('@opentelemetry/sdk-node'),
    import('@opentelemetry/exporter-trace-otlp-proto'),
    import('./requests.ts'),
    import('./exported.ts'),
    import('./traceparent.ts'),
    import('./measures.ts'),
    import('./gauges.ts'),
  ])
  const serviceName = prepare(process.env, collector, version)
  // The SDK's own words may quote an address with what is secret in it.
  const failed = () => log.warn('traces or metrics could not be sent')
  diag.setLogger(
    { error: failed, warn: failed, info() {}, debug() {}, verbose() {} },
    { logLevel: DiagLogLevel.WARN },
  )
  const node = new sdk.NodeSDK({
    traceExporter: exported.reducedTo(new exporter.OTLPTraceExporter() as SpanExporter),
    textMapPropagator: carrying.idsAlone,
    // Logs go to stdout, where whoever runs this takes them from.
    logRecordProcessors: [],
    instrumentations: [],
  })
  node.start()
  const meter = metrics.getMeter('ownwords', version)
  measuring.measureWith(meter)
  const stopLooking = gauges.gaugeProcess(meter)
  if (works) gauges.gaugeRuns(meter, database)
  return {
    traced: requests.tracedRequests(serviceName, version),
    async close() {
      stopLooking()
      measuring.measureWith(null)
      await node.shutdown()
    },
  }
}

/**
 * What the SDK reads from the environment: where to send, which may have come from a file, and what nobody said there.
 * Its own detectors would tell of the machine, of the user who runs this and of the whole command line.
 * Answers the name that this server goes by.
 */
function prepare(
  environment: NodeJS.ProcessEnv,
  { endpoint, headers }: NonNullable<TelemetryConfig['collector']>,
  version: string,
): string {
  environment.OTEL_EXPORTER_OTLP_ENDPOINT = endpoint
  if (headers) environment.OTEL_EXPORTER_OTLP_HEADERS = headers
  environment.OTEL_NODE_RESOURCE_DETECTORS ||= 'env,serviceinstance'
  const given = environment.OTEL_RESOURCE_ATTRIBUTES
  if (!given?.includes('service.name=')) environment.OTEL_SERVICE_NAME ||= 'ownwords'
  environment.OTEL_RESOURCE_ATTRIBUTES = [`service.version=${version}`, ...(given ? [given] : [])].join(',')
  return environment.OTEL_SERVICE_NAME ?? 'ownwords'
}
