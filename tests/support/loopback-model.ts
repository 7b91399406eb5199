import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { answerTo, type RecordedRequest } from './loopback-answers.ts'

export type { RecordedRequest } from './loopback-answers.ts'

/** A piece of an answer is so long: a token has some four characters. */
const PIECE = 24

export interface LoopbackModel {
  baseUrl: string
  /** All that it was asked, as it came over the wire. */
  recorded: RecordedRequest[]
  /** How many of them hung up before they had their answer. */
  hungUp: () => number
  /** Holds what is asked from now on back until the other is called, or until it ends. */
  pause: () => () => void
  close: () => void
}

/**
 * A loopback server that speaks Chat Completions, keeps what it is asked, and answers every prompt of a whole journey in
 * form, out of the data that it is given alone and with literal quotes. The same question has the same answer.
 * @param pieceMs between two pieces of an answer: 0 gives it at once
 */
export async function loopbackModel({ pieceMs = 0 }: { pieceMs?: number } = {}): Promise<LoopbackModel> {
  const recorded: RecordedRequest[] = []
  let hungUp = 0
  let open = Promise.resolve()
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const asked: RecordedRequest = JSON.parse(body)
    recorded.push(asked)
    response.once('close', () => {
      if (!response.writableEnded) hungUp++
    })
    await open
    await answer(response, answerTo(asked), pieceMs)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    recorded,
    hungUp: () => hungUp,
    pause() {
      const { promise, resolve } = Promise.withResolvers<void>()
      open = promise
      return resolve
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function answer(response: ServerResponse, text: string, pieceMs: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const chunk = (delta: object, finish: string | null) =>
    response.write(
      `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'gpt-4o', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`,
    )
  if (pieceMs === 0) chunk({ role: 'assistant', content: text }, null)
  else
    for (let from = 0; from < text.length && !response.destroyed; from += PIECE) {
      chunk({ role: 'assistant', content: text.slice(from, from + PIECE) }, null)
      await sleep(pieceMs)
    }
  chunk({}, 'stop')
  response.end('data: [DONE]\n\n')
}
