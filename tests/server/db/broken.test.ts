import { setTimeout as sleep } from 'node:timers/promises'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../../server/db/database.ts'
import { openServer } from '../../../server/db/server.ts'
import { databaseKind, freshDatabaseUrl } from '../support/database.ts'

// The embedded database has no connection that could break without the process.
const onServer = it.skipIf(databaseKind === 'embedded')

const GONE = expect.stringMatching(/^(CONNECTION_CLOSED|ECONNRESET|57P01)$/)

let fresh: Awaited<ReturnType<typeof freshDatabaseUrl>>
let database: Database
let other: Sql
beforeAll(async () => {
  fresh = await freshDatabaseUrl()
  if (databaseKind === 'embedded') return
  database = await openDatabase(fresh.url)
  other = postgres(fresh.url, { max: 1, onnotice() {} })
  await other`create table kept (word text)`
})
afterAll(async () => {
  await other?.end()
  await database?.close()
  await fresh.drop()
})

const pidOf = async (sql: Sql): Promise<number> => (await sql`select pg_backend_pid() as pid`)[0]!.pid
const kept = async () => (await other`select word from kept order by word`).map(({ word }) => word)

onServer('a transaction whose connection breaks between two statements keeps nothing of either', async () => {
  let went = 'further'
  const begun = database.sql.begin(async tx => {
    await tx`insert into kept values ('first')`
    await other`select pg_terminate_backend(${await pidOf(tx as unknown as Sql)})`
    await sleep(100)
    await tx`insert into kept values ('second')`.catch(error => {
      went = 'nowhere'
      throw error
    })
  })
  await expect(begun).rejects.toMatchObject({ code: GONE })
  await expect.poll(() => went).toBe('nowhere')
  expect(await kept()).toEqual([])
})

onServer('one that breaks in a statement, or before its end, is not told as kept', async () => {
  const breaking = database.sql.begin(async tx => {
    const pid = await pidOf(tx as unknown as Sql)
    await tx`insert into kept values ('lost')`
    setTimeout(() => void other`select pg_terminate_backend(${pid})`.execute(), 50)
    await tx`select pg_sleep(5)`
  })
  await expect(breaking).rejects.toMatchObject({ code: GONE })
  const committing = database.sql.begin(async tx => {
    await tx`insert into kept values ('lost too')`
    await other`select pg_terminate_backend(${await pidOf(tx as unknown as Sql)})`
    await sleep(100)
  })
  await expect(committing).rejects.toMatchObject({ code: GONE })
  expect(await kept()).toEqual([])
})

onServer('what others do meanwhile goes on, and the next statement has a connection', async () => {
  const beside = database.sql.begin(async tx => {
    await tx`insert into kept values ('beside')`
    await sleep(800)
    await tx.savepoint(inner => inner`insert into kept values ('in it')`)
    return 'done'
  })
  const pid = await pidOf(database.sql)
  await other`select pg_terminate_backend(${pid})`
  await sleep(400)
  expect((await database.sql`select 1 as one`)[0]!.one).toBe(1)
  expect(await beside).toBe('done')
  expect(await kept()).toEqual(['beside', 'in it'])
})

onServer('a listener whose session breaks listens again, and is told that it missed something', async () => {
  const heard: string[] = []
  let readies = 0
  const stop = await database.listen(
    'broken',
    payload => heard.push(payload),
    () => readies++,
  )
  const sessions = await other`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ~ '^(listen|select 1 as listening)'`
  expect(sessions).toHaveLength(1)
  await expect.poll(() => readies, { timeout: 5_000 }).toBe(2)
  await other`select pg_notify('broken', 'heard again')`
  await expect.poll(() => heard).toEqual(['heard again'])
  await stop()
})

onServer('a reserved session that broke is refused, and gives nothing broken back', async () => {
  const session = await database.sql.reserve()
  await other`select pg_terminate_backend(${await pidOf(session)})`
  await sleep(100)
  await expect(session`select 1`).rejects.toMatchObject({ code: GONE })
  session.release()
  expect((await database.sql`select 1 as one`)[0]!.one).toBe(1)
})

onServer('neither a long statement nor a busy process is taken for a silent database', async () => {
  const quick = await openServer(fresh.url, 2, { tickMs: 50 })
  const stop = await quick.listen('here', () => {})
  const long = quick.sql`select pg_sleep(1.5)`
  await sleep(200)
  const until = performance.now() + 800
  while (performance.now() < until);
  expect((await quick.sql`select 1 as one`)[0]!.one).toBe(1)
  await long
  await stop()
  await quick.close()
})
