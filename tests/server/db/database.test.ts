import { beforeAll, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../../server/db/database.ts'
import { hint } from '../../../server/db/hints.ts'
import { mintAccount, testDatabase } from '../support/database.ts'

let database: Database
beforeAll(async () => {
  database = await testDatabase()
})

it('keeps hundreds of queries at once apart', async () => {
  const { sql } = database
  const answers = await Promise.all(
    Array.from({ length: 300 }, async (_, i) => (await sql`select ${i}::int as i`)[0]!.i),
  )
  expect(answers).toEqual(Array.from({ length: 300 }, (_, i) => i))
})

it('carries parameters of megabytes, bytes, JSON and Unicode as they are', async () => {
  const { sql } = database
  const long = '—Ω😀\n'.repeat(700_000)
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i))
  const json = { 'a"b': ['\\', null, { ü: 1.5 }] }
  const [row] =
    await sql`select ${long}::text as long, ${bytes}::bytea as bytes, ${sql.json(json)}::jsonb as json`
  expect(row!.long === long).toBe(true)
  expect(row!.bytes).toEqual(bytes)
  expect(row!.json).toEqual(json)
})

it('gives errors their codes, and goes on after them', async () => {
  const { sql } = database
  const id = await mintAccount()
  await expect(sql`insert into account (id) values (${id})`).rejects.toMatchObject({ code: '23505' })
  await expect(sql`selec 1`).rejects.toMatchObject({ code: '42601' })
  expect((await sql`select 1 as one`)[0]!.one).toBe(1)
})

it('leaves nothing of a transaction that threw', async () => {
  const { sql } = database
  const before = (await sql`select count(*)::int as n from account`)[0]!.n
  const refused = sql.begin(async tx => {
    await tx`insert into account (id) values (gen_random_uuid())`
    throw new Error('changed its mind')
  })
  await expect(refused).rejects.toThrow('changed its mind')
  expect((await sql`select count(*)::int as n from account`)[0]!.n).toBe(before)
})

it('has vectors', async () => {
  const [row] = await database.sql`select '[1,2,3]'::vector <-> '[1,2,5]'::vector as distance`
  expect(row!.distance).toBe(2)
})

it('a notification is heard once it is committed, and never when it is not', async () => {
  const { sql } = database
  const heard: string[] = []
  let readies = 0
  const stop = await database.listen(
    'a channel "of mine"',
    payload => heard.push(payload),
    () => readies++,
  )
  expect(readies).toBe(1)
  const notify = (payload: string) => sql`select pg_notify('a channel "of mine"', ${payload})`
  await sql
    .begin(async tx => {
      await tx`select pg_notify('a channel "of mine"', 'rolled back')`
      throw new Error('no')
    })
    .catch(() => {})
  await notify('früh')
  await notify('spät')
  await expect.poll(() => heard).toEqual(['früh', 'spät'])
  await stop()
  await notify('unheard')
  await sql`select 1`
  expect(heard).toEqual(['früh', 'spät'])
})

it('does nothing of what a transaction left going when it was over', async () => {
  const { sql } = database
  await sql`create table if not exists left_going (what text)`
  let going: Promise<unknown> = Promise.resolve()
  const refused = sql.begin(async tx => {
    going = (async () => {
      await tx`insert into left_going values ('in it')`
      await tx`insert into left_going values ('behind it')`
    })()
    going.catch(() => {})
    throw new Error('no')
  })
  await expect(refused).rejects.toThrow('no')
  await expect(going).rejects.toThrow('The transaction is over')
  expect(await sql`select what from left_going`).toEqual([])
  await sql`drop table left_going`
})

it('a hint is heard when its transaction is committed, each once, and never where it is not', async () => {
  const heard: string[] = []
  const stop = await database.listen('hinted', payload => heard.push(payload))
  const refused = database.sql.begin(async tx => {
    await hint(tx, 'hinted', 'never')
    throw new Error('no')
  })
  await expect(refused).rejects.toThrow('no')
  await database.sql.begin(async tx => {
    for (const payload of ['one', 'two', 'one']) await hint(tx, 'hinted', payload)
    await tx`select 1`
    expect(heard).toEqual([])
  })
  await expect.poll(() => heard).toEqual(['one', 'two'])
  // While one is sent the others gather, and none of them is forgotten.
  const many = Array.from({ length: 20 }, (_, i) => `${i}`)
  await Promise.all(many.map(payload => database.sql.begin(tx => hint(tx, 'hinted', payload))))
  await expect.poll(() => heard.slice(2).sort()).toEqual(many.toSorted())
  await stop()
})

it('each of two listeners on one channel hears, until it stops', async () => {
  const heard: string[] = []
  const stopOne = await database.listen('shared', payload => heard.push(`one ${payload}`))
  const stopTwo = await database.listen('shared', payload => heard.push(`two ${payload}`))
  await database.sql`select pg_notify('shared', 'a')`
  await expect.poll(() => heard.sort()).toEqual(['one a', 'two a'])
  await stopOne()
  await database.sql`select pg_notify('shared', 'b')`
  await expect.poll(() => heard).toContain('two b')
  expect(heard).not.toContain('one b')
  await stopTwo()
})

it('a lock is held until it is let go', async () => {
  const held = async () =>
    (
      await database.sql`select count(*)::int as n from pg_locks
      where locktype = 'advisory' and classid = 99 and objid = 7 and granted`
    )[0]!.n
  const release = await database.hold(99, 7, () => {})
  expect(await held()).toBe(1)
  await release()
  await expect.poll(held).toBe(0)
})

it('a server that cannot be reached is one sentence without the password', async () => {
  const refused = openDatabase('postgres://me:hunter2@127.0.0.1:1/ownwords')
  await expect(refused).rejects.toMatchObject({
    name: 'Refusal',
    message: expect.stringContaining('The database at 127.0.0.1:1/ownwords cannot be used'),
  })
  await expect(refused).rejects.not.toThrow('hunter2')
})
