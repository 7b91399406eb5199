import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { RunKind } from '../../../core/contract/run.ts'
import { deleteAccount } from '../../../server/accounts/accounts.ts'
import { ensureLocalAccount, LOCAL_ACCOUNT } from '../../../server/accounts/tokens.ts'
import { type Database, openDatabase } from '../../../server/db/database.ts'
import { migrate } from '../../../server/db/migrate.ts'
import { openQueue } from '../../../server/runs/queue.ts'
import { createRuns } from '../../../server/runs/runs.ts'
import { mintCaller, openApi, problemOf } from '../support/api.ts'
import { freshDatabaseUrl, testDatabase } from '../support/database.ts'

// In a database of its own: to have a row in each table whatever it holds, the rules of single columns are taken away.
let fresh: Awaited<ReturnType<typeof freshDatabaseUrl>>
let database: Database
let runs: ReturnType<typeof createRuns>
let stop: () => Promise<void>
let tables: string[]

beforeAll(async () => {
  await testDatabase()
  fresh = await freshDatabaseUrl()
  database = await openDatabase(fresh.url)
  await migrate(database)
  const queue = await openQueue(database, {
    supervise: false,
    onError(error) {
      throw error
    },
  })
  stop = () => queue.stop(1_000)
  runs = createRuns({ database, queue })
  const { sql } = database
  const found = await sql<{ name: string }[]>`
    select distinct table_name as name from information_schema.columns
    join pg_class c on c.oid = format('public.%I', table_name)::regclass and not c.relispartition
    where table_schema = 'public' and column_name = 'account_id' order by 1`
  tables = found.map(({ name }) => name)
  const checks = await sql<{ owned: string; rule: string }[]>`
    select conrelid::regclass::text as owned, conname as rule from pg_constraint
    where contype = 'c' and connamespace = 'public'::regnamespace and conparentid = 0 and coninhcount = 0`
  for (const { owned, rule } of checks)
    await sql`alter table ${sql(owned)} drop constraint if exists ${sql(rule)}`
})
afterAll(async () => {
  await stop()
  await database.close()
  await fresh.drop()
})

/** One row in each table: every id is the same, so that all that refers to something finds it. */
async function fill(account: string, email: string): Promise<void> {
  const { sql } = database
  const values: Record<string, string> = {
    uuid: account,
    text: 't',
    integer: '1',
    smallint: '1',
    bigint: '1',
    'double precision': '1',
    real: '1',
    numeric: '1',
    boolean: 'true',
    'timestamp with time zone': 'now',
    date: 'now',
    jsonb: '{}',
    bytea: `\\x${account.replaceAll('-', '')}`,
    tsvector: 'word',
    vector: '[1,2]',
    halfvec: '[1,2]',
    'text[]': '{}',
    'uuid[]': '{}',
    'integer[]': '{}',
    'real[]': '{}',
    'smallint[]': '{}',
    'bigint[]': '{}',
    'double precision[]': '{}',
  }
  await sql.begin(async tx => {
    await tx`set local session_replication_role = replica`
    await tx`insert into account (id, name, email) values (${account}, 'Ada', ${email})`
    for (const table of tables) {
      const columns = await tx<{ name: string; type: string }[]>`
        select attname as name, format_type(atttypid, null) as type from pg_attribute
        where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`
      const row = columns.map(({ name, type }) => {
        const value = values[type]
        if (value === undefined)
          throw new Error(`Nobody said what a ${type} is filled with (${table}.${name}).`)
        return value
      })
      const names = columns.map(({ name }) => `"${name}"`)
      const given = columns.map(({ type }, at) => `$${at + 1}::text::${type}`)
      await tx.unsafe(`insert into "${table}" (${names}) overriding system value values (${given})`, row)
    }
    await tx`update run set state = 'running' where account_id = ${account}`
    await tx`insert into auth_user (id, name, email, email_verified) values (${account}, '', ${email}, true)`
    await tx`insert into auth_session (id, expires_at, token, updated_at, user_id)
      values (${account}, now(), ${account}, now(), ${account})`
    await tx`insert into auth_identity (id, subject, provider_id, user_id, updated_at)
      values (${account}, ${account}, 'google', ${account}, now())`
    await tx`insert into auth_device_code (id, device_code, user_code, user_id, expires_at, status)
      values (${account}, ${account}, ${account}, ${account}, now(), 'pending')`
    await tx`insert into auth_verification (id, identifier, value, expires_at)
      values (${account}, ${`sign-in-otp-${email}`}, 'x', now())`
    await tx`insert into pgboss.job (name, data) values (${RunKind.options[0]!}, ${tx.json({ accountId: account, runId: account })})`
  })
}

/** How many rows hold the account's id or address, by table; every table of the database is looked at. */
async function left(account: string, email: string): Promise<Record<string, number>> {
  const { sql } = database
  const all = await sql<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'pgboss') and c.relkind in ('r', 'p') and not c.relispartition order by 1`
  const counts: Record<string, number> = {}
  for (const { name } of all) {
    const [row] = await sql<{ n: number }[]>`
      select count(*)::int as n from ${sql.unsafe(name)} as it
      where strpos(it::text, ${account}) > 0 or strpos(it::text, ${email}) > 0`
    if (row!.n > 0) counts[name] = row!.n
  }
  return counts
}

it('leaves of a deleted account no row in any table, and all of another’s', async () => {
  const { sql } = database
  const [gone, stays] = [newId(), newId()]
  await fill(gone, 'gone@example.org')
  await fill(stays, 'stays@example.org')
  const before = await left(stays, 'stays@example.org')
  for (const table of [
    ...tables,
    'account',
    'auth_user',
    'auth_session',
    'auth_identity',
    'auth_verification',
  ])
    expect(Object.keys(before)).toContain(`public.${table}`)
  expect(Object.keys(before)).toContain('pgboss.job')
  // What the one that stays holds of the person who goes.
  await sql.begin(async tx => {
    await tx`set local session_replication_role = replica`
    await tx`insert into member (account_id, project_id, member_id, role) values (${stays}, ${stays}, ${gone}, 'editor')`
    await tx`insert into invitation (account_id, id, project_id, email, role)
      values (${stays}, ${newId()}, ${stays}, 'gone@example.org', 'reader')`
  })
  let cancelled = ''
  const unlisten = await database.listen('run_cancelled', key => {
    cancelled = key
  })
  await deleteAccount(database, runs, gone)
  await unlisten()
  expect(cancelled).toBe(`${gone}/${gone}`)
  expect(await left(gone, 'gone@example.org')).toEqual({})
  expect(await left(stays, 'stays@example.org')).toEqual(before)
})

it('lets the account of this computer begin anew, empty', async () => {
  await ensureLocalAccount(database.sql)
  await database.sql`insert into project (account_id, id, title) values (${LOCAL_ACCOUNT}, ${newId()}, 'Tides')`
  await deleteAccount(database, runs, LOCAL_ACCOUNT)
  expect(await left(LOCAL_ACCOUNT, 'nobody@example.org')).toEqual({ 'public.account': 1 })
})

it('is deleted by its own token, with the words that say so alone', async () => {
  const api = await openApi()
  const { token } = await mintCaller()
  for (const json of [undefined, {}, { confirm: 'yes' }]) {
    const answer = await api.ask('/account', { method: 'DELETE', token, json })
    expect(await problemOf(answer)).toMatchObject({ status: 400 })
  }
  expect((await api.ask('/account', { token })).status).toBe(200)
  const json = { confirm: 'delete everything' }
  expect((await api.ask('/account', { method: 'DELETE', token, json })).status).toBe(204)
  expect((await api.ask('/account', { token })).status).toBe(401)
})
