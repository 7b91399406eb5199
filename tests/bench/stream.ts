// How much the server adds to a model that streams: npm run bench:stream [-- --database postgres|pglite] [--turns N]
// A loopback model tells when it wrote its first and its last piece; the client tells when it could read them as events
// of the real API. addedFirstTokenMs: the median from the model's first piece to the event with it. addedStreamShare: how
// much longer than the model's stream it is until the answer is checked, stored and told to be done, as a part of it.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { newId } from '../../core/contract/id.ts'
import { RunEvent } from '../../core/contract/run.ts'
import { median } from '../../core/voice/spread.ts'
import { startPostgres } from '../support/postgres.ts'
import { startServer } from './server-process.ts'

const { values } = parseArgs({
  options: { database: { type: 'string', default: 'pglite' }, turns: { type: 'string', default: '12' } },
})
/** A piece each so many milliseconds: fifty a second, as a middling model writes. */
const PIECE_MS = 20
const TEXT = [
  '- The tide can be foretold for centuries.\n> S1: the tide can be predicted for centuries\n',
  ...Array.from(
    { length: 9 },
    (_, i) => `- This is sentence number ${i} of an answer that a model writes by itself.\n`,
  ),
].join('')
const PIECES = TEXT.match(/\S+\s*/g)!

const wrote = { first: 0, last: 0 }
const model = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.socket?.setNoDelay(true)
  if (/You decide what to look up/.test(body)) {
    piece(response, JSON.stringify({ steps: [{ tool: 'search', query: 'tide predicted centuries' }] }))
  } else {
    for (const [i, each] of PIECES.entries()) {
      if (i > 0) await new Promise(resolve => setTimeout(resolve, PIECE_MS))
      // The first word of a sentence is the second piece: the first is its dash.
      if (i === 1) wrote.first = performance.now()
      piece(response, each)
    }
    wrote.last = performance.now()
  }
  piece(response, '', 'stop')
  response.end('data: [DONE]\n\n')
})
await new Promise<void>(resolve => model.listen(0, '127.0.0.1', resolve))

const postgres = values.database === 'postgres' ? await startPostgres(line => console.error(line)) : null
const server = await startServer({
  OPENAI_API_KEY: 'bench',
  OPENAI_BASE_URL: `http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`,
  OPENAI_MODEL: 'loopback',
  ...(postgres && { DATABASE_URL: postgres.url }),
})
const firsts: number[] = []
const shares: number[] = []
try {
  const { token } = await server.ask<{ token: string }>('POST', '/pair', undefined, 201)
  const projectId = newId()
  await server.ask('PUT', `/projects/${projectId}`, { title: 'Tides' }, 201, token)
  await clip()
  for (let i = 0; i <= Number(values.turns); i++) {
    const { first, last } = await turn(`How well can the tide be predicted, number ${i}?`)
    // The first warms everything up.
    if (i === 0) continue
    const stream = wrote.last - wrote.first
    firsts.push(first - wrote.first)
    shares.push((last - wrote.first - stream) / stream)
    console.log(
      `turn ${i}: first +${firsts.at(-1)!.toFixed(1)} ms, stream ${stream.toFixed(0)} ms, +${(100 * shares.at(-1)!).toFixed(1)} %`,
    )
  }

  async function turn(text: string): Promise<{ first: number; last: number }> {
    const id = newId()
    await server.ask('POST', `/projects/${projectId}/turns`, { id, stage: 'research', text }, 202, token)
    const response = await fetch(`${server.address}/runs/${id}/events`, {
      headers: { authorization: `Bearer ${token}` },
    })
    let rest = ''
    let first = 0
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const now = performance.now()
      const frames = (rest + chunk).split('\n\n')
      rest = frames.pop()!
      for (const frame of frames) {
        const data = /^data: (.*)$/m.exec(frame)?.[1]
        if (!data) continue
        const event = RunEvent.parse(JSON.parse(data))
        if (event.kind === 'said' && event.data.text && !first) first = now
        if (event.kind === 'failed') throw new Error(event.data.message)
        if (event.kind === 'done') return { first, last: now }
      }
    }
    throw new Error('The stream ended before the turn did')
  }

  async function clip(): Promise<void> {
    const body = `Engineers say that the tide can be predicted for centuries. ${'The strait empties and fills twice a day. '.repeat(40)}`
    const id = newId()
    const stored = await server.ask<{ ingestRunId: string }>(
      'PUT',
      `/sources/${id}`,
      {
        ...{
          id,
          projectId,
          kind: 'article',
          url: 'https://tides.example/',
          canonicalUrl: 'https://tides.example/',
        },
        ...{ title: 'Tides', author: null, site: null, published: null, language: 'en' },
        ...{ capturedAt: new Date().toISOString(), contentHash: await sha256(body), fingerprint: null },
        ...{ text: body, markdown: body, html: null },
        receipt: { by: 'defuddle', legs: [], words: 300, leftOut: [] },
      },
      201,
      token,
    )
    await server.finished(stored.ingestRunId, token)
  }
} finally {
  await server.stop()
  await postgres?.stop()
  model.closeAllConnections()
  model.close()
}
console.log(
  JSON.stringify({
    addedFirstTokenMs: Number(median(firsts).toFixed(1)),
    addedStreamShare: Number(median(shares).toFixed(4)),
  }),
)

function piece(response: ServerResponse, content: string, finish: string | null = null): void {
  const choices = [{ index: 0, delta: content ? { content } : {}, finish_reason: finish }]
  const chunk = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'loopback', choices }
  response.write(`data: ${JSON.stringify(chunk)}\n\n`)
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Buffer.from(digest).toString('hex')
}
