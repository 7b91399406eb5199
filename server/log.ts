import pino, { type DestinationStream, type Logger } from 'pino'

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

export function createLog(level: string, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: SECRETS.flatMap(name => [name, `*.${name}`, `*.headers.${name}`]),
        censor: '[secret]',
      },
    },
    destination,
  )
}
