import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import manifest from '../package.json' with { type: 'json' }
import { createApp } from './app.ts'
import { usualLimits } from './config/limits.ts'
import { apiDocument } from './openapi-document.ts'

export const OPENAPI_FILE = fileURLToPath(new URL('../openapi.json', import.meta.url))

/** What belongs into openapi.json: described by the routes themselves, with nothing behind them. */
export function openapiJson(): string {
  const app = createApp({
    database: nothing('database'),
    runs: nothing('runs'),
    config: {
      version: manifest.version,
      youtube: { channels: false, transcripts: false },
      model: null,
      pairing: 'token',
      allowedHosts: [],
      allowedOrigins: [],
    },
    limits: usualLimits,
    usage: { models: null, estimators: {}, defaults: nothing('limits') },
    tellInvited: null,
    people: null,
    modelKeys: nothing('model keys'),
    embedding: null,
    log: pino({ level: 'silent' }),
    outside: nothing('outside'),
    clock: Date.now,
    ids: () => crypto.randomUUID(),
    shutdown: AbortSignal.abort(),
    ready: () => false,
  })
  return `${JSON.stringify(apiDocument(app, manifest.version), null, 2)}\n`
}

/** Throws at the first touch: routes are made without asking their collaborators for anything. */
const nothing = <Collaborator extends object>(name: string): Collaborator =>
  new Proxy({} as Collaborator, {
    get() {
      throw new Error(`A route asked for the ${name} while it was being made.`)
    },
  })

if (import.meta.main) await writeFile(OPENAPI_FILE, openapiJson())
