import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RunQueue } from '../../../server/runs/queue.ts'
import { ATTEMPTS } from '../../../server/runs/rows.ts'
import { hintAtOverdueRuns } from '../../../server/runs/sweep.ts'
import {
  eventsOf,
  everyKind,
  kinds,
  makeRun,
  nothing,
  openRunsOfItsOwn,
  type RunsOfItsOwn,
  silent,
} from '../support/runs.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

/** As `kill -9` leaves it: running, by a worker whose session and lock are gone. */
async function abandoned(accountId: string, projectId: string, attempt = 1): Promise<string> {
  const runId = await makeRun(own, { accountId, projectId })
  await own.database
    .sql`update run set state = 'running', worker = 4711, attempt = ${attempt} where id = ${runId}`
  return runId
}

it('a run of a dead process is taken up when the next one starts', async () => {
  const { accountId, projectId } = await own.mint()
  const runId = await abandoned(accountId, projectId)
  await own.startWorker(nothing)
  const events = await eventsOf(own.runs, accountId, runId)
  expect(kinds(events)).toEqual(['queued', 'queued', 'started', 'done'])
  expect(await own.runs.get(accountId, runId)).toMatchObject({ state: 'done', attempt: 2 })
})

it('a run whose worker dies while others live is taken up by one of these', async () => {
  const { accountId, projectId } = await own.mint()
  await own.startWorker(nothing)
  const runId = await abandoned(accountId, projectId)
  await eventsOf(own.runs, accountId, runId)
  expect(await own.runs.get(accountId, runId)).toMatchObject({ state: 'done' })
})

it('a run of a worker that lives is left to it', async () => {
  const { accountId, projectId } = await own.mint()
  const release = await own.database.hold(7_205_759, 4711, () => {})
  const runId = await abandoned(accountId, projectId)
  await own.startWorker(nothing)
  const sign = await makeRun(own, { accountId, projectId })
  await eventsOf(own.runs, accountId, sign)
  expect(await own.runs.get(accountId, runId)).toMatchObject({ state: 'running', attempt: 1 })
  await release()
  await eventsOf(own.runs, accountId, runId)
  expect(await own.runs.get(accountId, runId)).toMatchObject({ state: 'done' })
})

it('a run that killed its process each time has failed, with one terminal event', async () => {
  const { accountId, projectId } = await own.mint()
  const runId = await abandoned(accountId, projectId, ATTEMPTS)
  await own.startWorker(async () => {
    throw new Error('it must not be tried again')
  })
  const events = await eventsOf(own.runs, accountId, runId)
  expect(kinds(events)).toEqual(['queued', 'failed'])
  expect(events.at(-1)!.data).toMatchObject({ code: 'internal', retryable: true })
})

it('a queued run is found though its job is lost', async () => {
  const { accountId, projectId } = await own.mint()
  const runId = await makeRun(own, { accountId, projectId })
  await own.database.sql`delete from pgboss.job where singleton_key = ${`${accountId}/${runId}`}`
  await own.startWorker(nothing)
  expect(kinds(await eventsOf(own.runs, accountId, runId))).toEqual(['queued', 'started', 'done'])
})

it('an attempt that was taken over can write nothing into the run any more', async () => {
  const { accountId, projectId } = await own.mint()
  let attempts = 0
  let proceed = () => {}
  const taken = new Promise<void>(resolve => {
    proceed = resolve
  })
  await own.startWorker(async context => {
    if (++attempts === 1) {
      await taken
      await own.database.sql`select 1`
    }
    return {
      resultId: null,
      async save(tx) {
        await tx`update project set title = title || '!' where id = ${context.projectId}`
      },
    }
  })
  const runId = await makeRun(own, { accountId, projectId })
  await expect.poll(() => attempts).toBe(1)
  // Thought dead, though it is only slow: another attempt gets the run.
  await own.database.sql`update run set worker = 4711 where id = ${runId}`
  await expect.poll(() => attempts, { timeout: 5_000 }).toBe(2)
  proceed()
  const events = await eventsOf(own.runs, accountId, runId)
  expect(kinds(events)).toEqual(['queued', 'started', 'queued', 'started', 'done'])
  const [project] = await own.database.sql`select title from project where id = ${projectId}`
  expect(project!.title).toBe('Tides!')
})

it('waits in the queue once, however often it is hinted at', async () => {
  const { accountId, projectId } = await own.mint()
  const runId = await makeRun(own, { accountId, projectId })
  for (let i = 0; i < 3; i++)
    await own.database.sql.begin(tx => own.queue.enqueue(tx, { accountId, runId, kind: 'brief' }))
  const [jobs] = await own.database.sql`
    select count(*)::int as waiting from pgboss.job where singleton_key = ${`${accountId}/${runId}`}`
  expect(jobs!.waiting).toBe(1)
})

it('what only waits its turn is hinted at no more, and hides nobody whose job is lost', async () => {
  const { accountId, projectId } = await own.mint()
  const jobs = () => own.database.sql`
    select id, created_on from pgboss.job where singleton_key like ${`${accountId}/%`} order by id`
  for (let i = 0; i < 60; i++) await makeRun(own, { accountId, projectId })
  const waiting = await jobs()
  const lost = await makeRun(own, { accountId, projectId })
  await own.database.sql`delete from pgboss.job where singleton_key = ${`${accountId}/${lost}`}`
  const hinted: string[] = []
  const queue: RunQueue = {
    ...own.queue,
    enqueue: async (_tx, { runId }) => void hinted.push(runId),
  }
  await hintAtOverdueRuns(
    { database: own.database, queue, works: everyKind(nothing), log: silent, clock: Date.now },
    0,
  )
  expect(hinted).toEqual([lost])
  expect([...(await jobs())]).toEqual([...waiting])
})
