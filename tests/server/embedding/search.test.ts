import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { SearchQuestion } from '../../../core/contract/search.ts'
import { SearchRequest } from '../../../core/contract/search.ts'
import { searchPassages } from '../../../server/search/search.ts'
import { embeddingOver, embeddingsOf, paragraphs, reader, workWith } from '../support/embedding.ts'
import { embeddingServer, embeds, refusesTo } from '../support/embedding-server.ts'
import { openRunsOfItsOwn, type RunsOfItsOwn } from '../support/runs.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

const CARS = 'The automobile was dear in those years, and few could have one of their own in the town.'
const PRICES = 'The bread was costly and the butter was costly, but nobody in the town went without bread.'

/** A creator whose pages are read, and who searches them as the API does. */
async function searcher(model = 'near') {
  const server = await embeddingServer()
  const embedding = embeddingOver(own, embeddingsOf(server, model))
  const worker = await workWith(own, embedding)
  const ada = await reader(own)
  const search = (query: string, asked: Partial<SearchQuestion> = {}) =>
    searchPassages(
      { database: own.database, byMeaning: embedding.byMeaning },
      ada.accountId,
      SearchRequest.parse({ query, scope: { in: 'project', projectId: ada.projectId }, ...asked }),
    )
  return { server, embedding, worker, ada, search }
}

describe('search by words and by meaning', () => {
  it('finds a paraphrase that the words miss, and puts first what both find', async () => {
    const { ada, search } = await searcher()
    await ada.clip(CARS)
    await ada.clip(PRICES)
    await ada.settled()
    const { hits, meaning } = await search('costly vehicles')
    expect(hits.map(({ text, by }) => [text, by])).toEqual([
      [PRICES, ['words', 'meaning']],
      [CARS, ['meaning']],
    ])
    expect(meaning).toEqual({ model: 'near', embedded: 2, passages: 2, runId: null, problem: null })
    const byWords = await searchPassages(
      { database: own.database },
      ada.accountId,
      SearchRequest.parse({ query: 'vehicles', scope: { in: 'everything' } }),
    )
    expect(byWords).toEqual({ hits: [], meaning: null })
    expect((await search('vehicles')).hits[0]).toMatchObject({ text: CARS, by: ['meaning'] })
  })

  it('shows nothing by meaning that a filter or a phrase leaves out', async () => {
    const { ada, search } = await searcher()
    await ada.clip(CARS)
    await ada.settled()
    expect((await search('vehicles', { filters: { kinds: ['video'] } })).hits).toEqual([])
    expect((await search('vehicles "butter"')).hits).toEqual([])
  })

  it('shows nothing of a source that was removed', async () => {
    const { ada, search } = await searcher()
    const { id } = await ada.clip(CARS)
    await ada.settled()
    await ada.as(tx => tx`update source set deleted_at = now() where id = ${id}`)
    const { hits, meaning } = await search('vehicles')
    expect(hits).toEqual([])
    expect(meaning).toMatchObject({ embedded: 0, passages: 0 })
  })
})

describe('search goes on', () => {
  it('by words while the key is refused, says so, and names the run that can be taken up', async () => {
    const { server, ada, search } = await searcher()
    server.answer = refusesTo(401)
    await ada.clip(PRICES)
    await ada.settled()
    const [run] = await ada.embedRuns()
    const { hits, meaning } = await search('costly vehicles')
    expect(hits.map(({ by }) => by)).toEqual([['words']])
    expect(meaning).toMatchObject({ embedded: 0, passages: 1, runId: run!.id })
    server.answer = embeds()
    await own.runs.retry(ada.accountId, run!.id)
    await ada.settled()
    expect((await search('vehicles')).meaning).toMatchObject({ embedded: 1, runId: null, problem: null })
  })

  it('with what there is while another model reads all again', async () => {
    const before = await searcher()
    await before.ada.clip(CARS)
    await before.ada.clip(...paragraphs(66))
    await before.ada.settled()
    await before.worker.stop(2_000)

    const server = await embeddingServer()
    const embedding = embeddingOver(own, embeddingsOf(server, 'nearer'))
    const held = Promise.withResolvers<void>()
    onTestFinished(() => held.resolve())
    server.answer = async (asked, response) => {
      if (server.asked.length > 1 && asked.body.input.length > 1) await held.promise
      embeds({ size: 24 })(asked, response)
    }
    await workWith(own, embedding)
    await before.ada.as(tx => embedding.later(tx, before.ada.accountId))
    await expect.poll(() => server.asked.length).toBe(2)
    const search = () =>
      searchPassages(
        { database: own.database, byMeaning: embedding.byMeaning },
        before.ada.accountId,
        SearchRequest.parse({ query: 'bread or automobile', scope: { in: 'everything' } }),
      )
    const running = await search()
    expect(running.hits.length).toBeGreaterThan(0)
    expect(running.meaning).toMatchObject({ model: 'nearer', embedded: 64, passages: 67, problem: null })
    expect(running.meaning!.runId).toBe((await before.ada.embedRuns()).at(-1)!.id)
    held.resolve()
    await before.ada.settled()
    expect((await search()).meaning).toMatchObject({ embedded: 67, passages: 67, runId: null })
  })
})
