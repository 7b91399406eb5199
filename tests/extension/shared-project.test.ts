import { signal } from '@preact/signals'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ok } from '../../core/contract/result.ts'
import { createApi } from '../../extension/api/client.ts'
import { sharedProjectOf, whyReadOnly } from '../../extension/api/shared-project.ts'
import { meaningOf } from '../../extension/outbox/retry.ts'
import type { Work } from '../../extension/panel/world.ts'
import { followRole } from '../../extension/world/follow-role.ts'
import { mayWriteIn } from '../../extension/world/may-write.ts'
import { runActs } from '../../extension/world/run-acts.ts'
import { article } from './support/captures.ts'
import { type LoopbackServer, loopbackServer } from './support/loopback-server.ts'
import { type Browser, browser, context } from './support/outbox.ts'

const own = 'p-own'
const theirs = 'p-theirs'
const read = 'p-read'
const shared = new Map([
  [theirs, { owner: 'Noa', role: 'editor' as const }],
  [read, { owner: 'Noa', role: 'reader' as const }],
])
const asked = (method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: unknown) => ({
  method,
  path,
  body,
})

test.each([
  ['a project by its address', asked('GET', `/projects/${theirs}/sources`), own, theirs],
  ['another one though a shared one is open', asked('GET', `/projects/${own}/sources`), theirs, null],
  ['what belongs to the open one', asked('GET', '/runs/r1'), theirs, theirs],
  ['a stream of the open one', asked('GET', '/branches/b1/changes/stream'), theirs, theirs],
  ['the same in one’s own', asked('GET', '/runs/r1'), own, null],
  ['a source by the project that it names', asked('PUT', '/sources/s1', { projectId: theirs }), own, theirs],
  [
    'a source of one’s own while a shared one is open',
    asked('PUT', '/sources/s1', { projectId: own }),
    theirs,
    null,
  ],
  ['a search in it', asked('POST', '/search', { scope: { in: 'project', projectId: theirs } }), own, theirs],
  ['a search in everything', asked('POST', '/search', { scope: { in: 'everything' } }), theirs, null],
  ['its filters', asked('GET', `/search/facets?in=project&projectId=${theirs}`), theirs, theirs],
  ['an estimate', asked('POST', '/estimates', { projectId: theirs, kind: 'brief' }), theirs, theirs],
  ['what a domain is worth in it', asked('GET', '/tiers?domain=a.example'), theirs, theirs],
  ['what one says oneself of a domain', asked('PUT', '/tiers/a.example', { tier: 'good' }), theirs, null],
  ['the account', asked('GET', '/account'), theirs, null],
  ['the list of projects', asked('GET', '/projects'), theirs, null],
  ['one’s devices', asked('DELETE', '/devices/d1'), theirs, null],
  ['one’s voices', asked('GET', '/voices'), theirs, null],
  ['one’s voice', asked('GET', '/voices/v1'), theirs, null],
  ['the voice that a shared plan names', { ...asked('GET', '/voices/v1'), projectId: theirs }, own, theirs],
  ['the voice that one’s own plan names', { ...asked('GET', '/voices/v1'), projectId: own }, theirs, null],
  ['a run of one’s own, as a voice’s', { ...asked('GET', '/runs/r1'), projectId: null }, theirs, null],
  [
    'a stream of a shared project that is open no more',
    { ...asked('GET', '/runs/r1/events'), projectId: theirs },
    own,
    theirs,
  ],
  ['one’s caps', asked('PUT', '/budget', {}), theirs, null],
  ['invitations', asked('POST', '/invitations/i1/accept'), theirs, null],
] as const)('%s', (_, request, open, expected) => {
  expect(sharedProjectOf(request, { open, shared })).toBe(expected)
})

test('a reader asks everything and changes nothing; who is an editor does both', () => {
  const projects = { open: read, shared }
  const why = 'You can read this project of Noa. Ask them to make you an editor to change it.'
  expect(whyReadOnly(asked('POST', `/projects/${read}/briefs`), read, projects)).toBe(why)
  expect(whyReadOnly(asked('PUT', '/sources/s1/tags'), read, projects)).toBe(why)
  expect(whyReadOnly(asked('GET', `/projects/${read}/brief`), read, projects)).toBeNull()
  expect(whyReadOnly(asked('POST', '/search'), read, projects)).toBeNull()
  expect(whyReadOnly(asked('POST', '/estimates'), read, projects)).toBeNull()
  expect(whyReadOnly(asked('DELETE', `/projects/${read}/members/me`), read, projects)).toBeNull()
  expect(whyReadOnly(asked('POST', `/projects/${theirs}/briefs`), theirs, projects)).toBeNull()
})

test('the server’s refusals of a guest leave the pairing alone, and a full server is tried again', () => {
  const failed = (status: number, code: string) =>
    meaningOf({ code, message: '', status, retryAfterMs: null })
  expect(failed(403, 'read_only')).toBe('refused')
  expect(failed(403, 'not_allowed')).toBe('refused')
  expect(failed(403, 'forbidden_origin')).toBe('unpaired')
  expect(failed(409, 'quota_reached')).toBe('later')
  expect(failed(429, 'rate_limited')).toBe('pause')
})

test('one place says why the open project cannot be changed, and holds what would', async () => {
  const project = (id: string) => ({
    id,
    title: '',
    createdAt: '',
    updatedAt: '',
    sources: 0,
    shared: shared.get(id),
  })
  const work = signal({ projects: [own, theirs, read].map(project), projectId: own } as unknown as Work)
  const { held, guarded } = mayWriteIn(work)
  const act = vi.fn(async () => ok(1))
  expect(held.value).toBeNull()
  work.value = { ...work.value, projectId: theirs }
  expect(await guarded(act)()).toEqual(ok(1))
  work.value = { ...work.value, projectId: read }
  expect(held.value).toMatch(/^You can read this project of Noa/)
  expect(await guarded(act)()).toMatchObject({ ok: false, error: { code: 'read_only' } })
  expect(act).toHaveBeenCalledTimes(1)
})

test('a guest’s role is looked at when they turn to the panel, at most each quarter of a minute', () => {
  let now = 0
  let heard = () => {}
  const refresh = vi.fn(async () => {})
  const project = (id: string) => ({ id, shared: shared.get(id) })
  const work = signal({ projects: [own, read].map(project), projectId: own } as unknown as Work)
  let online = true
  followRole({
    ...{ work, refresh, isOnline: () => online, clock: () => now },
    onAttention(told) {
      heard = told
      return () => {}
    },
  })
  heard()
  expect(refresh).not.toHaveBeenCalled()
  work.value = { ...work.value, projectId: read }
  heard()
  now = 14_999
  heard()
  expect(refresh).toHaveBeenCalledTimes(1)
  now = 15_000
  online = false
  heard()
  expect(refresh).toHaveBeenCalledTimes(1)
  online = true
  heard()
  expect(refresh).toHaveBeenCalledTimes(2)
})

let server: LoopbackServer
let here: Browser
beforeEach(async () => {
  server = await loopbackServer()
  here = browser(server.url)
})
afterEach(() => server.down().catch(() => {}))

/** The client while this project is open. */
const apiWith = (open: () => string) =>
  createApi({
    pairing: {
      pair: async () => ok({ server: server.url, token: 't' }),
      renew: async () => Promise.reject(),
    },
    fetch,
    projects: () => ({ open: open(), shared }),
    failed: () => {},
  })
const headers = () => server.heard.map(each => [each.method, each.path, each.project] as const)

test('the client names the shared project on what is about it, and sends nothing that a reader may not', async () => {
  server.tokens.add('t')
  let open = theirs
  const api = apiWith(() => open)
  await api.runs(theirs)
  await api.projects()
  await api.run('r1')
  open = read
  expect(await api.buildBrief(read, 'run')).toMatchObject({ ok: false, error: { code: 'read_only' } })
  expect(headers()).toEqual([
    ['GET', `/projects/${theirs}/runs`, theirs],
    ['GET', '/projects', undefined],
    ['GET', '/runs/r1', theirs],
  ])
})

test('a run is stopped and taken up again where it belongs, whichever project is open', async () => {
  server.tokens.add('t')
  let open = theirs
  const acts = runActs(
    apiWith(() => open),
    () => {},
  )
  // One's own passages were found by meaning in everything, while somebody else's project was open.
  await acts.retryRun('r1', null)
  await acts.cancelRun('r1', own)
  open = own
  await acts.retryRun('r2', theirs)
  expect(headers()).toEqual([
    ['POST', '/runs/r1/retry', undefined],
    ['POST', '/runs/r1/cancel', undefined],
    ['POST', '/runs/r2/retry', theirs],
  ])
})

test('what waits is sent to the project that it was kept for, shared or one’s own, whichever is open', async () => {
  const outbox = await context(here)
  const mine = await outbox.project.orFirst()
  await outbox.sender.flush({ now: true })
  const at = '2026-11-29T12:00:00.000Z'
  const project = {
    id: theirs,
    title: 'Tides',
    createdAt: at,
    updatedAt: at,
    sources: 0,
    shared: shared.get(theirs)!,
  }
  server.projects.set(theirs, project)
  await (await outbox.open()).put('library', [...server.projects.values()], 'projects')
  server.heard.length = 0
  await outbox.clips.save(article(theirs, { url: 'https://a.example/1' }))
  await outbox.clips.save(article(mine, { url: 'https://a.example/2' }))
  expect(await outbox.sender.flush({ now: true })).toEqual({ state: 'empty' })
  expect(headers().map(([method, , project]) => [method, project])).toEqual([
    ['PUT', theirs],
    ['PUT', undefined],
  ])
})

test('a project that is only read takes no clip, whichever context clips into it, and one’s own does', async () => {
  const outbox = await context(here)
  const mine = await outbox.project.orFirst()
  await outbox.sender.flush({ now: true })
  const [at, title] = ['2026-11-29T12:00:00.000Z', 'Tides']
  const theirs = { id: read, title, createdAt: at, updatedAt: at, sources: 0, shared: shared.get(read)! }
  await (await outbox.open()).put('library', [...server.projects.values(), theirs], 'projects')
  const kept = await (await context(here)).sender.keep(article(read, { url: 'https://a.example/1' }))
  const message = expect.stringMatching(/^You can read this project of Noa/)
  expect(kept).toEqual({ ok: false, error: { code: 'read_only', message } })
  expect(await outbox.clips.list()).toEqual([])
  expect((await outbox.sender.keep(article(mine, { url: 'https://a.example/1' }))).ok).toBe(true)
})

test('a full server keeps the clip here, says so, and takes it once there is room', async () => {
  const outbox = await context(here)
  const projectId = await outbox.project.orFirst()
  await outbox.sender.flush({ now: true })
  const full = 'There is no room for more than 500 sources. Delete some, or ask who keeps the server.'
  server.state.override = ({ path }, response) =>
    path.startsWith('/sources') && server.problem(response, 409, 'quota_reached', full)
  await outbox.clips.save(article(projectId))
  expect(await outbox.sender.flush({ now: true })).toEqual({ state: 'waiting' })
  expect(await outbox.clips.list()).toMatchObject([{ state: 'waiting', why: full }])
  server.state.override = null
  expect(await outbox.sender.flush({ now: true })).toEqual({ state: 'empty' })
  expect(server.sources.size).toBe(1)
})
