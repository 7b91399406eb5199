import { mkdirSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import postgres, { type Options, type Sql } from 'postgres'
import { Refusal } from '../refusal.ts'
import { guardedBegin } from './begin.ts'
import { createFolder } from './create-folder.ts'
import { lockFolder } from './lock.ts'
import { type FromEngine, type ToEngine, wire } from './wire.ts'

type Heard = (payload: string) => void

/** PGlite in a thread of its own, reached by one postgres.js connection. An empty `folder` means in memory. */
export async function openEmbedded(folder: string) {
  if (folder) mkdirSync(folder, { recursive: true })
  // PGlite does not lock its folder: two processes on one lose each other's rows without a word.
  const unlock = folder ? await lockFolder(folder) : () => {}
  const cannotOpen = (cause: unknown) => {
    unlock()
    return new Refusal(
      folder
        ? `The database in ${folder} cannot be opened: move that folder away to start with an empty one, or restore it.`
        : 'The embedded database cannot be started.',
      { cause },
    )
  }
  if (folder) {
    await createFolder(folder).catch(error => {
      throw cannotOpen(error)
    })
  }
  const worker = new Worker(new URL('./engine.ts', import.meta.url), { workerData: { folder } })
  let closing = false
  const gone = new Promise<Error>(resolve => {
    worker.once('error', error => resolve(new Error('The embedded database broke', { cause: error })))
    worker.once('exit', code => {
      if (!closing) resolve(new Error(`The embedded database stopped with code ${code}`))
    })
  })
  try {
    await started(worker, gone)
  } catch (error) {
    await worker.terminate()
    throw cannotOpen(error)
  }

  const listeners = new Map<string, Set<Heard>>()
  let lost: Error | undefined
  gone.then(error => {
    lost = error
  })
  const options: Options<Record<string, never>> & {
    socket: () => unknown
    onnotify(c: string, p: string): void
  } = {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    user: 'postgres',
    database: 'postgres',
    fetch_types: true,
    onnotice() {},
    socket() {
      if (lost) throw lost
      return wire(worker)
    },
    onnotify(channel, payload) {
      for (const heard of listeners.get(channel) ?? []) heard(payload)
    },
  }
  const session = postgres(options)
  const sql = Object.assign(session, { begin: guardedBegin(session, new Set()) }) as Sql
  return {
    kind: 'embedded' as const,
    sql,
    gone,
    async listen(channel: string, heard: Heard, ready?: () => void) {
      const heards = listeners.get(channel) ?? new Set()
      listeners.set(channel, heards.add(heard))
      // Repeated for each listener: it costs nothing, and a second one must not be ready before the first's has run.
      await sql`listen ${sql(channel)}`
      ready?.()
      return async () => {
        heards.delete(heard)
      }
    },
    async hold(space: number, key: number) {
      await sql`select pg_advisory_lock(${space}::int, ${key}::int)`
      return async () => {
        await sql`select pg_advisory_unlock(${space}::int, ${key}::int)`
      }
    },
    async close() {
      if (closing) return
      closing = true
      await sql.end({ timeout: 5 })
      const ended = new Promise(resolve => worker.once('exit', resolve))
      if (!lost) {
        worker.postMessage('close' satisfies ToEngine)
        await ended
      }
      unlock()
    },
  }
}

async function started(worker: Worker, gone: Promise<Error>): Promise<void> {
  const ready = new Promise<undefined>(resolve => {
    worker.once('message', (_first: FromEngine) => resolve(undefined))
  })
  const failure = await Promise.race([ready, gone])
  if (failure) throw failure
}
