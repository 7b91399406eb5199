import type { TransactionSql } from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { type Database, openDatabase } from '../../../server/db/database.ts'
import { migrate } from '../../../server/db/migrate.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { freshDatabaseUrl } from '../support/database.ts'

// A session keeps the plan of a foreign key's check: one that is made while there are few rows reads what was stored
// since again and again, unless only the key's own index can serve it. A database of its own has no such plans yet.
let fresh: Awaited<ReturnType<typeof freshDatabaseUrl>>
let database: Database
const account = newId()
const project = newId()
const channel = 'UCabcdefghijklmnopqrstuv'
const ids = Array.from({ length: 200 }, () => newId())

beforeAll(async () => {
  fresh = await freshDatabaseUrl()
  database = await openDatabase(fresh.url)
  await migrate(database)
  await database.sql`insert into account (id) values (${account})`
  await database.sql`insert into project (account_id, id, title) values (${account}, ${project}, 'One')`
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})

/** How many rows of a table this transaction has read. */
async function read(tx: TransactionSql, table: string): Promise<number> {
  const [row] = await tx<{ rows: number }[]>`
    select (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_xact_user_tables
    where relname = ${table}`
  return row!.rows
}

it('a passage that is stored reads its source and no other', async () => {
  const rows = await asAccount(database, account, async tx => {
    await tx`
      insert into source (account_id, id, project_id, kind, url, canonical_url, title, captured_at, content_hash, receipt, body)
      select ${account}, id, ${project}, 'article', 'https://a.example/' || n, 'https://a.example/' || n, 'A',
             now() - n * interval '1 minute', 'x', '{}', 'words'
      from unnest(${ids}::uuid[]) with ordinality as made (id, n)`
    const before = await read(tx, 'source')
    await tx`
      insert into passage (account_id, source_id, ord, body, start_char, end_char, lexemes)
      select ${account}, id, 0, 'words', 0, 5, to_tsvector('words') from unnest(${ids}::uuid[]) as id`
    return (await read(tx, 'source')) - before
  })
  expect(rows).toBe(200)
})

it('a passage of an own video reads that video and no other', async () => {
  const rows = await asAccount(database, account, async tx => {
    await tx`
      insert into channel (account_id, id, title, url, listed_at, complete)
      values (${account}, ${channel}, 'Mine', 'https://www.youtube.com/@mine', now(), true)`
    await tx`
      insert into channel_video (account_id, channel_id, video_id, ord, listed_at, title, kind, exact)
      select ${account}, ${channel}, 'video' || n, n, now(), 'A video', 'video', true from generate_series(1, 200) as n`
    const before = await read(tx, 'channel_video')
    await tx`
      insert into channel_passage (account_id, channel_id, video_id, ord, body, start_char, end_char, lexemes)
      select ${account}, ${channel}, 'video' || n, 0, 'words', 0, 5, to_tsvector('words') from generate_series(1, 200) as n`
    return (await read(tx, 'channel_video')) - before
  })
  expect(rows).toBe(200)
})

it('an event of a run reads that run and no other', async () => {
  const rows = await asAccount(database, account, async tx => {
    await tx`
      insert into run (account_id, id, kind, project_id, attempt_limit, created_at)
      select ${account}, id, 'ingest', ${project}, 5, now() - n * interval '1 minute'
      from unnest(${ids}::uuid[]) with ordinality as made (id, n)`
    const before = await read(tx, 'run')
    await tx`
      insert into run_event (account_id, run_id, seq, kind, data)
      select ${account}, id, 1, 'queued', '{}' from unnest(${ids}::uuid[]) as id`
    return (await read(tx, 'run')) - before
  })
  expect(rows).toBe(200)
})
