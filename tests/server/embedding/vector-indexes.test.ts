import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { SearchRequest } from '../../../core/contract/search.ts'
import { type Database, openDatabase } from '../../../server/db/database.ts'
import { migrate } from '../../../server/db/migrate.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { byMeaning } from '../../../server/embedding/by-meaning.ts'
import { keepVectors, textsWithout } from '../../../server/embedding/store.ts'
import { vectorIndexes } from '../../../server/embedding/vector-indexes.ts'
import type { Embeddings } from '../../../server/model/embeddings.ts'
import { seededRandom } from '../../support/random.ts'
import { databaseKind, freshDatabaseUrl } from '../support/database.ts'

const MODEL = "drawn by o'hand"
const SIZE = 24
const LARGE = 300
const random = seededRandom(11)
const drawn = () => Float32Array.from({ length: SIZE }, () => random() - 0.5)

/** An account with so many passages, all with their vectors; what an `embed` run leaves. */
async function shelf(database: Database, passages: number): Promise<string> {
  const { sql } = database
  const [accountId, projectId, sourceId] = [newId(), newId(), newId()]
  await sql`insert into account (id) values (${accountId})`
  await sql`insert into project (account_id, id, title) values (${accountId}, ${projectId}, 'Tides')`
  await sql`
    insert into source (account_id, id, project_id, kind, url, canonical_url, title, captured_at, content_hash, receipt,
      body, state)
    values (${accountId}, ${sourceId}, ${projectId}, 'article', 'https://a.example', 'https://a.example', 'A', now(),
      'h', '{}', 'b', 'ready')`
  await sql`
    insert into passage (account_id, source_id, ord, no, body, start_char, end_char, lexemes)
    select ${accountId}, ${sourceId}, n, n, 'passage ' || n, 0, 1, '' from generate_series(0, ${passages - 1}::int) n`
  await sql`
    insert into search_chunk (account_id, chunk, project_id, configuration, passages)
    values (${accountId}, 0, ${projectId}, 'simple', ${passages})`
  await sql`
    insert into run (account_id, id, kind, state, attempt_limit) values (${accountId}, ${newId()}, 'embed', 'done', 5)`
  await asAccount(database, accountId, async tx => {
    const texts = await textsWithout(tx, MODEL, null, passages)
    await keepVectors(
      tx,
      MODEL,
      texts.map(({ hash }) => ({ hash, vector: drawn() })),
    )
  })
  return accountId
}

const embeddings: Embeddings = {
  ...{ model: MODEL, name: MODEL, host: null, dimensions: SIZE },
  embed: () => Promise.reject(new Error('nothing is asked here')),
  close: async () => {},
}
const find = (database: Database, accountId: string, vector: Float32Array, limit = 20) =>
  byMeaning({ database, embeddings, queryVector: async () => ({ vector }) })({
    ...{ accountId, limit, request: SearchRequest.parse({ query: 'q', scope: { in: 'everything' } }) },
  })

describe.runIf(databaseKind === 'server')('an account with very many vectors', () => {
  let database: Database
  let fresh: Awaited<ReturnType<typeof freshDatabaseUrl>>
  let large: string
  let small: string
  beforeAll(async () => {
    fresh = await freshDatabaseUrl()
    // One session, whose plans are kept, and whose counts of what it read can be asked for at once.
    database = await openDatabase(fresh.url, { connections: 1 })
    await migrate(database)
    large = await shelf(database, 2 * LARGE)
    small = await shelf(database, LARGE - 1)
  })
  afterAll(async () => {
    await database.close()
    await fresh.drop()
  })
  const chore = vectorIndexes(LARGE)
  const change = () => chore.work(database.sql, 1)
  const indexes = async () => [
    ...(await database.sql<{ name: string; valid: boolean; where: string }[]>`
      select relname as name, indisvalid as valid, pg_get_expr(indpred, indrelid) as where
      from pg_index join pg_class on pg_class.oid = indexrelid where relname like 'passage_vector_near_%'`),
  ]
  it('gets an index of its own, once, and finds what it found before', async () => {
    const questions = Array.from({ length: 20 }, drawn)
    const exact = await Promise.all(questions.map(question => find(database, large, question)))
    expect(await change()).toBe(1)
    const built = await indexes()
    expect(built).toEqual([{ name: expect.any(String), valid: true, where: expect.stringContaining(large) }])
    expect(await change()).toBe(0)
    expect(await indexes()).toEqual(built)
    const found = await Promise.all(questions.map(question => find(database, large, question)))
    expect(found).toEqual(exact)
    expect(exact[0]).toMatchObject({ passages: 2 * LARGE, embedded: 2 * LARGE, runId: null, problem: null })
  })

  it('is searched by it, also on a session that searched for others first', async () => {
    const scans = async () => {
      await database.sql`select pg_stat_force_next_flush()`
      const [row] = await database.sql`
        select sum(idx_scan)::int as scans from pg_stat_user_indexes where indexrelname like 'passage_vector_near_%'`
      return row!.scans as number
    }
    // So few vectors may be sorted sooner than an index is read.
    await database.sql`set enable_sort = off`
    await database.sql`set jit = off`
    try {
      const before = await scans()
      // A plan that is kept for all, as PostgreSQL makes it at the sixth time, could use no index of one.
      for (let i = 0; i < 7; i++) await find(database, small, drawn())
      expect(await scans()).toBe(before)
      await find(database, large, drawn())
      expect(await scans()).toBe(before + 1)
    } finally {
      await database.sql`reset enable_sort`
      await database.sql`reset jit`
    }
  })

  it('has the leftover of a build that was killed removed, and its index built', async () => {
    const [built] = await indexes()
    await database.sql`update pg_index set indisvalid = false where indexrelid = ${built!.name}::regclass`
    expect(await change()).toBe(1)
    expect(await indexes()).toEqual([])
    expect(await change()).toBe(1)
    expect(await indexes()).toEqual([built])
  })

  it('waits while another machine builds', async () => {
    const other = await openDatabase(fresh.url, { connections: 1 })
    try {
      await other.sql`select pg_advisory_lock(7205759406)`
      await database.sql`update pg_index set indisvalid = false where indexrelid = ${(await indexes())[0]!.name}::regclass`
      expect(await change()).toBe(0)
      await other.sql`select pg_advisory_unlock(7205759406)`
      expect(await change()).toBe(1)
    } finally {
      await other.close()
    }
    expect(await change()).toBe(1)
  })

  it('loses it with its vectors, not before half of them are gone', async () => {
    const keep = async (vectors: number) =>
      database.sql`
        delete from passage_vector where account_id = ${large} and text_hash not in (
          select text_hash from passage_vector where account_id = ${large} order by text_hash limit ${vectors})`
    await keep(LARGE / 2)
    expect(await change()).toBe(0)
    await keep(LARGE / 2 - 1)
    expect(await change()).toBe(1)
    expect(await indexes()).toEqual([])
    expect(await change()).toBe(0)
  })
})
