import { pino } from 'pino'
import { beforeAll, expect, it } from 'vitest'
import { choresOf } from '../../../server/chores.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { forgetInvitations } from '../../../server/members/between.ts'
import { sumMachineMs } from '../../../server/receipts/store.ts'
import type { Chore } from '../../../server/upkeep/chore.ts'
import { upkeep } from '../../../server/upkeep/upkeep.ts'
import { testDatabase } from '../support/database.ts'
import { eventsOf, kinds, testRuns } from '../support/runs.ts'
import { planting } from './planted.ts'

beforeAll(testRuns)

interface Line {
  done?: Record<string, number>
  chore?: string
}

/** Does the chores; resolves to the lines of the log. */
async function keptUp(all?: readonly Chore[], signal = new AbortController().signal): Promise<Line[]> {
  const database = await testDatabase()
  const lines: Line[] = []
  const log = pino({}, { write: line => lines.push(JSON.parse(line)) })
  await upkeep({ sql: database.sql, chores: all ?? choresOf(database), log }, signal)
  return lines
}

it('removes and settles what is stale and leaves what is fresh, and finds nothing more the second time', async () => {
  const a = await planting()
  await a.token('stale: expired', { expires: '-31 days' })
  await a.token('stale: revoked', { expires: '60 days', revoked: '-31 days' })
  await a.token('expired yesterday', { expires: '-1 day' })
  await a.token('revoked yesterday', { revoked: '-1 day' })
  await a.token('used', { expires: '1 day' })
  await a.token('without end', {})
  for (const [name, expires] of [
    ['stale', '-61 minutes'],
    ['a moment ago', '-59 minutes'],
    ['to come', '1 minute'],
  ] as const) {
    await a.deviceCode(name, expires)
    await a.verification(name, expires)
  }
  await a.session('stale', '-1 second')
  await a.session('to come', '1 minute')
  await a.invitation('stale@example.org', '-1 second')
  await a.invitation('to.come@example.org', '1 minute')
  await a.held('stale', '-41 minutes')
  await a.held('under way', '-39 minutes')
  await a.held('over', '-41 minutes', 'settled')

  const [first] = await keptUp()
  const fresh = {
    tokens: ['expired yesterday', 'revoked yesterday', 'used', 'without end'],
    ...{ deviceCodes: ['a moment ago', 'to come'], verifications: ['a moment ago', 'to come'] },
    ...{ sessions: ['to come'], invitations: ['to.come@example.org'], held: ['under way'] },
  }
  expect(await a.left()).toEqual(fresh)
  for (const chore of ['tokens', 'deviceCodes', 'verifications', 'sessions', 'invitations', 'usageSettled'])
    expect(first!.done![chore], chore).toBeGreaterThan(0)
  expect(JSON.stringify(first)).not.toContain('stale')
  const [second] = await keptUp()
  expect(second!.done).toEqual({})
  expect(await a.left()).toEqual(fresh)

  // What was held by nobody any more stays counted.
  const { sql } = await testDatabase()
  const [settled] = await sql`
    select state, holder, input_tokens::int as input from usage where account_id = ${a.accountId} and step = 'stale'`
  expect(settled).toEqual({ state: 'settled', holder: null, input: 5 })
})

it('leaves of a run that is over for a week what is shown of it, and the time that it took', async () => {
  const a = await planting()
  const { database, runs } = await testRuns()
  const told = [
    'queued',
    'started',
    'progress',
    'queued',
    'started',
    'progress',
    'said',
    'note',
    'beat',
    'done',
  ]
  const long = await a.run('draft', 'done', '-8 days', told)
  const lately = await a.run('draft', 'done', '-6 days', told)
  const answered = await a.run('turn', 'done', '-8 days', ['queued', 'started', 'tool', 'said', 'done'])
  const cut = await a.run('turn', 'cancelled', '-8 days', ['queued', 'started', 'said', 'cancelled'])
  const going = await a.run('draft', 'running', null, ['queued', 'started', 'progress'])
  const took = () => asAccount(database, a.accountId, tx => sumMachineMs(tx, a.projectId))
  const before = await took()
  expect(before).toBeGreaterThan(0)

  const [first] = await keptUp()
  expect(first!.done).toEqual({ runsCondensed: 3 })
  expect(await a.events(long)).toEqual([
    ...['queued', 'started', 'progress', 'queued', 'started', 'note', 'done'],
  ])
  expect(await a.events(lately)).toEqual(told)
  expect(await a.events(answered)).toEqual(['queued', 'started', 'done'])
  expect(await a.events(cut)).toEqual(['queued', 'started', 'said', 'cancelled'])
  expect(await a.events(going)).toEqual(['queued', 'started', 'progress'])
  expect(await took()).toBe(before)
  // A panel that slept in the middle of the answer wakes up.
  expect(kinds(await eventsOf(runs, a.accountId, long, 6))).toEqual(['note', 'done'])
  expect((await keptUp())[0]!.done).toEqual({})

  // Taken up again it is a run as any other.
  await runs.retry(a.accountId, cut)
  const [row] = await database.sql`select condensed from run where id = ${cut}`
  expect(row).toEqual({ condensed: false })
})

it('does the other chores where one fails, and says which', async () => {
  const done: string[] = []
  const chore = (name: string, work: Chore['work']): Chore => ({ name, work })
  let left = 2
  const [failed, told] = await keptUp([
    chore('broken', () => Promise.reject(new Error('no such table'))),
    chore('twice', async () => {
      done.push('twice')
      return left-- > 0 ? 3 : 0
    }),
  ])
  expect(failed).toMatchObject({ chore: 'broken', msg: 'a chore of the upkeep failed' })
  expect(done).toEqual(['twice', 'twice', 'twice'])
  expect(told).toMatchObject({ msg: 'upkeep', done: { twice: 6 } })
})

it('leaves off when it is told to, and takes so much at once and no more', async () => {
  const endless: Chore = { name: 'endless', work: async () => 1 }
  expect((await keptUp([endless], AbortSignal.abort()))[0]!.done).toEqual({})
  expect((await keptUp([endless]))[0]!.done!.endless).toBeLessThan(1_000)
  const a = await planting()
  for (const name of ['a', 'b', 'c']) await a.invitation(`${name}@example.org`, '-1 day')
  const { sql } = await testDatabase()
  expect(await forgetInvitations(sql, 2)).toBe(2)
  expect(await forgetInvitations(sql, 2)).toBe(1)
})
