import { z } from 'zod'
import { webAddress } from './variables.ts'

/** Where it is told how the server does. Nothing is told to anybody where none of these is set. */
export const telemetryVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: webAddress('http://127.0.0.1:4318').describe(
    'where traces and metrics are sent; the other OTEL_ variables are read by OpenTelemetry itself',
  ),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .regex(/^[^=,\s]+=[^,]+(,[^=,\s]+=[^,]+)*$/, 'headers such as authorization=Bearer%20key')
    .optional()
    .describe('what traces and metrics are sent with, such as the key of whoever keeps them'),
  OTEL_EXPORTER_OTLP_PROTOCOL: z
    .literal('http/protobuf', 'http/protobuf, which every collector takes on port 4318')
    .optional()
    .describe('how traces and metrics are sent'),
  SENTRY_DSN: z
    .string()
    .regex(/^https?:\/\/[\w:-]+@[\w.:[\]-]+(\/[\w-]+)*\/\d+$/, 'a DSN such as https://key@host/1')
    .optional()
    .describe('where errors are told, without what they say'),
  SENTRY_ENVIRONMENT: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'a name such as staging')
    .optional()
    .describe('the name that errors of this server are told under'),
  POSTHOG_KEY: z
    .string()
    .regex(/^[\w-]{8,200}$/, 'the project key of PostHog, such as phc_…')
    .optional()
    .describe('the project in which it is counted what the extension is used for'),
  POSTHOG_HOST: webAddress('https://eu.i.posthog.com').describe('the PostHog that POSTHOG_KEY is of'),
}
type Variables = z.infer<z.ZodObject<typeof telemetryVariables>>

export interface TelemetryConfig {
  /** Where traces and metrics are sent; null: there are none. */
  collector: { endpoint: string; headers: string | null } | null
  /** Where errors go, without what they say; null: nowhere. */
  sentry: { dsn: string; environment: string } | null
  /** Where it is counted what the extension is used for, if its creator agreed; null: nowhere. */
  posthog: { key: string; host: string } | null
}

const POSTHOG = 'https://us.i.posthog.com'

export const readTelemetry = (data: Variables): TelemetryConfig => ({
  collector: data.OTEL_EXPORTER_OTLP_ENDPOINT
    ? { endpoint: data.OTEL_EXPORTER_OTLP_ENDPOINT, headers: data.OTEL_EXPORTER_OTLP_HEADERS ?? null }
    : null,
  sentry: data.SENTRY_DSN
    ? { dsn: data.SENTRY_DSN, environment: data.SENTRY_ENVIRONMENT ?? 'production' }
    : null,
  posthog: data.POSTHOG_KEY ? { key: data.POSTHOG_KEY, host: data.POSTHOG_HOST ?? POSTHOG } : null,
})
