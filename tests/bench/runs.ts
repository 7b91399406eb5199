// How soon a run is taken up, and what telemetry costs: npm run bench:runs [-- --database postgres|pglite] [--runs N]
// [--servers N]
// From the POST that asks for a run to an event of it on its stream, as the panel gets it: `queued`, which its making
// writes, and `started`, which the worker writes that took it up. Each run is a turn, which a model that answers at once
// answers. Idle nothing else waits. Queued, a hundred briefs stand before a model that holds its answers back, two of
// them at work and the others waiting: what is asked for meanwhile is of another kind, and must not wait for them.
// pickupP95ms and pickupP95msQueued are to `started`. telemetryOverhead: how much longer what a panel asks for takes with
// a collector on the loopback than without, as a part of it: see telemetry-overhead.ts.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { newId } from '../../core/contract/id.ts'
import { median } from '../../core/voice/spread.ts'
import { startPostgres } from '../support/postgres.ts'
import { startServer } from './server-process.ts'
import { measureOverhead } from './telemetry-overhead.ts'

const { values } = parseArgs({
  options: {
    database: { type: 'string', default: 'postgres' },
    runs: { type: 'string', default: '60' },
    queued: { type: 'string', default: '100' },
    servers: { type: 'string', default: '6' },
  },
})
const RUNS = Number(values.runs)
const QUEUED = Number(values.queued)
const SERVERS = Number(values.servers)

const held: ServerResponse[] = []
const model = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  // Only what a turn asks is answered.
  if (!/"stream_options"/.test(body) || !/bench-turn/.test(body)) held.push(response)
  else answer(response)
})
await new Promise<void>(resolve => model.listen(0, '127.0.0.1', resolve))
const postgres = values.database === 'postgres' ? await startPostgres(line => console.error(line)) : null
const environment = {
  OPENAI_API_KEY: 'bench',
  OPENAI_BASE_URL: `http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`,
  OPENAI_MODEL: 'loopback',
  LIMIT_TOKEN_REQUESTS: '1000000',
  LIMIT_ADDRESS_REQUESTS: '1000000',
  ...(postgres && { DATABASE_URL: postgres.url }),
}
try {
  // First, while nothing waits in the database that they share.
  const telemetryOverhead = await measureOverhead(environment, SERVERS)
  const pickup = await measurePickup()
  console.log(JSON.stringify({ ...pickup, telemetryOverhead }))
} finally {
  for (const response of held) response.destroy()
  await postgres?.stop()
  model.closeAllConnections()
  model.close()
}

async function measurePickup() {
  const server = await startServer(environment)
  try {
    const panel = await connect(server)
    for (let i = 0; i < 5; i++) await panel.turn()
    const idle = await panel.turns()
    report('idle', idle)
    for (let i = 0; i < QUEUED; i++) {
      const projectId = await panel.projectWithSource()
      await server.ask('POST', `/projects/${projectId}/briefs`, { id: newId() }, 202, panel.token)
    }
    const queued = await panel.turns()
    report(`with ${QUEUED} queued`, queued)
    return { pickupP95ms: p95(idle.started), pickupP95msQueued: p95(queued.started) }
  } finally {
    await server.stop()
  }
}

type Server = Awaited<ReturnType<typeof startServer>>

async function connect(server: Server) {
  const { token } = await server.ask<{ token: string }>('POST', '/pair', undefined, 201)
  const authorization = { authorization: `Bearer ${token}` }
  const projectId = newId()
  await server.ask('PUT', `/projects/${projectId}`, { title: 'Tides' }, 201, token)

  /** Milliseconds from the POST to each of the two events. */
  async function turn(): Promise<{ queued: number; started: number }> {
    const id = newId()
    const began = performance.now()
    const draft = { id, stage: 'research', text: `bench-turn ${id}` }
    await server.ask('POST', `/projects/${projectId}/turns`, draft, 202, token)
    const stream = await fetch(`${server.address}/runs/${id}/events`, { headers: authorization })
    const came = { queued: 0, started: 0 }
    let text = ''
    for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      const now = performance.now() - began
      if (!came.queued && text.includes('event: queued')) came.queued = now
      if (!came.started && text.includes('event: started')) came.started = now
    }
    if (!came.started) throw new Error(`A run was never taken up: ${text}`)
    return came
  }

  return {
    token,
    turn,
    async turns() {
      const all: Awaited<ReturnType<typeof turn>>[] = []
      for (let i = 0; i < RUNS; i++) all.push(await turn())
      return { queued: all.map(one => one.queued), started: all.map(one => one.started) }
    },
    /** Whose brief has something to ask the model. */
    async projectWithSource(): Promise<string> {
      const projectId = newId()
      await server.ask('PUT', `/projects/${projectId}`, { title: 'Waiting' }, 201, token)
      const text = 'Engineers say that the tide can be predicted for centuries. '.repeat(20)
      const source = {
        ...{ id: newId(), projectId, kind: 'article', url: 'https://tides.example/' },
        ...{ canonicalUrl: 'https://tides.example/', title: 'Tides', author: null, site: null },
        ...{ published: null, language: 'en', capturedAt: new Date().toISOString() },
        ...{ contentHash: await sha256(text), fingerprint: null, text, markdown: text, html: null },
        receipt: { by: 'defuddle', legs: [], words: 200, leftOut: [] },
      }
      const path = `/sources/${source.id}`
      const { ingestRunId } = await server.ask<{ ingestRunId: string }>('PUT', path, source, 201, token)
      await server.finished(ingestRunId, token)
      return projectId
    },
  }
}

function report(when: string, { queued, started }: { queued: number[]; started: number[] }): void {
  const figures = (times: number[]) => `p50 ${median(times).toFixed(1)} ms, p95 ${p95(times)} ms`
  console.log(`${when}: queued ${figures(queued)}; started ${figures(started)}`)
}

function answer(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const choices = [{ index: 0, delta: { content: '{"steps":[]}' }, finish_reason: 'stop' }]
  response.write(`data: ${JSON.stringify({ object: 'chat.completion.chunk', choices })}\n\n`)
  response.end('data: [DONE]\n\n')
}

function p95(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return Number(sorted[Math.ceil(sorted.length * 0.95) - 1]!.toFixed(1))
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Buffer.from(digest).toString('hex')
}
