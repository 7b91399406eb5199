import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXTENSION_ORIGIN } from '../../../core/contract/extension.ts'
import { newId } from '../../../core/contract/id.ts'
import { Problem } from '../../../core/contract/problem.ts'
import { openServer } from '../../../server/db/server.ts'
import type { Cluster } from '../../support/cluster.ts'
import { freePort } from '../../support/free-port.ts'
import { type LoopbackModel, loopbackModel } from '../../support/loopback-model.ts'
import { article } from '../support/captures.ts'
import { followAcross } from '../support/follow-across.ts'
import { hasOwnCluster, ownCluster } from '../support/own-cluster.ts'
import { launch, type ServerProcess, untilReady } from '../support/process.ts'

const TEXT =
  'The moon pulls the sea and the water comes and goes twice a day, as every sailor of the bay knows. '
/** No answer may take longer: eight seconds and a tick until silence is sure, and some for a machine that is busy. */
const PATIENCE_MS = 14_000

// A machine that hangs, a disk that stands, a line that carries nothing: every connection stays open and says nothing.
describe.runIf(hasOwnCluster)('a database that freezes (needs a PostgreSQL of its own here)', () => {
  let cluster: Cluster
  let folder: string
  let model: LoopbackModel
  let server: ServerProcess
  let headers: Record<string, string>
  const projectId = newId()

  const send = (method: string, path: string, json?: unknown) =>
    fetch(server.address + path, {
      ...{ method, headers, body: JSON.stringify(json), signal: AbortSignal.timeout(PATIENCE_MS) },
    })
  const problemOf = async (asked: Promise<Response>) => {
    const answer = await asked
    return { problem: Problem.parse(await answer.json()), retryAfter: answer.headers.get('retry-after') }
  }
  const status = async (path: string) => {
    const answer = await send('GET', path)
    await answer.body?.cancel()
    return answer.status
  }
  const source = async (id: string) => (await send('GET', `/sources/${id}`)).json()

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ownwords-frozen-'))
    cluster = await ownCluster()
    model = await loopbackModel()
    server = launch('main', {
      ...{ DATABASE_URL: cluster.url, OWNWORDS_DATA: folder, PORT: String(await freePort()) },
      ...{ OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'gpt-4o', OPENAI_API_KEY: 'sk-loopback' },
    })
    await untilReady(server)
    const pairing = await fetch(`${server.address}/pair`, {
      method: 'POST',
      headers: { origin: EXTENSION_ORIGIN },
    })
    const { token } = (await pairing.json()) as { token: string }
    headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    await send('PUT', `/projects/${projectId}`, { title: 'Tides' })
  }, 60_000)
  afterAll(async () => {
    server?.child.kill('SIGKILL')
    await server?.ended
    model?.close()
    await cluster?.remove()
    await rm(folder, { recursive: true, force: true })
  }, 30_000)

  it('is told in words within seconds, keeps what was acknowledged, ends each run once, and goes on by itself', async () => {
    const read = await article(projectId, { text: TEXT.repeat(9) })
    expect((await send('PUT', `/sources/${read.id}`, read)).ok).toBe(true)
    await expect.poll(() => source(read.id), { timeout: 10_000 }).toMatchObject({ state: 'ready' })
    // One run is waiting for its model, the other for a worker, when everything stands still.
    const goOn = model.pause()
    const runId = newId()
    await send('POST', `/projects/${projectId}/turns`, { id: runId, stage: 'research', text: 'Why twice?' })
    await expect.poll(() => model.recorded.length, { timeout: 10_000 }).toBe(1)
    const giveUp = new AbortController()
    const followed = followAcross([server.address], headers, runId, Math.random, giveUp.signal)
    const acknowledged = await article(projectId, { text: TEXT })
    expect((await send('PUT', `/sources/${acknowledged.id}`, acknowledged)).ok).toBe(true)

    await cluster.freeze()
    const frozen = performance.now()
    const caught = await article(projectId, { text: TEXT })
    const [first, red] = await Promise.all([
      problemOf(send('PUT', `/sources/${caught.id}`, caught)),
      problemOf(send('GET', '/readyz')).then(({ problem }) => ({
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
      expect(await problemOf(send('PUT', `/sources/${late.id}`, late))).toMatchObject({
        problem: {
          status: 503,
          code: 'database_unavailable',
          detail: expect.stringMatching(/^Nothing was changed\./),
        },
        retryAfter: '5',
      })
    expect(await status('/readyz')).toBe(503)
    expect(await status('/healthz')).toBe(200)
    expect(performance.now() - began).toBeLessThan(5_000)
    goOn()
    // Longer than a connection is tried.
    await sleep(12_000)
    expect(await status('/readyz')).toBe(503)

    await cluster.thaw()
    await expect.poll(() => status('/readyz'), { timeout: 15_000 }).toBe(200)
    setTimeout(() => giveUp.abort(), 30_000).unref()
    expect(await followed).toMatchObject({ complaint: null })
    expect(await (await send('GET', `/runs/${runId}`)).json()).toMatchObject({ state: 'done' })
    expect(await status(`/sources/${late.id}`)).toBe(404)
    for (const clip of [caught, late]) expect((await send('PUT', `/sources/${clip.id}`, clip)).ok).toBe(true)
    for (const { id } of [acknowledged, caught, late])
      await expect.poll(() => source(id), { timeout: 15_000 }).toMatchObject({ state: 'ready' })

    const sql = postgres(cluster.url, { max: 1, onnotice() {} })
    const ends = await sql`
      select run_id, count(*)::int from run_event where kind in ('done', 'failed') group by run_id having count(*) <> 1`
    const unfinished = await sql`select id, kind, state from run where state <> 'done'`
    await sql.end()
    expect([...ends, ...unfinished]).toEqual([])
    expect(server.child.exitCode).toBeNull()
  }, 120_000)

  it('for less than that is waited for, and nobody notices', async () => {
    const clip = await article(projectId, { text: TEXT })
    await cluster.freeze()
    const put = send('PUT', `/sources/${clip.id}`, clip)
    await sleep(3_500)
    await cluster.thaw()
    expect((await put).status).toBe(201)
  }, 30_000)

  it('and comes back without the session of a lock tells its holder that the lock is lost, and only that one', async () => {
    const database = await openServer(cluster.url, 2, { tickMs: 50 })
    const lost: number[] = []
    await database.listen('here', () => {})
    for (const key of [1, 2]) await database.hold(77, key, () => lost.push(key))
    const [row] = await database.sql<[{ pid: number }]>`
      select pid from pg_locks where locktype = 'advisory' and classid = 77 and objid = 1`
    await cluster.freeze()
    await expect(database.sql`select 1`).rejects.toMatchObject({ code: 'CONNECTION_DESTROYED' })
    await cluster.thaw(row.pid)
    await expect.poll(() => lost, { timeout: 15_000 }).toEqual([1])
    expect((await database.sql`select 1 as one`)[0]!.one).toBe(1)
    process.kill(row.pid, 'SIGCONT')
    await database.close()
    expect(lost).toEqual([1])
  }, 30_000)

  it('and stays frozen does not keep the server from ending in time', async () => {
    await cluster.freeze()
    const asked = performance.now()
    server.child.kill('SIGTERM')
    await server.ended
    expect(performance.now() - asked).toBeLessThan(25_000)
    await cluster.thaw()
  }, 40_000)
})
