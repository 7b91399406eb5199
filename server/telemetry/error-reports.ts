import type { ErrorEvent } from '@sentry/node'
import type { ErrorReport } from '../../core/contract/report.ts'
import type { TelemetryConfig } from '../config/telemetry.ts'
import { type Frame, plainError } from './plain-error.ts'

/** Where errors are told, without what they say. */
export interface ErrorReports {
  /** Whose server hears of them. */
  readonly host: string
  /**
   * An error of this server, as a line of its log has it.
   * @param saying the line's own words, which stand in our code
   */
  ofServer(line: Record<string, unknown>, saying: string): void
  ofExtension(report: ErrorReport): void
  /** Sends what waits, for at most so many milliseconds. */
  close(timeoutMs: number): Promise<void>
}

/**
 * Sentry, with all of its own looking around turned off: a client that stands alone, sets nothing up beside it (traces
 * are OpenTelemetry's), and sends what is put together here and nothing else.
 */
export async function openErrorReports(
  { dsn, environment }: NonNullable<TelemetryConfig['sentry']>,
  version: string,
): Promise<ErrorReports> {
  const { NodeClient, defaultStackParser, makeNodeTransport } = await import('@sentry/node')
  const client = new NodeClient({
    dsn,
    environment,
    release: `ownwords@${version}`,
    transport: makeNodeTransport,
    stackParser: defaultStackParser,
    integrations: [],
    includeServerName: false,
    sendClientReports: false,
    enableRuntimeChannelInjection: false,
    beforeSend: reduced,
  })
  const tell = (platform: string, type: string, code: string | null, value: string, more: Telling) =>
    client.captureEvent({
      platform,
      level: 'error',
      ...(more.release && { release: more.release }),
      tags: { ...more.tags, ...(code && { code }) },
      exception: {
        values: [{ type, value, stacktrace: { frames: more.frames.map(sentryFrame).reverse() } }],
      },
    })
  return {
    host: new URL(dsn).host,
    ofServer(line, saying) {
      const { name, code, frames } = plainError(line.err ?? line.error)
      const { route, kind, code: problem } = line
      const about = { route, kind, problem }
      const told = Object.entries(about).filter(([, value]) => typeof value === 'string')
      tell('node', name, code, saying, {
        frames,
        tags: { part: 'server', ...(Object.fromEntries(told) as Record<string, string>) },
      })
    },
    ofExtension({ name, code, frames, place, version: release, times }) {
      tell('javascript', name, code, place, {
        frames,
        release: `ownwords-extension@${release}`,
        tags: { part: 'extension', place, times: String(times) },
      })
    },
    async close(timeoutMs) {
      await client.close(timeoutMs)
    },
  }
}

interface Telling {
  frames: Frame[]
  tags: Record<string, string>
  release?: string
}

const sentryFrame = ({ file, line, column, in: name }: Frame) => ({
  filename: `app:///${file}`,
  lineno: line,
  colno: column,
  in_app: !/^(node:|node_modules\/)/.test(file),
  ...(name && { function: name }),
})

/** Whatever the library found out by itself is left out. */
function reduced({
  event_id,
  timestamp,
  platform,
  level,
  release,
  environment,
  tags,
  exception,
}: ErrorEvent): ErrorEvent {
  return {
    type: undefined,
    ...{ event_id, timestamp, platform, level, release, environment, tags, exception },
  }
}
