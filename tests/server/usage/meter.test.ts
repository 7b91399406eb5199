import { expect, test } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { BudgetFailure } from '../../../server/usage/caps.ts'
import { openMeter } from '../../../server/usage/meter.ts'
import { meteredAccount, NOVEMBER } from '../support/usage.ts'

const ten = { input: 8, output: 2 }

test('of two workers that race for the last of a month only as many calls go through as there is room for', async () => {
  const { deps, call, spent } = await meteredAccount({ monthTokens: 100 })
  const workers = [openMeter(deps), openMeter(deps)]
  const outcomes = await Promise.allSettled(
    Array.from({ length: 24 }, (_, i) => workers[i % 2]!.reserve(call(), ten)),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(BudgetFailure)
  expect(await spent()).toBe(100)
})

test('calls of one run that race are held against the limit of the run', async () => {
  const { deps, call } = await meteredAccount({ runTokens: 30 })
  const meter = openMeter(deps)
  const runId = newId()
  const outcomes = await Promise.allSettled(
    Array.from({ length: 7 }, () => meter.reserve(call({ runId }), ten)),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  await expect(meter.reserve(call(), ten)).resolves.toBeDefined()
})

test('a refused call leaves nothing behind, and says what happened, the limit and how to raise it', async () => {
  const { meter, call, spent, usage } = await meteredAccount({ runTokens: 15, monthTokens: 12 })
  const runId = newId()
  const refused = meter.reserve(call({ runId }), { input: 10, output: 4 })
  await expect(refused).rejects.toMatchObject({
    code: 'over_budget',
    retryable: true,
    message:
      'This month (UTC) has used 0 tokens of its 12 tokens, and the next question to the model takes up to 14 tokens. Raise the limit in the settings (for everybody: MODEL_MONTH_TOKENS on the server) or wait for the next month, then try again: what is done so far is kept.',
  })
  expect(await spent(`run ${runId}`)).toBe(0)
  expect((await usage()).runs).toEqual([])
})

test('what is released is there for others, what was used is counted instead of what was held', async () => {
  const { meter, call, spent, usage } = await meteredAccount({ monthTokens: 20 })
  const first = await meter.reserve(call(), { input: 10, output: 10 })
  await expect(meter.reserve(call(), ten)).rejects.toBeInstanceOf(BudgetFailure)
  await first.release()
  expect(await spent()).toBe(0)
  const second = await meter.reserve(call(), { input: 10, output: 10 })
  await second.settle({ input: 9, output: 3, exact: true })
  expect(await spent()).toBe(12)
  expect(await usage()).toMatchObject({
    inputTokens: 9,
    outputTokens: 3,
    cost: 0.000012,
    runs: [{ calls: 1, exact: true }],
  })
})

test('an answer may take more than was held, up to the limit', async () => {
  const { meter, call, spent } = await meteredAccount({ runTokens: 40 })
  const held = await meter.reserve(call(), ten)
  await held.extend(30)
  expect(await spent()).toBe(38)
  await expect(held.extend(60)).rejects.toThrow('has used 38 tokens of its 40 tokens')
  expect(await spent()).toBe(38)
  await held.settle({ input: 8, output: 33 })
  expect(await spent()).toBe(41)
})

test('a month ends at midnight UTC, and what was begun before counts for it', async () => {
  const { meter, call, at, spent, usage } = await meteredAccount({ monthTokens: 10 })
  at(Date.UTC(2026, 10, 30, 23, 59, 59, 999))
  const late = await meter.reserve(call(), ten)
  await expect(meter.reserve(call(), ten)).rejects.toBeInstanceOf(BudgetFailure)
  at(Date.UTC(2026, 11, 1))
  await meter.reserve(call(), ten)
  await late.settle({ input: 8, output: 1 })
  expect([await spent('month 2026-11'), await spent('month 2026-12')]).toEqual([9, 10])
  expect((await usage('2026-11')).runs).toHaveLength(1)
})

test('limits in dollars are held like those in tokens', async () => {
  const { meter, call } = await meteredAccount({ runDollars: 0.00001 })
  const runId = newId()
  await meter.reserve(call({ runId }), ten)
  await expect(meter.reserve(call({ runId }), { input: 1, output: 0 })).rejects.toThrow(
    'This run has used $0.0000 of its $0.0000',
  )
  const unknown = call({ cost: () => null })
  await expect(meter.reserve(unknown, ten)).rejects.toThrow('nobody has said what “tiny” costs')
})

test('without a limit in dollars a model of unknown price is used, and its cost stays unknown', async () => {
  const { meter, call, usage } = await meteredAccount({ monthTokens: 100 })
  await (await meter.reserve(call({ cost: () => null }), ten)).settle(ten)
  await (await meter.reserve(call(), ten)).settle(ten)
  expect((await usage()).cost).toBeNull()
})

test('what a dead worker held stays counted, and its run goes on', async () => {
  const { deps, call, spent, usage, at } = await meteredAccount({ runTokens: 20 })
  const runId = newId()
  await openMeter(deps).reserve(call({ runId }), ten)
  await openMeter(deps).reserve(call({ runId }), ten)
  expect(await spent(`run ${runId}`)).toBe(20)
  const { database, accountId } = { ...deps, accountId: call().accountId }
  const held = () => database.sql`select id from usage where account_id = ${accountId} and state = 'held'`
  expect(await held()).toHaveLength(1)
  at(NOVEMBER + 3_600_000)
  await openMeter(deps).reserve(call(), ten)
  expect(await held()).toHaveLength(1)
  expect((await usage()).inputTokens).toBe(24)
})

test("the creator's own limits go before those of the server, and are theirs alone", async () => {
  const mine = await meteredAccount({ monthTokens: 5 })
  const theirs = await meteredAccount({ monthTokens: 5 })
  await asAccount(
    mine.database,
    mine.accountId,
    tx => tx`
    insert into budget (account_id, month_tokens, updated_at) values (current_account(), 50, now())`,
  )
  await expect(mine.meter.reserve(mine.call(), ten)).resolves.toBeDefined()
  await expect(theirs.meter.reserve(theirs.call(), ten)).rejects.toBeInstanceOf(BudgetFailure)
  expect((await theirs.usage()).runs).toEqual([])
})

test('of two workers that race for the last that the keeper pays only as many calls go through, whatever the account set', async () => {
  const { deps, call, spent } = await meteredAccount({ monthTokens: 1_000_000 })
  const ceiling = { monthTokens: 50, monthDollars: null }
  const workers = [openMeter({ ...deps, ceiling }), openMeter({ ...deps, ceiling })]
  const outcomes = await Promise.allSettled(
    Array.from({ length: 24 }, (_, i) => workers[i % 2]!.reserve(call(), ten)),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  expect(await spent('keeper 2026-11')).toBe(50)
  const [refused] = outcomes.filter(outcome => outcome.status === 'rejected')
  expect(refused!.reason).toBeInstanceOf(BudgetFailure)
  expect(refused!.reason.message).toMatch(/50 tokens that this server pays .+ set a key of your own/)
})

test('what goes with an own key is the creator’s to limit and not the keeper’s', async () => {
  const { deps, call, spent } = await meteredAccount({ monthTokens: 40 })
  const meter = openMeter({ ...deps, ceiling: { monthTokens: 15, monthDollars: 0.000_001 } })
  const own = call({ own: true, cost: () => null })
  for (let i = 0; i < 3; i++) await (await meter.reserve(own, ten)).settle({ ...ten, exact: true })
  expect([await spent(), await spent('keeper 2026-11')]).toEqual([30, 0])
  const keepers = call({ cost: () => 1 })
  await (await meter.reserve(keepers, ten)).settle({ ...ten, exact: true })
  expect([await spent(), await spent('keeper 2026-11')]).toEqual([40, 10])
  await expect(meter.reserve(own, ten)).rejects.toThrow(/This month/)
})

test('a model that nobody has priced is not asked where the keeper pays so many dollars', async () => {
  const { deps, call } = await meteredAccount()
  const meter = openMeter({ ...deps, ceiling: { monthTokens: null, monthDollars: 5 } })
  await expect(meter.reserve(call({ cost: () => null }), ten)).rejects.toThrow(/ACCOUNT_MONTH_DOLLARS/)
})
