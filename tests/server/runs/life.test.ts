import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { RunFailure } from '../../../server/runs/work.ts'
import { CONCURRENCY } from '../../../server/runs/worker.ts'
import { eventsOf, kinds, makeRun, nothing, openRunsOfItsOwn, type RunsOfItsOwn } from '../support/runs.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

it('tells its life from queued to done, and keeps what it saved as the account', async () => {
  const { accountId, projectId } = await own.mint()
  const briefId = newId()
  await own.startWorker(async context => {
    await context.progress({ done: 1, total: 2, label: 'Reading 1 of 2 sources' })
    await context.note('One source was empty.')
    return {
      resultId: briefId,
      async save(tx) {
        await tx`insert into brief (account_id, id, project_id, run_id, document)
          values (${context.accountId}, ${briefId}, ${context.projectId}, ${context.runId}, '{}')`
      },
    }
  })
  const runId = await makeRun(own, { accountId, projectId })
  const events = await eventsOf(own.runs, accountId, runId)
  expect(kinds(events)).toEqual(['queued', 'started', 'progress', 'note', 'done'])
  expect(events.map(event => event.seq)).toEqual([1, 2, 3, 4, 5])
  expect(events.at(-1)!.data).toEqual({ resultId: briefId })
  expect(await own.runs.get(accountId, runId)).toMatchObject({
    state: 'done',
    attempt: 1,
    resultId: briefId,
    lastSeq: 5,
  })
  const saved = await asAccount(
    own.database,
    accountId,
    tx => tx`select id from brief where run_id = ${runId}`,
  )
  expect(saved).toHaveLength(1)
})

it('is made once however often it is asked for', async () => {
  const { accountId, projectId } = await own.mint()
  const id = newId()
  await makeRun(own, { accountId, projectId, id })
  await makeRun(own, { accountId, projectId, id })
  expect(await own.runs.list(accountId, projectId)).toHaveLength(1)
  expect(await own.runs.get(accountId, id)).toMatchObject({ state: 'queued', lastSeq: 1 })
  await own.runs.cancel(accountId, id)
})

it('waits for those before it and not for a poll: a backlog of one worker is done without a pause', async () => {
  const { accountId, projectId } = await own.mint()
  // At one a poll they would outlast the test.
  const runIds = await Promise.all(Array.from({ length: 15 }, () => makeRun(own, { accountId, projectId })))
  await own.startWorker(nothing, { concurrency: { ...CONCURRENCY, brief: 1 } })
  for (const runId of runIds)
    expect(kinds(await eventsOf(own.runs, accountId, runId))).toEqual(['queued', 'started', 'done'])
})

it('is not there when the transaction that made it is not', async () => {
  const { accountId, projectId } = await own.mint()
  const id = newId()
  const refused = asAccount(own.database, accountId, async tx => {
    await own.runs.create(tx, { accountId, projectId, id, kind: 'brief' })
    throw new Error('the source could not be stored')
  })
  await expect(refused).rejects.toThrow('could not be stored')
  expect(await own.runs.get(accountId, id)).toBeNull()
})

it('fails with the words of its failure, and goes again when it is retried', async () => {
  const { accountId, projectId } = await own.mint()
  let tries = 0
  await own.startWorker(async () => {
    if (++tries === 1)
      throw new RunFailure('no_words', 'This video has no captions: add a caption file.', true)
    return { resultId: null, async save() {} }
  })
  const runId = await makeRun(own, { accountId, projectId })
  const words = {
    code: 'no_words',
    message: 'This video has no captions: add a caption file.',
    retryable: true,
  }
  expect((await eventsOf(own.runs, accountId, runId)).at(-1)).toMatchObject({ kind: 'failed', data: words })
  expect(await own.runs.get(accountId, runId)).toMatchObject({ state: 'failed', error: words })
  expect(tries).toBe(1)

  expect(await own.runs.retry(accountId, runId)).toMatchObject({ state: 'queued', error: null })
  expect(kinds(await eventsOf(own.runs, accountId, runId, 3))).toEqual(['queued', 'started', 'done'])
  expect(await own.runs.retry(accountId, runId)).toMatchObject({ state: 'done', attempt: 2 })
})

it('tries again by itself after an error without words, and keeps the steps that it had made', async () => {
  const { accountId, projectId } = await own.mint()
  let made = 0
  let tries = 0
  await own.startWorker(async context => {
    const themes = await context.step('themes', async () => ({ count: ++made }))
    if (++tries === 1) throw new TypeError('secret: cannot read properties of undefined')
    await context.note(`${themes.count} theme`)
    return { resultId: null, async save() {} }
  })
  const runId = await makeRun(own, { accountId, projectId })
  const events = await eventsOf(own.runs, accountId, runId)
  expect(kinds(events)).toEqual(['queued', 'started', 'queued', 'started', 'note', 'done'])
  expect({ made, tries }).toEqual({ made: 1, tries: 2 })
})

it('ends with a sentence that leaks nothing when the error does not go away', async () => {
  const { accountId, projectId } = await own.mint()
  const runId = await makeRun(own, { accountId, projectId })
  await own.database.sql`update run set attempt_limit = 1 where id = ${runId}`
  await own.startWorker(async () => {
    throw new Error('secret: password of the database')
  })
  const events = await eventsOf(own.runs, accountId, runId)
  expect(kinds(events)).toEqual(['queued', 'started', 'failed'])
  expect(events.at(-1)!.data).toMatchObject({ code: 'internal', retryable: true })
  expect(JSON.stringify(events)).not.toContain('secret')
})

it('leaves nothing behind when saving fails, and is not done', async () => {
  const { accountId, projectId } = await own.mint()
  const runId = await makeRun(own, { accountId, projectId })
  await own.database.sql`update run set attempt_limit = 1 where id = ${runId}`
  await own.startWorker(async ({ projectId, accountId, runId }) => ({
    resultId: null,
    async save(tx) {
      await tx`update project set title = 'Half' where id = ${projectId}`
      await tx`insert into brief (account_id, id, project_id, run_id, document)
        values (${accountId}, ${newId()}, ${newId()}, ${runId}, '{}')`
    },
  }))
  expect(kinds(await eventsOf(own.runs, accountId, runId))).toEqual(['queued', 'started', 'failed'])
  const [project] = await own.database.sql`select title from project where id = ${projectId}`
  expect(project!.title).toBe('Tides')
})

it('cannot save into another account', async () => {
  const { accountId, projectId } = await own.mint()
  const other = await own.mint()
  await own.startWorker(async () => ({
    resultId: null,
    async save(tx) {
      await tx`update project set title = 'Taken' where id = ${other.projectId}`
    },
  }))
  await eventsOf(own.runs, accountId, await makeRun(own, { accountId, projectId }))
  const [project] = await own.database.sql`select title from project where id = ${other.projectId}`
  expect(project!.title).toBe('Tides')
})

it('numbers events without a gap while many write at once', async () => {
  const { accountId, projectId } = await own.mint()
  await own.startWorker(async context => {
    await Promise.all(Array.from({ length: 40 }, (_, i) => context.note(`note ${i}`)))
    return { resultId: null, async save() {} }
  })
  const runId = await makeRun(own, { accountId, projectId })
  const events = await eventsOf(own.runs, accountId, runId)
  expect(events.map(event => event.seq)).toEqual(Array.from({ length: 43 }, (_, i) => i + 1))
})

it('is not shown to another account, whatever that asks', async () => {
  const { accountId, projectId } = await own.mint()
  const other = await own.mint()
  const runId = await makeRun(own, { accountId, projectId })
  expect(await own.runs.get(other.accountId, runId)).toBeNull()
  expect(await own.runs.list(other.accountId, projectId)).toEqual([])
  expect(await own.runs.cancel(other.accountId, runId)).toBeNull()
  expect(await own.runs.retry(other.accountId, runId)).toBeNull()
  expect(await eventsOf(own.runs, other.accountId, runId)).toEqual([])
  expect(await own.runs.get(accountId, runId)).toMatchObject({ state: 'queued' })
  await own.runs.cancel(accountId, runId)
})

it('of two accounts with the same id are two runs', async () => {
  const one = await own.mint()
  const two = await own.mint()
  const id = newId()
  await own.startWorker(nothing)
  await makeRun(own, { ...one, id })
  await makeRun(own, { ...two, id })
  expect(kinds(await eventsOf(own.runs, one.accountId, id))).toEqual(['queued', 'started', 'done'])
  expect(kinds(await eventsOf(own.runs, two.accountId, id))).toEqual(['queued', 'started', 'done'])
})
