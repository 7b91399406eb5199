// Every name under which something leaves by OpenTelemetry, in one place. Those of the conventions change: the ones for
// models (https://github.com/open-telemetry/semantic-conventions-genai) are still in development.

/** What is measured. The dashboard in infra/grafana asks for these and no others. */
export const METRIC = {
  /** Seconds to the head of the answer, by method, route and status; made by @hono/otel. */
  requests: 'http.server.request.duration',
  /** Seconds of an attempt at a run, by kind and outcome. */
  runs: 'ownwords.run.duration',
  /** Seconds from a run's making to its first attempt, by kind. */
  runWait: 'ownwords.run.wait',
  /** Runs that are queued or running now, by kind and state, of the whole database. */
  runsUnfinished: 'ownwords.run.unfinished',
  /** Legs of captures that came, by kind, leg and outcome. */
  captures: 'ownwords.capture.legs',
  /** Tokens that the meter counted, by model, kind of run, and type: input, output. */
  tokens: 'ownwords.model.tokens',
  /** US dollars that the meter counted, by model and kind of run. */
  cost: 'ownwords.model.cost',
  /** Tokens, seconds, and seconds to the first piece, of each call of a model. */
  callTokens: 'gen_ai.client.token.usage',
  calls: 'gen_ai.client.operation.duration',
  firstChunk: 'gen_ai.client.operation.time_to_first_chunk',
  /** Seconds until a transaction of an account had a connection. */
  poolWait: 'db.client.connection.wait_time',
  /** Event streams that are open in this process. */
  streams: 'ownwords.streams.open',
  /** Seconds by which the event loop was late since it was last asked. */
  loopDelay: 'nodejs.eventloop.delay.p99',
  loopDelayMax: 'nodejs.eventloop.delay.max',
  /** Bytes that this process holds. */
  memory: 'process.memory.usage',
} as const

export const ATTRIBUTE = {
  runKind: 'ownwords.run.kind',
  runAttempt: 'ownwords.run.attempt',
  runOutcome: 'ownwords.run.outcome',
  runState: 'ownwords.run.state',
  captureKind: 'ownwords.capture.kind',
  captureLeg: 'ownwords.capture.leg',
  captureOutcome: 'ownwords.capture.outcome',
  errorType: 'error.type',
  serverAddress: 'server.address',
  operation: 'gen_ai.operation.name',
  provider: 'gen_ai.provider.name',
  requestModel: 'gen_ai.request.model',
  responseModel: 'gen_ai.response.model',
  inputTokens: 'gen_ai.usage.input_tokens',
  outputTokens: 'gen_ai.usage.output_tokens',
  finishReasons: 'gen_ai.response.finish_reasons',
  tokenType: 'gen_ai.token.type',
} as const

/** What libraries put on their spans and may leave: no address, path, query, message or statement is among it. */
const OF_LIBRARIES = [
  'http.request.method',
  'http.response.status_code',
  'http.route',
  'messaging.system',
  'messaging.operation.name',
  'messaging.operation.type',
  'messaging.destination.name',
  'messaging.batch.message_count',
  'pgboss.job.retry_count',
  'exception.type',
]

/** Of a span's attributes these leave, and nothing else. */
export const LEAVES: ReadonlySet<string> = new Set([...Object.values(ATTRIBUTE), ...OF_LIBRARIES])

const PROVIDERS: [RegExp, string][] = [
  [/(^|\.)openai\.com$/, 'openai'],
  [/(^|\.)azure\.com$/, 'azure.ai.openai'],
  [/(^|\.)anthropic\.com$/, 'anthropic'],
  [/(^|\.)mistral\.ai$/, 'mistral_ai'],
  [/(^|\.)groq\.com$/, 'groq'],
  [/(^|\.)deepseek\.com$/, 'deepseek'],
  [/(^|\.)x\.ai$/, 'x_ai'],
  [/(^|\.)googleapis\.com$/, 'gcp.gemini'],
]

/** Who is behind a host, as the conventions call them; `other` for gateways and models of one's own. */
export const providerOf = (host: string): string =>
  PROVIDERS.find(([known]) => known.test(host.replace(/:\d+$/, '')))?.[1] ?? 'other'
