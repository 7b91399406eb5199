import { pino } from 'pino'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { askedAgain, type ChatDeps, openOnce } from '../../../server/model/chat.ts'
import { ModelFailure } from '../../../server/model/errors.ts'
import { jsonWithin } from '../../../server/model/json-within.ts'
import { structured } from '../../../server/model/structured.ts'
import { fails, hangs, says, saysJson, unless, wireServer } from './wire-server.ts'

const KEY = 'sk-very-secret'

function logging() {
  const lines: string[] = []
  return { lines, log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }) }
}

const chatOf = (baseUrl: string, deps: Partial<ChatDeps> = {}, apiKey: string | null = KEY) =>
  askedAgain(
    openOnce({ apiKey, baseUrl, model: 'tiny' }, { log: pino({ level: 'silent' }), maxRetries: 1, ...deps }),
  )

const ask = [{ role: 'user' as const, content: 'Tell me about tides.' }]
const signal = () => AbortSignal.timeout(15_000)
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(ModelFailure)
      return error as ModelFailure
    },
  )

test('an answer is added up from its pieces, with what it used', async () => {
  const { baseUrl, asked } = await wireServer(says('The moon pulls the sea.'))
  const heard: number[] = []
  const reply = await chatOf(baseUrl).reply(ask, { signal: signal(), heard: n => heard.push(n) })
  expect(reply).toEqual({
    text: 'The moon pulls the sea.',
    truncated: false,
    usage: { inputTokens: 11, outputTokens: 5 },
  })
  expect(heard.at(-1)).toBe(23)
  expect(asked[0]).toMatchObject({
    path: '/v1/chat/completions',
    authorization: `Bearer ${KEY}`,
    body: { model: 'tiny', stream: true },
  })
})

test('a gateway is told its headers with each call, and the key beside them or in its place', async () => {
  const { baseUrl, asked } = await wireServer(says('Yes.'))
  const headers = { 'x-portkey-provider': '@openai', 'cf-aig-authorization': 'Bearer gate' }
  const through = (apiKey: string | null, more = {}) =>
    openOnce(
      { apiKey, baseUrl, model: 'tiny', headers: { ...headers, ...more } },
      { log: pino({ level: 'silent' }) },
    )
  await through(KEY).reply(ask, { signal: signal() })
  await through(null).reply(ask, { signal: signal() })
  await through(null, { authorization: 'Bearer virtual' }).reply(ask, { signal: signal() })
  expect(asked.map(({ headers }) => headers)).toMatchObject([
    { ...headers, authorization: `Bearer ${KEY}` },
    headers,
    { ...headers, authorization: 'Bearer virtual' },
  ])
  expect(asked[1]!.authorization).toBeUndefined()
})

test('a gateway’s headers go to no other address that it names', async () => {
  const other = await wireServer(says('Yes.'))
  const { baseUrl } = await wireServer((_asked, response) => {
    response.writeHead(307, { location: `${other.baseUrl}/chat/completions` })
    response.end()
  })
  const chat = openOnce(
    { apiKey: KEY, baseUrl, model: 'tiny', headers: { 'x-secret': 's' } },
    { log: pino({ level: 'silent' }), maxRetries: 0 },
  )
  await failure(chat.reply(ask, { signal: signal() }))
  expect(other.asked).toEqual([])
})

test.each([
  [
    { prompt_tokens: 100, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 80 } },
    { inputTokens: 100, outputTokens: 5, cachedTokens: 80 },
  ],
  [
    { prompt_tokens: 100, completion_tokens: 5, prompt_tokens_details: null },
    { inputTokens: 100, outputTokens: 5 },
  ],
  [{ prompt_tokens: -1, completion_tokens: 5 }, null],
  [{ prompt_tokens: '100', completion_tokens: 5 }, null],
  [{ prompt_tokens: 1e300, completion_tokens: 5 }, null],
  [{}, null],
])('of the count %j only what is one is believed', async (usage, believed) => {
  const { baseUrl } = await wireServer((_asked, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const choices = [{ index: 0, delta: { content: 'Yes.' }, finish_reason: 'stop' }]
    response.end(`data: ${JSON.stringify({ choices, usage })}\n\ndata: [DONE]\n\n`)
  })
  expect((await chatOf(baseUrl).reply(ask, { signal: signal() })).usage).toEqual(believed)
})

test('a server that leaves the role out is understood', async () => {
  const { baseUrl } = await wireServer(says('The moon.', { role: false }))
  expect((await chatOf(baseUrl).reply(ask, { signal: signal() })).text).toBe('The moon.')
})

test('without a key none is sent', async () => {
  const { baseUrl, asked } = await wireServer(says('Yes.'))
  await chatOf(baseUrl, {}, null).reply(ask, { signal: signal() })
  expect(asked[0]!.authorization).toBeUndefined()
})

test('a busy server is asked again when it says, a broken one too', async () => {
  const { baseUrl, asked } = await wireServer(fails(429, undefined, { 'retry-after-ms': '20' }), says('Now.'))
  expect((await chatOf(baseUrl).reply(ask, { signal: signal() })).text).toBe('Now.')
  const broken = await wireServer(fails(500, undefined, { 'retry-after-ms': '20' }), says('Now.'))
  expect((await chatOf(broken.baseUrl).reply(ask, { signal: signal() })).text).toBe('Now.')
  expect(asked.length + broken.asked.length).toBe(4)
})

test.each([
  [429, {}, { 'retry-after': '1' }, 'model_busy', true, /in 1 seconds/],
  [429, { code: 'insufficient_quota' }, {}, 'model_credit', false, /credit/],
  [500, {}, { 'retry-after-ms': '1' }, 'model_down', true, /\(500\)/],
  [503, {}, { 'retry-after-ms': '1' }, 'model_down', true, /\(503\)/],
  [401, {}, {}, 'model_key', false, /OPENAI_API_KEY/],
  [404, {}, {}, 'model_unknown', false, /OPENAI_MODEL/],
  [400, {}, {}, 'model_refused', false, /OPENAI_MODEL/],
])('status %i %j is told in words', async (status, error, headers, code, outage, words) => {
  const { baseUrl } = await wireServer(
    fails(status, { message: `bad ${KEY}`, ...error }, headers as Record<string, string>),
  )
  const failed = await failure(chatOf(baseUrl).reply(ask, { signal: signal() }))
  expect(failed).toMatchObject({
    code,
    outage,
    retryable: true,
    requestId: 'req-2',
    message: expect.stringMatching(words),
  })
  expect(failed.message).not.toContain(KEY)
})

test('nobody at the address is told in words', async () => {
  const failed = await failure(
    chatOf('http://127.0.0.1:9/v1', { maxRetries: 0 }).reply(ask, { signal: signal() }),
  )
  expect(failed).toMatchObject({
    code: 'model_unreachable',
    outage: true,
    message: expect.stringContaining('127.0.0.1:9'),
  })
})

test('a stream that breaks off is asked for once more, and is never taken for an answer', async () => {
  const mended = await wireServer(says('Half of', { cut: true }), says('All of it.'))
  const reply = chatOf(mended.baseUrl).reply(ask, { signal: signal() })
  await expect(reply.then(({ text }) => text)).resolves.toBe('All of it.')
  const cut = await wireServer(says('Half of', { finish: null }))
  expect(await failure(chatOf(cut.baseUrl).reply(ask, { signal: signal() }))).toMatchObject({
    code: 'model_cut',
    outage: true,
  })
  expect(cut.asked.length).toBe(2)
})

test('a server that falls silent is given up', async () => {
  const { baseUrl } = await wireServer(hangs)
  const failed = await failure(
    chatOf(baseUrl, { silenceMs: 200, maxRetries: 0 }).reply(ask, { signal: signal() }),
  )
  expect(failed).toMatchObject({ code: 'model_silent', outage: true })
})

test('an abort in the middle of an answer throws its reason', async () => {
  const { baseUrl } = await wireServer(hangs)
  const stop = new AbortController()
  const reply = chatOf(baseUrl).reply(ask, {
    signal: stop.signal,
    heard: () => stop.abort(new Error('cancelled')),
  })
  await expect(reply).rejects.toThrow('cancelled')
})

test('a server that does not know stream_options is asked without', async () => {
  const { baseUrl, asked } = await wireServer(
    unless(({ body }) => !body.stream_options, 'unknown field stream_options', says('Fine.')),
  )
  expect((await chatOf(baseUrl).reply(ask, { signal: signal() })).text).toBe('Fine.')
  expect(asked.length).toBe(2)
})

test('neither the key nor a word of the question gets into the log, the request id does', async () => {
  const { log, lines } = logging()
  const good = await wireServer(says('Secret tides.'))
  await chatOf(good.baseUrl, { log }).reply(ask, { signal: signal() })
  const bad = await wireServer(fails(401, { message: `wrong ${KEY} about tides` }))
  await failure(chatOf(bad.baseUrl, { log }).reply(ask, { signal: signal() }))
  const all = lines.join('')
  expect(all).toContain('req-1')
  expect(all).toContain('req-2')
  expect(all).not.toMatch(/very-secret|tides/)
})

const Answer = z.object({ items: z.array(z.string()) })
const request = () => ({
  messages: [{ role: 'system' as const, content: 'List.' }, ...ask],
  name: 'list',
  schema: Answer,
  signal: signal(),
})
const good = { items: ['moon', 'sea'] }

test('JSON is asked for by its schema where the server can', async () => {
  const { baseUrl, asked } = await wireServer(saysJson(good))
  expect(await structured(chatOf(baseUrl)).ask(request())).toEqual(good)
  expect(asked[0]!.body.response_format).toMatchObject({
    type: 'json_schema',
    json_schema: { strict: true, schema: { required: ['items'], additionalProperties: false } },
  })
})

test('a server without json_schema is asked for an object, one without either for words, and the rung is remembered', async () => {
  const { baseUrl, asked } = await wireServer(
    unless(
      ({ body }) => !body.response_format,
      'response_format is not supported',
      says(`Here you are:\n\`\`\`json\n${JSON.stringify(good)}\n\`\`\``),
    ),
  )
  const model = structured(chatOf(baseUrl))
  expect(await model.ask(request())).toEqual(good)
  expect(asked.map(({ body }) => body.response_format?.type ?? 'plain')).toEqual([
    'json_schema',
    'json_object',
    'plain',
  ])
  expect(await model.ask(request())).toEqual(good)
  expect(asked.length).toBe(4)
})

test('an answer that does not fit goes back once with what is wrong', async () => {
  const { baseUrl, asked } = await wireServer(saysJson({ items: 'moon' }), saysJson(good))
  expect(await structured(chatOf(baseUrl)).ask(request())).toEqual(good)
  const repair = asked[1]!.body.messages
  expect(repair.at(-2)).toEqual({ role: 'assistant', content: '{"items":"moon"}' })
  expect(repair.at(-1)!.content).toContain('items')
})

test('a truncated answer is asked for again, shorter', async () => {
  const { baseUrl, asked } = await wireServer(says('{"items": ["mo', { finish: 'length' }), saysJson(good))
  expect(await structured(chatOf(baseUrl)).ask(request())).toEqual(good)
  expect(asked[1]!.body.messages.at(-1)!.content).toContain('too long')
})

test('two answers that do not fit are the end', async () => {
  const { baseUrl, asked } = await wireServer(says('I would rather not.'))
  expect(await failure(structured(chatOf(baseUrl)).ask(request()))).toMatchObject({
    code: 'model_unusable',
    outage: true,
  })
  expect(asked.length).toBe(2)
})

test('a wrong key is not tried on every rung', async () => {
  const { baseUrl, asked } = await wireServer(fails(401))
  expect(await failure(structured(chatOf(baseUrl)).ask(request()))).toMatchObject({ code: 'model_key' })
  expect(asked.length).toBe(1)
})

test('JSON is found alone, in a fence and among words', () => {
  expect(jsonWithin('{"a":1}')).toEqual({ a: 1 })
  expect(jsonWithin('Sure!\n```\n{"a":1}\n```\nDone.')).toEqual({ a: 1 })
  expect(jsonWithin('The answer is {"a":{"b":2}} as you asked.')).toEqual({ a: { b: 2 } })
  expect(jsonWithin('nothing here')).toBeUndefined()
})
