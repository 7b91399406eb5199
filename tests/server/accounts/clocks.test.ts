import { afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { createToken, findByToken } from '../../../server/accounts/tokens.ts'
import type { PeopleConfig } from '../../../server/config.ts'
import { openClock } from '../../../server/db/clock.ts'
import { invitationsTo } from '../../../server/members/between.ts'
import { openMeter } from '../../../server/usage/meter.ts'
import { mintAccount, testDatabase } from '../support/database.ts'
import {
  cookieHeader,
  newAddress,
  openPeopleApi,
  type PeopleApi,
  SERVER,
  signInAs,
} from '../support/people.ts'
import { meteredAccount, unlimited } from '../support/usage.ts'

const TEN_MINUTES = 600_000

/** From here on this process's clock stands, and is off by so much; the database's goes on as it did. */
const turnClock = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms })
const rightClock = () => vi.useRealTimers()
afterEach(rightClock)
beforeAll(async () => {
  await testDatabase() // which takes a while, and by a clock that is right
})

/** As a process has it over a database on another machine, whichever this is. */
async function clockOfDatabase() {
  const clock = await openClock({ ...(await testDatabase()), kind: 'server' })
  onTestFinished(() => clock.close())
  return clock
}

const ends = async (table: 'auth_verification' | 'auth_session', where: string, within: string) => {
  const { sql } = await testDatabase()
  const column = table === 'auth_session' ? 'user_id::text' : 'identifier'
  const rows = await sql.unsafe(
    `update ${table} set expires_at = now() + $2::interval where ${column} = $1 returning 1`,
    [where, within],
  )
  expect(rows).toHaveLength(1)
}

describe.each([
  ['ahead', TEN_MINUTES],
  ['behind', -TEN_MINUTES],
])('beside a machine whose clock is ten minutes %s', (_, off) => {
  /** Two machines on one database: the second has the clock that is off. */
  async function machines(
    changes: Partial<PeopleConfig> = {},
  ): Promise<{ right: PeopleApi; wrong: PeopleApi; toWrong(): void }> {
    const right = await openPeopleApi(changes, {}, await clockOfDatabase())
    turnClock(off)
    const wrong = await openPeopleApi(changes, {}, await clockOfDatabase())
    rightClock()
    return { right, wrong, toWrong: () => turnClock(off) }
  }

  it('a code signs in on either, and on neither when it is too old', async () => {
    const { right, wrong, toWrong } = await machines()
    const email = newAddress()
    await right.people.sendCode(email)
    toWrong()
    expect(await wrong.people.signIn(email, right.codeFor(email))).toMatchObject({ signedIn: true })
    await wrong.people.sendCode(email)
    rightClock()
    expect(await right.people.signIn(email, wrong.codeFor(email))).toMatchObject({ signedIn: true })
    await right.people.sendCode(email)
    await ends('auth_verification', `sign-in-otp-${email}`, '-1 second')
    toWrong()
    expect(await wrong.people.signIn(email, right.codeFor(email))).toEqual({
      signedIn: false,
      why: 'too_old',
    })
  })

  it('a session goes on for as long as it lasts, and no longer', async () => {
    const { right, wrong, toWrong } = await machines()
    const browser = await signInAs(right, newAddress())
    const accountId = (await right.people.whoIs(browser))!
    toWrong()
    expect(await wrong.people.whoIs(browser)).toBe(accountId)
    await ends('auth_session', accountId, '1 minute')
    expect(await wrong.people.whoIs(browser)).toBe(accountId)
    await ends('auth_session', accountId, '-1 second')
    expect(await wrong.people.whoIs(browser)).toBeNull()
  })

  it('a device pairs by a code that the other shows, and by none that is too old', async () => {
    const { right, wrong, toWrong } = await machines()
    const browser = await signInAs(right, newAddress())
    const code = await right.people.beginPairing('Chrome')
    toWrong()
    expect(await wrong.people.redeem(code.deviceCode)).toEqual({ state: 'authorization_pending' })
    expect(await wrong.people.askingDevice(code.userCode, browser)).toMatchObject({ state: 'waiting' })
    expect(await wrong.people.answerDevice(code.userCode, 'approve', browser)).toBe(true)
    const { sql } = await testDatabase()
    await sql`
      update auth_device_code set last_polled_at = now() - interval '6 seconds', expires_at = now() + interval '1 minute'
      where user_code = ${code.userCode}`
    expect(await wrong.people.redeem(code.deviceCode)).toMatchObject({ state: 'approved' })
    const late = await wrong.people.beginPairing('Chrome')
    await sql`update auth_device_code set expires_at = now() - interval '1 second' where user_code = ${late.userCode}`
    expect(await wrong.people.redeem(late.deviceCode)).toEqual({ state: 'code_expired' })
  })

  it('who went to Google comes back to either, and not later than they may', async () => {
    const google = { clientId: 'our-client', clientSecret: 'our-secret' }
    const { right, wrong, toWrong } = await machines({ google })
    const { sql } = await testDatabase()
    const goThere = async () => {
      const { url, cookies } = await right.people.goToGoogle('/account')
      const state = new URL(url).searchParams.get('state')!
      // As Google answers of somebody who changed their mind: it is told of a visit that is known alone.
      const back = `${SERVER}/auth/callback/google?error=access_denied&state=${state}`
      return { state, request: new Request(back, { headers: { cookie: cookieHeader(cookies) } }) }
    }
    const [soon, late] = [await goThere(), await goThere()]
    await sql`
      update auth_verification set expires_at = now() - interval '1 second' where identifier like ${`%${late.state}`}`
    toWrong()
    const heard = async ({ request }: typeof soon) =>
      (await wrong.people.backFromGoogle(request)).headers.get('location')
    expect(await heard(soon)).toBe(`${SERVER}/account?error=access_denied`)
    expect(await heard(late)).not.toContain('access_denied')
  })

  it('tokens and invitations end when the database says so', async () => {
    const { sql } = await testDatabase()
    const [owner, invited] = [await mintAccount(), await mintAccount()]
    const [projectId, email] = [newId(), newAddress()]
    await sql`update account set email = ${email} where id = ${invited}`
    await sql`insert into project (account_id, id, title) values (${owner}, ${projectId}, 'Tides')`
    turnClock(off)
    const token = await createToken(sql, invited, 'Chrome', 'idle')
    await sql`
      insert into invitation (account_id, id, project_id, email, role)
      values (${owner}, ${newId()}, ${projectId}, ${email}, 'reader')`
    const found = async () => [
      (await findByToken(sql, token)) !== null,
      (await sql.begin(tx => invitationsTo(tx, invited))).length,
    ]
    const endIn = async (within: string) => {
      // As one that was used a moment ago, or it would be moved on.
      await sql`
        update token set expires_at = now() + ${within}::interval, last_used_at = now() where account_id = ${invited}`
      await sql`update invitation set expires_at = now() + ${within}::interval where account_id = ${owner}`
    }
    await endIn('1 minute')
    expect(await found()).toEqual([true, 1])
    await endIn('-1 second')
    expect(await found()).toEqual([false, 0])
  })

  it('a call of a model counts in the month that it is in the database', async () => {
    const { sql } = await testDatabase()
    const { accountId, database, call } = await meteredAccount()
    turnClock(off)
    const clock = await clockOfDatabase()
    const meter = openMeter({ database, defaults: unlimited, clock: clock.now, ids: newId })
    await meter.reserve(call(), { input: 1, output: 1 })
    const [row] = await sql`
      select abs(extract(epoch from now() - at))::float8 as off, month = to_char(now() at time zone 'UTC', 'YYYY-MM') as same
      from usage where account_id = ${accountId}`
    expect(row!.off).toBeLessThan(30)
    expect(row!.same).toBe(true)
  })
})

it('a clock that is nearly right is left alone, and one that was set right is noticed', async () => {
  const database = { ...(await testDatabase()), kind: 'server' as const }
  turnClock(400)
  const near = await openClock(database)
  onTestFinished(() => near.close())
  expect(near.behind()).toBe(0)
  turnClock(TEN_MINUTES)
  const clock = await openClock(database, 5)
  onTestFinished(() => clock.close())
  expect(Math.abs(clock.behind() + TEN_MINUTES)).toBeLessThan(2_000)
  rightClock()
  await expect.poll(clock.behind).toBe(0)
})
