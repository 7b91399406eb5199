import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { openDatabase } from '../../../server/db/database.ts'
import { article } from '../support/captures.ts'
import { followAcross } from '../support/follow-across.ts'
import { binWithoutPgvector, hasOwnCluster } from '../support/own-cluster.ts'
import { openServerOnCluster, type ServerOnCluster } from '../support/server-on-cluster.ts'

const TEXT =
  'The moon pulls the sea and the water comes and goes twice a day, as every sailor of the bay knows. '
/** No answer may take longer, whatever the database does. */
const PATIENCE_MS = 15_000

describe.runIf(hasOwnCluster)(
  'a database that goes and comes back (needs a PostgreSQL of its own here)',
  () => {
    let own: ServerOnCluster
    const projectId = newId()

    beforeAll(async () => {
      own = await openServerOnCluster(PATIENCE_MS)
    }, 60_000)
    afterAll(() => own?.close(), 30_000)

    it('is told in words meanwhile, hangs nobody, loses nothing, and needs no restart of the server', async () => {
      await own.send('PUT', `/projects/${projectId}`, { title: 'Tides' })
      const source = await article(projectId, { text: TEXT.repeat(9) })
      expect((await own.send('PUT', `/sources/${source.id}`, source)).ok).toBe(true)
      await expect
        .poll(async () => (await own.send('GET', `/sources/${source.id}`)).json(), { timeout: 10_000 })
        .toMatchObject({ state: 'ready' })
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

      await own.cluster.stop('crash')
      expect(await own.problemOf(own.send('GET', '/readyz'))).toMatchObject({
        problem: {
          status: 503,
          code: 'database_unavailable',
          detail: 'The database does not answer. Ask again soon.',
        },
      })
      expect(await own.status('/healthz')).toBe(200)
      const late = await article(projectId, { text: TEXT })
      // The first is asked on what is left of the old connections, the others on none.
      for (let times = 0; times < 3; times++)
        expect(await own.problemOf(own.send('PUT', `/sources/${late.id}`, late))).toMatchObject({
          problem: {
            status: 503,
            code: 'database_unavailable',
            detail: expect.stringMatching(/^Nothing was changed\./),
          },
          retryAfter: '5',
        })
      expect(await own.problemOf(own.send('GET', `/projects/${projectId}/sources`))).toMatchObject({
        problem: { code: 'database_unavailable' },
      })

      await own.cluster.start()
      await expect.poll(() => own.status('/readyz'), { timeout: 15_000 }).toBe(200)
      expect(await (await own.send('GET', `/sources/${source.id}`)).json()).toMatchObject({ state: 'ready' })
      expect(await own.status(`/sources/${late.id}`)).toBe(404)
      expect((await own.send('PUT', `/sources/${late.id}`, late)).ok).toBe(true)
      goOn()
      setTimeout(() => giveUp.abort(), 20_000).unref()
      expect(await followed).toMatchObject({ complaint: null })
      expect(await (await own.send('GET', `/runs/${runId}`)).json()).toMatchObject({ state: 'done' })
      await expect
        .poll(async () => (await own.send('GET', `/sources/${late.id}`)).json(), { timeout: 15_000 })
        .toMatchObject({ state: 'ready' })
      expect(own.server.child.exitCode).toBeNull()
    }, 60_000)

    it('that only reads from now on is told as that, and as soon as it writes again so does the server', async () => {
      const admin = postgres(own.cluster.url, { max: 1, onnotice() {} })
      const turn = async (readOnly: 'on' | 'off') => {
        await admin.unsafe(`set default_transaction_read_only = off`)
        await admin.unsafe(`alter database ownwords_test set default_transaction_read_only = ${readOnly}`)
        await admin`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`
      }
      const source = await article(projectId, { text: TEXT })
      await turn('on')
      const put = () => own.send('PUT', `/sources/${source.id}`, source)
      await expect
        .poll(async () => (await own.problemOf(put())).problem.detail, { timeout: 5_000 })
        .toMatch(
          /^The database only reads at the moment, so nothing was changed\..* whoever keeps the server/,
        )
      expect(await own.status(`/projects/${projectId}/sources`)).toBe(200)
      await turn('off')
      await admin.end()
      await expect.poll(async () => (await put()).ok, { timeout: 5_000 }).toBe(true)
      expect(own.server.child.exitCode).toBeNull()
    }, 30_000)

    it('that is a standby, or has no pgvector, is refused at the start with what to do', async () => {
      own.server.child.kill('SIGKILL')
      await own.server.ended
      await own.cluster.stop()
      const signal = join(own.cluster.data, 'standby.signal')
      await writeFile(signal, '')
      await own.cluster.start()
      await expect(openDatabase(own.cluster.url)).rejects.toMatchObject({
        name: 'Refusal',
        message: `The database at ${new URL(own.cluster.url).host}/ownwords_test cannot be used: it is a standby that only reads; set DATABASE_URL to the primary, or to a name that follows it.`,
      })
      await own.cluster.stop()
      await rm(signal)
      await own.cluster.start({ bin: await binWithoutPgvector(own.cluster.folder) })
      const empty = new URL(own.cluster.url)
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
