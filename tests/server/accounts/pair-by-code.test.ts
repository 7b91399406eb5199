import { expect, it, vi } from 'vitest'
import { DeviceCode } from '../../../core/contract/account.ts'
import { Pairing, ServerFacts } from '../../../core/contract/server.ts'
import { mintCaller, openApi, problemOf } from '../support/api.ts'
import { testDatabase } from '../support/database.ts'
import { newAddress, openPeopleApi, type PeopleApi, signInAs } from '../support/people.ts'

const begin = async ({ api }: PeopleApi, label = 'Chrome on Ada’s laptop') => {
  const answer = await api.ask('/pair/codes', { method: 'POST', json: { label } })
  expect(answer.status).toBe(201)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  return DeviceCode.parse(await answer.json())
}
const question = ({ api }: PeopleApi, deviceCode: string) =>
  api.ask('/pair/codes/token', { method: 'POST', json: { deviceCode } })
/** The device waited before it asked again, as it was told to. */
const waited = async () => {
  const { sql } = await testDatabase()
  await sql`update auth_device_code set last_polled_at = last_polled_at - interval '6 seconds'`
}

it('tells anybody how to come in, without asking the database', async () => {
  const clock = () => Date.UTC(2026, 10, 29)
  const sql = new Proxy((await testDatabase()).sql, {
    apply: () => Promise.reject(new Error('The database was asked.')),
    get() {
      throw new Error('The database was asked.')
    },
  })
  const ours = await openPeopleApi({}, { clock, database: { ...(await testDatabase()), sql } })
  const facts = ServerFacts.parse(await (await ours.api.ask('/about')).json())
  expect(facts).toMatchObject({ name: 'Ownwords', pairing: 'code', now: '2026-11-29T00:00:00.000Z' })
  const local = await openApi()
  expect(await (await local.ask('/about')).json()).toMatchObject({ pairing: 'loopback' })
})

it('gives a device a token of its own when its person approved the code, once', async () => {
  const ours = await openPeopleApi()
  const email = newAddress()
  const browser = await signInAs(ours, email)
  const code = await begin(ours)
  expect(code.verificationUriComplete).toContain(code.userCode)
  expect(await problemOf(await question(ours, code.deviceCode))).toMatchObject({
    status: 409,
    code: 'authorization_pending',
  })
  const asking = await ours.people.askingDevice(code.userCode, browser)
  expect(asking).toMatchObject({ state: 'waiting', label: 'Chrome on Ada’s laptop' })
  expect(await ours.people.answerDevice(code.userCode, 'approve', browser)).toBe(true)
  await waited()
  const answer = await question(ours, code.deviceCode)
  expect(answer.status).toBe(201)
  const { token, accountId } = Pairing.parse(await answer.json())
  expect(accountId).toBe(await ours.people.whoIs(browser))
  const account = await (await ours.api.ask('/account', { token })).json()
  expect(account).toMatchObject({ id: accountId, kind: 'person', email })
  const capabilities = await (await ours.api.ask('/capabilities', { token })).json()
  expect(capabilities).toMatchObject({ accountId, people: true })
  await waited()
  expect(await problemOf(await question(ours, code.deviceCode))).toMatchObject({
    status: 410,
    code: 'code_expired',
  })
})

it('keeps of the code and of the token nothing that would let anybody in', async () => {
  const ours = await openPeopleApi()
  const browser = await signInAs(ours, newAddress())
  const code = await begin(ours)
  await ours.people.askingDevice(code.userCode, browser)
  await ours.people.answerDevice(code.userCode, 'approve', browser)
  const { sql } = await testDatabase()
  const [row] = await sql`select device_code from auth_device_code where user_code = ${code.userCode}`
  expect(row!.device_code).not.toBe(code.deviceCode)
  expect((await question(ours, row!.device_code)).status).toBe(410)
  expect((await question(ours, `${row!.device_code}.${'A'.repeat(43)}`)).status).toBe(410)
  const sessions = async () =>
    (
      await sql`select count(*)::int as n from auth_session where user_id = ${await ours.people.whoIs(browser)}`
    )[0]!.n
  expect(await sessions()).toBe(1)
  const { token } = Pairing.parse(await (await question(ours, code.deviceCode)).json())
  expect(await sessions()).toBe(1)
  const [kept] = await sql`select count(*)::int as n from auth_device_code where user_code = ${code.userCode}`
  expect(kept!.n).toBe(0)
  expect(ours.api.log()).not.toContain(token)
  expect(ours.api.log()).not.toContain(code.deviceCode)
})

it('tells a device that asks too often to slow down, and goes on when it did', async () => {
  const ours = await openPeopleApi()
  const code = await begin(ours)
  await question(ours, code.deviceCode)
  const early = await question(ours, code.deviceCode)
  expect(early.headers.get('retry-after')).toBe('10')
  expect(await problemOf(early)).toMatchObject({ status: 429, code: 'slow_down' })
  await waited()
  expect(await problemOf(await question(ours, code.deviceCode))).toMatchObject({
    code: 'authorization_pending',
  })
})

it('says to the device that it was refused', async () => {
  const ours = await openPeopleApi()
  const browser = await signInAs(ours, newAddress())
  const code = await begin(ours)
  await ours.people.askingDevice(code.userCode, browser)
  expect(await ours.people.answerDevice(code.userCode, 'refuse', browser)).toBe(true)
  expect(await problemOf(await question(ours, code.deviceCode))).toMatchObject({
    status: 403,
    code: 'code_refused',
  })
})

it('lets nobody approve a code that is too old, or take its token', async () => {
  const ours = await openPeopleApi()
  const browser = await signInAs(ours, newAddress())
  const code = await begin(ours)
  const { sql } = await testDatabase()
  await sql`update auth_device_code set expires_at = now() - interval '1 second' where user_code = ${code.userCode}`
  expect(await ours.people.askingDevice(code.userCode, browser)).toEqual({ state: 'gone' })
  expect(await ours.people.answerDevice(code.userCode, 'approve', browser)).toBe(false)
  expect(await problemOf(await question(ours, code.deviceCode))).toMatchObject({
    status: 410,
    code: 'code_expired',
  })
})

it('lets only the one answer who saw the device first, and nobody who is not signed in', async () => {
  const ours = await openPeopleApi()
  const [first, second] = [await signInAs(ours, newAddress()), await signInAs(ours, newAddress())]
  const code = await begin(ours)
  expect(await ours.people.askingDevice(code.userCode, new Headers())).toEqual({ state: 'gone' })
  expect(await ours.people.askingDevice(code.userCode, first)).toMatchObject({ state: 'waiting' })
  expect(await ours.people.askingDevice(code.userCode, second)).toEqual({ state: 'gone' })
  expect(await ours.people.answerDevice(code.userCode, 'approve', second)).toBe(false)
  expect(await ours.people.answerDevice(code.userCode, 'approve', new Headers())).toBe(false)
  expect((await question(ours, code.deviceCode)).status).toBe(409)
})

it('refuses codes where nobody signs in', async () => {
  const local = await openApi()
  const answer = await local.ask('/pair/codes', { method: 'POST', json: { label: 'Chrome' } })
  expect(await problemOf(answer)).toMatchObject({ status: 403, code: 'pairing_refused' })
})

it.each([[{ label: '' }], [{}], [{ label: 'x'.repeat(101) }]])('refuses the label of %j', async json => {
  const ours = await openPeopleApi()
  const answer = await ours.api.ask('/pair/codes', { method: 'POST', json })
  expect(await problemOf(answer)).toMatchObject({ status: 400, code: 'invalid_request' })
})

it('counts codes by address', async () => {
  const ours = await openPeopleApi({}, { clock: () => 0 })
  const ask = () => ours.api.ask('/pair/codes', { method: 'POST', json: { label: '' }, peer: '203.0.113.7' })
  const answers = []
  for (let n = 0; n < 31; n++) answers.push((await ask()).status)
  expect(answers.slice(0, 30).every(status => status === 400)).toBe(true)
  expect(answers[30]).toBe(429)
})

it('ends the token of a device that nobody used for 90 days, and moves its end while it is used', async () => {
  const { sql } = await testDatabase()
  const ours = await openPeopleApi()
  const browser = await signInAs(ours, newAddress())
  const code = await begin(ours)
  await ours.people.askingDevice(code.userCode, browser)
  await ours.people.answerDevice(code.userCode, 'approve', browser)
  const { token, accountId } = Pairing.parse(await (await question(ours, code.deviceCode)).json())
  const days = async () => {
    const [row] = await sql`
      select extract(epoch from expires_at - now()) / 86400 as days from token where account_id = ${accountId}`
    return Number(row!.days)
  }
  expect(await days()).toBeCloseTo(90, 1)
  await sql`
    update token set expires_at = now() + interval '3 days', last_used_at = now() - interval '87 days'
    where account_id = ${accountId}`
  expect((await ours.api.ask('/account', { token })).status).toBe(200)
  expect(await days()).toBeCloseTo(90, 1)
  await sql`update token set expires_at = now() - interval '1 second' where account_id = ${accountId}`
  expect(await problemOf(await ours.api.ask('/account', { token }))).toMatchObject({ status: 401 })
})

it('writes that a token was used at most once a minute', async () => {
  const { sql } = await testDatabase()
  const api = await openApi()
  const { token, accountId } = await mintCaller()
  await api.ask('/devices', { token })
  const used = async () =>
    (await sql`select last_used_at as at, expires_at from token where account_id = ${accountId}`)[0]!
  const first = await used()
  expect(first.expires_at).toBeNull()
  await vi.waitFor(async () => expect((await api.ask('/devices', { token })).status).toBe(200))
  expect((await used()).at).toEqual(first.at)
})
