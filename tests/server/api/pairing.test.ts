import { expect, it } from 'vitest'
import { EXTENSION_ORIGIN } from '../../../core/contract/extension.ts'
import { Capabilities, Pairing } from '../../../core/contract/server.ts'
import { LOCAL_ACCOUNT } from '../../../server/accounts/tokens.ts'
import { type Ask, mintCaller, openApi, problemOf } from '../support/api.ts'
import { databaseKind, testDatabase } from '../support/database.ts'

const extension: Ask = { method: 'POST', headers: { origin: EXTENSION_ORIGIN } }

it('pairs the extension on this computer, again and again with the same account', async () => {
  const api = await openApi()
  const answers = [await api.ask('/pair', extension), await api.ask('/pair', extension)]
  expect(answers.map(answer => answer.status)).toEqual([201, 201])
  const [first, second] = await Promise.all(answers.map(async answer => Pairing.parse(await answer.json())))
  expect(first!.accountId).toBe(LOCAL_ACCOUNT)
  expect(second!.accountId).toBe(LOCAL_ACCOUNT)
  expect(first!.token).not.toBe(second!.token)
  expect(Buffer.from(first!.token, 'base64url')).toHaveLength(32)
  expect(answers[0]!.headers.get('cache-control')).toBe('no-store')
})

it('keeps of a token nothing but its hash', async () => {
  const api = await openApi()
  const { token } = Pairing.parse(await (await api.ask('/pair', extension)).json())
  const { sql } = await testDatabase()
  const [row] = await sql`
    select string_agg(token::text, '|') as everything,
           bool_or(hash = sha256(convert_to(${token}, 'UTF8'))) as hashed from token`
  expect(row!.everything).not.toContain(token)
  expect(row!.hashed).toBe(true)
  expect(api.log()).not.toContain(token)
})

it.each<[string, Ask]>([
  ['a web page', { method: 'POST', headers: { origin: 'https://evil.example' } }],
  ['another extension', { method: 'POST', headers: { origin: `chrome-extension://${'a'.repeat(32)}` } }],
  ['a page without an origin of its own', { method: 'POST', headers: { origin: 'null' } }],
])('does not pair %s', async (_who, ask) => {
  const problem = await problemOf(await (await openApi()).ask('/pair', ask))
  expect(problem).toMatchObject({ status: 403, code: 'forbidden_origin' })
})

it.each<[string, Ask]>([
  ['a program that names no origin', { method: 'POST' }],
  ['a page of this server itself', { method: 'POST', headers: { origin: 'http://127.0.0.1:8787' } }],
  ['another computer', { ...extension, peer: '192.168.1.20' }],
  [
    'whoever comes through a proxy',
    { ...extension, headers: { ...extension.headers, 'x-forwarded-for': '203.0.113.9' } },
  ],
  ['another computer by IPv6', { ...extension, peer: 'fe80::1' }],
  ['whoever stands behind no socket', { ...extension, peer: '' }],
])('does not pair %s', async (_who, ask) => {
  const problem = await problemOf(await (await openApi()).ask('/pair', ask))
  expect(problem).toMatchObject({ status: 403, code: 'pairing_refused' })
  expect(problem.detail).toContain('npm run token')
})

it('pairs over IPv4 in IPv6 clothes', async () => {
  const answer = await (await openApi()).ask('/pair', { ...extension, peer: '::ffff:127.0.0.1' })
  expect(answer.status).toBe(201)
})

it('does not pair under a name that is not loopback, even where that name is allowed', async () => {
  const config = {
    version: '1',
    youtube: { channels: false, transcripts: false },
    model: null,
    pairing: 'loopback',
    allowedHosts: null,
  } as const
  const api = await openApi({ config: { ...config, allowedOrigins: [EXTENSION_ORIGIN] } })
  const headers = { origin: EXTENSION_ORIGIN, host: 'words.example:8787' }
  const problem = await problemOf(await api.ask('/pair', { method: 'POST', headers }))
  expect(problem.code).toBe('pairing_refused')
})

it('does not pair by itself where tokens are made by hand', async () => {
  const config = {
    version: '1',
    youtube: { channels: false, transcripts: false },
    model: null,
    pairing: 'token',
    allowedHosts: null,
  } as const
  const api = await openApi({ config: { ...config, allowedOrigins: [EXTENSION_ORIGIN] } })
  expect((await problemOf(await api.ask('/pair', extension))).code).toBe('pairing_refused')
})

it('pairs at most 30 times a minute, and says when to come back', async () => {
  const api = await openApi({ clock: () => 90_000 })
  const statuses: number[] = []
  for (let i = 0; i < 30; i++) statuses.push((await api.ask('/pair', extension)).status)
  expect(new Set(statuses)).toEqual(new Set([201]))
  const refused = await api.ask('/pair', extension)
  expect(refused.headers.get('retry-after')).toBe('30')
  expect((await problemOf(refused)).code).toBe('rate_limited')
})

it('unpairs: the token is worth nothing afterwards, another of the account still is', async () => {
  const api = await openApi()
  const tokens = await Promise.all(
    [1, 2].map(async () => Pairing.parse(await (await api.ask('/pair', extension)).json()).token),
  )
  expect((await api.ask('/pair', { method: 'DELETE', token: tokens[0]! })).status).toBe(204)
  expect((await api.ask('/capabilities', { token: tokens[0]! })).status).toBe(401)
  expect((await api.ask('/capabilities', { token: tokens[1]! })).status).toBe(200)
})

it('asks for a token to unpair', async () => {
  const problem = await problemOf(await (await openApi()).ask('/pair', { method: 'DELETE' }))
  expect(problem.code).toBe('unauthorized')
})

it('says what it can do, and where text would go', async () => {
  const model = { name: 'small-1', host: 'models.example' }
  const embedding = {
    model: { name: 'near-1', host: 'vectors.example' },
    later: async () => {},
    byMeaning: async () => null,
  }
  const config = {
    version: '1.2.3',
    youtube: { channels: false, transcripts: false },
    model,
    pairing: 'token',
    allowedHosts: null,
    allowedOrigins: [],
  } as const
  const { accountId, token } = await mintCaller()
  const answer = await (await openApi({ config, embedding })).ask('/capabilities', { token })
  expect(Capabilities.parse(await answer.json())).toEqual({
    version: '1.2.3',
    youtube: { channels: false, transcripts: false },
    accountId,
    database: databaseKind,
    model,
    embedding: embedding.model,
    reports: { errors: null, use: null },
  })
})

it('notes the use of a token at most once a minute', async () => {
  const api = await openApi()
  const { accountId, token } = await mintCaller()
  const { sql } = await testDatabase()
  const lastUse = async () => {
    await api.ask('/capabilities', { token })
    const [row] = await sql`select last_used_at::text as at from token where account_id = ${accountId}`
    return row!.at as string
  }
  const first = await lastUse()
  expect(first).not.toBeNull()
  expect(await lastUse()).toBe(first)
  await sql`update token set last_used_at = now() - interval '61 seconds' where account_id = ${accountId}`
  expect(Date.parse(await lastUse())).toBeGreaterThanOrEqual(Date.parse(first))
})
