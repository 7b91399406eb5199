import { existsSync } from 'node:fs'
import { Refusal } from './refusal.ts'

/** Reads `.env` of the working folder if it is there; what the environment says already wins. */
export function loadDotEnv(): void {
  if (existsSync('.env')) process.loadEnvFile('.env')
}

/** Says in one sentence why the process does not start, and ends it. A defect shows its stack. */
export function refuse(error: unknown): never {
  if (error instanceof Refusal) console.error(error.message)
  else console.error(error)
  process.exit(1)
}
