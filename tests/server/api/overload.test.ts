import { OpenAPIHono } from '@hono/zod-openapi'
import { expect, it } from 'vitest'
import { usualLimits } from '../../../server/config/limits.ts'
import { atOnce } from '../../../server/http/at-once.ts'
import type { ApiEnv } from '../../../server/http/env.ts'
import { usedMemory } from '../../../server/http/memory.ts'
import { answerProblem } from '../../../server/http/problem.ts'
import { requestId } from '../../../server/http/request-id.ts'
import { timeLimit } from '../../../server/http/time-limit.ts'
import { problemOf } from '../support/api.ts'

/** The bounds alone, before handlers that end when the test says so. */
function bounded({ mostMs = 5_000, memory = () => 0.1 }: { mostMs?: number; memory?: () => number } = {}) {
  const app = new OpenAPIHono<ApiEnv>()
  app.onError(answerProblem)
  const { ofProcess, ofToken } = atOnce(usualLimits, memory)
  app.use(
    requestId(() => crypto.randomUUID()),
    timeLimit(mostMs),
    ofProcess,
    (c, next) => {
      c.set('account', { accountId: 'a', tokenHash: Buffer.from(c.req.header('token') ?? 'a') })
      return next()
    },
    ofToken,
  )
  const { promise, resolve } = Promise.withResolvers<void>()
  app.all('/wait', async c => {
    await promise
    return c.text('done')
  })
  app.all('/now', c => c.text('done'))
  app.get('/drip', c =>
    c.body(
      new ReadableStream({
        async pull(controller) {
          await new Promise(done => setTimeout(done, 20))
          controller.enqueue(new TextEncoder().encode('drop '))
        },
      }),
    ),
  )
  return { app, release: resolve }
}

it('answers in time what is not ready in time, and says that it may be done all the same', async () => {
  const { app, release } = bounded({ mostMs: 40 })
  const late = await app.request('/wait')
  expect(late.headers.get('retry-after')).toBe('10')
  const problem = await problemOf(late)
  expect(problem).toMatchObject({ status: 503, code: 'took_too_long' })
  expect(problem.detail).toContain('does nothing twice')
  release()
  expect((await app.request('/now')).status).toBe(200)
})

it('counts what was late for as long as it is worked on', async () => {
  const { app, release } = bounded({ mostMs: 20 })
  const waiting = Array.from({ length: usualLimits.atOnce }, () => app.request('/wait'))
  for (const answer of await Promise.all(waiting)) expect(answer.status).toBe(503)
  expect((await app.request('/now')).status).toBe(429)
  release()
  await expect.poll(async () => (await app.request('/now')).status).toBe(200)
})

it('gives a large body the time that its length takes, and no limit to a stream that has begun', async () => {
  const { app, release } = bounded({ mostMs: 20 })
  // 64 KiB a second: half a second more.
  const large = app.request('/wait', {
    method: 'PUT',
    headers: { 'content-length': String(32 * 1024) },
    body: '',
  })
  setTimeout(release, 120)
  expect((await large).status).toBe(200)
  const reader = (await app.request('/drip')).body!.getReader()
  for (let i = 0; i < 4; i++) expect((await reader.read()).done).toBe(false)
  await reader.cancel()
})

it('turns away what it cannot hold before it reads it, and takes it again when there is room', async () => {
  let used = 0.5
  const { app } = bounded({ memory: () => used })
  expect((await app.request('/now')).status).toBe(200)
  used = 0.95
  const refused = await app.request('/now')
  expect(Object.fromEntries(refused.headers)).toMatchObject({ 'retry-after': '5', connection: 'close' })
  expect(await problemOf(refused)).toMatchObject({ status: 503, code: 'overloaded' })
  used = 0.5
  expect((await app.request('/now')).status).toBe(200)
})

it('holds the bodies of all that it does at once to what fits, but never refuses a single one for it', async () => {
  const { app, release } = bounded()
  const put = (path: string, megabytes: number) =>
    app.request(path, {
      method: 'PUT',
      headers: { 'content-length': String(megabytes * 1024 * 1024) },
      body: '',
    })
  const alone = put('/wait', 300)
  expect(await problemOf(await put('/now', 1))).toMatchObject({ code: 'overloaded' })
  release()
  expect((await alone).status).toBe(200)
  expect((await put('/now', 1)).status).toBe(200)
})

it('holds the whole process to a thousand requests at once, whoever asks', async () => {
  const { app, release } = bounded()
  const waiting = Array.from({ length: 1_000 }, (_, i) =>
    app.request('/wait', { headers: { token: `token ${i}` } }),
  )
  expect((await app.request('/now', { headers: { token: 'another' } })).status).toBe(503)
  release()
  for (const answer of await Promise.all(waiting)) expect(answer.status).toBe(200)
  expect((await app.request('/now')).status).toBe(200)
})

it('reads the memory of this very process, at most four times a second', () => {
  let now = 0
  const share = usedMemory(() => now)
  const first = share()
  expect(first).toBeGreaterThan(0)
  expect(first).toBeLessThan(0.9)
  const ballast = Array.from({ length: 2_000_000 }, (_, i) => ({ i }))
  expect(share()).toBe(first)
  now = 250
  expect(share()).not.toBe(first)
  expect(ballast).toHaveLength(2_000_000)
})
