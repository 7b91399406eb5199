import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What a client asked for, as it came over the wire. */
export interface AskedToEmbed {
  path: string
  authorization: string | undefined
  body: { model: string; input: string[]; encoding_format?: string }
}
export type EmbeddingAnswer = (asked: AskedToEmbed, response: ServerResponse) => void

export interface EmbeddingServer {
  baseUrl: string
  asked: AskedToEmbed[]
  /** What it answers from now on. */
  answer: EmbeddingAnswer
  /** All texts that it was sent, in order. */
  texts(): string[]
}

/** A loopback server that speaks OpenAI's /embeddings. */
export async function embeddingServer(answer: EmbeddingAnswer = embeds()): Promise<EmbeddingServer> {
  const asked: AskedToEmbed[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const one = { path: request.url!, authorization: request.headers.authorization, body: JSON.parse(body) }
    asked.push(one)
    self.answer(one, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  const self: EmbeddingServer = { baseUrl, asked, answer, texts: () => asked.flatMap(one => one.body.input) }
  return self
}

/** Words that mean the same: a text's vector counts meanings, and beside them, weakly, its words. */
const MEANINGS = [
  ['car', 'cars', 'automobile', 'automobiles', 'vehicle', 'vehicles'],
  ['ocean', 'sea', 'tide', 'tides'],
  ['physician', 'doctor', 'doctors', 'healer'],
  ['costly', 'expensive', 'dear'],
]

export function meaningOf(text: string, size = 16): number[] {
  const vector = new Array<number>(size).fill(0)
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const meaning = MEANINGS.findIndex(words => words.includes(word))
    if (meaning >= 0) vector[meaning]! += 3
    else
      vector[
        MEANINGS.length +
          ([...word].reduce((sum, c) => sum * 31 + c.codePointAt(0)!, 7) % (size - MEANINGS.length))
      ]! += 0.3
  }
  return vector.some(value => value > 0) ? vector : vector.map(() => 1)
}

interface Embedding {
  size?: number
  /** What a vector is sent as, whatever was asked for. */
  as?: 'base64' | 'float'
  /** What becomes of the items before they are sent. */
  change?: (items: { index?: number; embedding: unknown }[]) => unknown[]
}

/** Answers with vectors in the encoding that was asked for. */
export const embeds =
  ({ size = 16, as, change = items => items }: Embedding = {}): EmbeddingAnswer =>
  ({ body }, response) => {
    const data = body.input.map((text, index) => {
      const vector = meaningOf(text, size)
      const base64 = (as ?? body.encoding_format ?? 'float') === 'base64'
      return { object: 'embedding', index, embedding: base64 ? inBase64(vector) : vector }
    })
    const tokens = body.input.join(' ').split(' ').length
    response.writeHead(200, { 'content-type': 'application/json', 'x-request-id': 'req-1' })
    response.end(
      JSON.stringify({
        object: 'list',
        model: body.model,
        data: change(data),
        usage: { prompt_tokens: tokens, total_tokens: tokens },
      }),
    )
  }

export const inBase64 = (vector: number[]): string =>
  Buffer.from(new Float32Array(vector).buffer).toString('base64')

/** As a server that refuses some of what it is asked for with 400. */
export const embedsUnless =
  (refuses: (asked: AskedToEmbed) => boolean, message: string, options?: Embedding): EmbeddingAnswer =>
  (asked, response) =>
    refuses(asked) ? refusesTo(400, message)(asked, response) : embeds(options)(asked, response)

export const refusesTo =
  (status: number, message = 'no', headers: Record<string, string> = {}): EmbeddingAnswer =>
  (_asked, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify({ error: { type: 'error', message } }))
  }
