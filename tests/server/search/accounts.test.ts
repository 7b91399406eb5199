import { expect, it } from 'vitest'
import { asAccount } from '../../../server/db/tenancy.ts'
import { searchPassages } from '../../../server/search/search.ts'
import { problemOf } from '../support/api.ts'
import { searcher } from '../support/search.ts'

const request = (query: string) => ({
  query,
  scope: { in: 'everything' as const },
  filters: { kinds: [], sites: [], tags: [], from: null, to: null },
  limit: 20,
})

it('neither another account’s passages nor how common words are in them show', async () => {
  const mine = await searcher()
  const theirs = await searcher()
  await mine.write('The moon pulls the sea.')
  await mine.write('The wind drives the waves.')
  const before = (await mine.find('moon wind')).map(({ text, score }) => ({ text, score }))
  // A hundred passages of the moon would make the word common.
  for (let n = 0; n < 3; n++)
    await theirs.write(`The moon. ${`The moon is the moon, says line ${n}.\n\n`.repeat(200)}`)
  expect((await mine.find('moon wind')).map(({ text, score }) => ({ text, score }))).toEqual(before)
  const all = await searchPassages({ database: mine.database }, mine.accountId, request('moon'))
  expect(all.hits.map(({ text }) => text)).toEqual(['The moon pulls the sea.'])
  const asked = await theirs.ask({ query: 'moon', scope: { in: 'project', projectId: mine.projectId } })
  expect(await problemOf(asked)).toMatchObject({ code: 'not_found', status: 404 })
})

it('each account has numbers of its own', async () => {
  const { write, database, accountId } = await searcher()
  await write('The moon pulls the sea.')
  await asAccount(database, accountId, async tx => {
    expect([...(await tx`select no from passage`)]).toEqual([{ no: 0 }])
  })
})

it('what the index is looked up by leaks nothing, so that it may be used under row-level security', async () => {
  const { database } = await searcher()
  // Of what is not leakproof PostgreSQL asks only after row-level security, of each row: the index would be read whole.
  const leaky = await database.sql`
    select distinct operator.oprcode::text as name
    from pg_operator operator join pg_proc function on function.oid = operator.oprcode
    where not function.proleakproof and oprname = '=' and oprleft = oprright
      and oprleft = any('{uuid, int4, text}'::regtype[]::oid[])`
  expect([...leaky]).toEqual([])
})

it('what is found by meaning is fused, shown only where it may be, and said of', async () => {
  const mine = await searcher()
  const theirs = await searcher()
  await mine.write('The moon pulls the sea.')
  await mine.write('Our satellite has gravity, and waters follow.')
  const removed = await mine.write('Earth and its companion.')
  await theirs.write('Somebody else’s words of the moon. '.repeat(30))
  await mine.api.ask(`/sources/${removed.id}`, { method: 'DELETE', token: mine.token })
  const asked: string[] = []
  const { hits, meaning } = await searchPassages(
    {
      database: mine.database,
      async byMeaning({ request, accountId }) {
        asked.push(request.query, accountId)
        return { keys: [2, 1, 0, 3, 4096], model: 'm', embedded: 2, passages: 3, runId: null, problem: null }
      },
    },
    mine.accountId,
    request('moon'),
  )
  expect(asked).toEqual(['moon', mine.accountId])
  expect(meaning).toEqual({ model: 'm', embedded: 2, passages: 3, runId: null, problem: null })
  expect(hits.map(({ text, by }) => [text, by])).toEqual([
    ['The moon pulls the sea.', ['words', 'meaning']],
    ['Our satellite has gravity, and waters follow.', ['meaning']],
  ])
  expect(hits[0]!.score).toBeCloseTo(1 / 61 + 1 / 62)
  const quoted = await searchPassages(
    {
      database: mine.database,
      byMeaning: async () => ({
        keys: [1],
        model: 'm',
        embedded: 2,
        passages: 3,
        runId: null,
        problem: null,
      }),
    },
    mine.accountId,
    request('"the moon pulls"'),
  )
  expect(quoted.hits.map(({ text }) => text)).toEqual(['The moon pulls the sea.'])
})

it('without an answer by meaning, words are enough', async () => {
  const { write, database, accountId } = await searcher()
  await write('The moon pulls the sea.')
  const none = await searchPassages({ database, byMeaning: async () => null }, accountId, request('moon'))
  expect(none).toMatchObject({ meaning: null, hits: [{ by: ['words'] }] })
  const problem = 'The embedding model does not answer.'
  const failed = await searchPassages(
    {
      database,
      byMeaning: async () => ({ keys: [], model: 'm', embedded: 0, passages: 1, runId: null, problem }),
    },
    accountId,
    request('moon'),
  )
  expect(failed).toMatchObject({ meaning: { problem }, hits: [{ by: ['words'] }] })
})

it('gives so many hits of one source', async () => {
  const { write, database, accountId } = await searcher()
  const paragraph = `The moon again. ${'It fills a paragraph of its own here. '.repeat(11)}`
  await write(Array(5).fill(paragraph).join('\n\n'))
  await write('The moon once.')
  const sources = async (perSource?: number) =>
    (await searchPassages({ database }, accountId, request('moon'), perSource ? { perSource } : {})).hits
      .length
  expect(await sources()).toBe(6)
  expect(await sources(1)).toBe(2)
  expect(await sources(2)).toBe(3)
})
