import { once } from 'node:events'
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { EventSourceParserStream } from 'eventsource-parser/stream'
import { expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { Run, RunEvent } from '../../../core/contract/run.ts'
import type { Runs } from '../../../server/runs/runs.ts'
import { mintCaller, openApi, problemOf, putProject } from '../support/api.ts'
import { makeRun, testRuns } from '../support/runs.ts'

async function creator(changes: Parameters<typeof openApi>[0] = {}) {
  const api = await openApi(changes)
  const { accountId, token } = await mintCaller()
  const project = await putProject(api, token)
  const runId = await makeRun(await testRuns(), { accountId, projectId: project.id })
  return {
    api,
    accountId,
    token,
    projectId: project.id,
    runId,
    ask: (what = '', method = 'GET') => api.ask(`/runs/${runId}${what}`, { method, token }),
    follow: (headers: Record<string, string> = {}, signal?: AbortSignal) =>
      api.ask(`/runs/${runId}/events`, { token, headers, ...(signal && { signal }) }),
  }
}

/** Node's decoder by the type that streams of bytes ask for. */
type Decoder = TransformStream<Uint8Array, string>

/** What an event source would make of the answer, each event parsed as ours. */
async function eventsIn(answer: Response): Promise<{ id: string; kind: string; event: RunEvent }[]> {
  const events = []
  const parsed = answer
    .body!.pipeThrough(new TextDecoderStream() as Decoder)
    .pipeThrough(new EventSourceParserStream())
  for await (const { id, event, data } of parsed)
    events.push({ id: id!, kind: event!, event: RunEvent.parse(JSON.parse(data)) })
  return events
}

it('shows a run alone and in its project’s list', async () => {
  const { api, token, ask, projectId, runId } = await creator()
  const run = Run.parse(await (await ask()).json())
  expect(run).toMatchObject({ id: runId, kind: 'brief', state: 'queued', lastSeq: 1, attempt: 0 })
  expect(await (await api.ask(`/projects/${projectId}/runs`, { token })).json()).toEqual({ runs: [run] })
})

it('cancels a run once, and queues it again on request', async () => {
  const { ask } = await creator()
  const cancelled = await ask('/cancel', 'POST')
  expect(cancelled.status).toBe(200)
  const run = Run.parse(await cancelled.json())
  expect(run.state).toBe('cancelled')
  expect(await (await ask('/cancel', 'POST')).json()).toEqual(run)
  const retried = await ask('/retry', 'POST')
  expect(retried.status).toBe(202)
  expect(await retried.json()).toMatchObject({ state: 'queued', finishedAt: null })
  expect(await (await ask('/retry', 'POST')).json()).toMatchObject({ state: 'queued', lastSeq: 3 })
})

it('tells nothing of another account’s run', async () => {
  const owner = await creator()
  const { token } = await mintCaller()
  const details = async (id: string) => {
    const asks = [
      owner.api.ask(`/runs/${id}`, { token }),
      owner.api.ask(`/runs/${id}/events`, { token }),
      owner.api.ask(`/runs/${id}/cancel`, { method: 'POST', token }),
      owner.api.ask(`/runs/${id}/retry`, { method: 'POST', token }),
    ]
    return Promise.all(asks.map(async ask => ({ ...(await problemOf(await ask)), requestId: '' })))
  }
  const strange = await details(owner.runId)
  expect(strange.map(problem => problem.status)).toEqual([404, 404, 404, 404])
  expect(strange).toEqual(await details(newId()))
  expect(await (await owner.ask()).json()).toMatchObject({ state: 'queued' })
})

it('streams a run’s events and ends with its last', async () => {
  const { ask, follow, runId } = await creator()
  const answer = await follow()
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  const events = eventsIn(answer)
  await ask('/cancel', 'POST')
  expect(await events).toMatchObject([
    { id: '1', kind: 'queued', event: { runId, seq: 1 } },
    { id: '2', kind: 'cancelled', event: { runId, seq: 2 } },
  ])
})

it('goes on after Last-Event-ID', async () => {
  const { ask, follow } = await creator()
  await ask('/cancel', 'POST')
  const after = async (id: string) =>
    (await eventsIn(await follow({ 'last-event-id': id }))).map(event => event.id)
  expect(await after('1')).toEqual(['2'])
  expect(await after('2')).toEqual([])
  expect(await after('0')).toEqual(['1', '2'])
})

it.each(['x', '-1', '1; drop table run', '99999999999999999999'])(
  'begins at the beginning where Last-Event-ID is %j',
  async id => {
    const { ask, follow } = await creator()
    await ask('/cancel', 'POST')
    expect(await eventsIn(await follow({ 'last-event-id': id }))).toHaveLength(2)
  },
)

it('ends its loop when the client goes, whether it aborts or stops reading', async () => {
  const { runs } = await testRuns()
  const ended: Promise<void>[] = []
  const watched: Runs = {
    ...runs,
    async *events(...args) {
      const { promise, resolve } = Promise.withResolvers<void>()
      ended.push(promise)
      try {
        yield* runs.events(...args)
      } finally {
        resolve()
      }
    },
  }
  const { follow } = await creator({ runs: watched })

  const gone = new AbortController()
  const aborted = await follow({}, gone.signal)
  await aborted.body!.getReader().read()
  gone.abort()

  const left = await follow()
  await left.body!.cancel()

  expect(ended).toHaveLength(2)
  await Promise.all(ended)
})

it('hears over a real socket that its client hung up, and lets the server close', async () => {
  const { runs } = await testRuns()
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const watched: Runs = {
    ...runs,
    async *events(...args) {
      try {
        yield* runs.events(...args)
      } finally {
        end()
      }
    },
  }
  const { api, token, runId } = await creator({ runs: watched })
  const server = serve({ fetch: api.fetch, hostname: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const request = get({ port, path: `/runs/${runId}/events`, headers: { authorization: `Bearer ${token}` } })
  const [answer] = await once(request, 'response')
  const [chunk] = await once(answer, 'data')
  expect(String(chunk)).toContain('retry: 1000')
  request.destroy()
  await ended
  server.close()
  await once(server, 'close')
})

it('passes on pings, so that a silent stream is told from a dead one', async () => {
  const { runs } = await testRuns()
  const pinging: Runs = {
    ...runs,
    async *events() {
      yield 'ping'
    },
  }
  const { follow } = await creator({ runs: pinging })
  expect(await (await follow()).text()).toContain(': ping\n\n')
})

it('ends streams when the server stops, with a hint to come back', async () => {
  const shutdown = new AbortController()
  const { follow } = await creator({ shutdown: shutdown.signal })
  const chunks = (await follow()).body!.pipeThrough(new TextDecoderStream() as Decoder)
  let text = ''
  for await (const chunk of chunks) {
    text += chunk
    if (text.includes('event: queued')) shutdown.abort()
  }
  expect(text.trimEnd().split('\n').slice(-2)).toEqual([': the server is stopping', 'retry: 3000'])
})

it('ends a stream that breaks within, tells the client nothing of it, and logs it', async () => {
  const { runs } = await testRuns()
  const breaking: Runs = {
    ...runs,
    // biome-ignore lint/correctness/useYield: it breaks before the first event
    async *events() {
      throw new Error('the inner secret')
    },
  }
  const { api, follow } = await creator({ runs: breaking })
  expect(await (await follow()).text()).toBe('retry: 1000\n\n')
  expect(api.log()).toContain('the inner secret')
})
