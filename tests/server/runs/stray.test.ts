import { afterAll, beforeAll, expect, it } from 'vitest'
import { WORKER_LOCKS } from '../../../server/runs/worker-store.ts'
import { eventsOf, kinds, makeRun, nothing, openRunsOfItsOwn, type RunsOfItsOwn } from '../support/runs.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

it('a run that its living worker does not know of is taken up again', async () => {
  const { accountId, projectId } = await own.mint()
  await own.startWorker(nothing)
  const runId = await makeRun(own, { accountId, projectId })
  await eventsOf(own.runs, accountId, runId)
  // As a claim leaves it whose commit was kept and whose answer was lost with the connection.
  await own.database.sql`
    update run set state = 'running', attempt = 2, finished_at = null, worker = (
      select objid::int from pg_locks where locktype = 'advisory' and classid = ${WORKER_LOCKS} and granted limit 1)
    where id = ${runId}`
  await expect
    .poll(async () => (await own.runs.get(accountId, runId))?.state, { timeout: 8_000 })
    .toBe('done')
  expect((await own.runs.get(accountId, runId))?.attempt).toBe(3)
})

it('a worker that lost its lock takes one again for the first run that comes, and keeps nobody waiting', async () => {
  const { accountId, projectId } = await own.mint()
  const losses: ((error: Error) => void)[] = []
  const { database } = own
  await own.startWorker(nothing, {
    database: {
      ...database,
      hold(space, key, lost) {
        losses.push(lost)
        return database.hold(space, key, lost)
      },
    },
  })
  losses[0]!(new Error('the session that held the lock was closed'))
  const runIds = await Promise.all([1, 2, 3].map(() => makeRun(own, { accountId, projectId })))
  // Given up, they would be hinted at 10 s later.
  for (const runId of runIds)
    await expect
      .poll(async () => (await own.runs.get(accountId, runId))?.state, { timeout: 6_000 })
      .toBe('done')
  expect(losses).toHaveLength(2)
})

it('a worker that stops lets what looks after its runs come to its end, and leaves no lock behind', async () => {
  const { database } = own
  const losses: ((error: Error) => void)[] = []
  const asked = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const left: string[] = []
  const worker = await own.startWorker(nothing, {
    database: {
      ...database,
      async hold(space, key, lost) {
        losses.push(lost)
        const round = losses.length
        if (round === 2) asked.resolve()
        if (round === 2) await gate.promise
        const release = await database.hold(space, key, lost)
        return async () => {
          left.push(`lock ${round}`)
          await release()
        }
      },
    },
  })
  losses[0]!(new Error('the session that held the lock was closed'))
  await asked.promise
  const stopped = worker.stop(10_000).then(() => left.push('stopped'))
  await new Promise(resolve => setTimeout(resolve, 100))
  expect(left).toEqual([])
  gate.resolve()
  await stopped
  expect(left).toEqual(['lock 2', 'stopped'])
})

it('a worker whose clock is an hour ahead makes nobody wait', async () => {
  const { accountId, projectId } = await own.mint()
  let tries = 0
  await own.startWorker(
    async context => {
      if (tries++ === 0) throw new Error('some weather')
      return nothing(context)
    },
    { clock: () => Date.now() + 3_600_000 },
  )
  const runId = await makeRun(own, { accountId, projectId })
  expect(kinds(await eventsOf(own.runs, accountId, runId))).toEqual([
    'queued',
    'started',
    'queued',
    'started',
    'done',
  ])
})
