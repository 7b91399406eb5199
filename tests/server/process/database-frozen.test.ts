import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { openServer } from '../../../server/db/server.ts'
import { article } from '../support/captures.ts'
import { followAcross } from '../support/follow-across.ts'
import { hasOwnCluster } from '../support/own-cluster.ts'
import { openServerOnCluster, type ServerOnCluster } from '../support/server-on-cluster.ts'

const TEXT =
  'The moon pulls the sea and the water comes and goes twice a day, as every sailor of the bay knows. '
/** No answer may take longer: eight seconds and a tick until silence is sure, and some for a machine that is busy. */
const PATIENCE_MS = 14_000

// A machine that hangs, a disk that stands, a line that carries nothing: every connection stays open and says nothing.
describe.runIf(hasOwnCluster)('a database that freezes (needs a PostgreSQL of its own here)', () => {
  let own: ServerOnCluster
  const projectId = newId()

  const source = async (id: string) => (await own.send('GET', `/sources/${id}`)).json()

  beforeAll(async () => {
    own = await openServerOnCluster(PATIENCE_MS)
    await own.send('PUT', `/projects/${projectId}`, { title: 'Tides' })
  }, 60_000)
  afterAll(() => own?.close(), 30_000)

  it('is told in words within seconds, keeps what was acknowledged, ends each run once, and goes on by itself', async () => {
    const read = await article(projectId, { text: TEXT.repeat(9) })
    expect((await own.send('PUT', `/sources/${read.id}`, read)).ok).toBe(true)
    await expect.poll(() => source(read.id), { timeout: 10_000 }).toMatchObject({ state: 'ready' })
    // One run is waiting for its model, the other for a worker, when everything stands still.
    const goOn = own.model.pause()
    const runId = newId()
    await own.send('POST', `/projects/${projectId}/turns`, {
      id: runId,
      stage: 'research',
      text: 'Why twice?',
    })
    await expect.poll(() => own.model.recorded.length, { timeout: 10_000 }).toBe(1)
    const giveUp = new AbortController()
    const followed = followAcross([own.server.address], own.headers, runId, Math.random, giveUp.signal)
    const acknowledged = await article(projectId, { text: TEXT })
    expect((await own.send('PUT', `/sources/${acknowledged.id}`, acknowledged)).ok).toBe(true)

    await own.cluster.freeze()
    const frozen = performance.now()
    const caught = await article(projectId, { text: TEXT })
    const [first, red] = await Promise.all([
      own.problemOf(own.send('PUT', `/sources/${caught.id}`, caught)),
      own.problemOf(own.send('GET', '/readyz')).then(({ problem }) => ({
        problem,
        seconds: (performance.now() - frozen) / 1_000,
      })),
    ])
    expect(first).toMatchObject({
      problem: {
        status: 503,
        code: 'database_unavailable',
        detail:
          'The database did not answer any more while this was under way. Whether it was done is not known: ask again in a few seconds, which does nothing twice.',
      },
      retryAfter: '5',
    })
    expect(red.problem).toMatchObject({ status: 503, code: 'database_unavailable' })
    expect(red.seconds).toBeLessThan(8)
    // From now on nobody waits.
    const began = performance.now()
    const late = await article(projectId, { text: TEXT })
    for (let times = 0; times < 20; times++)
      expect(await own.problemOf(own.send('PUT', `/sources/${late.id}`, late))).toMatchObject({
        problem: {
          status: 503,
          code: 'database_unavailable',
          detail: expect.stringMatching(/^Nothing was changed\./),
        },
        retryAfter: '5',
      })
    expect(await own.status('/readyz')).toBe(503)
    expect(await own.status('/healthz')).toBe(200)
    expect(performance.now() - began).toBeLessThan(5_000)
    goOn()
    // Longer than a connection is tried.
    await sleep(12_000)
    expect(await own.status('/readyz')).toBe(503)

    await own.cluster.thaw()
    await expect.poll(() => own.status('/readyz'), { timeout: 15_000 }).toBe(200)
    setTimeout(() => giveUp.abort(), 30_000).unref()
    expect(await followed).toMatchObject({ complaint: null })
    expect(await (await own.send('GET', `/runs/${runId}`)).json()).toMatchObject({ state: 'done' })
    expect(await own.status(`/sources/${late.id}`)).toBe(404)
    for (const clip of [caught, late])
      expect((await own.send('PUT', `/sources/${clip.id}`, clip)).ok).toBe(true)
    for (const { id } of [acknowledged, caught, late])
      await expect.poll(() => source(id), { timeout: 15_000 }).toMatchObject({ state: 'ready' })

    const sql = postgres(own.cluster.url, { max: 1, onnotice() {} })
    const ends = await sql`
      select run_id, count(*)::int from run_event where kind in ('done', 'failed') group by run_id having count(*) <> 1`
    const unfinished = await sql`select id, kind, state from run where state <> 'done'`
    await sql.end()
    expect([...ends, ...unfinished]).toEqual([])
    expect(own.server.child.exitCode).toBeNull()
  }, 120_000)

  it('for less than that is waited for, and nobody notices', async () => {
    const clip = await article(projectId, { text: TEXT })
    await own.cluster.freeze()
    const put = own.send('PUT', `/sources/${clip.id}`, clip)
    await sleep(3_500)
    await own.cluster.thaw()
    expect((await put).status).toBe(201)
  }, 30_000)

  it('and comes back without the session of a lock tells its holder that the lock is lost, and only that one', async () => {
    const database = await openServer(own.cluster.url, 2, { tickMs: 50 })
    const lost: number[] = []
    await database.listen('here', () => {})
    for (const key of [1, 2]) await database.hold(77, key, () => lost.push(key))
    const [row] = await database.sql<[{ pid: number }]>`
      select pid from pg_locks where locktype = 'advisory' and classid = 77 and objid = 1`
    await own.cluster.freeze()
    await expect(database.sql`select 1`).rejects.toMatchObject({ code: 'CONNECTION_DESTROYED' })
    await own.cluster.thaw(row.pid)
    await expect.poll(() => lost, { timeout: 15_000 }).toEqual([1])
    expect((await database.sql`select 1 as one`)[0]!.one).toBe(1)
    process.kill(row.pid, 'SIGCONT')
    await database.close()
    expect(lost).toEqual([1])
  }, 30_000)

  it('and stays frozen does not keep the server from ending in time', async () => {
    await own.cluster.freeze()
    const asked = performance.now()
    own.server.child.kill('SIGTERM')
    await own.server.ended
    expect(performance.now() - asked).toBeLessThan(25_000)
    await own.cluster.thaw()
  }, 40_000)
})
