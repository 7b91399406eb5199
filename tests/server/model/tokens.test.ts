import { expect, test } from 'vitest'
import { isLocal, nanosOf, priceOf } from '../../../server/model/prices.ts'
import { requestKey } from '../../../server/model/request-key.ts'
import { countsAs, loadTokens, requestTokens } from '../../../server/model/tokens.ts'

const user = (content: string) => [{ role: 'user' as const, content }]
const server = { baseUrl: 'https://a.example/v1', model: 'tiny' }

test('tokens are counted as o200k_base has them', async () => {
  const count = await loadTokens()
  expect([count(''), count('hello world'), count('The moon pulls the sea.')]).toEqual([0, 2, 6])
  expect(count('a <|endoftext|> in a source is only words')).toBeGreaterThan(10)
})

test('a long run without a break is counted at once, about right', async () => {
  const count = await loadTokens()
  const began = performance.now()
  const tokens = count('='.repeat(200_000))
  expect(performance.now() - began).toBeLessThan(5_000)
  expect(tokens).toBeGreaterThan(1_000)
  expect(count(`${'word '.repeat(500)}${'月'.repeat(1_000)}`)).toBeGreaterThan(1_000)
})

test('the form that is asked for counts with the messages, what is only said to the counter does not', async () => {
  const count = await loadTokens()
  const bare = requestTokens(count, user('Tides?'), {})
  const more = { step: 'brief', expect: 9, fence: 'x', keep: () => true }
  expect(requestTokens(count, user('Tides?'), more)).toBe(bare)
  expect(requestTokens(count, user('Tides?'), { format: { type: 'json_object' } })).toBeGreaterThan(bare)
})

test('it is known for which models that is their own count', () => {
  expect(['gpt-5-mini', 'openai/gpt-4o', 'o3'].map(countsAs)).toEqual([true, true, true])
  expect(['llama3.1', 'claude-haiku-4-5', 'gpt-4', 'o3000'].map(countsAs)).toEqual([
    false,
    false,
    false,
    false,
  ])
})

test('a price is that of the model, whatever a gateway and a date add to its name; else nobody knows', () => {
  const mini = { input: 0.25, output: 2, cached: 0.025 }
  for (const name of ['gpt-5-mini', 'openai/gpt-5-mini', 'gpt-5-mini-2025-08-07'])
    expect(priceOf(name, 'api.openai.com')).toEqual(mini)
  expect(priceOf('some-model', 'api.example.com')).toBeNull()
  expect(priceOf('constructor', 'api.example.com')).toBeNull()
  expect(priceOf('gpt-5-mini', '127.0.0.1')).toEqual({ input: 0, output: 0, cached: 0 })
  expect(priceOf('gpt-5-mini', 'localhost', { input: 1, output: 3 })).toEqual({
    input: 1,
    output: 3,
    cached: 1,
  })
})

test('a cost is a sum over what is new, what is remembered and what is answered', () => {
  const price = { input: 2, output: 10, cached: 0.5 }
  expect(nanosOf(price, { input: 1_000, output: 100 })).toBe(3_000_000)
  expect(nanosOf(price, { input: 1_000, cachedInput: 400, output: 100 })).toBe(2_400_000)
  expect(nanosOf(price, { input: 100, cachedInput: 400, output: 0 })).toBe(50_000)
})

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['[::1]', true],
  ['10.0.0.7', true],
  ['192.168.1.20', true],
  ['172.20.0.3', true],
  ['172.32.0.3', false],
  ['ollama', true],
  ['host.docker.internal', true],
  ['[fd00::1]', true],
  ['[2606:4700::1111]', false],
  ['api.openai.com', false],
  ['10.example.com', false],
  ['127.0.0.1.example.com', false],
])('%s is of this house: %s', (hostname, local) => expect(isLocal(hostname)).toBe(local))

test('the same question has the same key, whatever its fence; another model, form or word has another', () => {
  const key = (content: string, options: Parameters<typeof requestKey>[2] = {}, to = server) =>
    requestKey(to, user(content), options)
  const asked = key('[source abc123] tides', { fence: 'abc123', format: { type: 'json_object' } })
  expect(
    key('[source f00d99] tides', { fence: 'f00d99', format: { type: 'json_object' }, fresh: true }),
  ).toBe(asked)
  expect(key('[source abc123] tides', { fence: 'abc123' })).not.toBe(asked)
  expect(key('[source abc123] moons', { fence: 'abc123', format: { type: 'json_object' } })).not.toBe(asked)
  expect(key('tides', {}, { ...server, model: 'large' })).not.toBe(key('tides'))
  expect(key('tides', {}, { ...server, baseUrl: 'https://b.example/v1' })).not.toBe(key('tides'))
})
