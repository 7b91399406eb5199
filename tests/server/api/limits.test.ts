import { describe, expect, it } from 'vitest'
import { EXTENSION_ORIGIN } from '../../../core/contract/extension.ts'
import { newId } from '../../../core/contract/id.ts'
import { usualLimits } from '../../../server/config/limits.ts'
import { openapiJson } from '../../../server/openapi.ts'
import { type Ask, mintCaller, mintCreator, openApi, problemOf } from '../support/api.ts'
import { makeRun, testRuns } from '../support/runs.ts'

const told = (answer: Response) => ({
  policy: answer.headers.get('ratelimit-policy'),
  left: answer.headers.get('ratelimit'),
})

describe('the headers of a limit', () => {
  it('are on every answer that was counted, errors too, and a browser may read them', async () => {
    const api = await openApi({ clock: () => 15_000 })
    const { token } = await mintCaller()
    const headers = { origin: EXTENSION_ORIGIN }
    const policy = '"token";q=1200;w=60'
    const answers = [
      await api.ask('/projects', { token, headers }),
      await api.ask('/nowhere', { token, headers }),
      await api.ask(`/projects/${newId()}`, { method: 'PUT', token, headers, body: 'no JSON' }),
    ]
    expect(answers.map(answer => answer.status)).toEqual([200, 404, 400])
    expect(answers.map(told)).toEqual([
      { policy, left: '"token";r=1199;t=45' },
      { policy, left: '"token";r=1198;t=45' },
      { policy, left: '"token";r=1197;t=45' },
    ])
    for (const answer of answers)
      expect(answer.headers.get('access-control-expose-headers')).toMatch(/RateLimit, RateLimit-Policy/)
  })

  it('are not on what is not counted, and name the limit of whoever has no token', async () => {
    const api = await openApi({ clock: () => 0 })
    expect(told(await api.ask('/healthz'))).toEqual({ policy: null, left: null })
    expect(told(await api.ask('/projects'))).toEqual({
      policy: '"failures";q=120;w=60',
      left: '"failures";r=119;t=60',
    })
    expect(told(await api.ask('/pair', { method: 'POST' })).policy).toBe('"pairing";q=30;w=60')
  })

  it('say nothing is left where too much was asked, beside Retry-After', async () => {
    const api = await openApi({ clock: () => 20_000, limits: { ...usualLimits, perToken: 2 } })
    const { token } = await mintCaller()
    for (let i = 0; i < 2; i++) expect((await api.ask('/projects', { token })).status).toBe(200)
    const refused = await api.ask('/projects', { token })
    expect(told(refused)).toEqual({ policy: '"token";q=2;w=60', left: '"token";r=0;t=40' })
    expect(refused.headers.get('retry-after')).toBe('40')
    expect((await problemOf(refused)).code).toBe('rate_limited')
  })

  it('are described for every route that needs a token', () => {
    const { paths } = JSON.parse(openapiJson()) as {
      paths: Record<string, Record<string, { security?: unknown; responses: Record<string, unknown> }>>
    }
    const operations = Object.values(paths).flatMap(path => Object.values(path))
    const needing = operations.filter(operation => operation.security)
    expect(needing.length).toBeGreaterThan(50)
    for (const { responses } of needing)
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['401', '429', '503']))
  })
})

describe('the address', () => {
  /** Who fails to say who they are is counted by address: from what is left it is seen under which. */
  async function counted(trustedProxies: (typeof usualLimits)['trustedProxies'], asks: Ask[]) {
    const api = await openApi({ clock: () => 0, limits: { ...usualLimits, trustedProxies } })
    const left: number[] = []
    for (const ask of asks) {
      const failures = /"failures";r=(\d+)/.exec((await api.ask('/projects', ask)).headers.get('ratelimit')!)
      left.push(Number(failures![1]))
    }
    return left
  }
  const by = (peer: string, forwarded?: string): Ask => ({
    peer,
    ...(forwarded !== undefined && { headers: { 'x-forwarded-for': forwarded } }),
  })

  it('is the socket’s, whatever a header says, where no proxy is trusted', async () => {
    expect(
      await counted(null, [by('192.0.2.1', '1.1.1.1'), by('192.0.2.1', '2.2.2.2'), by('192.0.2.2')]),
    ).toEqual([119, 118, 119])
  })

  it('is the first one beyond as many proxies as there are', async () => {
    const asks = [
      by('10.0.0.9', '6.6.6.6, 203.0.113.5, 10.0.0.1'),
      by('10.0.0.9', '7.7.7.7, 203.0.113.5, 10.0.0.1'),
      by('10.0.0.9', '203.0.113.6, 10.0.0.1'),
    ]
    expect(await counted({ hops: 2 }, asks)).toEqual([119, 118, 119])
  })

  it('is the first one that is in no trusted range', async () => {
    const asks = [
      by('10.0.0.9', '6.6.6.6, 203.0.113.5:4711, 10.0.0.1'),
      by('::ffff:10.0.0.8', '203.0.113.5'),
      // Whoever is no proxy of ours says nothing about others.
      by('192.0.2.1', '203.0.113.5'),
      by('fd00::1', '"[2001:db8::5]:80", 10.1.1.1'),
      by('10.0.0.9', '2001:db8::6'),
    ]
    expect(await counted({ ranges: ['10.0.0.0/8', 'fd00::/8'] }, asks)).toEqual([119, 118, 119, 119, 118])
  })

  it.each(['', ',,,', 'unknown', '1.2.3.4.5', '<script>', `${'1.1.1.1,'.repeat(400)}nonsense`])(
    'is the proxy’s where what it forwards is %j',
    async forwarded => {
      expect(await counted({ hops: 1 }, [by('10.0.0.9', forwarded), by('10.0.0.9')])).toEqual([119, 118])
    },
  )

  it('of IPv6 is its /64, however it is written', async () => {
    const asks = ['2001:db8::1', '2001:0DB8:0:0:ffff::2', '2001:db8:0:1::1', 'fe80::1%eth0'].map(peer =>
      by(peer),
    )
    expect(await counted(null, asks)).toEqual([119, 118, 119, 119])
  })

  it('is held to its own limit with all its tokens, but not where it may be a proxy’s', async () => {
    const api = await openApi({ clock: () => 0, limits: { ...usualLimits, perAddress: 2 } })
    const [ada, ben] = [await mintCaller(), await mintCaller()]
    const ask = ({ token }: { token: string }, peer: string) => api.ask('/projects', { token, peer })
    const first = await ask(ada, '203.0.113.9')
    expect(told(first)).toEqual({
      policy: '"address";q=2;w=60, "token";q=1200;w=60',
      left: '"address";r=1;t=60, "token";r=1199;t=60',
    })
    expect((await ask(ben, '203.0.113.9')).status).toBe(200)
    expect(await problemOf(await ask(ben, '203.0.113.9'))).toMatchObject({
      status: 429,
      code: 'rate_limited',
    })
    expect((await ask(ben, '203.0.113.10')).status).toBe(200)
    for (let i = 0; i < 5; i++) expect((await ask(ada, '10.0.0.3')).status).toBe(200)
  })

  it('is forgotten before it fills the memory', async () => {
    const { RateLimit } = await import('../../../server/http/rate-limit.ts')
    const limit = new RateLimit('address', 5, () => 0)
    const standings: { remaining: number }[] = []
    const context = {
      get: () => [],
      set: (_: string, [standing]: { remaining: number }[]) => standings.push(standing!),
    }
    const count = (key: string) => {
      limit.count(context as never, key)
      return standings.at(-1)!.remaining
    }
    expect([count('first'), count('first')]).toEqual([4, 3])
    for (let i = 0; i < 50_000; i++) count(`key ${i}`)
    expect(count('first')).toBe(4)
    expect(count('key 49999')).toBe(3)
  })
})

describe('what is done at the same time', () => {
  it('is bounded for one token, in words, and free again when it is done', async () => {
    const { database } = await testRuns()
    const open = Promise.withResolvers<void>()
    let waits = 0
    const sql = new Proxy(database.sql, {
      get: (target, key) =>
        key === 'begin'
          ? (...args: Parameters<typeof target.begin>) => {
              waits++
              return open.promise.then(() => target.begin(...args))
            }
          : Reflect.get(target, key),
    })
    const api = await openApi({ database: { ...database, sql }, limits: { ...usualLimits, atOnce: 2 } })
    const [ada, ben] = [await mintCaller(), await mintCaller()]
    const waiting = [api.ask('/projects', ada), api.ask('/projects', ada)]
    const other = api.ask('/projects', ben)
    // A fourth that came before them would wait in their place.
    await expect.poll(() => waits).toBe(3)
    const refused = await problemOf(await api.ask('/projects', ada))
    expect(refused.detail).toContain('2 requests that are being answered')
    open.resolve()
    const answers = await Promise.all([...waiting, other])
    expect(answers.map(answer => answer.status)).toEqual([200, 200, 200])
    expect((await api.ask('/projects', ada)).status).toBe(200)
  })

  it('is bounded for the streams of one token, and free again when one is closed', async () => {
    const creator = await mintCreator()
    const api = await openApi({ limits: { ...usualLimits, streams: 2 } })
    const runId = await makeRun(await testRuns(), creator)
    const follow = () => api.ask(`/runs/${runId}/events`, { token: creator.token })
    const [first, second] = [await follow(), await follow()]
    expect([first.status, second.status]).toEqual([200, 200])
    const refused = await follow()
    expect(refused.headers.get('retry-after')).toBe('2')
    expect((await problemOf(refused)).detail).toContain('2 open streams')
    await first.body!.cancel()
    const third = await follow()
    expect(third.status).toBe(200)
    api.stop()
    // Both end by themselves when the server stops.
    await Promise.all([second.text(), third.text()])
  })
})
