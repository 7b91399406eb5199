import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { type EmbeddingsApiDeps, openEmbeddingsApi } from '../../../server/model/embeddings-api.ts'
import { ModelFailure } from '../../../server/model/errors.ts'
import { embeddingServer, embeds, embedsUnless, meaningOf, refusesTo } from '../support/embedding-server.ts'

const KEY = 'sk-very-secret'
const silent = pino({ level: 'silent' })

const open = (
  baseUrl: string,
  deps: Partial<EmbeddingsApiDeps> = {},
  model = 'near',
  apiKey: string | null = KEY,
) => openEmbeddingsApi({ apiKey, baseUrl, model }, { log: silent, maxRetries: 1, ...deps })

const passages = () => ({ signal: AbortSignal.timeout(15_000), kind: 'passage' as const })
const unit = (vector: number[]) => vector.map(value => value / Math.hypot(...vector))
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(ModelFailure)
      return error as ModelFailure
    },
  )

describe('vectors of a server', () => {
  it.each(['base64', 'float'] as const)('are read from %s, with length 1 and their size known', async as => {
    const { baseUrl, asked } = await embeddingServer(embeds({ as }))
    const embeddings = open(baseUrl)
    expect(embeddings.dimensions).toBeNull()
    const [vector] = await embeddings.embed(['The tides rise'], passages())
    for (const [i, value] of unit(meaningOf('The tides rise')).entries())
      expect(vector![i]).toBeCloseTo(value, 6)
    expect(embeddings.dimensions).toBe(16)
    expect(asked[0]).toMatchObject({
      path: '/v1/embeddings',
      authorization: `Bearer ${KEY}`,
      body: { model: 'near' },
    })
  })

  it('are named by the server and the model, and never without the path', async () => {
    const { baseUrl } = await embeddingServer()
    expect(open(baseUrl).model).toBe(`${new URL(baseUrl).host}/v1 near`)
    expect(open('https://api.openai.com/v1/').model).toBe('api.openai.com/v1 near')
    expect(open(baseUrl)).toMatchObject({ name: 'near', host: new URL(baseUrl).host })
  })

  it('come by batches of texts and of characters, in the order of the texts', async () => {
    const { baseUrl, asked } = await embeddingServer(embeds({ change: items => items.reverse() }))
    const short = Array.from({ length: 200 }, (_, i) => `tide ${'x'.repeat(i % 7)}${i}`)
    const used: number[] = []
    const vectors = await open(baseUrl).embed(short, { ...passages(), used: tokens => used.push(tokens) })
    expect(asked.map(one => one.body.input.length)).toEqual([96, 96, 8])
    expect(vectors).toHaveLength(200)
    expect(vectors[150]![0]).toBeCloseTo(unit(meaningOf(short[150]!))[0]!, 6)
    expect(used).toEqual([192, 192, 16])
    await open(baseUrl).embed(
      Array.from({ length: 3 }, () => 'sea '.repeat(20_000)),
      passages(),
    )
    expect(asked.slice(3).map(one => one.body.input.length)).toEqual([2, 1])
  })

  it('are understood from a server that counts nothing, or everything as the first', async () => {
    for (const index of [undefined, 0]) {
      const { baseUrl } = await embeddingServer(
        embeds({ change: items => items.map(({ embedding }) => ({ index, embedding })) }),
      )
      const vectors = await open(baseUrl).embed(['sea', 'car'], passages())
      expect(vectors.map(vector => vector.indexOf(1))).toEqual([1, 0])
    }
  })

  it('are asked for with what the model wants before a text', async () => {
    const { baseUrl, texts } = await embeddingServer()
    const e5 = open(baseUrl, {}, 'intfloat/multilingual-e5-small')
    await e5.embed(['Tides'], passages())
    await e5.embed(['Tides'], { ...passages(), kind: 'query' })
    await open(baseUrl).embed(['Tides'], { ...passages(), kind: 'query' })
    expect(texts()).toEqual(['passage: Tides', 'query: Tides', 'Tides'])
  })

  it('are asked for without a key where there is none', async () => {
    const { baseUrl, asked } = await embeddingServer()
    await open(baseUrl, {}, 'near', null).embed(['Tides'], passages())
    expect(asked[0]!.authorization).toBeUndefined()
  })
})

describe('a server that refuses', () => {
  it('base64 is asked for floats from then on', async () => {
    const server = await embeddingServer(
      embedsUnless(({ body }) => body.encoding_format === 'base64', 'unknown field encoding_format'),
    )
    const embeddings = open(server.baseUrl)
    await embeddings.embed(['sea'], passages())
    await embeddings.embed(['car'], passages())
    expect(server.asked.map(one => one.body.encoding_format)).toEqual(['base64', 'float', 'float'])
  })

  it('many texts at once gets fewer from then on', async () => {
    const server = await embeddingServer(
      embedsUnless(({ body }) => body.input.length > 30, 'batch too large'),
    )
    const embeddings = open(server.baseUrl)
    const texts = Array.from({ length: 96 }, (_, i) => `tide ${i}`)
    expect(await embeddings.embed(texts, passages())).toHaveLength(96)
    const before = server.asked.length
    await embeddings.embed(texts, passages())
    expect(server.asked.slice(before).map(one => one.body.input.length)).toEqual([24, 24, 24, 24])
  })

  it('a long text gets the beginning of it', async () => {
    const server = await embeddingServer(
      embedsUnless(({ body }) => body.input.some(text => text.length > 700), 'input is too long'),
    )
    const [vector] = await open(server.baseUrl).embed(['sea 🌊 '.repeat(300)], passages())
    expect(vector).toHaveLength(16)
    expect(server.asked.map(one => one.body.input[0]!.length)).toEqual([2100, 1050, 525])
    expect(server.asked.at(-1)!.body.input[0]!.isWellFormed()).toBe(true)
  })

  it('the key says which variable to set, and nothing of what the server said', async () => {
    const { baseUrl } = await embeddingServer(refusesTo(401, `the key ${KEY} is revoked`))
    const { code, message, outage } = await failure(open(baseUrl).embed(['sea'], passages()))
    expect({ code, outage }).toEqual({ code: 'model_key', outage: false })
    expect(message).toContain('Set EMBEDDING_API_KEY')
    expect(message).not.toContain(KEY)
  })

  it('everything ends after a few tries, with the variable to set', async () => {
    const server = await embeddingServer(refusesTo(400, 'no such thing'))
    const { code, message } = await failure(
      open(server.baseUrl).embed(
        Array.from({ length: 96 }, () => 'sea '.repeat(600)),
        passages(),
      ),
    )
    expect(code).toBe('model_refused')
    expect(message).toContain('set EMBEDDING_MODEL to another')
    expect(server.asked.length).toBeLessThan(14)
  })

  it('for now is asked again, and then is busy', async () => {
    const server = await embeddingServer(refusesTo(429, 'slow', { 'retry-after-ms': '10' }))
    const { code, outage } = await failure(open(server.baseUrl).embed(['sea'], passages()))
    expect({ code, outage, asked: server.asked.length }).toEqual({
      code: 'model_busy',
      outage: true,
      asked: 2,
    })
  })
})

describe('an answer is refused', () => {
  it.each([
    ['with a vector too few', embeds({ change: items => items.slice(1) }), '1 for 2 texts'],
    [
      'with vectors of two sizes',
      embeds({ change: ([one]) => [one, { index: 1, embedding: [1, 2] }] }),
      'one of 2 numbers',
    ],
    [
      'with empty vectors',
      embeds({ change: items => items.map(item => ({ ...item, embedding: [] })) }),
      'one of 0 numbers',
    ],
    [
      'with a vector of length 0',
      embeds({ change: items => items.map(item => ({ ...item, embedding: [0, 0] })) }),
      'length 0',
    ],
    [
      'with what is no number',
      embeds({ change: items => items.map(item => ({ ...item, embedding: 'AADAfwAAgD8=' })) }),
      'no numbers',
    ],
    [
      'with half a float',
      embeds({ change: items => items.map(item => ({ ...item, embedding: 'AAAA' })) }),
      'one of 0 numbers',
    ],
    ['with words instead of vectors', embeds({ change: items => items.map(() => 'sorry') }), '0 for 2 texts'],
  ])('%s', async (_, answer, words) => {
    const { baseUrl } = await embeddingServer(answer)
    const { code, message, outage } = await failure(open(baseUrl).embed(['sea', 'car'], passages()))
    expect({ code, outage }).toEqual({ code: 'embedding_unusable', outage: false })
    expect(message).toContain(words)
  })

  it('that is no JSON, as one to try again', async () => {
    const { baseUrl } = await embeddingServer((_asked, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end('{"data": [')
    })
    expect((await failure(open(baseUrl).embed(['sea'], passages()))).outage).toBe(true)
  })
})

it('nobody there is said with the variable to look at', async () => {
  const { message } = await failure(open('http://127.0.0.1:9/v1').embed(['sea'], passages()))
  expect(message).toContain('EMBEDDING_BASE_URL')
})

it('a cancellation ends the wait with its reason', async () => {
  const { baseUrl } = await embeddingServer(() => {})
  const cancel = new AbortController()
  const asked = open(baseUrl).embed(['sea'], { kind: 'passage', signal: cancel.signal })
  const reason = new Error('cancelled')
  cancel.abort(reason)
  await expect(asked).rejects.toBe(reason)
})
