import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const HEADER = /^00-([0-9a-f]{32})-([0-9a-f]{16})-01$/
const at = (server: string) => ({ server, token: 'a-token-of-the-panel' })
const page = new EventTarget()
const answered: { server: string; traceparent: string | null }[] = []

beforeEach(() => {
  vi.resetModules()
  vi.useFakeTimers()
  vi.stubGlobal('document', page)
  answered.length = 0
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A fetch to servers of which those that are named keep traces. */
const fetching = (traced: string[]): typeof fetch =>
  (async (url: string, init: RequestInit) => {
    const server = new URL(url).origin
    answered.push({ server, traceparent: new Headers(init.headers).get('traceparent') })
    const headers: HeadersInit = traced.includes(server) ? { traceresponse: '00-0-0-01' } : {}
    return new Response('{}', { headers })
  }) as typeof fetch

it('tells a trace only to a server that keeps them, and to no other', async () => {
  const { send } = await import('../../extension/api/request.ts')
  const fetch = fetching(['https://traced.example'])
  const ask = (server: string) => send(fetch, at(server), { method: 'GET', path: '/capabilities' })
  for (const server of ['https://traced.example', 'https://plain.example']) {
    await ask(server)
    await ask(server)
  }
  expect(answered.map(({ server, traceparent }) => [server, traceparent !== null])).toEqual([
    ['https://traced.example', false],
    ['https://traced.example', true],
    ['https://plain.example', false],
    ['https://plain.example', false],
  ])
})

it('gives what follows one act one trace, and anything else another', async () => {
  const { send } = await import('../../extension/api/request.ts')
  const fetch = fetching(['https://traced.example'])
  const ask = async () => {
    await send(fetch, at('https://traced.example'), { method: 'GET', path: '/capabilities' })
    return HEADER.exec(answered.at(-1)!.traceparent ?? '')
  }
  await ask()
  page.dispatchEvent(new Event('pointerdown'))
  const [first, second] = [await ask(), await ask()]
  vi.advanceTimersByTime(1_001)
  const later = await ask()
  page.dispatchEvent(new Event('keydown'))
  const next = await ask()
  expect(first?.[1]).toBeDefined()
  expect(second?.[1]).toBe(first?.[1])
  expect(new Set([first, second, later, next].map(found => found?.[2])).size).toBe(4)
  expect(new Set([first, later, next].map(found => found?.[1])).size).toBe(3)
})

it('stops telling once a server keeps no traces any more', async () => {
  const { send } = await import('../../extension/api/request.ts')
  const traced = ['https://traced.example']
  const fetch = fetching(traced)
  const ask = () => send(fetch, at('https://traced.example'), { method: 'GET', path: '/capabilities' })
  await ask()
  traced.pop()
  await ask()
  await ask()
  expect(answered.map(({ traceparent }) => traceparent !== null)).toEqual([false, true, false])
})
