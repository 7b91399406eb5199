import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Findings } from '../../../core/contract/findings.ts'
import { newId } from '../../../core/contract/id.ts'
import type { Project } from '../../../core/contract/project.ts'
import type { Run, RunEvent } from '../../../core/contract/run.ts'
import type { Capture } from '../../../core/contract/source.ts'
import { sourceOf } from '../../../extension/outbox/clips.ts'

export interface Heard {
  method: string
  path: string
  authorization: string | undefined
  lastEventId: string | undefined
  /** The shared project that it names. */
  project: string | undefined
}

type Handler = (request: Heard, response: ServerResponse) => boolean

/** A server that speaks the API's wire on a port of its own, keeps what it is told, and fails when the test says so. */
export async function loopbackServer() {
  const projects = new Map<string, Project>()
  const sources = new Map<string, Capture>()
  const removed = new Set<string>()
  const runs = new Map<string, Run>()
  const events = new Map<string, RunEvent[]>()
  const heard: Heard[] = []
  const tokens = new Set<string>()
  const sockets = new Set<Socket>()
  const state = {
    accountId: newId(),
    pairs: true,
    override: null as Handler | null,
    delayMs: 0,
    cutAfter: 0,
    findings: null as Findings | null,
  }
  const tags = new Map<string, string[]>()
  const shown = (capture: Capture) => ({ ...sourceOf(capture), tags: tags.get(capture.id) ?? [] })
  const tier = (domain: string, body: unknown) => ({ domain, ...(body as { tier: string }), by: 'own' })

  const problem = (response: ServerResponse, status: number, code: string, detail: string, headers = {}) => {
    response.writeHead(status, { 'content-type': 'application/problem+json', ...headers })
    response.end(
      JSON.stringify({ type: 'about:blank', title: code, status, code, detail, requestId: 'request-1' }),
    )
    return true
  }
  const json = (response: ServerResponse, status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
    return true
  }
  const gone = (response: ServerResponse) => {
    response.writeHead(204).end()
    return true
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    const body = text ? JSON.parse(text) : null
    const note: Heard = {
      method: request.method ?? '',
      path: request.url ?? '',
      authorization: request.headers.authorization,
      lastEventId: request.headers['last-event-id'] as string | undefined,
      project: request.headers['ownwords-project'] as string | undefined,
    }
    heard.push(note)
    if (state.delayMs) await new Promise(resolve => setTimeout(resolve, state.delayMs))
    if (state.override?.(note, response)) return true
    const token = note.authorization?.replace('Bearer ', '')
    if (note.path === '/pair') {
      if (!state.pairs) return problem(response, 403, 'pairing_refused', 'Paste a token.')
      const made = `ow_${newId()}`
      tokens.add(made)
      return json(response, 201, { token: made, accountId: state.accountId })
    }
    if (!token || !tokens.has(token)) return problem(response, 401, 'unauthorized', 'Pair again.')
    return route(note, body, response)
  }

  function route({ method, path, lastEventId }: Heard, body: unknown, response: ServerResponse): boolean {
    const [, room, id = '', part] = path.split('/')
    const at = new Date().toISOString()
    if (path === '/capabilities')
      return json(response, 200, {
        version: '0.1.0',
        accountId: state.accountId,
        database: 'embedded',
        youtube: { channels: false, transcripts: false },
        model: null,
        embedding: null,
      })
    if (room === 'projects' && !id) return json(response, 200, { projects: [...projects.values()] })
    if (room === 'projects' && !part) {
      if (method === 'DELETE') projects.delete(id)
      else
        projects.set(id, {
          id,
          title: (body as { title: string }).title,
          createdAt: at,
          updatedAt: at,
          sources: 0,
        })
      return method === 'DELETE' ? gone(response) : json(response, 201, projects.get(id))
    }
    if (room === 'projects' && !projects.has(id))
      return problem(response, 404, 'not_found', 'There is no such project.')
    if (part === 'sources') {
      const there = [...sources.values()].filter(each => each.projectId === id && !removed.has(each.id))
      return json(response, 200, { sources: there.map(shown) })
    }
    if (part === 'runs')
      return json(response, 200, { runs: [...runs.values()].filter(run => run.projectId === id) })
    if (part === 'brief') return json(response, 200, { brief: null })
    if (part === 'findings' && method === 'GET') return json(response, 200, { findings: state.findings })
    if (part === 'briefs' || part === 'findings') {
      const kind = part === 'briefs' ? 'brief' : 'claims'
      const run =
        runs.get((body as { id: string }).id) ?? queuedRun((body as { id: string }).id, id, { kind })
      runs.set(run.id, run)
      return json(response, 202, run)
    }
    if (room === 'tiers')
      return method === 'DELETE' ? gone(response) : json(response, 200, tier(decodeURIComponent(id), body))
    if (room === 'search') return json(response, 200, { hits: [], meaning: null })
    if (room === 'sources' && part === 'tags' && sources.has(id)) {
      const { tags: wanted } = body as { tags: string[] }
      tags.set(id, wanted)
      return json(response, 200, shown(sources.get(id)!))
    }
    if (room === 'sources' && method === 'PUT') {
      const capture = body as Capture
      if (!projects.has(capture.projectId))
        return problem(response, 404, 'not_found', 'There is no such project.')
      if (removed.has(id)) return problem(response, 409, 'conflict', 'This source was removed.')
      const known = sources.has(id)
      sources.set(id, capture)
      return json(response, known ? 200 : 201, sourceOf(capture))
    }
    if (room === 'sources' && !sources.has(id))
      return problem(response, 404, 'not_found', 'There is no such source.')
    if (room === 'sources' && method === 'DELETE') {
      removed.add(id)
      return gone(response)
    }
    if (room === 'sources' && part === 'restore') {
      removed.delete(id)
      return json(response, 200, sourceOf(sources.get(id)!))
    }
    if (room === 'runs' && part === 'events') return stream(id, Number(lastEventId ?? 0), response)
    return problem(response, 404, 'not_found', 'There is nothing here.')
  }

  /** Sends what is there after `after`; with `cutAfter`, so many events and then the line breaks. */
  function stream(id: string, after: number, response: ServerResponse): boolean {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(': ping\n\n')
    const left = (events.get(id) ?? []).filter(event => event.seq > after)
    const now = state.cutAfter ? left.slice(0, state.cutAfter) : left
    for (const event of now)
      response.write(`id: ${event.seq}\nevent: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`)
    if (state.cutAfter && now.length < left.length) setTimeout(() => response.destroy(), 5)
    else response.end()
    return true
  }

  const listener = (request: IncomingMessage, response: ServerResponse) => {
    void answer(request, response).catch(() => response.destroy())
  }
  let server = createServer(listener)
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.on('connection', socket => {
        sockets.add(socket)
        socket.on('close', () => sockets.delete(socket))
      })
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => resolve())
    })
  await listen(0)
  const { port } = server.address() as AddressInfo

  return {
    tags,
    url: `http://127.0.0.1:${port}`,
    state,
    projects,
    sources,
    removed,
    runs,
    events,
    heard,
    tokens,
    problem,
    json,
    /** The requests that changed a source or project, as `METHOD /room/id`. */
    sent: () =>
      heard.filter(each => /^(PUT|DELETE)$/.test(each.method)).map(each => `${each.method} ${each.path}`),
    async down(): Promise<void> {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
    async up(): Promise<void> {
      server = createServer(listener)
      await listen(port)
    },
  }
}

export type LoopbackServer = Awaited<ReturnType<typeof loopbackServer>>

export function queuedRun(id: string, projectId: string, own: Partial<Run> = {}): Run {
  return {
    id,
    kind: 'brief',
    projectId,
    sourceId: null,
    voiceId: null,
    state: 'queued',
    progress: null,
    error: null,
    resultId: null,
    lastSeq: 0,
    attempt: 0,
    createdAt: '2026-11-22T12:00:00.000Z',
    startedAt: null,
    finishedAt: null,
    ...own,
  }
}
