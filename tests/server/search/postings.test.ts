import { expect, it } from 'vitest'

import { asAccount } from '../../../server/db/tenancy.ts'
import { takeNumbers, tidyIndex } from '../../../server/search/postings.ts'
import { article } from '../support/captures.ts'
import { at } from '../support/creator.ts'
import { searcher } from '../support/search.ts'

const lines = (about: string, count: number) =>
  Array.from(
    { length: count },
    (_, n) => `Line ${n} of ${about}. ${'It fills a paragraph of its own here. '.repeat(8)}`,
  ).join('\n\n')

async function indexer() {
  const creator = await searcher()
  const { database, accountId } = creator
  return {
    ...creator,
    chunks: () =>
      asAccount(
        database,
        accountId,
        tx => tx<{ chunk: number; passages: number; gone: number; swept: number }[]>`
          select chunk, passages, gone, swept from search_chunk order by chunk`,
      ),
    passagesWith: async (lexeme: string) => {
      const [row] = await asAccount(
        database,
        accountId,
        tx => tx<{ passages: number }[]>`
          select coalesce(sum(passages), 0)::int as passages from search_posting where lexeme = ${lexeme}`,
      )
      return row!.passages
    },
  }
}

it('gives numbers that go on over chunks, in shelves of their own', async () => {
  const { database, accountId, projectId } = await indexer()
  const take = (configuration: string, count: number) =>
    asAccount(database, accountId, tx => takeNumbers(tx, { of: { projectId }, configuration }, count))
  const first = await take('english', 4_000)
  expect(first).toEqual(Array.from({ length: 4_000 }, (_, no) => no))
  expect(await take('german', 2)).toEqual([4_096, 4_097])
  const over = await take('english', 100)
  expect(over.slice(0, 96)).toEqual(Array.from({ length: 96 }, (_, n) => 4_000 + n))
  expect(over.slice(96)).toEqual([8_192, 8_193, 8_194, 8_195])
  expect(await take('german', 1)).toEqual([4_098])
})

it('numbers are given once, however many take them at a time', async () => {
  const { database, accountId, projectId } = await indexer()
  const taken = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      asAccount(database, accountId, tx =>
        takeNumbers(tx, { of: { projectId }, configuration: n % 2 ? 'english' : 'german' }, 700),
      ),
    ),
  )
  expect(new Set(taken.flat()).size).toBe(5_600)
})

it('sources that are read at a time are all found', async () => {
  const { write, find, passagesWith } = await indexer()
  const names = ['herring', 'mackerel', 'sturgeon', 'halibut', 'turbot', 'flounder']
  await Promise.all(names.map(name => write(lines(name, 3), { title: 'Fish' })))
  for (const name of names) expect(await find(name), name).toHaveLength(3)
  expect(await passagesWith('fish')).toBe(18)
})

it('sweeps out what leads nowhere once it is a third, and finds the rest as before', async () => {
  const { write, read, find, chunks, passagesWith, projectId, database, accountId } = await indexer()
  await write(lines('herring', 90))
  const page = await article(projectId, { title: 'A page', text: lines('mackerel', 80) })
  await read(page)
  const before = (await find('herring', { limit: 100 })).map(({ text, place, ord }) => ({ text, place, ord }))
  expect(before.length).toBeGreaterThan(80)
  await read(
    await article(projectId, { id: page.id, title: 'A page', text: 'Now of sturgeon.', capturedAt: at(1) }),
  )
  const [chunk] = await chunks()
  expect(chunk).toMatchObject({ gone: 80, swept: 80 })
  expect(await passagesWith('mackerel')).toBe(0)
  expect(await find('mackerel')).toEqual([])
  expect(await find('sturgeon')).toHaveLength(1)
  const after = (await find('herring', { limit: 100 })).map(({ text, place, ord }) => ({ text, place, ord }))
  expect(after).toEqual(before)
  await asAccount(database, accountId, tidyIndex)
  expect(await chunks()).toEqual([chunk])
})

it('forgets a chunk without passages', async () => {
  const { read, chunks, passagesWith, projectId } = await indexer()
  const page = await article(projectId, { title: 'A page', text: 'Of mackerel.' })
  await read(page)
  await read(
    await article(projectId, {
      id: page.id,
      title: 'A page',
      text: 'Von Heringen.',
      language: 'de',
      capturedAt: at(1),
    }),
  )
  expect((await chunks()).map(({ chunk, passages }) => [chunk, passages])).toEqual([[1, 1]])
  expect(await passagesWith('mackerel')).toBe(0)
})

it('numbers that were given and lead nowhere are no harm', async () => {
  const { write, find, database, accountId, projectId } = await indexer()
  await write('The herring.')
  await asAccount(database, accountId, tx =>
    takeNumbers(tx, { of: { projectId }, configuration: 'english' }, 5),
  )
  await write('The herring again.')
  expect(await find('herring')).toHaveLength(2)
})
