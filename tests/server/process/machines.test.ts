import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventSourceParserStream } from 'eventsource-parser/stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { RunEvent } from '../../../core/contract/run.ts'
import type { Source } from '../../../core/contract/source.ts'
import { contentHash } from '../../../core/evidence/content.ts'
import { createToken } from '../../../server/accounts/tokens.ts'
import { type Database, openDatabase } from '../../../server/db/database.ts'
import { migrate } from '../../../server/db/migrate.ts'
import { WORKER_LOCKS } from '../../../server/runs/worker-store.ts'
import { freePort } from '../../support/free-port.ts'
import { type LoopbackModel, loopbackModel } from '../../support/loopback-model.ts'
import { article } from '../support/captures.ts'
import { at } from '../support/creator.ts'
import { databaseKind, freshDatabaseUrl } from '../support/database.ts'
import { launch, type ServerProcess, untilReady } from '../support/process.ts'
import { CHANNEL, videoId } from '../support/voices.ts'

// Real processes over one database: two APIs, and two workers that are asked nothing but by the database.

const QUESTION = 'Why does the water come and go twice a day?'
const TEXT =
  'The moon pulls the sea and the water comes and goes twice a day, as every sailor of the bay knows. '

// The embedded database is of one process.
describe.runIf(databaseKind === 'server')('several machines (PostgreSQL only)', () => {
  let fresh: Awaited<ReturnType<typeof freshDatabaseUrl>>
  let folder: string
  let database: Database
  let model: LoopbackModel
  let headers: Record<string, string>
  let accountId: string
  const projectId = newId()
  let sourceId: string
  let apis: [ServerProcess, ServerProcess]
  const workers: Record<string, ServerProcess> = {}
  const started: ServerProcess[] = []

  async function start(role: 'api' | 'worker', name: string): Promise<ServerProcess> {
    const url = new URL(fresh.url)
    url.searchParams.set('application_name', name)
    const port = await freePort()
    const one = launch('main', {
      ...{ DATABASE_URL: url.href, DATABASE_POOL: '3', ROLE: role, PORT: String(port), PAIRING: 'off' },
      ...{ OWNWORDS_DATA: join(folder, name), OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'gpt-4o' },
      ...{ OPENAI_API_KEY: 'sk-loopback' },
    })
    started.push(one)
    return one
  }

  async function ask<Answer>(api: ServerProcess, method: string, path: string, json?: unknown) {
    const answer = await fetch(api.address + path, { method, headers, body: JSON.stringify(json) })
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as Answer
  }

  /** Begins a run that asks the model; resolves once a worker has asked it. */
  async function begin(api: ServerProcess): Promise<string> {
    const id = newId()
    const before = model.recorded.length
    await ask(api, 'POST', `/projects/${projectId}/turns`, { id, stage: 'research', text: QUESTION })
    await expect.poll(() => model.recorded.length, { timeout: 10_000 }).toBe(before + 1)
    return id
  }

  /** The events as they come, and the end of the stream. */
  function follow(api: ServerProcess, runId: string) {
    const events: RunEvent[] = []
    const read = async () => {
      const answer = await fetch(`${api.address}/runs/${runId}/events`, { headers })
      const stream = answer.body!.pipeThrough(new TextDecoderStream())
      for await (const { data } of stream.pipeThrough(new EventSourceParserStream()))
        events.push(RunEvent.parse(JSON.parse(data)))
    }
    return {
      kinds: () => events.map(({ kind }) => kind),
      seqs: () => events.map(({ seq }) => seq),
      over: read(),
    }
  }

  /** The worker whose lock the run's row names. */
  async function holderOf(runId: string): Promise<string> {
    const [row] = await database.sql<{ name: string }[]>`
      select application_name as name from run
      join pg_locks on locktype = 'advisory' and granted and classid = ${WORKER_LOCKS} and objid = run.worker
      join pg_stat_activity using (pid) where run.id = ${runId}`
    return row!.name
  }

  beforeAll(async () => {
    fresh = await freshDatabaseUrl()
    folder = await mkdtemp(join(tmpdir(), 'ownwords-machines-'))
    database = await openDatabase(fresh.url)
    model = await loopbackModel()
    await migrate(database)
    accountId = newId()
    await database.sql`insert into account (id) values (${accountId})`
    const token = await createToken(database.sql, accountId, 'machines')
    headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    apis = [await start('api', 'api-a'), await start('api', 'api-b')]
    await Promise.all(apis.map(api => untilReady(api)))
    await ask(apis[0], 'PUT', `/projects/${projectId}`, { title: 'Tides' })
    const source = await article(projectId, { text: TEXT.repeat(9) })
    sourceId = source.id
    await ask(apis[1], 'PUT', `/sources/${sourceId}`, source)
    await putWords(apis[0])
  }, 60_000)
  afterAll(async () => {
    for (const { child } of started) child.kill('SIGKILL')
    await Promise.all(started.map(({ ended }) => ended))
    model?.close()
    await database?.close()
    await fresh?.drop()
    if (folder) await rm(folder, { recursive: true, force: true })
  })

  async function putWords(api: ServerProcess): Promise<void> {
    const video = videoId(1)
    const listed = {
      videoId: video,
      title: 'Tides',
      kind: 'video',
      published: at(0),
      exact: true,
      durationMs: 9_000,
    }
    await ask(api, 'PUT', `/channels/${CHANNEL}`, {
      ...{ id: CHANNEL, title: 'Sea', handle: null, url: `https://www.youtube.com/channel/${CHANNEL}` },
      ...{ listedAt: at(0), complete: true, videos: [{ ...listed, views: 1 }] },
    })
    const segments = [{ startMs: 0, endMs: 4_000, text: 'the moon pulls the water' }]
    await ask(api, 'PUT', `/channels/${CHANNEL}/videos/${video}`, {
      ...{ outcome: 'ok', receipt: { by: 'open_track', legs: [], words: 5, leftOut: [] }, chapters: [] },
      ...{ transcript: { language: 'en', kind: 'auto', segments }, fetchedAt: at(1) },
      contentHash: await contentHash('the moon pulls the water'),
    })
  }

  it('two workers that start together do once what each of them would do at its start', async () => {
    // As a crash leaves it that took the queue: what was read is not found, and what waits has no job.
    await database.sql`delete from run where kind = 'index'`
    await database.sql`delete from pgboss.job`
    for (const name of ['worker-1', 'worker-2']) workers[name] = await start('worker', name)
    await expect
      .poll(
        async () => [
          ...(await database.sql`
            select run.kind, state, attempt,
              (select count(*)::int from run_event where run_id = run.id and kind = 'started') as started
            from run order by kind`),
        ],
        { timeout: 20_000 },
      )
      .toEqual([
        { kind: 'index', state: 'done', attempt: 1, started: 1 },
        { kind: 'ingest', state: 'done', attempt: 1, started: 1 },
      ])
    await Promise.all(
      Object.values(workers).map(worker =>
        expect.poll(worker.stdout, { timeout: 15_000 }).toContain('"msg":"ready"'),
      ),
    )
    expect(await ask<Source>(apis[1], 'GET', `/sources/${sourceId}`)).toMatchObject({ state: 'ready' })
  }, 30_000)

  it('a stream at one API follows what was begun through the other, while a worker makes it', async () => {
    const goOn = model.pause()
    const id = await begin(apis[1])
    const stream = follow(apis[0], id)
    await expect.poll(stream.kinds, { timeout: 5_000 }).toEqual(['queued', 'started'])
    goOn()
    await stream.over
    expect(stream.kinds()).toContain('said')
    expect(stream.kinds().at(-1)).toBe('done')
    expect(stream.seqs()).toEqual(stream.seqs().map((_, i) => i + 1))
  }, 20_000)

  it('a run that is cancelled through the other API stops at its worker', async () => {
    const goOn = model.pause()
    const id = await begin(apis[0])
    const stream = follow(apis[0], id)
    const before = model.hungUp()
    await ask(apis[1], 'POST', `/runs/${id}/cancel`)
    await expect.poll(model.hungUp, { timeout: 5_000 }).toBe(before + 1)
    await stream.over
    expect(stream.kinds()).toEqual(['queued', 'started', 'cancelled'])
    goOn()
  }, 20_000)

  it('the run of a worker that is killed is taken up by the other one, and ends once', async () => {
    const goOn = model.pause()
    const id = await begin(apis[0])
    const stream = follow(apis[1], id)
    const holder = await holderOf(id)
    const asked = model.recorded.length
    workers[holder]!.child.kill('SIGKILL')
    await expect.poll(() => model.recorded.length, { timeout: 10_000 }).toBe(asked + 1)
    const heir = await holderOf(id)
    expect([holder, heir].sort()).toEqual(['worker-1', 'worker-2'])
    goOn()
    await stream.over
    const kinds = stream.kinds()
    expect(kinds.slice(0, 4)).toEqual(['queued', 'started', 'queued', 'started'])
    expect(kinds.filter(kind => kind === 'done')).toHaveLength(1)
    expect(kinds.at(-1)).toBe('done')
    expect(await ask(apis[0], 'GET', `/runs/${id}`)).toMatchObject({ state: 'done', attempt: 2 })
  }, 30_000)
})
