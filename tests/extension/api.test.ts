import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '../../core/contract/id.ts'
import type { Run } from '../../core/contract/run.ts'
import { createApi } from '../../extension/api/client.ts'
import { createPairing, isLoopback } from '../../extension/api/pairing.ts'
import { type ApiFailure, retryAfter, send } from '../../extension/api/request.ts'
import { meaningOf } from '../../extension/outbox/retry.ts'
import { FIRST_SERVER, serversIn } from '../../extension/servers/kept-servers.ts'
import { serverAddress } from '../../extension/servers/server-address.ts'
import { type LoopbackServer, loopbackServer, queuedRun } from './support/loopback-server.ts'
import { memoryArea, sharedLocks } from './support/ports.ts'

let server: LoopbackServer
beforeEach(async () => {
  server = await loopbackServer()
})
afterEach(() => server.down().catch(() => {}))

const paired = () => {
  const local = memoryArea()
  local.content.set('server', { server: server.url, token: null })
  const locks = sharedLocks()
  const servers = serversIn({ local, locks })
  const pairing = createPairing({ servers, here: async () => FIRST_SERVER, locks, fetch })
  const failures: ApiFailure[] = []
  return { local, pairing, failures, api: createApi({ pairing, fetch, failed: why => failures.push(why) }) }
}

test('ten requests at once pair once', async () => {
  const { api } = paired()
  const answers = await Promise.all(Array.from({ length: 10 }, () => api.capabilities()))
  expect(answers.every(answer => answer.ok)).toBe(true)
  expect(server.tokens.size).toBe(1)
})

test('an answer of another shape is told from ours', async () => {
  const { api, failures } = paired()
  server.state.override = ({ path }, response) => {
    if (path !== '/projects') return false
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"projects":[{"id":7}]}')
    return true
  }
  expect(await api.projects()).toMatchObject({ ok: false, error: { code: 'unexpected_answer' } })
  server.state.override = (_, response) => {
    response.writeHead(200).end('<h1>Welcome to another program</h1>')
    return true
  }
  expect(await api.projects()).toMatchObject({ ok: false, error: { code: 'unexpected_answer' } })
  expect(failures).toHaveLength(2)
})

test('a problem keeps its code, its words and the request to ask about', async () => {
  const { api } = paired()
  server.state.override = ({ path }, response) =>
    path === '/projects' &&
    server.problem(response, 503, 'shutting_down', 'Start it again.', { 'retry-after': '3' })
  expect(await api.projects()).toEqual({
    ok: false,
    error: {
      code: 'shutting_down',
      message: 'Start it again.',
      requestId: 'request-1',
      status: 503,
      retryAfterMs: 3000,
    },
  })
})

test('a problem of a kind that only a newer server knows is shown in its words, and means what its status means', async () => {
  const { api } = paired()
  const words = 'The moon is in the way. Wait for an hour.'
  server.state.override = ({ path }, response) =>
    path === '/projects' && server.problem(response, 503, 'eclipse', words)
  const answer = await api.projects()
  expect(answer).toMatchObject({ ok: false, error: { code: 'eclipse', message: words, status: 503 } })
  const meant = (status: number) => meaningOf({ code: 'eclipse', message: words, status, retryAfterMs: null })
  expect([503, 429, 409, 403].map(meant)).toEqual(['later', 'pause', 'refused', 'unpaired'])
})

test('runs of a kind that only a newer server has are left out, and the others are there', async () => {
  const { api } = paired()
  const projectId = newId()
  const [known, other] = [queuedRun(newId(), projectId), queuedRun(newId(), projectId)]
  const at = new Date(0).toISOString()
  server.projects.set(projectId, { id: projectId, title: 'Tides', createdAt: at, updatedAt: at, sources: 0 })
  server.runs.set(known.id, known)
  server.runs.set(other.id, { ...other, kind: 'dance' as Run['kind'] })
  expect(await api.runs(projectId)).toEqual({ ok: true, value: [known] })
  server.runs.set(known.id, { ...known, attempt: -1 })
  expect(await api.runs(projectId)).toMatchObject({ ok: false, error: { code: 'unexpected_answer' } })
})

test('a page of some proxy gives words of ours, none of its own', async () => {
  const { api } = paired()
  server.state.override = (_, response) => {
    response.writeHead(502).end('<html>secret stack trace</html>')
    return true
  }
  const answer = await api.capabilities()
  expect(answer).toMatchObject({ ok: false, error: { code: 'http_502' } })
  expect(JSON.stringify(answer)).not.toContain('secret')
})

test('no answer in time and no server at all are told apart', async () => {
  server.state.delayMs = 500
  const credentials = { server: server.url, token: null }
  const request = { method: 'GET', path: '/capabilities' } as const
  expect(await send(fetch, credentials, { ...request, timeoutMs: 20 })).toMatchObject({
    ok: false,
    error: { code: 'timeout', status: null },
  })
  expect(await send(fetch, credentials, { ...request, signal: AbortSignal.abort() })).toMatchObject({
    ok: false,
    error: { code: 'stopped' },
  })
  await server.down()
  expect(await send(fetch, credentials, request)).toMatchObject({
    ok: false,
    error: { code: 'network', message: expect.stringContaining('npm start') },
  })
})

test('a server elsewhere is never asked to pair, only what it takes, and that as long as it is not known', async () => {
  const asked: string[] = []
  const local = memoryArea()
  local.content.set('server', { server: 'https://words.example', token: null })
  const locks = sharedLocks()
  const pairing = createPairing({
    servers: serversIn({ local, locks }),
    here: async () => FIRST_SERVER,
    locks,
    fetch: async input => {
      asked.push(String(input))
      return new Response()
    },
  })
  expect(await pairing.pair()).toMatchObject({ ok: false, error: { code: 'needs_token' } })
  expect(asked).toEqual(['https://words.example/about'])
  await serversIn({ local, locks }).edit(FIRST_SERVER, { pairing: 'code' })
  expect(await pairing.pair()).toMatchObject({ ok: false, error: { code: 'needs_token' } })
  expect(asked).toHaveLength(1)
})

test('requests carry no cookies and follow no redirect', async () => {
  let seen: RequestInit | undefined
  await send(
    async (_, init) => {
      seen = init
      return new Response('{}')
    },
    { server: server.url, token: 'secret' },
    { method: 'GET', path: '/projects' },
  )
  expect(seen).toMatchObject({ credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer' })
})

test.each([
  ['http://127.0.0.1:8787', true],
  ['http://localhost:1', true],
  ['http://[::1]:8787', true],
  ['http://127.0.0.1.evil.example', false],
  ['https://localhost.example', false],
  ['nonsense', false],
])('%s is this computer: %s', (address, expected) => {
  expect(isLoopback(address)).toBe(expected)
})

test.each([
  ['127.0.0.1:9000', 'http://127.0.0.1:9000'],
  ['words.example', 'https://words.example'],
  [' https://words.example/path?x ', 'https://words.example'],
  ['https://user:secret@words.example', null],
  ['file:///etc/passwd', null],
  ['', null],
])('the address “%s” is read as %s', (written, expected) => {
  const address = serverAddress(written)
  expect(address.ok ? address.value : null).toBe(expected)
})

test('Retry-After is read as seconds and as a date', () => {
  expect(retryAfter('7')).toBe(7000)
  expect(retryAfter('Sun, 22 Nov 2026 12:00:10 GMT', Date.UTC(2026, 10, 22, 12))).toBe(10_000)
  expect(retryAfter('soon')).toBeNull()
})
