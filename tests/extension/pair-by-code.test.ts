import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pairByCode } from '../../extension/servers/pair-by-code.ts'
import { type LoopbackServer, loopbackServer } from './support/loopback-server.ts'
import { memoryArea } from './support/ports.ts'

let server: LoopbackServer
let now = 0
const session = () => memoryArea()
const waits: number[] = []
/** What the server answers to each question for the token, in order; the last one stays. */
let answers: [status: number, code: string][] = []
let asked = 0
const until = <Value>(look: () => Value) => vi.waitFor(look, { timeout: 3_000, interval: 5 })

beforeEach(async () => {
  server = await loopbackServer()
  now = Date.UTC(2026, 10, 29, 12)
  waits.length = 0
  asked = 0
  answers = [[409, 'authorization_pending']]
  server.state.override = ({ path }, response) => {
    if (path === '/pair/codes') {
      response.writeHead(201, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify({
          deviceCode: 'device-secret',
          userCode: 'WDJB-MJHT',
          verificationUri: `${server.url}/pair`,
          verificationUriComplete: `${server.url}/pair?code=WDJB-MJHT`,
          expiresInSeconds: 600,
          intervalSeconds: 5,
        }),
      )
      return true
    }
    if (path !== '/pair/codes/token') return false
    const [status, code] = answers[Math.min(asked++, answers.length - 1)]!
    if (status !== 201) return server.problem(response, status, code, `It is ${code}.`)
    response.writeHead(201, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ token: 'the-token', accountId: server.state.accountId }))
    return true
  }
})
afterEach(() => server.down().catch(() => {}))

function pairing(area = session(), fetchOf: typeof fetch = fetch) {
  const came: string[] = []
  const code = pairByCode({
    session: area,
    fetch: fetchOf,
    clock: () => now,
    wait: (ms, signal) => {
      waits.push(ms)
      now += ms
      return new Promise((resolve, reject) => {
        setTimeout(resolve, 1)
        signal.addEventListener('abort', reject)
      })
    },
    label: 'Chrome on Linux',
    approved: async (_, token) => {
      came.push(token)
      return null
    },
  })
  return { ...code, came, area }
}

test('a code is shown, asked for at its interval, and comes in when it is approved', async () => {
  answers = [
    [409, 'authorization_pending'],
    [409, 'authorization_pending'],
    [201, 'approved'],
  ]
  const code = pairing()
  await code.begin(server.url)
  expect(code.code.value).toMatchObject({ state: 'shown', userCode: 'WDJB-MJHT', unreached: false })
  await until(() => expect(code.code.value).toEqual({ state: 'approved', server: server.url }))
  expect(code.came).toEqual(['the-token'])
  expect(waits).toEqual([5_000, 5_000, 5_000])
  expect(code.area.content.size).toBe(0)
  expect(server.heard.every(each => !each.path.includes('secret') && !each.authorization)).toBe(true)
})

test('slow_down asks for five seconds more, each time', async () => {
  answers = [
    [429, 'slow_down'],
    [429, 'slow_down'],
    [201, 'approved'],
  ]
  const code = pairing()
  await code.begin(server.url)
  await until(() => expect(code.code.value).toMatchObject({ state: 'approved' }))
  expect(waits).toEqual([5_000, 10_000, 15_000])
})

test.each([
  ['code_refused', 403, 'refused'],
  ['code_expired', 410, 'expired'],
  ['pairing_refused', 403, 'failed'],
])('%s ends it as %s', async (why, status, state) => {
  answers = [[status, why]]
  const code = pairing()
  await code.begin(server.url)
  await until(() => expect(code.code.value).toMatchObject({ state }))
  const before = asked
  await new Promise(resolve => setTimeout(resolve, 20))
  expect(asked).toBe(before)
})

test('a code that nobody approves is over when its time is', async () => {
  const code = pairing()
  await code.begin(server.url)
  await until(() => expect(code.code.value).toEqual({ state: 'expired', server: server.url }))
  expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(600_000)
})

test('a server that is away in the middle is told, and asked again', async () => {
  answers = [[201, 'approved']]
  let away = 2
  const code = pairing(session(), async (...given) => {
    if (String(given[0]).endsWith('/token') && away-- > 0) throw new TypeError('Failed to fetch')
    return fetch(...given)
  })
  const seen: unknown[] = []
  code.code.subscribe(now => seen.push(now?.state === 'shown' && now.unreached))
  await code.begin(server.url)
  await until(() => expect(code.code.value).toMatchObject({ state: 'approved' }))
  expect(seen).toContain(true)
})

test('a closed panel goes on where it was; cancelled, nothing is asked any more', async () => {
  const area = session()
  const first = pairing(area)
  await first.begin(server.url)
  first.stop()
  const again = pairing(area)
  await again.resume()
  expect(again.code.value).toMatchObject({ state: 'shown', userCode: 'WDJB-MJHT' })
  await again.cancel()
  expect(again.code.value).toBeNull()
  expect(area.content.size).toBe(0)
  const before = asked
  await new Promise(resolve => setTimeout(resolve, 20))
  expect(asked).toBe(before)

  const third = pairing(area)
  await third.begin(server.url)
  third.stop()
  now += 700_000
  const late = pairing(area)
  await late.resume()
  expect(late.code.value).toEqual({ state: 'expired', server: server.url })
})
