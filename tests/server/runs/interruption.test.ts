import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import type { RunContext, RunOutcome } from '../../../server/runs/work.ts'
import { eventsOf, kinds, makeRun, nothing, openRunsOfItsOwn, type RunsOfItsOwn } from '../support/runs.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

/** A work that goes on until it is interrupted, and a promise that it has begun. */
function endless() {
  let begin = () => {}
  const begun = new Promise<void>(resolve => {
    begin = resolve
  })
  let ended = 0
  const work = ({ signal }: RunContext): Promise<RunOutcome> =>
    new Promise((_resolve, reject) => {
      begin()
      signal.addEventListener('abort', () => {
        ended = performance.now()
        reject(new Error('some noise of the interruption'))
      })
    })
  return { work, begun, endedAt: () => ended }
}

it('a queued run that is cancelled never starts', async () => {
  const { accountId, projectId } = await own.mint()
  const runId = await makeRun(own, { accountId, projectId })
  expect(await own.runs.cancel(accountId, runId)).toMatchObject({ state: 'cancelled' })
  await own.startWorker(nothing)
  const later = await makeRun(own, { accountId, projectId })
  await eventsOf(own.runs, accountId, later)
  expect(kinds(await eventsOf(own.runs, accountId, runId))).toEqual(['queued', 'cancelled'])
  expect(await own.runs.cancel(accountId, later)).toMatchObject({ state: 'done' })
})

it('a running run that is cancelled is interrupted within a second, and ends once', async () => {
  const { accountId, projectId } = await own.mint()
  const { work, begun, endedAt } = endless()
  const worker = await own.startWorker(work)
  const runId = await makeRun(own, { accountId, projectId })
  await begun
  const asked = performance.now()
  await own.runs.cancel(accountId, runId)
  await worker.stop(2_000)
  expect(endedAt() - asked).toBeLessThan(1_000)
  expect(kinds(await eventsOf(own.runs, accountId, runId))).toEqual(['queued', 'started', 'cancelled'])
})

it('a cancellation whose notification got lost is noticed all the same', async () => {
  const { accountId, projectId } = await own.mint()
  const { work, begun, endedAt } = endless()
  await own.startWorker(work)
  const runId = await makeRun(own, { accountId, projectId })
  await begun
  await own.database.sql`update run set state = 'cancelled' where id = ${runId}`
  await expect.poll(endedAt, { timeout: 3_000 }).toBeGreaterThan(0)
})

it('a run that does not listen to its interruption saves nothing after it', async () => {
  const { accountId, projectId } = await own.mint()
  let finish = () => {}
  const finished = new Promise<void>(resolve => {
    finish = resolve
  })
  let begin = () => {}
  const begun = new Promise<void>(resolve => {
    begin = resolve
  })
  const worker = await own.startWorker(async context => {
    begin()
    await finished
    return {
      resultId: null,
      async save(tx) {
        await tx`update project set title = 'Too late' where id = ${context.projectId}`
      },
    }
  })
  const runId = await makeRun(own, { accountId, projectId })
  await begun
  await own.runs.cancel(accountId, runId)
  finish()
  await worker.stop(2_000)
  const [project] = await own.database.sql`select title from project where id = ${projectId}`
  expect(project!.title).toBe('Tides')
  expect(kinds(await eventsOf(own.runs, accountId, runId))).toEqual(['queued', 'started', 'cancelled'])
})

it('the runs of a source that goes away are cancelled with it, and no others', async () => {
  const { accountId, projectId } = await own.mint()
  const sourceId = newId()
  const runId = await makeRun(own, { accountId, projectId, sourceId, kind: 'ingest' })
  const other = await makeRun(own, { accountId, projectId, sourceId: newId(), kind: 'ingest' })
  await asAccount(own.database, accountId, tx => own.runs.cancelFor(tx, sourceId, 'The source was deleted.'))
  const events = await eventsOf(own.runs, accountId, runId)
  expect(events.at(-1)).toMatchObject({ kind: 'cancelled', data: { reason: 'The source was deleted.' } })
  expect(await own.runs.get(accountId, other)).toMatchObject({ state: 'queued' })
  await asAccount(own.database, accountId, tx => own.runs.cancelForProject(tx, projectId, 'Gone.'))
  expect(await own.runs.get(accountId, other)).toMatchObject({ state: 'cancelled' })
})

it('a worker that stops gives its run back, and the next one does it to the end', async () => {
  const { accountId, projectId } = await own.mint()
  const { work, begun } = endless()
  const worker = await own.startWorker(work)
  const runId = await makeRun(own, { accountId, projectId })
  await begun
  await worker.stop(2_000)
  expect(await own.runs.get(accountId, runId)).toMatchObject({ state: 'queued', attempt: 1 })
  await own.startWorker(nothing)
  const events = await eventsOf(own.runs, accountId, runId)
  expect(kinds(events)).toEqual(['queued', 'started', 'queued', 'started', 'done'])
  const [run] = await own.database.sql`select attempt_limit - attempt as left from run where id = ${runId}`
  expect(run!.left).toBe(4) // of five: the interrupted one is not held against it
})

it('a run whose time is up fails with a sentence', async () => {
  const { accountId, projectId } = await own.mint()
  const { work } = endless()
  await own.startWorker(work, { attemptMs: 50 })
  const runId = await makeRun(own, { accountId, projectId })
  const events = await eventsOf(own.runs, accountId, runId)
  expect(events.at(-1)).toMatchObject({ kind: 'failed', data: { code: 'timed_out', retryable: true } })
})
