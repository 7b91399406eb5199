import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXTENSION_ORIGIN } from '../../../core/contract/extension.ts'
import { newId } from '../../../core/contract/id.ts'
import { Problem } from '../../../core/contract/problem.ts'
import { openDatabase } from '../../../server/db/database.ts'
import type { Cluster } from '../../support/cluster.ts'
import { freePort } from '../../support/free-port.ts'
import { type LoopbackModel, loopbackModel } from '../../support/loopback-model.ts'
import { article } from '../support/captures.ts'
import { followAcross } from '../support/follow-across.ts'
import { binWithoutPgvector, hasOwnCluster, ownCluster } from '../support/own-cluster.ts'
import { launch, type ServerProcess, untilReady } from '../support/process.ts'

const TEXT =
  'The moon pulls the sea and the water comes and goes twice a day, as every sailor of the bay knows. '
/** No answer may take longer, whatever the database does. */
const PATIENCE_MS = 15_000

describe.runIf(hasOwnCluster)(
  'a database that goes and comes back (needs a PostgreSQL of its own here)',
  () => {
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

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'ownwords-away-'))
      cluster = await ownCluster()
      model = await loopbackModel()
      server = launch('main', {
        ...{ DATABASE_URL: cluster.url, OWNWORDS_DATA: folder, PORT: String(await freePort()) },
        ...{ OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'gpt-4o', OPENAI_API_KEY: 'sk-loopback' },
      })
      await untilReady(server)
      const paired = await fetch(`${server.address}/pair`, {
        method: 'POST',
        headers: { origin: EXTENSION_ORIGIN },
      })
      const { token } = (await paired.json()) as { token: string }
      headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    }, 60_000)
    afterAll(async () => {
      server?.child.kill('SIGKILL')
      await server?.ended
      model?.close()
      await cluster?.remove()
      await rm(folder, { recursive: true, force: true })
    }, 30_000)

    it('is told in words meanwhile, hangs nobody, loses nothing, and needs no restart of the server', async () => {
      await send('PUT', `/projects/${projectId}`, { title: 'Tides' })
      const source = await article(projectId, { text: TEXT.repeat(9) })
      expect((await send('PUT', `/sources/${source.id}`, source)).ok).toBe(true)
      await expect
        .poll(async () => (await send('GET', `/sources/${source.id}`)).json(), { timeout: 10_000 })
        .toMatchObject({ state: 'ready' })
      const goOn = model.pause()
      const runId = newId()
      await send('POST', `/projects/${projectId}/turns`, { id: runId, stage: 'research', text: 'Why twice?' })
      await expect.poll(() => model.recorded.length, { timeout: 10_000 }).toBe(1)
      const giveUp = new AbortController()
      const followed = followAcross([server.address], headers, runId, Math.random, giveUp.signal)

      await cluster.stop('crash')
      expect(await problemOf(send('GET', '/readyz'))).toMatchObject({
        problem: {
          status: 503,
          code: 'database_unavailable',
          detail: 'The database does not answer. Ask again soon.',
        },
      })
      expect(await status('/healthz')).toBe(200)
      const late = await article(projectId, { text: TEXT })
      // The first is asked on what is left of the old connections, the others on none.
      for (let times = 0; times < 3; times++)
        expect(await problemOf(send('PUT', `/sources/${late.id}`, late))).toMatchObject({
          problem: {
            status: 503,
            code: 'database_unavailable',
            detail: expect.stringMatching(/^Nothing was changed\./),
          },
          retryAfter: '5',
        })
      expect(await problemOf(send('GET', `/projects/${projectId}/sources`))).toMatchObject({
        problem: { code: 'database_unavailable' },
      })

      await cluster.start()
      await expect.poll(() => status('/readyz'), { timeout: 15_000 }).toBe(200)
      expect(await (await send('GET', `/sources/${source.id}`)).json()).toMatchObject({ state: 'ready' })
      expect(await status(`/sources/${late.id}`)).toBe(404)
      expect((await send('PUT', `/sources/${late.id}`, late)).ok).toBe(true)
      goOn()
      setTimeout(() => giveUp.abort(), 20_000).unref()
      expect(await followed).toMatchObject({ complaint: null })
      expect(await (await send('GET', `/runs/${runId}`)).json()).toMatchObject({ state: 'done' })
      await expect
        .poll(async () => (await send('GET', `/sources/${late.id}`)).json(), { timeout: 15_000 })
        .toMatchObject({ state: 'ready' })
      expect(server.child.exitCode).toBeNull()
    }, 60_000)

    it('that only reads from now on is told as that, and as soon as it writes again so does the server', async () => {
      const admin = postgres(cluster.url, { max: 1, onnotice() {} })
      const turn = async (readOnly: 'on' | 'off') => {
        await admin.unsafe(`set default_transaction_read_only = off`)
        await admin.unsafe(`alter database ownwords_test set default_transaction_read_only = ${readOnly}`)
        await admin`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`
      }
      const source = await article(projectId, { text: TEXT })
      await turn('on')
      const put = () => send('PUT', `/sources/${source.id}`, source)
      await expect
        .poll(async () => (await problemOf(put())).problem.detail, { timeout: 5_000 })
        .toMatch(
          /^The database only reads at the moment, so nothing was changed\..* whoever keeps the server/,
        )
      expect(await status(`/projects/${projectId}/sources`)).toBe(200)
      await turn('off')
      await admin.end()
      await expect.poll(async () => (await put()).ok, { timeout: 5_000 }).toBe(true)
      expect(server.child.exitCode).toBeNull()
    }, 30_000)

    it('that is a standby, or has no pgvector, is refused at the start with what to do', async () => {
      server.child.kill('SIGKILL')
      await server.ended
      await cluster.stop()
      const signal = join(cluster.data, 'standby.signal')
      await writeFile(signal, '')
      await cluster.start()
      await expect(openDatabase(cluster.url)).rejects.toMatchObject({
        name: 'Refusal',
        message: `The database at ${new URL(cluster.url).host}/ownwords_test cannot be used: it is a standby that only reads; set DATABASE_URL to the primary, or to a name that follows it.`,
      })
      await cluster.stop()
      await rm(signal)
      await cluster.start({ bin: await binWithoutPgvector(cluster.folder) })
      const empty = new URL(cluster.url)
      empty.pathname = '/postgres'
      await expect(openDatabase(empty.href)).rejects.toMatchObject({
        name: 'Refusal',
        message: expect.stringContaining(
          '/postgres cannot be used: it has no pgvector; install the package of pgvector 0.8 or newer on its server',
        ),
      })
    }, 30_000)
  },
)
