import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { EXTENSION_ORIGIN } from '../../../core/contract/extension.ts'
import { newId } from '../../../core/contract/id.ts'
import type { SearchAnswer } from '../../../core/contract/search.ts'
import type { Pairing } from '../../../core/contract/server.ts'
import { freePort } from '../../support/free-port.ts'
import { article } from '../support/captures.ts'
import { databaseKind, freshDatabaseUrl } from '../support/database.ts'
import { paragraphs } from '../support/embedding.ts'
import { embeddingServer, embeds } from '../support/embedding-server.ts'
import { launch, type ServerProcess, untilReady } from '../support/process.ts'

it('vectors outlive a kill, and another model reads all again when the server starts with it', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'ownwords-embedding-'))
  const fresh = await freshDatabaseUrl()
  let server: ServerProcess | undefined
  onTestFinished(async () => {
    server?.child.kill('SIGKILL')
    await server?.ended
    await fresh.drop()
    await rm(dataFolder, { recursive: true, force: true })
  })
  const vectors = await embeddingServer()
  const start = async (model: string) => {
    server = launch('main', {
      OWNWORDS_DATA: dataFolder,
      DATABASE_URL: databaseKind === 'server' ? fresh.url : `pglite:${join(dataFolder, 'database')}`,
      PORT: String(await freePort()),
      EMBEDDING_MODEL: model,
      EMBEDDING_BASE_URL: vectors.baseUrl,
    })
    await untilReady(server)
    return server
  }
  let token = ''
  const ask = async (method: string, path: string, json?: unknown) => {
    const answer = await fetch(`${server!.address}${path}`, {
      method,
      headers: {
        origin: EXTENSION_ORIGIN,
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  const search = async () =>
    (await ask('POST', '/search', { query: 'vehicles', scope: { in: 'everything' } })) as SearchAnswer

  const first = await start('near')
  token = ((await ask('POST', '/pair')) as Pairing).token
  // The second batch is answered to nobody: the process is killed over it.
  vectors.answer = (asked, response) => {
    if (vectors.asked.length === 1) embeds()(asked, response)
  }
  const projectId = newId()
  await ask('PUT', `/projects/${projectId}`, { title: 'Cars' })
  const capture = await article(projectId, { text: [...paragraphs(99), 'An automobile.'].join('\n\n') })
  await ask('PUT', `/sources/${capture.id}`, capture)
  await expect.poll(() => vectors.asked.length, { timeout: 10_000 }).toBe(2)
  first.child.kill('SIGKILL')
  await first.ended

  vectors.answer = embeds()
  const second = await start('near')
  await expect
    .poll(async () => (await search()).meaning, { timeout: 10_000 })
    .toMatchObject({ embedded: 100, runId: null })
  expect((await search()).hits[0]).toMatchObject({ text: 'An automobile.', by: ['meaning'] })
  expect(
    vectors.asked.slice(2).flatMap(({ body }) => (body.input.length > 1 ? [body.input.length] : [])),
  ).toEqual([36])
  second.child.kill('SIGTERM')
  expect(await second.ended).toBe(0)

  await start('nearer')
  await expect
    .poll(async () => (await search()).meaning, { timeout: 10_000 })
    .toMatchObject({ model: 'nearer', embedded: 100, passages: 100, runId: null })
}, 60_000)
