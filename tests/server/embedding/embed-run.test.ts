import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { removeSource, restoreSource, saveCapture } from '../../../server/sources/sources.ts'
import { writeBudget } from '../../../server/usage/store.ts'
import { usageOfRun } from '../../../server/usage/usage.ts'
import { article } from '../support/captures.ts'
import { embeddingOver, embeddingsOf, NO_LIMIT, paragraphs, reader, workWith } from '../support/embedding.ts'
import { embeddingServer, embeds, refusesTo } from '../support/embedding-server.ts'
import { eventsOf, kinds, openRunsOfItsOwn, type RunsOfItsOwn } from '../support/runs.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

/** A loopback server and a worker that embeds by it. */
async function embedding(model?: string) {
  const server = await embeddingServer()
  const opened = embeddingOver(own, embeddingsOf(server, model))
  await workWith(own, opened)
  return { server, opened }
}

describe('vectors are made', () => {
  it('of what is read, once for equal texts, and told passage by passage', async () => {
    const { server } = await embedding()
    const ada = await reader(own)
    const [shared, ...others] = paragraphs(4)
    await ada.clip(shared!, ...others)
    await ada.settled()
    expect(server.texts().toSorted()).toEqual([shared, ...others].toSorted())
    const events = await ada.events()
    expect(events.findLast(event => event.kind === 'progress')?.data).toEqual({
      done: 4,
      total: 4,
      label: 'Made 4 of 4 passages findable by meaning',
    })
    const [added] = paragraphs(1, 'wave')
    await ada.clip(shared!, added!)
    expect(await ada.settled()).toEqual(['done', 'done'])
    expect(server.texts().slice(4)).toEqual([added])
    expect(await ada.vectors()).toEqual([{ model: expect.any(String), dimensions: 16, vectors: 5 }])
  })

  it('of what comes while others are made, by the one run or the one after it', async () => {
    const { server } = await embedding()
    const ada = await reader(own)
    const held = Promise.withResolvers<void>()
    server.answer = async (asked, response) => {
      await held.promise
      embeds()(asked, response)
    }
    await ada.clip(...paragraphs(2, 'first'))
    await expect.poll(() => server.asked.length).toBe(1)
    const late = await ada.clip(...paragraphs(2, 'second'))
    for await (const event of own.runs.events(
      ada.accountId,
      late.ingestRunId!,
      0,
      AbortSignal.timeout(10_000),
    ))
      if (event !== 'ping' && event.kind === 'done') break
    expect((await ada.embedRuns()).map(({ state }) => state)).toEqual(['running'])
    held.resolve()
    await ada.settled()
    expect(new Set(server.texts()).size).toBe(4)
    expect(server.texts()).toHaveLength(4)
  })

  it('of no source that was removed, until it is restored', async () => {
    const ada = await reader(own)
    const server = await embeddingServer()
    const opened = embeddingOver(own, embeddingsOf(server))
    await workWith(own, opened, { embed: opened.work })
    const deps = { ...own, ids: newId, embedLater: opened.later }
    server.answer = refusesTo(401)
    const { id } = await ada.clip(...paragraphs(2))
    await ada.settled()
    server.answer = embeds()
    server.asked.length = 0
    await removeSource(deps, ada.accountId, id)
    await ada.clip(...paragraphs(1, 'wave'))
    await ada.settled()
    expect(server.texts()).toEqual(paragraphs(1, 'wave'))
    await restoreSource(deps, ada.accountId, id)
    await ada.settled()
    expect(server.texts().slice(1).toSorted()).toEqual(paragraphs(2).toSorted())
  })

  it('for each account by itself: nobody’s text is known by another’s vector', async () => {
    const { server } = await embedding()
    const [ada, bea] = [await reader(own), await reader(own)]
    await ada.clip(...paragraphs(2))
    await bea.clip(...paragraphs(2))
    await ada.settled()
    await bea.settled()
    expect(server.texts()).toHaveLength(4)
    for (const who of [ada, bea]) expect((await who.vectors())[0]!.vectors).toBe(2)
  })
})

describe('a server that starts', () => {
  it('with another model has everything read by it; the vectors before serve until then, and go', async () => {
    const own = await openRunsOfItsOwn()
    onTestFinished(() => own.close())
    const [ada, bea] = [await reader(own), await reader(own)]
    const server = await embeddingServer()
    const first = embeddingOver(own, embeddingsOf(server, 'near'))
    const worker = await workWith(own, first)
    await ada.clip(...paragraphs(3))
    await ada.settled()
    await worker.stop(2_000)

    const held = Promise.withResolvers<void>()
    server.answer = async (asked, response) => {
      await held.promise
      embeds({ size: 24 })(asked, response)
    }
    const second = embeddingOver(own, embeddingsOf(server, 'nearer'))
    await workWith(own, second)
    await second.begin(AbortSignal.timeout(10_000))
    await expect.poll(() => server.asked.length).toBe(2)
    expect(await ada.vectors()).toMatchObject([{ dimensions: 16, vectors: 3 }])
    held.resolve()
    expect(await ada.settled()).toEqual(['done', 'done'])
    expect(await ada.vectors()).toMatchObject([
      { model: expect.stringMatching(/ nearer$/), dimensions: 24, vectors: 3 },
    ])
    // Where nothing lacks, no run is made.
    await second.begin(AbortSignal.timeout(10_000))
    expect(await ada.settled()).toHaveLength(2)
    expect(await bea.embedRuns()).toEqual([])
  })
})

describe('a run that fails', () => {
  it('for its key keeps what it has, says what to set, and asks only for the rest when it is taken up', async () => {
    const { server } = await embedding()
    const ada = await reader(own)
    let answered = 0
    server.answer = (asked, response) =>
      (answered++ < 2 ? embeds() : refusesTo(401, 'revoked'))(asked, response)
    await ada.clip(...paragraphs(150))
    expect(await ada.settled()).toEqual(['failed'])
    const failed = (await ada.events()).at(-1)!
    expect(failed.data).toMatchObject({
      code: 'model_key',
      message: expect.stringContaining('EMBEDDING_API_KEY'),
    })
    expect((await ada.vectors())[0]!.vectors).toBe(128)
    server.answer = embeds()
    server.asked.length = 0
    const [run] = await ada.embedRuns()
    await own.runs.retry(ada.accountId, run!.id)
    expect(await ada.settled()).toEqual(['done'])
    expect(server.texts()).toHaveLength(22)
    expect((await ada.vectors())[0]!.vectors).toBe(150)
  })

  it('for vectors of another size says so, and begins anew only when it is taken up', async () => {
    const { server } = await embedding()
    const ada = await reader(own)
    await ada.clip(...paragraphs(3))
    await ada.settled()
    server.answer = embeds({ size: 24 })
    await ada.clip(...paragraphs(1, 'wave'))
    expect(await ada.settled()).toEqual(['done', 'failed'])
    const failed = (await ada.events()).at(-1)!
    expect(failed.data).toMatchObject({ code: 'embedding_size', retryable: true })
    expect((failed.data as { message: string }).message).toMatch(
      /vectors of 24 numbers now; those that are kept have 16/,
    )
    expect(await ada.vectors()).toMatchObject([{ dimensions: 16, vectors: 3 }])
    // Another source does not decide it for the creator.
    await ada.clip(...paragraphs(1, 'wind'))
    expect(await ada.settled()).toEqual(['done', 'failed', 'failed'])
    const newest = (await ada.embedRuns()).at(-1)!
    await own.runs.retry(ada.accountId, newest.id)
    expect(await ada.settled()).toEqual(['done', 'failed', 'done'])
    expect(await ada.vectors()).toMatchObject([{ dimensions: 24, vectors: 5 }])
  })

  it('is not taken up beside another that goes on', async () => {
    const { server } = await embedding()
    const ada = await reader(own)
    server.answer = refusesTo(401)
    await ada.clip(...paragraphs(1))
    await ada.settled()
    const [failed] = await ada.embedRuns()
    const held = Promise.withResolvers<void>()
    server.answer = async (asked, response) => {
      await held.promise
      embeds()(asked, response)
    }
    await ada.clip(...paragraphs(1, 'wave'))
    await expect.poll(async () => (await ada.embedRuns()).length).toBe(2)
    expect((await own.runs.retry(ada.accountId, failed!.id))!.state).toBe('failed')
    held.resolve()
    expect(await ada.settled()).toEqual(['failed', 'done'])
  })
})

describe('what goes to a host', () => {
  const price = { input: 0.02, output: 0, cached: 0.02 }

  it('is counted by the host’s own count, and what it costs', async () => {
    const server = await embeddingServer()
    await workWith(own, embeddingOver(own, embeddingsOf(server), { price }))
    const ada = await reader(own)
    await ada.clip(...paragraphs(3))
    await ada.settled()
    const [run] = await ada.embedRuns()
    const tokens = paragraphs(3).join(' ').split(' ').length
    expect(await ada.as(tx => usageOfRun(tx, run!.id))).toMatchObject({
      kind: 'embed',
      model: 'near',
      calls: 1,
      inputTokens: tokens,
      outputTokens: 0,
      exact: true,
      cost: (tokens * 0.02) / 1e6,
    })
  })

  it('is held against the limits before it is sent; the rest is read when they are raised', async () => {
    const server = await embeddingServer()
    const budget = { ...NO_LIMIT, runTokens: 10 }
    await workWith(own, embeddingOver(own, embeddingsOf(server), { price, budget }))
    const ada = await reader(own)
    await ada.clip(...paragraphs(3))
    expect(await ada.settled()).toEqual(['failed'])
    expect(server.asked).toEqual([])
    const [run] = await ada.embedRuns()
    expect((await ada.events()).at(-1)!.data).toMatchObject({ code: 'over_budget' })
    await ada.as(tx => writeBudget(tx, { ...NO_LIMIT, runTokens: 10_000 }, new Date()))
    await own.runs.retry(ada.accountId, run!.id)
    expect(await ada.settled()).toEqual(['done'])
    expect(server.texts()).toHaveLength(3)
  })

  it('and was not answered is not counted', async () => {
    const server = await embeddingServer(refusesTo(401))
    await workWith(own, embeddingOver(own, embeddingsOf(server), { price }))
    const ada = await reader(own)
    await ada.clip(...paragraphs(1))
    await ada.settled()
    const [run] = await ada.embedRuns()
    expect(await ada.as(tx => usageOfRun(tx, run!.id))).toBeNull()
  })
})

it('a run whose process died is gone on with where it was', async () => {
  const ada = await reader(own)
  const { server } = await embedding()
  const dead = Promise.withResolvers<void>()
  server.answer = async (asked, response) => {
    if (server.asked.length === 2) {
      // As a dead process leaves it: another worker takes the run up, and this answer comes to nobody.
      await own.database.sql`
        update run set worker = 4711 where account_id = ${ada.accountId} and kind = 'embed'`
      await dead.promise
    }
    embeds()(asked, response)
  }
  await ada.clip(...paragraphs(100))
  await expect.poll(() => server.asked.length, { timeout: 10_000 }).toBeGreaterThan(2)
  dead.resolve()
  const events = await ada.events()
  expect(kinds(events).filter(kind => kind === 'started')).toHaveLength(2)
  expect(kinds(events).at(-1)).toBe('done')
  expect(server.asked.map(one => one.body.input.length)).toEqual([64, 36, 36])
  expect((await ada.vectors())[0]!.vectors).toBe(100)
})

it('a run that is cancelled leaves off, and keeps what it has', async () => {
  const { server } = await embedding()
  const ada = await reader(own)
  server.answer = (asked, response) => {
    if (server.asked.length === 1) embeds()(asked, response)
  }
  await ada.clip(...paragraphs(100))
  await expect.poll(() => server.asked.length).toBe(2)
  const [run] = await ada.embedRuns()
  await own.runs.cancel(ada.accountId, run!.id)
  expect(kinds(await eventsOf(own.runs, ada.accountId, run!.id)).at(-1)).toBe('cancelled')
  expect((await ada.vectors())[0]!.vectors).toBe(64)
})

it('the vectors of a text that is nowhere any more are removed with the next run', async () => {
  await embedding()
  const ada = await reader(own)
  const first = await article(ada.projectId, { text: paragraphs(2).join('\n\n') })
  const save = (capture: typeof first) => saveCapture({ ...own, ids: newId }, ada.accountId, capture)
  await save(first)
  await ada.settled()
  const text = paragraphs(1, 'wave').join()
  const { contentHash } = await article(ada.projectId, { text })
  await save({ ...first, text, markdown: text, contentHash, capturedAt: '2026-11-21T10:00:00.000Z' })
  await ada.settled()
  expect((await ada.vectors())[0]!.vectors).toBe(1)
})
