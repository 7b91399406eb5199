import pino from 'pino'
import { onTestFinished } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { RunEvent, RunKind } from '../../../core/contract/run.ts'
import { type Database, openDatabase } from '../../../server/db/database.ts'
import { migrate } from '../../../server/db/migrate.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { openQueue, type RunQueue } from '../../../server/runs/queue.ts'
import { createRuns, type NewRun, type Runs } from '../../../server/runs/runs.ts'
import type { RunWork, RunWorks } from '../../../server/runs/work.ts'
import { createWorker, type Worker, type WorkerDeps } from '../../../server/runs/worker.ts'
import { freshDatabaseUrl, testDatabase } from './database.ts'

export const silent = pino({ level: 'silent' })

let shared: Promise<{ database: Database; queue: RunQueue; runs: Runs }> | undefined

/** Runs over the shared database. Nothing works on them there, so that a test sees them as they were made. */
export function testRuns(): Promise<{ database: Database; queue: RunQueue; runs: Runs }> {
  shared ??= (async () => {
    const database = await testDatabase()
    const queue = await openQueue(database, { supervise: false, onError() {} })
    return { database, queue, runs: createRuns({ database, queue }) }
  })()
  return shared
}

/** Works that do the same for each kind of run. */
export const everyKind = (work: RunWork): RunWorks =>
  Object.fromEntries(RunKind.options.map(kind => [kind, work])) as RunWorks

export interface RunsOfItsOwn {
  database: Database
  queue: RunQueue
  runs: Runs
  /** An account with a project. */
  mint(): Promise<{ accountId: string; projectId: string }>
  /** A worker that does `work` for each run of any kind; it is stopped when the test is over. */
  startWorker(work: RunWork, options?: Partial<WorkerDeps>): Promise<Worker>
  close(): Promise<void>
}

/** A database where workers take up every run that there is: theirs alone, away from the other tests' runs. */
export async function openRunsOfItsOwn(): Promise<RunsOfItsOwn> {
  const { url, drop } = await freshDatabaseUrl()
  const database = await openDatabase(url)
  await migrate(database)
  const queue = await openQueue(database, { supervise: false, onError() {} })
  return {
    database,
    queue,
    runs: createRuns({ database, queue }),
    async mint() {
      const accountId = newId()
      const projectId = newId()
      await database.sql`insert into account (id) values (${accountId})`
      await database.sql`
        insert into project (account_id, id, title) values (${accountId}, ${projectId}, 'Tides')`
      return { accountId, projectId }
    },
    async startWorker(work, options = {}) {
      const worker = createWorker({
        database,
        queue,
        works: everyKind(work),
        log: silent,
        clock: Date.now,
        ...options,
      })
      await worker.start()
      onTestFinished(() => worker.stop(2_000))
      return worker
    },
    async close() {
      await queue.stop(1_000)
      await database.close()
      await drop()
    },
  }
}

/** Makes a run as a route does; resolves to its id. */
export async function makeRun(
  { database, runs }: Pick<RunsOfItsOwn, 'database' | 'runs'>,
  run: Omit<NewRun, 'id' | 'kind'> & Partial<NewRun>,
): Promise<string> {
  const id = run.id ?? newId()
  await asAccount(database, run.accountId, tx => runs.create(tx, { kind: 'brief', ...run, id }))
  return id
}

/** All events until the run is over. */
export async function eventsOf(
  runs: Runs,
  accountId: string,
  runId: string,
  afterSeq = 0,
): Promise<RunEvent[]> {
  const events: RunEvent[] = []
  for await (const event of runs.events(accountId, runId, afterSeq, AbortSignal.timeout(15_000)))
    if (event !== 'ping') events.push(RunEvent.parse(event))
  return events
}

export const kinds = (events: RunEvent[]): string[] => events.map(event => event.kind)

/** A work that is done at once and leaves nothing. */
export const nothing: RunWork = async () => ({ resultId: null, async save() {} })
