import { pino } from 'pino'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Budget } from '../../../core/contract/usage.ts'
import { openReplyCache } from '../../../server/model/cache.ts'
import type { ReplyOptions } from '../../../server/model/chat.ts'
import { modelsAt } from '../support/models.ts'
import { meteredAccount, runOf } from '../support/usage.ts'
import { type Answer, fails, hangs, says, saysJson, wireServer } from './wire-server.ts'

const ask = [{ role: 'user' as const, content: 'Tell me about tides.' }]

/** A model whose server gives these answers in turn, of an account whose calls are counted and kept. */
async function counted(limits: Partial<Budget>, ...answers: Answer[]) {
  const server = await wireServer(...answers)
  const account = await meteredAccount(limits)
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  const { database, meter, deps } = account
  const cache = openReplyCache({ database, clock: deps.clock })
  const models = modelsAt(server.baseUrl, { meter, cache, log, ownPrice: { input: 1, output: 1 } })
  const run = runOf(account.accountId)
  const { chat, structured } = models.forRun(run)
  const reply = (options: Partial<ReplyOptions> = {}, messages = ask) =>
    chat.reply(messages, { signal: run.signal, ...options })
  return { ...account, ...server, models, run, chat, structured, reply, lines }
}

/** As a server that counts nothing. */
const uncounting =
  (text: string): Answer =>
  (_asked, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const chunk = (delta: object, finish_reason: string | null) =>
      `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'tiny', choices: [{ index: 0, delta, finish_reason }] })}\n\n`
    response.end(`${chunk({ role: 'assistant', content: text }, null)}${chunk({}, 'stop')}data: [DONE]\n\n`)
  }

/** Says the same until nobody listens. */
const endless: Answer = (_asked, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const piece = {
    choices: [{ index: 0, delta: { content: 'The tide comes and goes. ' }, finish_reason: null }],
  }
  const timer = setInterval(() => response.write(`data: ${JSON.stringify(piece)}\n\n`), 1)
  response.on('close', () => clearInterval(timer))
}

test("a call is counted with the provider's own count, under its step", async () => {
  const { reply, usage, spent } = await counted({}, says('The moon.'))
  await reply({ step: 'claims' })
  expect(await usage()).toMatchObject({
    inputTokens: 11,
    outputTokens: 5,
    cost: 0.000016,
    runs: [{ kind: 'brief', model: 'tiny', calls: 1, cached: 0, exact: true }],
  })
  expect(await spent()).toBe(16)
})

test('where the provider counts nothing the tokens are counted here, and that is said', async () => {
  const { reply, usage } = await counted({}, uncounting('The moon pulls the sea.'))
  await reply()
  expect((await usage()).runs).toMatchObject([{ inputTokens: 12, outputTokens: 6, exact: false }])
})

test('over the limit nothing is sent', async () => {
  const { reply, asked } = await counted({ runTokens: 100 }, says('The moon.'))
  await expect(reply({ expect: 500 })).rejects.toMatchObject({ code: 'over_budget', retryable: true })
  expect(asked).toEqual([])
  await reply({ expect: 50 })
  expect(asked).toHaveLength(1)
})

test('an answer that grows beyond the limit is ended, and what came of it counts', async () => {
  const { reply, spent, usage } = await counted({ runTokens: 200 }, endless)
  await expect(reply({ expect: 50 })).rejects.toMatchObject({ code: 'over_budget' })
  expect(await spent()).toBeGreaterThan(60)
  expect((await usage()).runs).toMatchObject([{ calls: 1, exact: false }])
})

test('an answer that grows within the limit comes whole', async () => {
  const text = 'The tide comes and goes. '.repeat(100)
  const { reply, spent } = await counted({ runTokens: 5_000 }, uncounting(text))
  expect((await reply({ expect: 10 })).text).toBe(text)
  expect(await spent()).toBeGreaterThan(500)
})

test('what a provider refuses or cannot do costs nothing, and nothing stays held', async () => {
  for (const status of [401, 404, 500]) {
    const { reply, spent, usage } = await counted({}, fails(status, undefined, { 'retry-after-ms': '1' }))
    await expect(reply()).rejects.toThrow()
    expect(await spent()).toBe(0)
    expect((await usage()).runs).toEqual([])
  }
})

test('each stream that broke off counts with what came of it', async () => {
  const { reply, asked, usage } = await counted(
    {},
    says('Half of an answer', { cut: true }),
    says('All of it.'),
  )
  expect((await reply()).text).toBe('All of it.')
  expect(asked).toHaveLength(2)
  const { runs } = await usage()
  expect(runs).toMatchObject([{ calls: 2, exact: false }])
  expect(runs[0]!.inputTokens).toBe(12 + 11)
  expect(runs[0]!.outputTokens).toBeGreaterThan(5)
})

test('a call that is cancelled in the middle counts with what came of it', async () => {
  const { chat, spent } = await counted({}, hangs)
  const stop = new AbortController()
  const heard = () => stop.abort(new Error('cancelled'))
  await expect(chat.reply(ask, { signal: stop.signal, heard })).rejects.toThrow('cancelled')
  expect(await spent()).toBe(13)
})

test('the same question gets the kept answer, which costs nothing, is counted as kept and is heard', async () => {
  const { reply, models, run, asked, usage, spent } = await counted({ runTokens: 5_000 }, says('The moon.'))
  await reply()
  const heard: [number, string][] = []
  const again = models.forRun({ ...run, runId: crypto.randomUUID() }).chat
  const { text } = await again.reply(ask, { signal: run.signal, heard: (...piece) => heard.push(piece) })
  expect([text, heard]).toEqual(['The moon.', [[9, 'The moon.']]])
  expect(asked).toHaveLength(1)
  expect((await usage()).runs.map(({ calls, cached, cost }) => [calls, cached, cost])).toContainEqual([
    0, 1, 0,
  ])
  expect(await spent()).toBe(16)
})

test('a fence does not stand in the way; another account, form or word does, and asking for another answer', async () => {
  const { reply, models, run, asked } = await counted({}, says('One.'), says('Two.'))
  const fenced = (fence: string) => [{ role: 'user' as const, content: `[${fence}] tides [${fence}]` }]
  await reply({ fence: 'aaaa1' }, fenced('aaaa1'))
  expect((await reply({ fence: 'bbbb2' }, fenced('bbbb2'))).text).toBe('One.')
  expect((await reply({ fence: 'cccc3', fresh: true }, fenced('cccc3'))).text).toBe('Two.')
  expect((await reply({ fence: 'dddd4' }, fenced('dddd4'))).text).toBe('Two.')
  await reply({ fence: 'eeee5', format: { type: 'json_object' } }, fenced('eeee5'))
  const { accountId } = await meteredAccount()
  await models.forRun(runOf(accountId)).chat.reply(fenced('f'), { signal: run.signal, fence: 'f' })
  expect(asked).toHaveLength(4)
})

test.each([
  ['truncated', says('The mo', { finish: 'length' })],
  ['empty', says(' ')],
  ['broken off twice', says('The mo', { cut: true })],
])('an answer that is %s is not given again', async (_what, bad) => {
  const { reply, asked } = await counted({}, bad, bad, says('The moon.'))
  await reply().catch(() => {})
  const before = asked.length
  await reply().catch(() => {})
  expect(asked.length).toBeGreaterThan(before)
})

const Answers = z.object({ items: z.array(z.string()) })
const list = (signal: AbortSignal, worth?: (answer: z.infer<typeof Answers>) => boolean) => ({
  name: 'list',
  schema: Answers,
  messages: ask,
  signal,
  ...(worth && { worth }),
})

test('of answers in a form only one that fits and says something is given again', async () => {
  const { structured, run, asked } = await counted(
    {},
    says('I would rather not.'),
    says('No.'),
    saysJson({ items: [] }),
    saysJson({ items: ['moon'] }),
  )
  await expect(structured.ask(list(run.signal))).rejects.toMatchObject({ code: 'model_unusable' })
  const full = list(run.signal, ({ items }) => items.length > 0)
  expect(await structured.ask(full)).toEqual({ items: [] })
  expect(await structured.ask(full)).toEqual({ items: ['moon'] })
  expect(await structured.ask(full)).toEqual({ items: ['moon'] })
  expect(asked).toHaveLength(4)
})

test('an answer that was mended answers the first question too', async () => {
  const { structured, run, asked } = await counted(
    {},
    says('Well.'),
    saysJson({ items: ['moon'] }),
    fails(500),
  )
  expect(await structured.ask(list(run.signal))).toEqual({ items: ['moon'] })
  expect(await structured.ask(list(run.signal))).toEqual({ items: ['moon'] })
  expect(asked).toHaveLength(2)
})

test('what a server could is remembered from one run to the next', async () => {
  const picky: Answer = (one, response) =>
    (one.body.response_format ? fails(400, { message: 'response_format' }) : saysJson({ items: ['sea'] }))(
      one,
      response,
    )
  const { models, structured, run, asked } = await counted({}, picky)
  await structured.ask(list(run.signal))
  const next = models.forRun({ ...run, runId: crypto.randomUUID() }).structured
  await next.ask({ ...list(run.signal), fresh: true })
  expect(asked.map(({ body }) => body.response_format?.type ?? 'plain')).toEqual([
    'json_schema',
    'json_object',
    'plain',
    'plain',
  ])
})

test('answers are kept for thirty days, and those used longest ago make room', async () => {
  const { database, accountId, run } = await counted({}, says('x'))
  let now = Date.UTC(2026, 10, 1)
  const cache = openReplyCache({ database, clock: () => now++, mostBytes: 25 })
  const whole = (text: string) => ({ text, truncated: false, usage: null })
  for (const key of ['a', 'b']) await cache.keep(accountId, key, whole('0123456789'), run.runId)
  await cache.find(accountId, 'a')
  await cache.keep(accountId, 'c', whole('0123456789'), run.runId)
  await cache.keep(accountId, 'd', whole('with a \0 in it'), run.runId)
  const found = async () =>
    (await Promise.all(['a', 'b', 'c', 'd'].map(key => cache.find(accountId, key)))).map(Boolean)
  expect(await found()).toEqual([true, false, true, false])
  now += 30 * 86_400_000
  expect(await found()).toEqual([false, false, false, false])
})

test('what is logged of a call has its numbers and none of its words', async () => {
  const { reply, lines } = await counted({}, says('Secret moons.'))
  await reply({ step: 'claims' })
  await reply({ step: 'claims' })
  const used = lines.map(line => JSON.parse(line)).filter(({ msg }) => msg === 'model used')
  expect(used).toMatchObject([
    {
      step: 'claims',
      model: 'tiny',
      cached: false,
      used: { input: 11, output: 5, exact: true },
      nanos: 16_000,
    },
    { cached: true },
  ])
  expect(lines.join('')).not.toMatch(/tides|Secret|moons/)
})
