import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What a client asked for, as it came over the wire. */
export interface Asked {
  path: string
  authorization: string | undefined
  headers: IncomingMessage['headers']
  body: {
    model: string
    messages: { role: string; content: string }[]
    stream: boolean
    stream_options?: unknown
    response_format?: { type: string; json_schema?: { name: string; strict: boolean; schema: unknown } }
  }
}
export type Answer = (asked: Asked, response: ServerResponse) => void

/** A loopback server that speaks Chat Completions: each request gets the next answer, the last one for ever. */
export async function wireServer(...answers: Answer[]): Promise<{ baseUrl: string; asked: Asked[] }> {
  const asked: Asked[] = []
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const one: Asked = {
      path: request.url!,
      authorization: request.headers.authorization,
      headers: request.headers,
      body: JSON.parse(body),
    }
    asked.push(one)
    answers[Math.min(asked.length, answers.length) - 1]!(one, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked }
}

interface Streaming {
  finish?: string | null
  /** Leave the role out of the deltas, as several servers do. */
  role?: boolean
  /** Break the connection instead of ending it. */
  cut?: boolean
}

/** Streams a text in pieces of a few characters. */
export const says =
  (text: string, { finish = 'stop', role = true, cut = false }: Streaming = {}): Answer =>
  (_asked, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': 'req-1' })
    const send = (chunk: unknown) => response.write(`data: ${JSON.stringify(chunk)}\n\n`)
    const common = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'tiny' }
    for (let i = 0; i < text.length; i += 7) {
      const delta = { ...(role && i === 0 && { role: 'assistant' }), content: text.slice(i, i + 7) }
      send({ ...common, choices: [{ index: 0, delta, finish_reason: null }] })
    }
    if (cut) {
      // After what was written has left.
      setTimeout(() => response.destroy(), 30)
      return
    }
    send({ ...common, choices: [{ index: 0, delta: {}, finish_reason: finish }] })
    send({ ...common, choices: [], usage: { prompt_tokens: 11, completion_tokens: 5, total_tokens: 16 } })
    response.end('data: [DONE]\n\n')
  }

export const saysJson = (value: unknown, options?: Streaming): Answer => says(JSON.stringify(value), options)

export const fails =
  (
    status: number,
    error: { message: string; code?: string } = { message: 'no' },
    headers: Record<string, string> = {},
  ): Answer =>
  (_asked, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req-2', ...headers })
    response.end(JSON.stringify({ error: { type: 'error', ...error } }))
  }

/** As a server that does not know some of what it is asked for. */
export const unless =
  (knows: (asked: Asked) => boolean, message: string, answer: Answer): Answer =>
  (asked, response) =>
    (knows(asked) ? answer : fails(400, { message }))(asked, response)

export const hangs: Answer = (_asked, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(
    `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'tiny', choices: [{ index: 0, delta: { role: 'assistant', content: '{' }, finish_reason: null }] })}\n\n`,
  )
}
