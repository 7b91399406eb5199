import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import { EXTENSION_ORIGIN } from '../core/contract/extension.ts'
import { newId } from '../core/contract/id.ts'
import { Run } from '../core/contract/run.ts'
import { Pairing } from '../core/contract/server.ts'
import { followRun } from '../extension/api/event-stream.ts'
import { type Credentials, send, unexpectedAnswer } from '../extension/api/request.ts'
import { Stop } from './stop.ts'

/** For answers that take long: a channel's words, a large page. */
const MOST_MS = 120_000

export interface Api {
  get<Shape extends z.ZodType>(shape: Shape, path: string): Promise<z.output<Shape>>
  put<Shape extends z.ZodType>(shape: Shape, path: string, body: unknown): Promise<z.output<Shape>>
  post<Shape extends z.ZodType>(shape: Shape, path: string, body: unknown): Promise<z.output<Shape>>
  /**
   * Begins a run and hears it to its end.
   * @param body what goes with the run's id
   * @throws Stop in the run's own words where it failed
   */
  run(path: string, body?: object): Promise<Run>
}

/**
 * The server, asked as the panel asks it: every answer is parsed, every refusal is a Stop in the server's words.
 * @param told hears what a run is at
 */
export function apiAt(
  credentials: Credentials,
  { fetch, told }: { fetch: typeof globalThis.fetch; told: (words: string) => void },
): Api {
  async function ask<Shape extends z.ZodType>(
    shape: Shape,
    method: 'GET' | 'PUT' | 'POST',
    path: string,
    body?: unknown,
  ): Promise<z.output<Shape>> {
    const answer = await send(fetch, credentials, { method, path, body, timeoutMs: MOST_MS })
    if (!answer.ok) throw new Stop(answer.error.message)
    const parsed = shape.safeParse(answer.value)
    if (!parsed.success) throw new Stop(unexpectedAnswer(credentials.server).message)
    return parsed.data
  }
  const post: Api['post'] = (shape, path, body) => ask(shape, 'POST', path, body)
  return {
    get: (shape, path) => ask(shape, 'GET', path),
    put: (shape, path, body) => ask(shape, 'PUT', path, body),
    post,
    async run(path, body = {}) {
      const { id } = await post(Run, path, { id: newId(), ...body })
      let last = ''
      const end = await followRun(
        {
          fetch,
          credentials: async () => credentials,
          wait: async (ms, signal) => void (await sleep(ms, undefined, { signal })),
          random: Math.random,
        },
        { runId: id, lastSeq: 0, signal: new AbortController().signal },
        event => {
          const words =
            event.kind === 'progress' ? event.data.label : event.kind === 'note' ? event.data.text : ''
          if (words && words !== last) told(words)
          last = words || last
        },
      )
      if (end.how === 'refused') throw new Stop(end.failure.message)
      const run = await ask(Run, 'GET', `/runs/${id}`)
      if (run.state !== 'done')
        throw new Stop(run.error?.message ?? `The work was ${run.state} on the server.`)
      return run
    },
  }
}

/** A token for a server on this computer that gives one to the extension. */
export async function pairedWith(address: string, fetch: typeof globalThis.fetch): Promise<Credentials> {
  const answer = await send(
    fetch,
    { server: address, token: null },
    { method: 'POST', path: '/pair', body: {} },
  )
  if (!answer.ok) throw new Stop(answer.error.message)
  return { server: address, token: Pairing.parse(answer.value).token }
}

/** As the extension's pages send: they say whose they are. */
export const asExtension: typeof globalThis.fetch = (input, init) => {
  const headers = new Headers(init?.headers)
  headers.set('origin', EXTENSION_ORIGIN)
  return fetch(input, { ...init, headers })
}
