import { pino } from 'pino'
import { EXTENSION_ORIGIN } from '../../../core/contract/extension.ts'
import { newId } from '../../../core/contract/id.ts'
import { Problem } from '../../../core/contract/problem.ts'
import type { Project } from '../../../core/contract/project.ts'
import { createToken } from '../../../server/accounts/tokens.ts'
import { type AppDeps, createApp } from '../../../server/app.ts'
import { usualLimits } from '../../../server/config/limits.ts'
import { openModelKeys } from '../../../server/model-keys/model-keys.ts'
import { Secrets } from '../../../server/model-keys/secrets.ts'
import { mintAccount } from './database.ts'
import { testRuns } from './runs.ts'

const noModel = () => {
  throw new Error('No key can be sealed here.')
}
const unlimited = { runTokens: null, monthTokens: null, runDollars: null, monthDollars: null }

export const HOST = '127.0.0.1:8787'

export interface Ask {
  method?: string
  /** Sent as JSON. */
  json?: unknown
  /** Sent as it is, as `application/json` unless headers say otherwise. */
  body?: BodyInit
  token?: string
  headers?: Record<string, string>
  /** The other end of the socket. */
  peer?: string
  signal?: AbortSignal
}

export interface TestApi {
  ask(path: string, ask?: Ask): Promise<Response>
  /** For a real socket. */
  fetch: ReturnType<typeof createApp>['fetch']
  /** The lines of the log so far, as they were written. */
  log(): string
  stop(): void
}

/** The whole API through its real middleware, over the shared database. Nothing works on its runs. */
export async function openApi(changes: Partial<AppDeps> = {}): Promise<TestApi> {
  const { database, runs } = await testRuns()
  let log = ''
  const shutdown = new AbortController()
  const app = createApp({
    database,
    runs,
    config: {
      version: '0.0.0-test',
      youtube: { channels: false, transcripts: false },
      model: null,
      pairing: 'loopback',
      allowedHosts: ['127.0.0.1', 'localhost', '[::1]'],
      allowedOrigins: [EXTENSION_ORIGIN],
    },
    limits: usualLimits,
    usage: { models: null, estimators: {}, defaults: unlimited },
    tellInvited: null,
    people: null,
    modelKeys: openModelKeys({ database, secrets: new Secrets([]), open: noModel }),
    embedding: null,
    log: pino(
      { level: 'trace' },
      {
        write(line) {
          log += line
        },
      },
    ),
    outside: {
      fetch: () => Promise.reject(new Error('A test asked the network.')),
      pause: async () => {},
    },
    clock: Date.now,
    ids: newId,
    shutdown: shutdown.signal,
    ready: () => !shutdown.signal.aborted,
    ...changes,
  })
  return {
    async ask(path, { method = 'GET', json, body, token, headers = {}, peer = '127.0.0.1', signal } = {}) {
      const content = json === undefined ? body : JSON.stringify(json)
      const init: RequestInit & { duplex: 'half' } = {
        method,
        duplex: 'half',
        headers: {
          host: HOST,
          ...(content !== undefined && { 'content-type': 'application/json' }),
          ...(token && { authorization: `Bearer ${token}` }),
          ...headers,
        },
        ...(content !== undefined && { body: content }),
        ...(signal && { signal }),
      }
      const env = { incoming: { socket: { remoteAddress: peer } } }
      return app.request(`http://${HOST}${path}`, init, env)
    },
    fetch: app.fetch,
    log: () => log,
    stop: () => shutdown.abort(),
  }
}

/** A fresh account and a token of it. */
export async function mintCaller(): Promise<{ accountId: string; token: string }> {
  const { database } = await testRuns()
  const accountId = await mintAccount()
  return { accountId, token: await createToken(database.sql, accountId, 'test') }
}

export async function putProject(api: TestApi, token: string, title = 'Tides'): Promise<Project> {
  const answer = await api.ask(`/projects/${newId()}`, { method: 'PUT', token, json: { title } })
  if (!answer.ok) throw new Error(`The project was not made: ${answer.status}`)
  return (await answer.json()) as Project
}

/** Reads an answer as a problem; throws where it is none, or says another status than its own. */
export async function problemOf(answer: Response): Promise<Problem> {
  const type = answer.headers.get('content-type')
  if (type !== 'application/problem+json') throw new Error(`${answer.status} is no problem but ${type}`)
  const problem = Problem.parse(await answer.json())
  if (problem.status !== answer.status || problem.requestId !== answer.headers.get('x-request-id'))
    throw new Error('The problem and its answer differ.')
  return problem
}

/** An account of the test's own with a token and one project, before the API. */
export async function mintCreator() {
  const api = await openApi()
  const { accountId, token } = await mintCaller()
  const project = await putProject(api, token)
  return { api, accountId, token, projectId: project.id }
}
