import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { freePort } from '../../support/free-port.ts'
import { root } from '../../support/stage.ts'
import { databaseKind, freshDatabaseUrl } from '../support/database.ts'
import { launch, untilReady } from '../support/process.ts'

const LISTS_MODULES = pathToFileURL(join(root, 'tests/support/list-modules.ts')).href

/** Starts the real server; resolves to the packages of telemetry that it has loaded when all of it is there. */
async function loadedOfTelemetry(environment: Record<string, string>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ownwords-modules-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const fresh = await freshDatabaseUrl()
  onTestFinished(fresh.drop)
  const list = join(folder, 'modules')
  const server = launch('main', {
    ...{ PORT: String(await freePort()), OWNWORDS_DATA: folder, DATABASE_URL: fresh.url },
    ...{ NODE_OPTIONS: `--import=${LISTS_MODULES}`, MODULES_LIST: list },
    ...environment,
  })
  await untilReady(server)
  await expect.poll(server.stdout, { timeout: 20_000 }).toContain('"msg":"ready"')
  server.child.kill('SIGKILL')
  await server.ended
  const packages = readFileSync(list, 'utf8').matchAll(/node_modules\/((?:@[^/]+\/)?[^/\n]+)\/[^\n]*$/gm)
  const of = new Set([...packages].map(([, name]) => name!))
  expect(of).toContain('pg-boss')
  return [...of].filter(name => /^(@opentelemetry|@sentry|@posthog)\/|^posthog/.test(name)).sort()
}

// Once, where a start is quick: what is loaded is the same over both databases.
it.runIf(databaseKind === 'server')(
  'a start without variables of telemetry loads nothing of it but the no-ops, and one with them loads it',
  async () => {
    // Of it @opentelemetry/api alone, whose spans and measures do nothing where nobody set any up.
    expect(await loadedOfTelemetry({})).toEqual(['@opentelemetry/api'])
    const nowhere = `127.0.0.1:${await freePort()}`
    const loaded = await loadedOfTelemetry({
      ...{ OTEL_EXPORTER_OTLP_ENDPOINT: `http://${nowhere}`, SENTRY_DSN: `http://key@${nowhere}/1` },
      ...{ POSTHOG_KEY: 'phc_planted', POSTHOG_HOST: `http://${nowhere}` },
    })
    for (const sdk of ['@opentelemetry/sdk-node', '@sentry/node', 'posthog-node'])
      expect(loaded).toContain(sdk)
  },
  60_000,
)
