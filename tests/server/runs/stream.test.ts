import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { followRuns } from '../../../server/runs/follow.ts'
import { eventsOf, makeRun, nothing, openRunsOfItsOwn, type RunsOfItsOwn } from '../support/runs.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

it('continues after the last event that was seen, without a gap or a repeat', async () => {
  const { accountId, projectId } = await own.mint()
  await own.startWorker(async context => {
    for (let i = 0; i < 20; i++) await context.note(`note ${i}`)
    return { resultId: null, async save() {} }
  })
  const runId = await makeRun(own, { accountId, projectId })
  const seen: number[] = []
  // Cut off every four events, as a panel that is closed and opened again.
  while (seen.at(-1) !== 23) {
    let had = 0
    for await (const event of own.runs.events(
      accountId,
      runId,
      seen.at(-1) ?? 0,
      AbortSignal.timeout(10_000),
    )) {
      if (event === 'ping') continue
      seen.push(event.seq)
      if (++had === 4) break
    }
  }
  expect(seen).toEqual(Array.from({ length: 23 }, (_, i) => i + 1))
})

it('tells what happens while it follows, and ends with the run', async () => {
  const { accountId, projectId } = await own.mint()
  const runId = await makeRun(own, { accountId, projectId })
  const followed = eventsOf(own.runs, accountId, runId)
  await own.startWorker(nothing)
  expect((await followed).map(event => event.kind)).toEqual(['queued', 'started', 'done'])
})

it('ends at once for a run that is over and wholly seen, and for one that is not there', async () => {
  const { accountId, projectId } = await own.mint()
  const runId = await makeRun(own, { accountId, projectId })
  await own.runs.cancel(accountId, runId)
  expect(await eventsOf(own.runs, accountId, runId, 2)).toEqual([])
  expect(await eventsOf(own.runs, accountId, newId())).toEqual([])
})

it('ends when its reader goes', async () => {
  const { accountId, projectId } = await own.mint()
  const runId = await makeRun(own, { accountId, projectId })
  const reader = new AbortController()
  const seen: unknown[] = []
  for await (const event of own.runs.events(accountId, runId, 0, reader.signal)) {
    seen.push(event)
    setTimeout(() => reader.abort(), 20)
  }
  expect(seen).toHaveLength(1)
})

it('pings while nothing happens', async () => {
  const { accountId, projectId } = await own.mint()
  const runId = await makeRun(own, { accountId, projectId })
  const follow = followRuns(own.database, 20)
  const seen: string[] = []
  for await (const event of follow(accountId, runId, 1, AbortSignal.timeout(5_000))) {
    seen.push(event === 'ping' ? event : event.kind)
    if (seen.length === 2) await own.runs.cancel(accountId, runId)
  }
  expect(seen.slice(0, 2)).toEqual(['ping', 'ping'])
  expect(seen.at(-1)).toBe('cancelled')
})

it('gives more events than one read holds', async () => {
  const { accountId, projectId } = await own.mint()
  const runId = await makeRun(own, { accountId, projectId })
  await own.database.sql`
    insert into run_event (account_id, run_id, seq, kind, data)
    select ${accountId}, ${runId}, n, 'note', '{"text":"a note"}' from generate_series(2, 1200) n`
  await own.database.sql`update run set last_seq = 1200 where id = ${runId}`
  await own.runs.cancel(accountId, runId)
  const events = await eventsOf(own.runs, accountId, runId)
  expect(events).toHaveLength(1201)
  expect(events.at(-1)!.kind).toBe('cancelled')
})
