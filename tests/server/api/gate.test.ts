import { expect, it } from 'vitest'
import { EXTENSION_ORIGIN } from '../../../core/contract/extension.ts'
import { newId } from '../../../core/contract/id.ts'
import { limits } from '../../../core/contract/limits.ts'
import type { Database } from '../../../server/db/database.ts'
import { openapiJson } from '../../../server/openapi.ts'
import { type Ask, HOST, mintCaller, openApi, problemOf, putProject } from '../support/api.ts'
import { article } from '../support/captures.ts'

it.each([
  'evil.example',
  'evil.example:8787',
  '127.0.0.1.evil.example',
  'localhost.evil.example:8787',
  '10.0.0.5',
  '',
  'user@127.0.0.1',
])('refuses a request for the host %j before anything else', async host => {
  const { token } = await mintCaller()
  const answer = await (await openApi()).ask('/projects', { token, headers: { host } })
  expect(await problemOf(answer)).toMatchObject({ status: 403, code: 'forbidden_host' })
})

it.each(['127.0.0.1', 'localhost:9', 'LOCALHOST:8787', '[::1]:8787'])('answers as %s', async host => {
  const { token } = await mintCaller()
  const answer = await (await openApi()).ask('/projects', { token, headers: { host } })
  expect(answer.status).toBe(200)
})

it.each(['https://evil.example', 'null', 'http://127.0.0.1:3000', `${EXTENSION_ORIGIN}.evil.example`])(
  'does nothing for a page of %s, even with a token',
  async origin => {
    const api = await openApi()
    const { token } = await mintCaller()
    const id = newId()
    const put: Ask = { method: 'PUT', token, json: { title: 'Tides' }, headers: { origin } }
    const answer = await api.ask(`/projects/${id}`, put)
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    expect(await problemOf(answer)).toMatchObject({ status: 403, code: 'forbidden_origin' })
    expect(await (await api.ask('/projects', { token })).json()).toEqual({ projects: [] })
  },
)

it('lets the extension read answers, errors too', async () => {
  const api = await openApi()
  const { token } = await mintCaller()
  const headers = { origin: EXTENSION_ORIGIN }
  for (const answer of [
    await api.ask('/projects', { token, headers }),
    await api.ask('/projects', { headers }),
    await api.ask('/nowhere', { token, headers }),
  ]) {
    expect(answer.headers.get('access-control-allow-origin')).toBe(EXTENSION_ORIGIN)
    expect(answer.headers.get('access-control-expose-headers')).toContain('X-Request-Id')
    expect(answer.headers.get('vary')).toContain('Origin')
  }
})

it('answers the preflight of the extension only', async () => {
  const api = await openApi()
  const preflight = (origin: string): Ask => ({
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'authorization, content-type, last-event-id',
      'access-control-request-private-network': 'true',
    },
  })
  const answer = await api.ask(`/sources/${newId()}`, preflight(EXTENSION_ORIGIN))
  expect(answer.status).toBe(204)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'access-control-allow-origin': EXTENSION_ORIGIN,
    'access-control-allow-methods': 'GET, PUT, POST, DELETE',
    'access-control-allow-headers':
      'Authorization, Content-Type, Last-Event-ID, Traceparent, Ownwords-Project',
    'access-control-allow-private-network': 'true',
  })
  const refused = await api.ask(`/sources/${newId()}`, preflight('https://evil.example'))
  expect(refused.status).toBe(403)
  expect(refused.headers.get('access-control-allow-private-network')).toBeNull()
})

it.each<[string, Record<string, string>]>([
  ['no token', {}],
  ['an unknown token', { authorization: `Bearer ${'x'.repeat(43)}` }],
  ['an empty token', { authorization: 'Bearer ' }],
  ['another scheme', { authorization: 'Basic YTpi' }],
  ['a token of many lines’ length', { authorization: `Bearer ${'x'.repeat(5000)}` }],
])('lets nobody in with %s', async (_what, headers) => {
  const api = await openApi()
  for (const path of ['/projects', '/capabilities', `/sources/${newId()}`, `/runs/${newId()}/events`, '/x']) {
    const answer = await api.ask(path, { headers })
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    expect((await problemOf(answer)).code).toBe('unauthorized')
  }
})

/** Asked before there is a token, or by whatever looks after the process. */
const OPEN = [
  ...['GET /healthz', 'GET /readyz', 'GET /about'],
  ...['POST /pair', 'POST /pair/codes', 'POST /pair/codes/token'],
]

it('lets nobody in to any route that is described, and is there for whoever has a token', async () => {
  const api = await openApi()
  const { token } = await mintCaller()
  const { paths } = JSON.parse(openapiJson()) as { paths: Record<string, Record<string, unknown>> }
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => ({ path, method: method.toUpperCase() })),
  )
  expect(routes.length).toBeGreaterThan(25)
  const ids: Record<string, string> = { videoId: 'abcdefghijk', version: '1' }
  for (const { path, method } of routes) {
    if (OPEN.includes(`${method} ${path}`)) continue
    const channel = path.startsWith('/channels') ? 'UCabcdefghijklmnopqrstuv' : newId()
    const address = path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? channel)
    const answer = await api.ask(address, { method })
    expect([address, method, answer.status]).toEqual([address, method, 401])
    // With a token it is there: what it says is about the thing or the body, not about the way.
    if (path === '/pair' || path === '/devices/sign-out') continue
    const known = await api.ask(address, { method, token, ...(method === 'PUT' && { json: {} }) })
    expect([405, 401, 500]).not.toContain(known.status)
  }
})

it('tells an address that keeps guessing to slow down, and lets a good token of it pass', async () => {
  const api = await openApi({ clock: () => 60_000 })
  const { token } = await mintCaller()
  const guess = () => api.ask('/projects', { headers: { authorization: `Bearer ${'y'.repeat(43)}` } })
  for (let i = 0; i < 120; i++) expect((await guess()).status).toBe(401)
  const refused = await guess()
  expect(refused.headers.get('retry-after')).toBe('60')
  expect((await problemOf(refused)).code).toBe('rate_limited')
  expect((await api.ask('/projects', { token })).status).toBe(200)
})

it('holds one token to 1200 requests a minute, and begins anew with the next', async () => {
  let now = 0
  const api = await openApi({ clock: () => now })
  const [{ token }, other] = [await mintCaller(), await mintCaller()]
  for (let i = 0; i < 1200; i++) await api.ask('/nowhere', { token })
  expect((await problemOf(await api.ask('/capabilities', { token }))).code).toBe('rate_limited')
  expect((await api.ask('/capabilities', { token: other.token })).status).toBe(200)
  now = 60_000
  expect((await api.ask('/capabilities', { token })).status).toBe(200)
})

it('refuses a body over the limit, told or streamed, and says what to do', async () => {
  const api = await openApi()
  const { token } = await mintCaller()
  const streamed = new ReadableStream({
    pull(controller) {
      controller.enqueue(new Uint8Array(4 * 1024 * 1024).fill(32))
    },
  })
  const bodies: Ask[] = [{ body: ' '.repeat(limits.bodyBytes + 1) }, { body: streamed }]
  for (const body of bodies) {
    const answer = await api.ask(`/sources/${newId()}`, { method: 'PUT', token, ...body })
    const problem = await problemOf(answer)
    expect(problem).toMatchObject({ status: 413, code: 'body_too_large' })
    expect(problem.detail).toContain('"html": null')
  }
})

it.each(['{"title":', '', 'title', '{"title":"a"}{"title":"b"}'])(
  'says that %j is no JSON, and does not repeat it',
  async body => {
    const { token } = await mintCaller()
    const answer = await (await openApi()).ask(`/projects/${newId()}`, { method: 'PUT', token, body })
    const problem = await problemOf(answer)
    expect(problem).toMatchObject({ status: 400, code: 'invalid_json' })
    expect(problem.detail).not.toContain('Unexpected')
  },
)

it('takes no other content than JSON', async () => {
  const { token } = await mintCaller()
  const headers = { 'content-type': 'text/plain' }
  const ask: Ask = { method: 'PUT', token, body: '{"title":"a"}', headers }
  const answer = await (await openApi()).ask(`/projects/${newId()}`, ask)
  expect(await problemOf(answer)).toMatchObject({ status: 415, code: 'invalid_json' })
})

it('says which fields are wrong, never what stood in them', async () => {
  const api = await openApi()
  const { token } = await mintCaller()
  const project = await putProject(api, token)
  const capture = {
    ...(await article(project.id)),
    url: 'javascript:secret()',
    text: 7,
    contentHash: 'SECRET',
  }
  const answer = await api.ask(`/sources/${capture.id}`, { method: 'PUT', token, json: capture })
  const raw = await answer.clone().text()
  const problem = await problemOf(answer)
  expect(problem).toMatchObject({ status: 400, code: 'invalid_request' })
  expect(problem.fields?.map(field => field.path).sort()).toEqual(['contentHash', 'text', 'url'])
  expect(raw.toLowerCase()).not.toContain('secret')
})

it('is not moved by keys that would change prototypes', async () => {
  const api = await openApi()
  const { token } = await mintCaller()
  const body = '{"title":"Tides","__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}'
  const answer = await api.ask(`/projects/${newId()}`, { method: 'PUT', token, body })
  expect(answer.status).toBe(201)
  expect(Object.keys((await answer.json()) as object).sort()).toEqual([
    'createdAt',
    'id',
    'sources',
    'title',
    'updatedAt',
  ])
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
})

it('calls an id that is none a wrong request', async () => {
  const { token } = await mintCaller()
  const problem = await problemOf(await (await openApi()).ask("/sources/1'%20or%201=1", { token }))
  expect(problem).toMatchObject({ status: 400, code: 'invalid_request' })
  expect(problem.fields?.[0]?.path).toBe('id')
})

it('answers 404 where there is nothing and 405 where there is under another method', async () => {
  const api = await openApi()
  const { token } = await mintCaller()
  expect(await problemOf(await api.ask('/nowhere', { token }))).toMatchObject({ status: 404 })
  const answer = await api.ask('/projects', { method: 'DELETE', token })
  expect(answer.headers.get('allow')).toBe('GET')
  expect(await problemOf(answer)).toMatchObject({ status: 405, code: 'method_not_allowed' })
})

it('gives each request an id of its own making', async () => {
  const api = await openApi()
  const headers = { 'x-request-id': 'forged' }
  const ids = [await api.ask('/healthz', { headers }), await api.ask('/healthz', { headers })].map(answer =>
    answer.headers.get('x-request-id'),
  )
  expect(ids).not.toContain('forged')
  expect(new Set(ids).size).toBe(2)
  expect(api.log()).not.toContain('forged')
})

it('writes one line a request, with neither tokens, ids of the path, queries nor bodies', async () => {
  const api = await openApi()
  const { accountId, token } = await mintCaller()
  const id = newId()
  const json = { title: 'My secret project' }
  await api.ask(`/projects/${id}?key=hidden`, { method: 'PUT', token, json })
  await api.ask(`/sources/${id}`, { token: `${token.slice(0, -1)}_` })
  const lines = api.log().trim().split('\n')
  expect(lines.map(line => JSON.parse(line))).toMatchObject([
    { method: 'PUT', route: '/projects/:id', status: 201, account: accountId },
    { method: 'GET', status: 401, code: 'unauthorized' },
  ])
  for (const secret of [token.slice(0, -1), id, 'hidden', 'secret', HOST])
    expect(api.log()).not.toContain(secret)
})

it('leaks nothing of an error that nobody foresaw, and logs it without its values', async () => {
  const { token } = await mintCaller()
  const broken = Object.assign(new Error('invalid input syntax: "my diary"'), {
    severity: 'ERROR',
    code: '22P02',
  })
  const api = await openApi({ database: await databaseThatThrows(broken) })
  const answer = await api.ask('/projects', { token })
  const raw = await answer.clone().text()
  expect(await problemOf(answer)).toMatchObject({ status: 500, code: 'internal' })
  expect(raw).not.toContain('diary')
  expect(raw).not.toContain('22P02')
  expect(api.log()).toContain('22P02')
  expect(api.log()).not.toContain('diary')
})

it('says that the database is away, and when to come back', async () => {
  const { token } = await mintCaller()
  const away = Object.assign(new Error('write CONNECTION_CLOSED db.internal:5432'), {
    code: 'CONNECTION_CLOSED',
  })
  const api = await openApi({ database: await databaseThatThrows(away) })
  const answer = await api.ask('/projects', { token })
  expect(answer.headers.get('retry-after')).toBe('5')
  const raw = await answer.clone().text()
  expect(await problemOf(answer)).toMatchObject({ status: 503, code: 'database_unavailable' })
  expect(raw).not.toContain('db.internal')
})

it('begins nothing while it stops', async () => {
  const api = await openApi()
  const { token } = await mintCaller()
  api.stop()
  const answer = await api.ask('/projects', { token })
  expect(answer.headers.get('retry-after')).toBe('5')
  expect(await problemOf(answer)).toMatchObject({ status: 503, code: 'shutting_down' })
})

/** The shared database, where tokens are found and every transaction breaks. */
async function databaseThatThrows(error: Error): Promise<Database> {
  const { testDatabase } = await import('../support/database.ts')
  const database = await testDatabase()
  const sql = new Proxy(database.sql, {
    get: (target, key) => (key === 'begin' ? () => Promise.reject(error) : Reflect.get(target, key)),
  })
  return { ...database, sql }
}
