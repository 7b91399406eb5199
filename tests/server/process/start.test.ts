import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import type { Run } from '../../../core/contract/run.ts'
import { freePort } from '../../support/free-port.ts'
import { article } from '../support/captures.ts'
import { databaseKind, freshDatabaseUrl } from '../support/database.ts'
import { launch, pairedHeaders, untilReady } from '../support/process.ts'

let data: string
let fresh: Awaited<ReturnType<typeof freshDatabaseUrl>>
/** As `npm start` has it on its database: a folder, or a server. */
let environment: Record<string, string>

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'ownwords-start-'))
  fresh = await freshDatabaseUrl()
  environment = { OWNWORDS_DATA: data, ...(databaseKind === 'server' && { DATABASE_URL: fresh.url }) }
})
afterAll(async () => {
  await fresh.drop()
  await rm(data, { recursive: true })
})

it('a wrong variable is one sentence on stderr, and exit 1', async () => {
  const server = launch('start', { ...environment, PORT: 'http' })
  expect(await server.ended).toBe(1)
  expect(server.stderr()).toBe(
    'PORT is not usable: it takes a whole number from 0 to 65535 (0: any free one). It is the port to listen on.\n',
  )
  expect(server.stdout()).toBe('')
})

it('a port in use is one sentence on stderr, and exit 1', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  const server = launch('main', { ...environment, PORT: String(port) })
  expect(await server.ended).toBe(1)
  other.close()
  expect(server.stderr()).toBe(
    `Port ${port} of 127.0.0.1 is in use: stop the program that has it, or set PORT to another one.\n`,
  )
  // It makes the database first, as the last one here does.
}, 60_000)

it.runIf(databaseKind === 'embedded')(
  'a data folder that another process has is one sentence on stderr, and exit 1 (embedded only: a server takes many)',
  async () => {
    const folder = join(data, 'locked')
    await mkdir(join(folder, 'database.lock'), { recursive: true })
    await writeFile(join(folder, 'database.lock', `${process.pid}-x`), '')
    const server = launch('main', { OWNWORDS_DATA: folder, PORT: '0' })
    expect(await server.ended).toBe(1)
    expect(server.stderr()).toBe(
      `The data folder ${join(folder, 'database')} is open in process ${process.pid}: stop that one first, or set OWNWORDS_DATA to another folder.\n`,
    )
  },
)

it('a database that cannot be reached is one sentence without its password, and exit 1', async () => {
  const server = launch('main', { DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/x', PORT: '0' })
  expect(await server.ended).toBe(1)
  expect(server.stderr()).toMatch(/^The database at 127\.0\.0\.1:1\/x cannot be used: .+\.\n$/)
  expect(server.stderr()).not.toContain('hunter2')
})

it('stops cleanly while a run is followed: the stream ends, and the next start has the rows and ends the run', async () => {
  const port = String(await freePort())
  const server = launch('main', { ...environment, PORT: port })
  await untilReady(server)
  const headers = await pairedHeaders(server)
  const token = headers.authorization.slice('Bearer '.length)
  const projectId = newId()
  const put = await fetch(`${server.address}/projects/${projectId}`, {
    method: 'PUT',
    headers,
    body: JSON.stringify({ title: 'Tides' }),
  })
  expect(put.status).toBe(201)

  const source = await article(projectId)
  const sourceUrl = `${server.address}/sources/${source.id}`
  await fetch(sourceUrl, { method: 'PUT', headers, body: JSON.stringify(source) })
  const runId = newId()
  const briefs = `${server.address}/projects/${projectId}/briefs`
  await fetch(briefs, { method: 'POST', headers, body: JSON.stringify({ id: runId }) })
  const stream = await fetch(`${server.address}/runs/${runId}/events`, { headers })
  const asked = performance.now()
  server.child.kill('SIGTERM')
  expect(await stream.text()).toMatch(/the server is stopping|event: done/)
  expect(await server.ended).toBe(0)
  expect(performance.now() - asked).toBeLessThan(10_000)
  expect(server.stdout()).not.toContain(token)

  const again = launch('main', { ...environment, PORT: port })
  await untilReady(again)
  const { projects } = (await (await fetch(`${again.address}/projects`, { headers })).json()) as {
    projects: { id: string }[]
  }
  expect(projects.map(project => project.id)).toEqual([projectId])
  const run = async () => (await (await fetch(`${again.address}/runs/${runId}`, { headers })).json()) as Run
  await expect.poll(async () => (await run()).state, { timeout: 20_000 }).toBe('done')
  again.child.kill('SIGINT')
  expect(await again.ended).toBe(0)
}, 60_000)
