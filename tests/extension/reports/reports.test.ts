import { beforeEach, expect, it, vi } from 'vitest'
import type { ErrorReport, UseEvent } from '../../../core/contract/report.ts'
import { lateReports, type Reports } from '../../../extension/reports/late-reports.ts'
import { watchErrors } from '../../../extension/reports/watch-errors.ts'
import { answerProblem } from '../../../server/http/problem.ts'
import { router } from '../../../server/http/router.ts'
import { reportRoutes } from '../../../server/telemetry/routes.ts'
import { memoryArea, sharedLocks } from '../support/ports.ts'

const origin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop'
const accountId = '0198f3c2-0000-7000-8000-000000000001'
const ERRORS = { host: 'errors.example', accountId }
const USE = { host: 'use.example', accountId }

/** The server's own routes, and what they passed on. */
function reportServer() {
  const state = {
    hosts: { errors: 'errors.example', use: 'use.example' } as Record<'errors' | 'use', string | null>,
    accountId,
    away: false,
    hold: null as Promise<void> | null,
  }
  const asked: string[] = []
  const told = { errors: [] as ErrorReport[], use: [] as UseEvent[] }
  const app = () => {
    const routes = router()
    routes.onError(answerProblem)
    routes.use(async (c, next) => {
      c.set('account', { accountId: state.accountId, tokenHash: Buffer.alloc(32) })
      await next()
    })
    return routes.route(
      '/',
      reportRoutes({
        errors: state.hosts.errors
          ? { host: state.hosts.errors, ofExtension: told.errors.push.bind(told.errors) }
          : null,
        use: state.hosts.use
          ? { host: state.hosts.use, count: (_, events) => told.use.push(...events) }
          : null,
      }),
    )
  }
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(String(input))
    asked.push(pathname)
    if (state.away) throw new TypeError('Failed to fetch')
    if (pathname === '/capabilities')
      return Response.json({
        ...{ version: '1.4.0', accountId: state.accountId, database: 'server', model: null, embedding: null },
        ...{ youtube: { channels: false, transcripts: false }, reports: state.hosts },
      })
    if (state.hold)
      await new Promise<void>((resolve, reject) => {
        void state.hold!.then(resolve)
        init?.signal?.addEventListener('abort', () => reject(init.signal!.reason))
      })
    return app().request(pathname, init)
  }
  return { state, asked, told, fetch }
}

let server: ReturnType<typeof reportServer>
let local: ReturnType<typeof memoryArea>
let session: ReturnType<typeof memoryArea>
let locks: ReturnType<typeof sharedLocks>
let due: (() => unknown)[]
beforeEach(() => {
  server = reportServer()
  local = memoryArea()
  session = memoryArea()
  locks = sharedLocks()
  due = []
})

/** One context of the extension, over the storage that all of them share. */
const context = (place: ErrorReport['place'] = 'panel', fetch = server.fetch): Reports =>
  lateReports({
    ...{ local, session, locks, fetch, here: async () => 'first', clock: () => 1_000 },
    pairing: {
      pair: async () => ({ ok: true, value: { server: 'https://words.example', token: 'ow_secret' } }),
      renew: async () => ({ ok: true, value: { server: 'https://words.example', token: 'ow_secret' } }),
    } as unknown as Parameters<typeof lateReports>[0]['pairing'],
    of: { place, version: '1.4.0', origin },
    setTimer(run) {
      due.push(run)
      return () => {}
    },
  })

const until = <Value>(look: () => Value) => vi.waitFor(look, { timeout: 2_000, interval: 2 })
const waiting = () =>
  (session.content.get('at:first:reports-waiting') ?? { errors: [], use: [] }) as {
    errors: ErrorReport[]
    use: UseEvent[]
  }
/** Lets what was gathered go, once so much waits, and waits for what comes of it. */
async function send(errors: number, use = 0): Promise<void> {
  await until(() => expect([waiting().errors.length, waiting().use.length]).toEqual([errors, use]))
  await until(() => expect(due.length).toBeGreaterThan(0))
  await Promise.all(due.splice(0).map(run => run()))
}
/** All that was asked for before it is done: what is kept is kept in one line. */
const settled = () => locks.hold('ownwords.reports', async () => {})
function broken(column = 1, message = 'Ada on the tide'): Error {
  const error = new TypeError(message)
  error.stack = `TypeError: ${message}\n    at ${origin}/background.js:1:${column}`
  return error
}

it('asks, keeps and sends nothing before the creator agreed', async () => {
  const reports = context()
  reports.broke(broken())
  reports.used({ event: 'brief_built', count: 7 })
  await (await reports.world()).withdraw('use')
  await settled()
  expect([server.asked, due, waiting().errors, waiting().use]).toEqual([[], [], [], []])
})

it('tells by the server’s own routes what was agreed to, and shows exactly what was sent', async () => {
  const reports = context()
  const world = await reports.world()
  await world.agree('errors', ERRORS)
  reports.broke(broken())
  reports.used({ event: 'brief_built', count: 7 })
  await send(1)
  await until(() => expect(world.sent.value.errors).not.toBeNull())
  const report = {
    ...{ name: 'TypeError', code: null, place: 'panel', version: '1.4.0', times: 1 },
    frames: [{ file: 'background.js', line: 1, column: 1 }],
  }
  expect(server.told).toEqual({ errors: [report], use: [] })
  expect(world.sent.value).toEqual({
    errors: { at: 1_000, host: 'errors.example', body: { errors: [report] } },
    use: null,
  })

  await world.agree('use', USE)
  reports.used({ event: 'clip_saved', leg: 'defuddle' })
  await send(0, 1)
  await until(() => expect(world.sent.value.use).not.toBeNull())
  expect(server.told.use).toEqual([{ event: 'clip_saved', leg: 'defuddle' }])
  const kept = JSON.stringify([...local.content, ...session.content])
  expect(kept).not.toMatch(/ada|tide|ow_secret/i)
})

it('counts the same error once a browser’s life, from whichever context, with how often it came at first', async () => {
  const reports = context()
  const world = await reports.world()
  await world.agree('errors', ERRORS)
  for (let n = 0; n < 5; n++) reports.broke(broken())
  context().broke(broken())
  context('background').broke(broken())
  await until(() => expect(waiting().errors.map(({ times }) => times)).toEqual([6, 1]))
  await send(2)
  await until(() => expect(world.sent.value.errors).not.toBeNull())
  reports.broke(broken())
  reports.broke(broken(2))
  await send(1)
  expect(server.told.errors.map(({ times, place }) => [times, place])).toEqual([
    [6, 'panel'],
    [1, 'background'],
    [1, 'panel'],
  ])
})

it('tells of no more than 20 errors, and keeps no more than 50 uses', async () => {
  const reports = context()
  const world = await reports.world()
  await world.agree('errors', ERRORS)
  await world.agree('use', USE)
  for (let n = 0; n < 60; n++) {
    reports.broke(broken(n))
    reports.used({ event: 'clip_saved' })
  }
  await send(20, 50)
  await until(() => expect(world.sent.value.use).not.toBeNull())
  expect([server.told.errors.length, server.told.use.length]).toEqual([20, 50])
  reports.broke(broken(99))
  reports.used({ event: 'hook_taken' })
  await send(0, 1)
})

it('drops what waits when it is withdrawn, and what is on its way', async () => {
  const reports = context()
  const world = await reports.world()
  await world.agree('errors', ERRORS)
  await world.agree('use', USE)
  reports.broke(broken())
  reports.used({ event: 'clip_saved' })
  await until(() => expect([waiting().errors.length, waiting().use.length]).toEqual([1, 1]))
  await world.withdraw('errors')
  expect([waiting().errors.length, waiting().use.length]).toEqual([0, 1])

  const { promise, resolve } = Promise.withResolvers<void>()
  server.state.hold = promise
  const sending = send(0, 1)
  await until(() => expect(server.asked.at(-1)).toBe('/reports/use'))
  await (await context('workspace').world()).withdraw('use')
  await until(() => expect(world.agreed.value).toEqual({ errors: null, use: null }))
  resolve()
  await sending
  expect(server.told).toEqual({ errors: [], use: [] })
  expect(waiting().use).toEqual([])
  expect(world.sent.value).toEqual({ errors: null, use: null })
})

it.each([
  ['the server tells it to another host now', () => (server.state.hosts.errors = 'other.example')],
  ['the server tells it to nobody any more', () => (server.state.hosts.errors = null)],
  ['somebody else is signed in', () => (server.state.accountId = accountId.replace(/1$/, '2'))],
])('sends nothing where %s', async (_, change) => {
  const reports = context()
  await (await reports.world()).agree('errors', ERRORS)
  change()
  reports.broke(broken())
  await send(1)
  expect(waiting().errors).toEqual([])
  expect(server.asked).toEqual(['/capabilities'])
  expect(server.told.errors).toEqual([])
})

it('is given up after three tries, and what is refused at once', async () => {
  server.state.away = true
  const reports = context()
  const world = await reports.world()
  await world.agree('errors', ERRORS)
  await world.agree('use', USE)
  for (let tries = 1; tries <= 3; tries++) {
    reports.broke(broken(tries))
    await send(tries)
    expect(server.asked).toHaveLength(tries)
    expect(waiting().errors).toHaveLength(tries < 3 ? tries : 0)
  }

  server.state.away = false
  const refusing: typeof fetch = async (input, init) =>
    String(input).endsWith('/reports/use')
      ? Response.json({ code: 'not_allowed' }, { status: 403 })
      : server.fetch(input, init)
  const other = context('workspace', refusing)
  other.used({ event: 'clip_saved' })
  await send(0, 1)
  expect(server.asked.at(-1)).toBe('/capabilities')
  expect([waiting().use, server.told.errors, server.told.use]).toEqual([[], [], []])
})

it('hears of what nobody caught, and breaks by nothing that is thrown', async () => {
  const page = new EventTarget()
  const reports = context()
  const world = await reports.world()
  await world.agree('errors', ERRORS)
  const stop = watchErrors(page, reports.broke)
  const tell = (type: string, own: object) => page.dispatchEvent(Object.assign(new Event(type), own))
  tell('error', { error: broken(1) })
  tell('error', { error: null, message: 'ResizeObserver loop completed with undelivered notifications.' })
  tell('unhandledrejection', { reason: broken(2) })
  const hostile = new Proxy(new Error('x'), {
    get() {
      throw new Error('tide')
    },
  })
  tell('unhandledrejection', { reason: hostile })
  tell('unhandledrejection', { reason: undefined })
  await send(3)
  stop()
  tell('error', { error: broken(4) })
  expect(server.told.errors.map(({ frames }) => frames[0]?.column)).toEqual([1, 2, undefined])
})
