import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { serve as listen, type ServerType } from '@hono/node-server'
import type { Logger } from 'pino'
import { EXTENSION_ORIGIN } from '../core/contract/extension.ts'
import { newId } from '../core/contract/id.ts'
import manifest from '../package.json' with { type: 'json' }
import { ensureLocalAccount } from './accounts/tokens.ts'
import { createApp } from './app.ts'
import { choresOf } from './chores.ts'
import type { Config } from './config.ts'
import { openClock } from './db/clock.ts'
import type { Database } from './db/database.ts'
import { migrate, requireMigrated, warnOfNewer } from './db/migrate.ts'
import { configuredEmbedding } from './embedding/configured.ts'
import { openFence } from './model/fence.ts'
import { Refusal } from './refusal.ts'
import { openQueue } from './runs/queue.ts'
import { createRuns } from './runs/runs.ts'
import { createWorker } from './runs/worker.ts'
import { beginForgottenIndexes } from './search/begin-index.ts'
import { within } from './shutdown.ts'
import { openTelemetry } from './telemetry/open.ts'
import { upkeep } from './upkeep/upkeep.ts'
import { createWorks } from './works.ts'

export interface Serving {
  /** Where the API answers; null for a worker alone. */
  address: string | null
  /** Resolves if it cannot go on, which only a new process can mend. */
  broken: Promise<Error>
  /** Ends in the order in which nothing that is acknowledged gets lost; done in less than 25 s whatever hangs. */
  close(): Promise<void>
}

/**
 * Migrations, or a look that there is none to do, then API and worker as the role says. Closes the database with
 * itself, also when it throws: a `Refusal` has the sentence for the person.
 */
export async function serve(config: Config, log: Logger, database: Database): Promise<Serving> {
  const stopping = new AbortController()
  const opened: (() => Promise<unknown>)[] = [() => database.close()]
  try {
    if (config.migrate) await migrate(database)
    warnOfNewer(await requireMigrated(database), log)
    await ensureLocalAccount(database.sql)
    const clock = await openClock(database)
    opened.push(async () => clock.close())
    const worksRuns = config.role !== 'api'
    const telemetry = await openTelemetry(config.telemetry, {
      database,
      version: manifest.version,
      log,
      works: worksRuns,
    })
    opened.push(() => telemetry.close(1_000))
    const queue = await openQueue(database, {
      supervise: worksRuns,
      traces: telemetry.traces,
      onError: error => log.error({ err: error }, 'queue'),
    })
    opened.push(() => queue.stop(1_000))
    const runs = createRuns({ database, queue })
    const embedding = configuredEmbedding(config, { database, runs, log, clock: clock.now })
    if (embedding) opened.push(() => embedding.close())
    const { works, models, modelKeys, estimators } = createWorks({
      config,
      database,
      clock,
      log,
      fence: await openFence(database),
      embedding,
    })
    const signIn =
      config.people && config.role !== 'worker'
        ? (await import('./accounts/sign-in.ts')).openSignIn(config.people, { database, clock, log })
        : null
    if (signIn) opened.push(async () => signIn.close())
    let ready = true
    const app = createApp({
      database,
      runs,
      config: {
        version: manifest.version,
        youtube: config.youtube,
        model: models && { name: models.name, host: models.host },
        pairing: pairsByItself(config) ? 'loopback' : 'token',
        allowedHosts: allowedHosts(config),
        allowedOrigins: [EXTENSION_ORIGIN],
      },
      limits: config.limits,
      usage: { models, estimators, defaults: config.budget },
      tellInvited: signIn && (invitation => signIn.tellInvited(invitation)),
      people: signIn,
      modelKeys,
      embedding,
      reports: telemetry.reports,
      traced: telemetry.traced,
      log,
      outside: {
        fetch: globalThis.fetch,
        pause: (ms, signal) => sleep(ms, undefined, { signal }),
      },
      clock: clock.now,
      ids: newId,
      shutdown: stopping.signal,
      ready: () => ready,
    })
    const http = config.role === 'worker' ? undefined : await listenOn(config, app.fetch)
    if (http) opened.push(async () => http.close())
    const worker =
      config.role === 'api' ? undefined : createWorker({ database, queue, works, log, clock: clock.now })
    await worker?.start()
    if (worker)
      await queue.hourly(signal => upkeep({ sql: database.sql, chores: choresOf(database), log }, signal))
    if (worker) await beginForgottenIndexes(database, { runs, ids: newId })
    if (worker)
      embedding
        ?.begin(stopping.signal)
        .catch(error => log.error({ err: error }, 'what lacks vectors was not looked for'))

    const close = async () => {
      ready = false
      const drained = http && new Promise(resolve => http.close(resolve))
      stopping.abort()
      await Promise.all([
        worker && within(6_000, 'worker', worker.stop(5_000), log),
        drained && within(3_000, 'requests', drained, log),
      ])
      clock.close()
      signIn?.close()
      await within(1_000, 'embedding', embedding?.close() ?? Promise.resolve(), log)
      await within(4_000, 'queue', queue.stop(3_000), log)
      if (http && 'closeAllConnections' in http) http.closeAllConnections()
      await within(3_000, 'telemetry', telemetry.close(2_500), log)
      await within(8_000, 'database', database.close(), log)
    }
    return { address: http ? addressOf(http, config) : null, broken: database.gone, close }
  } catch (error) {
    for (const undo of opened.reverse()) await undo().catch(() => {})
    throw error
  }
}

/** Milliseconds and bytes that a connection gets: who is slower, or sends more of a head, is cut off by Node itself. */
const PATIENCE = {
  headersTimeout: 20_000,
  // A whole folder over a slow line.
  requestTimeout: 600_000,
  connectionsCheckingInterval: 5_000,
  // Longer than proxies keep theirs, or they would send into one that is just being closed.
  keepAliveTimeout: 75_000,
  maxHeaderSize: 16 * 1024,
}

function listenOn({ host, port }: Config, fetch: Parameters<typeof listen>[0]['fetch']): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch, hostname: host, port, serverOptions: PATIENCE }, () => resolve(server))
    server.once('error', (error: NodeJS.ErrnoException) => reject(refused(error, host, port)))
  })
}

function refused(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const sentence = {
    EADDRINUSE: `Port ${port} of ${host} is in use: stop the program that has it, or set PORT to another one.`,
    EACCES: `Port ${port} may not be used by this user: set PORT to one above 1023.`,
    EADDRNOTAVAIL: `HOST is not usable: ${host} is no address of this computer.`,
    ENOTFOUND: `HOST is not usable: nobody knows the name ${host}.`,
  }[error.code ?? '']
  return sentence ? new Refusal(sentence, { cause: error }) : error
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)

// With a public name there is a proxy, on whose connections everybody seems to be at this computer.
const pairsByItself = ({ pairing, host, publicUrl }: Config): boolean =>
  pairing === 'loopback' && isLoopback(host) && publicUrl === null

/** Bound to the world, it answers to the name that it was given, or else to any. */
function allowedHosts({ host, publicUrl }: Config): string[] | null {
  const here = ['127.0.0.1', 'localhost', '[::1]']
  const named = publicUrl ? [new URL(publicUrl).hostname] : []
  if (isLoopback(host)) return [...here, ...(here.includes(host) || host === '::1' ? [] : [host]), ...named]
  return publicUrl ? [...here, ...named] : null
}

function addressOf(server: ServerType, { host, publicUrl }: Config): string {
  if (publicUrl) return publicUrl
  const { port } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
