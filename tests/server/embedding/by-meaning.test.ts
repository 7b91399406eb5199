import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { type SearchQuestion, SearchRequest } from '../../../core/contract/search.ts'
import type { Database } from '../../../server/db/database.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { byMeaning } from '../../../server/embedding/by-meaning.ts'
import { queryVectors } from '../../../server/embedding/query-vectors.ts'
import { keepVectors } from '../../../server/embedding/store.ts'
import type { Embeddings } from '../../../server/model/embeddings.ts'
import { mintAccount, testDatabase } from '../support/database.ts'
import { embeddingsOf } from '../support/embedding.ts'
import { embeddingServer, embeds, refusesTo } from '../support/embedding-server.ts'
import { silent } from '../support/runs.ts'

let database: Database
beforeAll(async () => {
  database = await testDatabase()
})

/** An account whose passages, numbered from 0 and each in a source with its own tag, are these; those of `unread` have no vector. */
async function account(embeddings: Embeddings, texts: string[], unread: string[] = []) {
  const accountId = await mintAccount()
  const projectId = newId()
  await database.sql`insert into project (account_id, id, title) values (${accountId}, ${projectId}, 'Tides')`
  for (const [no, body] of [...texts, ...unread].entries()) {
    const sourceId = newId()
    await database.sql`
      insert into source (account_id, id, project_id, kind, url, canonical_url, title, captured_at, content_hash,
        receipt, body, state, tags)
      values (${accountId}, ${sourceId}, ${projectId}, 'article', 'https://a.example', 'https://a.example', 'A', now(),
        'h', '{}', 'b', 'ready', ${[`tag ${no}`]})`
    await database.sql`
      insert into passage (account_id, source_id, ord, no, body, start_char, end_char, lexemes)
      values (${accountId}, ${sourceId}, 0, ${no}, ${body}, 0, 1, '')`
  }
  await keep(embeddings, accountId, texts)
  return accountId
}

async function keep(embeddings: Embeddings, accountId: string, texts: string[]) {
  if (texts.length === 0) return
  const vectors = await embeddings.embed(texts, { kind: 'passage', signal: AbortSignal.timeout(5_000) })
  const made = vectors.map((vector, i) => ({
    hash: createHash('sha256').update(texts[i]!).digest('hex'),
    vector,
  }))
  await asAccount(database, accountId, tx => keepVectors(tx, embeddings.model, made))
}

async function finder(options: { patienceMs?: number; clock?: () => number } = {}) {
  const server = await embeddingServer()
  const embeddings = embeddingsOf(server)
  return { server, embeddings, find: findBy(embeddings, options) }
}

function findBy(embeddings: Embeddings, options: { patienceMs?: number; clock?: () => number } = {}) {
  const queryVector = queryVectors({ embeddings, log: silent, clock: Date.now, ...options })
  const find = byMeaning({ database, embeddings, queryVector })
  return async (accountId: string, query: string, asked: Partial<SearchQuestion> = {}) => {
    const request = SearchRequest.parse({ query, scope: { in: 'everything' }, ...asked })
    return (await find({ accountId, request, limit: request.limit }))!
  }
}

const TEXTS = ['The automobile was expensive.', 'The sea rose in the harbour.', 'A doctor came to the town.']

describe('finding by meaning', () => {
  it('finds a paraphrase that has no word of the question, the nearest first', async () => {
    const { find, embeddings } = await finder()
    const ada = await account(embeddings, TEXTS)
    const { keys, ...meaning } = await find(ada, 'costly vehicles')
    expect(keys[0]).toBe(0)
    expect(keys).toHaveLength(3)
    expect((await find(ada, 'healer', { limit: 1 })).keys).toEqual([2])
    expect(meaning).toEqual({ model: 'near', embedded: 3, passages: 3, runId: null, problem: null })
  })

  it('looks only in the scope and where the filters allow, and says how much of that it can find', async () => {
    const { find, embeddings } = await finder()
    const ada = await account(embeddings, TEXTS, ['Cars, cars, cars.'])
    expect(await find(ada, 'costly vehicles')).toMatchObject({ embedded: 3, passages: 4 })
    const tagged = await find(ada, 'costly vehicles', { filters: { tags: ['tag 1'] } })
    expect(tagged).toMatchObject({ keys: [1], embedded: 1, passages: 1 })
    const elsewhere = { scope: { in: 'project', projectId: newId() } } as const
    expect(await find(ada, 'costly vehicles', elsewhere)).toMatchObject({ keys: [], passages: 0 })
    const later = { filters: { from: '2999-01-01' } }
    expect(await find(ada, 'costly vehicles', later)).toMatchObject({ keys: [], passages: 0 })
  })

  it('finds in a small project among large ones as it does in all of them', async () => {
    const { find, embeddings } = await finder()
    const ada = await account(embeddings, TEXTS)
    const [small] = await database.sql`
      insert into project (account_id, id, title) values (${ada}, ${newId()}, 'Small') returning id`
    await database.sql`
      insert into search_chunk (account_id, chunk, project_id, configuration, passages)
      select account_id, row_number() over () - 1, id, 'english', case title when 'Small' then 2 else 20 end
      from project where account_id = ${ada}`
    await database.sql`
      update source set project_id = ${small!.id} where account_id = ${ada} and tags <> '{tag 2}'`
    const found = await find(ada, 'costly vehicles', { scope: { in: 'project', projectId: small!.id } })
    expect(found).toMatchObject({ embedded: 2, passages: 2 })
    expect(found.keys).toEqual((await find(ada, 'costly vehicles')).keys.filter(no => no !== 2))
  })

  it('finds what was said in the own videos, and there nothing else', async () => {
    const { find, embeddings } = await finder()
    const ada = await account(embeddings, TEXTS)
    const said = 'I once bought an automobile.'
    await database.sql`
      insert into channel (account_id, id, title, url, listed_at, complete)
      values (${ada}, 'UC1', 'Ada', 'https://www.youtube.com/channel/UC1', now(), true)`
    await database.sql`
      insert into channel_video (account_id, channel_id, video_id, ord, listed_at, title, kind, exact)
      values (${ada}, 'UC1', 'abcdefghijk', 0, now(), 'Cars', 'video', false)`
    await database.sql`
      insert into channel_passage (account_id, channel_id, video_id, ord, no, body, start_char, end_char, lexemes)
      values (${ada}, 'UC1', 'abcdefghijk', 0, 4096, ${said}, 0, 1, '')`
    await keep(embeddings, ada, [said])
    const channel = { scope: { in: 'channel' } } as const
    expect(await find(ada, 'vehicles', channel)).toMatchObject({ keys: [4096], embedded: 1, passages: 1 })
    expect((await find(ada, 'vehicles')).keys).not.toContain(4096)
  })

  it('finds nothing of another account, and no passage by another model’s vectors', async () => {
    const { find, embeddings, server } = await finder()
    const ada = await account(embeddings, TEXTS)
    const bea = await account(embeddings, [], TEXTS)
    expect(await find(bea, 'costly vehicles')).toMatchObject({ keys: [], embedded: 0, passages: 3 })
    const found = await findBy(embeddingsOf(server, 'nearer'))(ada, 'vehicles')
    expect(found).toMatchObject({ keys: [], model: 'nearer', embedded: 0, passages: 3 })
    expect(found.problem).toMatch(/^Nothing can be found by meaning yet/)
  })

  it('sends no question where there is nothing to compare it with', async () => {
    const { find, embeddings, server } = await finder()
    const ada = await account(embeddings, [], TEXTS)
    await find(ada, 'vehicles')
    expect(server.asked).toEqual([])
  })

  it('asks once for a question that comes again', async () => {
    const { find, embeddings, server } = await finder()
    const ada = await account(embeddings, TEXTS)
    const before = server.asked.length
    await Promise.all([find(ada, 'vehicles'), find(ada, 'vehicles')])
    await find(ada, 'vehicles')
    expect(server.asked.length - before).toBe(1)
  })
})

describe('without an answer of the model', () => {
  it('says so in time, does not ask again for a while, and keeps the answer that comes late', async () => {
    let now = 0
    const { find, embeddings, server } = await finder({ patienceMs: 30, clock: () => now })
    const ada = await account(embeddings, TEXTS)
    const held = Promise.withResolvers<void>()
    server.answer = async (asked, response) => {
      await held.promise
      embeds()(asked, response)
    }
    const late = await find(ada, 'vehicles')
    expect(late).toMatchObject({ keys: [], embedded: 3, passages: 3 })
    expect(late.problem).toMatch(/did not say within 0.03 seconds/)
    const before = server.asked.length
    expect((await find(ada, 'something else')).problem).toBe(late.problem)
    expect(server.asked.length).toBe(before)
    held.resolve()
    await expect.poll(async () => (await find(ada, 'vehicles', { limit: 1 })).keys).toEqual([0])
    now = 60_000
    await expect.poll(async () => (await find(ada, 'healer', { limit: 1 })).keys).toEqual([2])
  })

  it('says what to set where the key is refused', async () => {
    const { find, embeddings, server } = await finder()
    const ada = await account(embeddings, TEXTS)
    server.answer = refusesTo(401)
    expect((await find(ada, 'vehicles')).problem).toContain('EMBEDDING_API_KEY')
  })

  it('of the size that is kept says that it is another model', async () => {
    const { find, embeddings, server } = await finder()
    const ada = await account(embeddings, TEXTS)
    server.answer = embeds({ size: 24 })
    const found = await find(ada, 'vehicles')
    expect(found).toMatchObject({ keys: [], embedded: 3, passages: 3 })
    expect(found.problem).toMatch(/24 numbers now, and those that are kept have 16/)
  })
})
