import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import type { Database } from '../../../server/db/database.ts'
import { asAccount, asOwner } from '../../../server/db/tenancy.ts'
import { mintAccount, testDatabase } from '../support/database.ts'

let database: Database
let mine: string
let theirs: string
const project = newId()
const source = newId()
const run = newId()
const voice = newId()
const channel = 'UCabcdefghijklmnopqrstuv'

beforeAll(async () => {
  database = await testDatabase()
  mine = await mintAccount()
  theirs = await mintAccount()
  await asAccount(database, theirs, async tx => {
    await tx`insert into project (account_id, id, title) values (${theirs}, ${project}, 'Theirs')`
    await tx`insert into source (account_id, id, project_id, kind, url, canonical_url, title, captured_at, content_hash, receipt, body)
      values (${theirs}, ${source}, ${project}, 'article', 'https://a.example/', 'https://a.example/', 'A', now(), 'x', '{}', 'words')`
    await tx`insert into passage (account_id, source_id, ord, body, start_char, end_char, lexemes)
      values (${theirs}, ${source}, 0, 'words', 0, 5, to_tsvector('words'))`
    await tx`insert into run (account_id, id, kind, project_id, attempt_limit) values (${theirs}, ${run}, 'brief', ${project}, 5)`
    await tx`insert into run_event (account_id, run_id, seq, kind, data) values (${theirs}, ${run}, 1, 'queued', '{}')`
    await tx`insert into run_step (account_id, run_id, name, output) values (${theirs}, ${run}, 'themes', '[]')`
    await tx`insert into brief (account_id, id, project_id, run_id, document) values (${theirs}, ${newId()}, ${project}, ${run}, '{}')`
    await tx`insert into source_version (account_id, source_id, version, kind, url, title, captured_at, content_hash, receipt, body, chapters, facts, images)
      values (${theirs}, ${source}, 1, 'article', 'https://a.example/', 'A', now(), 'x', '{}', 'words before', '[]', '[]', '[]')`
    await tx`insert into channel (account_id, id, title, url, listed_at, complete)
      values (${theirs}, ${channel}, 'Theirs', 'https://www.youtube.com/@theirs', now(), true)`
    await tx`insert into channel_video (account_id, channel_id, video_id, ord, listed_at, title, kind, exact)
      values (${theirs}, ${channel}, 'abcdefghijk', 0, now(), 'Their video', 'video', false)`
    await tx`insert into voice (account_id, id, channel_id, name, kind, videos)
      values (${theirs}, ${voice}, ${channel}, 'Theirs', 'main', '[]')`
    await tx`insert into voice_version (account_id, voice_id, version, cause, says, readiness, profile, profile_version, edits)
      values (${theirs}, ${voice}, 1, 'measured', 'Measured', 'ready', '{}', 1, '[]')`
    await tx`insert into token (hash, account_id, label) values (${Buffer.from(theirs.replaceAll('-', '').repeat(2), 'hex')}, ${theirs}, 'x')`
  })
})

const tables = [
  ...['project', 'source', 'source_version', 'passage', 'run', 'run_event', 'run_step', 'brief', 'token'],
  ...['channel', 'channel_video', 'voice', 'voice_version'],
]

it('every table with an account in it is under row-level security', async () => {
  const bare = await database.sql`
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and not c.relrowsecurity
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'account_id')`
  expect([...bare]).toEqual([])
  const covered = await database.sql`
    select table_name from information_schema.columns
    where table_schema = 'public' and column_name = 'account_id' order by 1`
  expect(covered.map(row => row.table_name)).toEqual([...tables].sort())
})

describe.each(tables)("another account's rows of %s", table => {
  it('are not read, changed or deleted', async () => {
    const { sql } = database
    const count = () => sql`select count(*)::int as n from ${sql(table)} where account_id = ${theirs}`
    await asAccount(database, mine, async tx => {
      expect([...(await tx`select * from ${tx(table)} where account_id = ${theirs}`)]).toEqual([])
      expect(
        (await tx`update ${tx(table)} set account_id = account_id where account_id = ${theirs}`).count,
      ).toBe(0)
      expect((await tx`delete from ${tx(table)} where account_id = ${theirs}`).count).toBe(0)
    })
    expect((await count())[0]!.n).toBe(1)
    await asAccount(database, theirs, async tx => {
      expect(await tx`select * from ${tx(table)}`).toHaveLength(1)
    })
  })

  it('are not shown to whoever forgets to name an account', async () => {
    await database.sql.begin(async tx => {
      await tx`set local role ownwords_app`
      expect([...(await tx`select * from ${tx(table)}`)]).toEqual([])
    })
  })
})

it('nobody inserts for another account, or gives a row away', async () => {
  const refused = { code: '42501' }
  await expect(
    asAccount(
      database,
      mine,
      tx => tx`insert into project (account_id, id, title) values (${theirs}, ${newId()}, 'x')`,
    ),
  ).rejects.toMatchObject(refused)
  const own = newId()
  await asAccount(
    database,
    mine,
    tx => tx`insert into project (account_id, id, title) values (${mine}, ${own}, 'x')`,
  )
  await expect(
    asAccount(database, mine, tx => tx`update project set account_id = ${theirs} where id = ${own}`),
  ).rejects.toMatchObject(refused)
})

it("a row cannot be hung on another account's project", async () => {
  await expect(
    asAccount(
      database,
      mine,
      tx =>
        tx`insert into run (account_id, id, kind, project_id, attempt_limit) values (${mine}, ${newId()}, 'brief', ${project}, 5)`,
    ),
  ).rejects.toMatchObject({ code: '23503' })
})

it("a version cannot be hung on another account's source, nor a video on its channel", async () => {
  const missing = { code: '23503' }
  await expect(
    asAccount(
      database,
      mine,
      tx => tx`
        insert into source_version (account_id, source_id, version, kind, url, title, captured_at, content_hash, receipt, body, chapters, facts, images)
        values (${mine}, ${source}, 1, 'article', 'https://a.example/', 'A', now(), 'x', '{}', 'words', '[]', '[]', '[]')`,
    ),
  ).rejects.toMatchObject(missing)
  await expect(
    asAccount(
      database,
      mine,
      tx => tx`
        insert into channel_video (account_id, channel_id, video_id, ord, listed_at, title, kind, exact)
        values (${mine}, ${channel}, 'abcdefghijk', 0, now(), 'x', 'video', false)`,
    ),
  ).rejects.toMatchObject(missing)
})

it('an account sees of the accounts only itself', async () => {
  const rows = await asAccount(database, mine, tx => tx`select id from account`)
  expect(rows.map(row => row.id)).toEqual([mine])
})

it('the role and the account end with the transaction, whether it is kept or refused', async () => {
  const session = async () =>
    (
      await database.sql`select current_setting('role') as role, current_setting('ownwords.account_id', true) as id`
    )[0]
  await asAccount(database, mine, async () => {})
  expect(await session()).toMatchObject({ role: 'none' })
  await asAccount(database, mine, tx => tx`select 1 / 0`).catch(() => {})
  const after = await session()
  expect(after).toMatchObject({ role: 'none' })
  expect(after!.id ?? '').toBe('')
})

it('what steps out of the role steps back into it', async () => {
  await asAccount(database, mine, async tx => {
    const who = async () => (await tx`select current_user as who`)[0]!.who
    expect(await who()).toBe('ownwords_app')
    expect(await asOwner(tx, who)).not.toBe('ownwords_app')
    expect(await who()).toBe('ownwords_app')
  })
})

it('an id that is no account is an error, not everybody', async () => {
  await expect(asAccount(database, "' or true --", tx => tx`select * from project`)).rejects.toMatchObject({
    code: '22P02',
  })
})
