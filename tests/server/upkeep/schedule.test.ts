import { expect, it, onTestFinished, vi } from 'vitest'
import { openDatabase } from '../../../server/db/database.ts'
import { migrate } from '../../../server/db/migrate.ts'
import { hourlyHere } from '../../../server/runs/hourly.ts'
import { openQueue } from '../../../server/runs/queue.ts'
import { databaseKind, freshDatabaseUrl } from '../support/database.ts'

/** Each minute, the last of which is always due, so that nobody waits for a full hour. */
const timing = { cron: '* * * * *', lookSeconds: 1 }

it.runIf(databaseKind === 'server')('is done by one of all processes that work on runs', async () => {
  const { url, drop } = await freshDatabaseUrl()
  onTestFinished(drop)
  const databases = await Promise.all([1, 2, 3].map(() => openDatabase(url, { connections: 3 })))
  onTestFinished(async () => void (await Promise.all(databases.map(database => database.close()))))
  const [{ sql }] = databases as [(typeof databases)[0]]
  await migrate(databases[0]!)
  const open = (database: (typeof databases)[0], supervise: boolean) =>
    openQueue(database, { supervise, timing, onError() {} })
  const did: number[] = []
  // The third only answers requests.
  const queues = await Promise.all(databases.map((database, place) => open(database, place < 2)))
  onTestFinished(async () => void (await Promise.all(queues.map(queue => queue.stop(500)))))
  await Promise.all(
    queues.slice(0, 2).map((queue, place) =>
      queue.hourly(async () => {
        did.push(place)
      }),
    ),
  )
  await expect.poll(() => did.length, { timeout: 10_000 }).toBe(1)
  const jobs = await sql`select state from pgboss.job where name = 'hourly'`
  expect(jobs).toHaveLength(1)
  expect(await sql`select name, cron from pgboss.schedule`).toHaveLength(1)
})

it('is done by the one process of an embedded database, first when it has been there for a minute', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const failed: unknown[] = []
  let did = 0
  let stopped = false
  const hourly = hourlyHere(error => failed.push(error))
  await hourly.begin(async signal => {
    did++
    signal.addEventListener('abort', () => {
      stopped = true
    })
    if (did === 2) throw new Error('no room')
  })
  expect(did).toBe(0)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(did).toBe(1)
  await vi.advanceTimersByTimeAsync(2 * 3_600_000)
  expect([did, failed]).toEqual([3, [new Error('no room')]])
  await hourly.end()
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect([did, stopped]).toEqual([3, true])
})
