import pino, { type DestinationStream, type Logger } from 'pino'
import { loggedError } from './telemetry/logged-errors.ts'
import { traceOfNow } from './telemetry/traceparent.ts'

/** Whatever carries a secret, at the top of a log line and one level down. */
const SECRETS = [
  'authorization',
  'Authorization',
  'token',
  'apiKey',
  'api_key',
  'password',
  'cookie',
  'databaseUrl',
]

const ERROR = 50

export function createLog(level: string, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: traceOfNow,
      hooks: {
        logMethod(line, method, level) {
          if (level >= ERROR) tell(this, line)
          method.apply(this, line)
        },
      },
      redact: {
        paths: SECRETS.flatMap(name => [name, `*.${name}`, `*.headers.${name}`]),
        censor: '[secret]',
      },
    },
    destination,
  )
}

/** The words of a line stand in our code; what is beside them is taken apart by whoever tells it to others. */
function tell(log: Logger, [fields, words]: unknown[]): void {
  const about = typeof fields === 'object' && fields ? fields : {}
  const saying = typeof fields === 'string' ? fields : words
  loggedError({ ...log.bindings(), ...about }, typeof saying === 'string' ? saying : '')
}
