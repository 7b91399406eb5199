import { existsSync } from 'node:fs'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { openDatabase } from './db/database.ts'
import { Refusal } from './refusal.ts'

/** Reads `.env` of the working folder if it is there; what the environment says already wins. */
export function loadDotEnv(): void {
  if (existsSync('.env')) process.loadEnvFile('.env')
}

/** Opens the database and serves. The embedded engine starts in its thread while this one loads everything else. */
export async function openAndServe(config: Config, log: Logger) {
  const [database, { serve }] = await Promise.all([
    openDatabase(config.databaseUrl, { connections: config.databasePool }),
    import('./serve.ts'),
  ])
  return serve(config, log, database)
}

/** Says in one sentence why the process does not start, and ends it. A defect shows its stack. */
export function refuse(error: unknown): never {
  if (error instanceof Refusal) console.error(error.message)
  else console.error(error)
  process.exit(1)
}
