import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { migrate, requireMigrated } from '../../../server/db/migrate.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { eventsOf, kinds, makeRun, nothing, openRunsOfItsOwn, type RunsOfItsOwn } from '../support/runs.ts'

// What a process meets while a newer version is rolled out beside it: rows that it would not write itself.

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

/** As a newer version's check lets it. */
async function allowNewerKinds() {
  await own.database.sql`alter table run drop constraint if exists run_kind_check`
}

it('passes on an event of a kind that it does not know, as it was written, and follows what comes after', async () => {
  const { accountId, projectId } = await own.mint()
  const runId = await makeRun(own, { accountId, projectId })
  const heard: { seq: number; kind: string; data: unknown }[] = []
  const following = (async () => {
    for await (const event of own.runs.events(accountId, runId, 1, AbortSignal.timeout(10_000)))
      if (event !== 'ping') heard.push({ seq: event.seq, kind: event.kind, data: event.data })
  })()
  const data = { steps: ['left', 'right'] }
  await own.database.sql.begin(async tx => {
    await tx`insert into run_event (account_id, run_id, seq, kind, data)
      values (${accountId}, ${runId}, 2, 'danced', ${tx.json(data)})`
    await tx`update run set last_seq = 2 where id = ${runId}`
    await tx`select pg_notify('run', ${`${accountId}/${runId}`})`
  })
  await expect.poll(() => heard).toEqual([{ seq: 2, kind: 'danced', data }])
  await own.runs.cancel(accountId, runId)
  await following
  expect(heard.map(({ seq, kind }) => `${seq} ${kind}`)).toEqual(['2 danced', '3 cancelled'])
})

it('leaves runs of a kind that it does not know to who does: queued, or lost by a worker that died', async () => {
  const { accountId, projectId } = await own.mint()
  await allowNewerKinds()
  const [queued, orphan, exhausted] = [newId(), newId(), newId()]
  await own.database.sql`
    insert into run (account_id, id, project_id, kind, state, worker, attempt, attempt_limit, due_at) values
      (${accountId}, ${queued}, ${projectId}, 'dance', 'queued', null, 0, 5, now() - interval '1 hour'),
      (${accountId}, ${orphan}, ${projectId}, 'dance', 'running', 7, 1, 5, now()),
      (${accountId}, ${exhausted}, ${projectId}, 'dance', 'running', 7, 5, 5, now())`
  // It would have been taken up after them.
  const lost = await makeRun(own, { accountId, projectId })
  await own.database.sql`update run set state = 'running', worker = 7, attempt = 1 where id = ${lost}`
  await own.startWorker(nothing)
  expect(kinds(await eventsOf(own.runs, accountId, lost, 1))).toEqual(['queued', 'started', 'done'])
  const states = await own.database.sql`
    select state, attempt, last_seq from run where kind = 'dance' and account_id = ${accountId} order by state, attempt`
  expect([...states]).toEqual([
    { state: 'queued', attempt: 0, last_seq: 0 },
    { state: 'running', attempt: 1, last_seq: 0 },
    { state: 'running', attempt: 5, last_seq: 0 },
  ])
  expect((await own.runs.list(accountId, projectId)).map(run => run.state).sort()).toContain('running')
  expect(await own.runs.cancel(accountId, orphan)).toMatchObject({ state: 'cancelled' })
})

it('goes on when a newer migration is applied beneath it, and starts again unless that breaks with it', async () => {
  const { accountId, projectId } = await own.mint()
  await own.startWorker(nothing)
  const { database, runs } = own
  async function wholeLife() {
    const id = await makeRun(own, { accountId, projectId })
    expect(kinds(await eventsOf(runs, accountId, id))).toEqual(['queued', 'started', 'done'])
    expect(await runs.retry(accountId, id)).toMatchObject({ state: 'done' })
    expect((await runs.list(accountId, projectId)).map(run => run.id)).toContain(id)
  }
  await wholeLife()
  await wholeLife()
  const tables = await database.sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migration'`
  for (const { name } of tables)
    await database.sql`alter table ${database.sql(name)} add column only_newer text not null default ''`
  await database.sql`insert into migration (name, sha256) values ('9999_newer.sql', 'made up')`
  await wholeLife()
  await asAccount(database, accountId, tx => runs.cancelAll(tx, 'The account was deleted.'))
  expect(await migrate(database)).toEqual([])
  expect(await requireMigrated(database)).toEqual(['9999_newer.sql'])
  await database.sql`update migration set breaking = true where name = '9999_newer.sql'`
  for (const start of [migrate, requireMigrated])
    await expect(start(database)).rejects.toMatchObject({
      name: 'Refusal',
      message:
        'The database has migration 9999_newer.sql, which this version of Ownwords does not know and cannot work with: update it.',
    })
})
