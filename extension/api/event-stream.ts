import { createParser } from 'eventsource-parser'
import type { RunEvent } from '../../core/contract/run.ts'
import { backoffMs } from './backoff.ts'
import { loadShapes } from './load-shapes.ts'
import { type ApiFailure, type Credentials, failure, refusal } from './request.ts'

/** The server says `: ping` each 15 s: a stream that is silent for this long is dead, whatever the socket says. */
const SILENCE_MS = 45_000
const LONGEST_WAIT_MS = 30_000
/** One event with its data; beyond it the stream is not ours. */
const EVENT_CHARS = 1_000_000

export type FollowEnd =
  /** The run is over; its last event was heard. */
  | { how: 'over' }
  | { how: 'stopped' }
  /** The server does not let us hear it: 401, 404 and the like. */
  | { how: 'refused'; failure: ApiFailure }

export interface FollowDeps {
  fetch: typeof globalThis.fetch
  credentials: () => Promise<Credentials>
  wait: (ms: number, signal: AbortSignal) => Promise<void>
  random: () => number
  /** Hears of every connection that ended before the run did. */
  cut?: () => void
  silenceMs?: number
}

/**
 * Hears a run's events in order, each once, over as many connections as it takes: every new one begins after the
 * last event that was heard (`Last-Event-ID`). From a page only: a worker would die in the middle.
 * `EventSource` cannot send the token, therefore fetch.
 */
export async function followRun(
  deps: FollowDeps,
  { runId, lastSeq, signal }: { runId: string; lastSeq: number; signal: AbortSignal },
  heard: (event: RunEvent) => void,
): Promise<FollowEnd> {
  let seq = lastSeq
  let failures = 0
  while (!signal.aborted) {
    const before = seq
    const end = await connection(deps, { runId, lastSeq: seq, signal }, event => {
      if (event.seq <= seq || event.runId !== runId) return false
      seq = event.seq
      heard(event)
      return event.kind === 'done' || event.kind === 'failed' || event.kind === 'cancelled'
    })
    if (end.how === 'over' || end.how === 'refused') return end
    failures = seq > before ? 1 : failures + 1
    deps.cut?.()
    await deps.wait(Math.min(LONGEST_WAIT_MS, backoffMs(failures, deps.random)), signal).catch(() => {})
  }
  return { how: 'stopped' }
}

async function connection(
  { fetch, credentials, silenceMs = SILENCE_MS }: FollowDeps,
  { runId, lastSeq, signal }: { runId: string; lastSeq: number; signal: AbortSignal },
  heard: (event: RunEvent) => boolean,
): Promise<FollowEnd | { how: 'cut' }> {
  const silent = new AbortController()
  let timer = setTimeout(() => silent.abort(), silenceMs)
  let over = false
  const shapes = await loadShapes()
  if (!shapes) return { how: 'cut' }
  const parser = createParser({
    maxBufferSize: EVENT_CHARS,
    onEvent({ data }) {
      const event = shapes.answers.runEvent.safeParse(parsed(data))
      if (event.success && heard(event.data)) over = true
    },
  })
  try {
    const { server, token } = await credentials()
    const response = await fetch(`${server}/runs/${runId}/events`, {
      headers: {
        accept: 'text/event-stream',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(lastSeq > 0 ? { 'last-event-id': String(lastSeq) } : {}),
      },
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, silent.signal]),
    })
    if (!response.ok || !response.body) {
      const why = refusal(server, response, parsed(await response.text()))
      return response.status >= 500 || response.status === 429
        ? { how: 'cut' }
        : { how: 'refused', failure: response.ok ? failure('unexpected_answer', why.message) : why }
    }
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    while (!over) {
      const { done, value } = await reader.read()
      if (done) break
      clearTimeout(timer)
      timer = setTimeout(() => silent.abort(), silenceMs)
      parser.feed(value)
    }
    void reader.cancel().catch(() => {})
    return over ? { how: 'over' } : { how: 'cut' }
  } catch {
    return over ? { how: 'over' } : { how: 'cut' }
  } finally {
    clearTimeout(timer)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
