import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { serve as listen, type ServerType } from '@hono/node-server'
import type { Logger } from 'pino'
import { EXTENSION_ORIGIN } from '../core/contract/extension.ts'
import { newId } from '../core/contract/id.ts'
import manifest from '../package.json' with { type: 'json' }
import { ensureLocalAccount } from './accounts/tokens.ts'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import type { Database } from './db/database.ts'
import { migrate } from './db/migrate.ts'
import { Refusal } from './refusal.ts'
import { openQueue } from './runs/queue.ts'
import { createRuns } from './runs/runs.ts'
import { createWorker } from './runs/worker.ts'
import { within } from './shutdown.ts'
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
 * Migrations, then API and worker as the role says. Closes the database with itself, also when it throws: a `Refusal`
 * has the sentence for the person.
 */
export async function serve(config: Config, log: Logger, database: Database): Promise<Serving> {
  const stopping = new AbortController()
  const opened: (() => Promise<unknown>)[] = [() => database.close()]
  try {
    await migrate(database)
    await ensureLocalAccount(database.sql)
    const queue = await openQueue(database, {
      supervise: config.role !== 'api',
      onError: error => log.error({ err: error }, 'queue'),
    })
    opened.push(() => queue.stop(1_000))
    const runs = createRuns({ database, queue })
    const { works, model } = createWorks(config.model, log)
    let ready = true
    const app = createApp({
      database,
      runs,
      config: {
        version: manifest.version,
        youtube: config.youtube,
        model,
        pairing: pairsByItself(config) ? 'loopback' : 'token',
        allowedHosts: allowedHosts(config),
        allowedOrigins: [EXTENSION_ORIGIN],
      },
      log,
      outside: {
        fetch: globalThis.fetch,
        pause: (ms, signal) => sleep(ms, undefined, { signal }),
      },
      clock: Date.now,
      ids: newId,
      shutdown: stopping.signal,
      ready: () => ready,
    })
    const http = config.role === 'worker' ? undefined : await listenOn(config, app.fetch)
    if (http) opened.push(async () => http.close())
    const worker =
      config.role === 'api' ? undefined : createWorker({ database, queue, works, log, clock: Date.now })
    await worker?.start()

    const close = async () => {
      ready = false
      const drained = http && new Promise(resolve => http.close(resolve))
      stopping.abort()
      await Promise.all([
        worker && within(6_000, 'worker', worker.stop(5_000), log),
        drained && within(3_000, 'requests', drained, log),
      ])
      await within(4_000, 'queue', queue.stop(3_000), log)
      if (http && 'closeAllConnections' in http) http.closeAllConnections()
      await within(8_000, 'database', database.close(), log)
    }
    return { address: http ? addressOf(http, config) : null, broken: database.gone, close }
  } catch (error) {
    for (const undo of opened.reverse()) await undo().catch(() => {})
    throw error
  }
}

function listenOn({ host, port }: Config, fetch: Parameters<typeof listen>[0]['fetch']): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch, hostname: host, port }, () => resolve(server))
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
