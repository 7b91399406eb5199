import { describe, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { type Activity, KeptBaseline, TimeReceipt } from '../../../core/contract/receipt-of-time.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { mintCaller, mintCreator, openApi, problemOf } from '../support/api.ts'
import { makeRun, testRuns } from '../support/runs.ts'

const since = '2026-11-20T08:00:00.000Z'
const activity = (changes: Partial<Activity> = {}): Activity => ({
  deviceId: newId(),
  since,
  activeMs: 60_000,
  clicks: 5,
  typedWords: 12,
  waitedMs: 2_000,
  ...changes,
})

async function creator() {
  const one = await mintCreator()
  const { api, token, projectId } = one
  return {
    ...one,
    tell: (json: unknown, project = projectId) =>
      api.ask(`/projects/${project}/activity`, { method: 'PUT', token, json }),
    receipt: async () =>
      TimeReceipt.parse(await (await api.ask(`/projects/${projectId}/receipt`, { token })).json()),
    say: (json: unknown) => api.ask('/baseline', { method: 'PUT', token, json }),
    said: async () => KeptBaseline.parse(await (await api.ask('/baseline', { token })).json()),
  }
}

describe('the activity of a project', () => {
  it('is nothing at first', async () => {
    const { receipt, projectId } = await creator()
    expect(await receipt()).toEqual({
      projectId,
      since: null,
      ...{ activeMs: 0, clicks: 0, typedWords: 0, waitedMs: 0, decisions: 0, machineMs: 0 },
      baseline: null,
    })
  })

  it('is what all devices counted, since the first began', async () => {
    const { tell, receipt } = await creator()
    expect((await tell(activity())).status).toBe(204)
    expect((await tell(activity({ since: '2026-11-19T08:00:00.000Z', clicks: 2 }))).status).toBe(204)
    expect(await receipt()).toMatchObject({
      since: '2026-11-19T08:00:00.000Z',
      ...{ activeMs: 120_000, clicks: 7, typedWords: 24, waitedMs: 4_000 },
    })
  })

  it('only grows: what comes again or late changes nothing', async () => {
    const { tell, receipt } = await creator()
    const [first, second] = [activity(), { activeMs: 90_000, clicks: 9, typedWords: 12, waitedMs: 2_000 }]
    const later = { ...first, ...second, since: '2026-11-21T08:00:00.000Z' }
    for (const told of [first, later, later, first]) expect((await tell(told)).status).toBe(204)
    expect(await receipt()).toMatchObject({ ...second, since })
  })

  it('does not begin in the future, whatever the clock of a device says', async () => {
    const { tell, receipt } = await creator()
    await tell(activity({ since: '2099-01-01T00:00:00.000Z' }))
    expect(Date.parse((await receipt()).since!)).toBeLessThanOrEqual(Date.now())
  })

  it('holds the greatest figures that there can be', async () => {
    const { tell, receipt } = await creator()
    const most = activity({ activeMs: 3_155_760_000_000, clicks: 1_000_000_000, typedWords: 1_000_000_000 })
    for (const deviceId of [newId(), newId(), newId()])
      expect((await tell({ ...most, deviceId })).status).toBe(204)
    expect(await receipt()).toMatchObject({ activeMs: 9_467_280_000_000, clicks: 3_000_000_000 })
  })

  it('is refused where it cannot be one', async () => {
    const { tell } = await creator()
    for (const [path, wrong] of [
      ['activeMs', { activeMs: -1 }],
      ['clicks', { clicks: 1.5 }],
      ['waitedMs', { waitedMs: 1e15 }],
      ['deviceId', { deviceId: 'my laptop' }],
      ['since', { since: 'yesterday' }],
    ] as const)
      expect(await problemOf(await tell({ ...activity(), ...wrong }))).toMatchObject({
        status: 400,
        fields: [{ path }],
      })
    expect(await problemOf(await tell(activity(), newId()))).toMatchObject({ status: 404 })
  })

  it('is not kept for more devices than there can be', async () => {
    const { tell, accountId, projectId } = await creator()
    const last = activity()
    await tell(last)
    const { database } = await testRuns()
    await asAccount(
      database,
      accountId,
      tx => tx`
        insert into activity (account_id, project_id, device_id)
        select ${accountId}, ${projectId}, gen_random_uuid() from generate_series(1, 99)`,
    )
    expect((await problemOf(await tell(activity()))).code).toBe('conflict')
    expect((await tell(last)).status).toBe(204)
  })
})

describe('the receipt', () => {
  it('counts the decisions, and the time that runs worked but not that they waited', async () => {
    const { accountId, projectId, receipt } = await creator()
    const { database, runs } = await testRuns()
    const runId = await makeRun({ database, runs }, { accountId, projectId })
    const [branchId, second] = [newId(), (n: number) => new Date(Date.UTC(2026, 10, 20, 8, 0, n))]
    await asAccount(database, accountId, async tx => {
      await tx`insert into branch (account_id, id, project_id, name) values (${accountId}, ${branchId}, ${projectId}, 'First')`
      for (const gate of ['angle', 'outline', 'angle'])
        await tx`insert into decision (account_id, id, project_id, branch_id, gate, how, content)
          values (${accountId}, ${newId()}, ${projectId}, ${branchId}, ${gate}, 'own', '{}')`
      await tx`delete from run_event where run_id = ${runId}`
      // 3 s in the queue, 5 s of work, its worker dies for 100 s, then 4 s of work.
      for (const [seq, [kind, at]] of [
        ['queued', 0],
        ['started', 3],
        ['progress', 4],
        ['said', 8],
        ['queued', 108],
        ['started', 110],
        ['done', 114],
      ].entries() as Iterable<[number, [string, number]]>)
        await tx`insert into run_event (account_id, run_id, seq, kind, data, at)
          values (${accountId}, ${runId}, ${seq + 1}, ${kind}, '{}', ${second(at)})`
    })
    expect(await receipt()).toMatchObject({ decisions: 3, machineMs: 9_000 })
  })

  it('counts nothing for a run that was cancelled before anybody took it up', async () => {
    const { accountId, projectId, receipt } = await creator()
    const { database, runs } = await testRuns()
    const runId = await makeRun({ database, runs }, { accountId, projectId })
    await asAccount(database, accountId, async tx => {
      await tx`update run_event set at = at - interval '1 hour' where run_id = ${runId}`
      await tx`insert into run_event (account_id, run_id, seq, kind, data) values (${accountId}, ${runId}, 2, 'cancelled', '{}')`
    })
    expect(await receipt()).toMatchObject({ machineMs: 0 })
  })

  it('is nobody else’s: not to read, not to add to', async () => {
    const [owner, stranger] = [await creator(), await mintCaller()]
    await owner.tell(activity())
    const api = await openApi()
    const path = `/projects/${owner.projectId}`
    const { token } = stranger
    expect((await problemOf(await api.ask(`${path}/receipt`, { token }))).code).toBe('not_found')
    const put = await api.ask(`${path}/activity`, { method: 'PUT', token, json: activity() })
    expect((await problemOf(put)).code).toBe('not_found')
    expect((await owner.receipt()).clicks).toBe(5)
    for (const asked of [`${path}/receipt`, '/baseline'])
      expect((await problemOf(await api.ask(asked))).code).toBe('unauthorized')
  })
})

describe('the baseline', () => {
  const baseline = { researchMinutes: 300, scriptMinutes: 90 }

  it('is what the creator says, on the receipt too, until they take it back', async () => {
    const { say, said, receipt } = await creator()
    expect(await said()).toEqual({ baseline: null })
    expect(await (await say({ baseline })).json()).toEqual({ baseline })
    expect(await said()).toEqual({ baseline })
    expect((await receipt()).baseline).toEqual(baseline)
    expect((await say({ baseline: null })).status).toBe(200)
    expect(await said()).toEqual({ baseline: null })
  })

  it('is refused where it is no time', async () => {
    const { say } = await creator()
    for (const wrong of [
      { researchMinutes: 0, scriptMinutes: 0 },
      { researchMinutes: -5, scriptMinutes: 10 },
      { researchMinutes: 60_001, scriptMinutes: 10 },
      { researchMinutes: 'long' },
    ])
      expect(await problemOf(await say({ baseline: wrong }))).toMatchObject({ status: 400 })
    expect(await problemOf(await say({}))).toMatchObject({ status: 400 })
  })

  it('is one account’s alone', async () => {
    const [owner, other] = [await creator(), await creator()]
    await owner.say({ baseline })
    expect(await other.said()).toEqual({ baseline: null })
    await other.say({ baseline: { researchMinutes: 1, scriptMinutes: 1 } })
    expect(await owner.said()).toEqual({ baseline })
  })
})
