import { createParser } from 'eventsource-parser'
import type { z } from 'zod'
import { PROJECT_HEADER } from '../../core/contract/project-header.ts'
import type { HeardEvent } from '../../core/contract/run.ts'
import type { HeardChange } from '../../core/contract/script.ts'
import { backoffMs } from './backoff.ts'
import { loadShapes } from './load-shapes.ts'
import { type ApiFailure, type Credentials, failure, isBusy, refusal } from './request.ts'
import type { Answers } from './shapes.ts'

/** The server says `: ping` each 15 s: a stream that is silent for this long is dead, whatever the socket says. */
const SILENCE_MS = 45_000
const LONGEST_WAIT_MS = 30_000
/** One event with its data, a whole beat drawn anew at most; beyond it the stream is not ours. */
const EVENT_CHARS = 16_000_000

export type FollowEnd =
  /** The run is over; its last event was heard. */
  | { how: 'over' }
  | { how: 'stopped' }
  /** The server does not let us hear it: 401, 404 and the like. */
  | { how: 'refused'; failure: ApiFailure }

export interface FollowDeps {
  fetch: typeof globalThis.fetch
  credentials: () => Promise<Credentials>
  /** The shared project that something is about, by what is followed. */
  projectOf?: (followed: Pick<Followed<Numbered>, 'path' | 'projectId'>) => string | null
  wait: (ms: number, signal: AbortSignal) => Promise<void>
  random: () => number
  /** Hears of every connection that ended before the run did. */
  cut?: () => void
  /** Hears of every connection that began. */
  opened?: () => void
  silenceMs?: number
}

export interface FollowedRun {
  runId: string
  lastSeq: number
  signal: AbortSignal
  /** Whose it is, as `Request.projectId`. */
  projectId?: string | null
}

/** A run's events until it is over. See `followNumbered`. */
export const followRun = (
  deps: FollowDeps,
  { runId, ...from }: FollowedRun,
  heard: (event: HeardEvent) => void,
): Promise<FollowEnd> =>
  followNumbered(
    deps,
    { path: `/runs/${runId}/events`, shape: 'runEvent', isOurs: event => event.runId === runId, ...from },
    event => {
      heard(event)
      return event.kind === 'done' || event.kind === 'failed' || event.kind === 'cancelled'
    },
  )

/** A script's changes, without an end. See `followNumbered`. */
export const followChanges = (
  deps: FollowDeps,
  { branchId, ...from }: { branchId: string; lastSeq: number; signal: AbortSignal },
  heard: (change: HeardChange) => void,
): Promise<FollowEnd> =>
  followNumbered(deps, { path: `/branches/${branchId}/changes/stream`, shape: 'change', ...from }, change => {
    heard(change)
    return false
  })

type Numbered = 'runEvent' | 'change'

interface Followed<Shape extends Numbered> {
  path: string
  /** Of `answers`: of each event's data. */
  shape: Shape
  isOurs?: (event: z.output<Answers[Shape]>) => boolean
  lastSeq: number
  signal: AbortSignal
  projectId?: string | null
}

/**
 * Hears what is numbered in order, each once, over as many connections as it takes: every new one begins after the
 * last event that was heard (`Last-Event-ID`). From a page only: a worker would die in the middle.
 * `EventSource` cannot send the token, therefore fetch.
 * @param heard whether it was the last one
 */
async function followNumbered<Shape extends Numbered>(
  deps: FollowDeps,
  followed: Followed<Shape>,
  heard: (event: z.output<Answers[Shape]>) => boolean,
): Promise<FollowEnd> {
  const { signal } = followed
  // What is followed stays in its project, though the creator turns to another one.
  const projectId = deps.projectOf?.(followed) ?? null
  let seq = followed.lastSeq
  let failures = 0
  while (!signal.aborted) {
    const before = seq
    const end = await connection(deps, { ...followed, lastSeq: seq, projectId }, event => {
      if (event.seq <= seq || followed.isOurs?.(event) === false) return false
      seq = event.seq
      return heard(event)
    })
    if (end.how === 'over' || end.how === 'refused') return end
    failures = seq > before ? 1 : failures + 1
    deps.cut?.()
    await deps.wait(Math.min(LONGEST_WAIT_MS, backoffMs(failures, deps.random)), signal).catch(() => {})
  }
  return { how: 'stopped' }
}

async function connection<Shape extends Numbered>(
  { fetch, credentials, silenceMs = SILENCE_MS, opened }: FollowDeps,
  { path, shape, lastSeq, signal, projectId }: Followed<Shape> & { projectId: string | null },
  heard: (event: z.output<Answers[Shape]>) => boolean,
): Promise<FollowEnd | { how: 'cut' }> {
  const silent = new AbortController()
  let timer = setTimeout(() => silent.abort(), silenceMs)
  let over = false
  const shapes = await loadShapes()
  if (!shapes) return { how: 'cut' }
  const parser = createParser({
    maxBufferSize: EVENT_CHARS,
    onEvent({ data }) {
      const event = shapes.answers[shape].safeParse(parsed(data))
      if (event.success && heard(event.data as z.output<Answers[Shape]>)) over = true
    },
  })
  try {
    const { server, token } = await credentials()
    const response = await fetch(server + path, {
      headers: {
        accept: 'text/event-stream',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(projectId ? { [PROJECT_HEADER]: projectId } : {}),
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
      return isBusy(response.status)
        ? { how: 'cut' }
        : { how: 'refused', failure: response.ok ? failure('unexpected_answer', why.message) : why }
    }
    opened?.()
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
