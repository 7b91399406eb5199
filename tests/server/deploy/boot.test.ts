import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import type { Source } from '../../../core/contract/source.ts'
import { createToken, ensureLocalAccount } from '../../../server/accounts/tokens.ts'
import { openDatabase } from '../../../server/db/database.ts'
import { freePort } from '../../support/free-port.ts'
import { root } from '../../support/stage.ts'
import { article } from '../support/captures.ts'
import { databaseKind, freshDatabaseUrl } from '../support/database.ts'
import { untilReady } from '../support/process.ts'
import { copyAsBuilt, dockerfile, instructionsOf, lastStage } from './dockerfile.ts'

// The image, without the engine that makes one: its files alone in a folder that cannot be written to, its variables,
// and its commands. The packages are the ones of the repository; what the image leaves out is held by another test.

let folder: string
/** Within the folder, with the packages beside it: a list of its files would go through all of theirs too. */
let image: string
let fresh: Awaited<ReturnType<typeof freshDatabaseUrl>>
let port: number
const started: Running[] = []

interface Running {
  child: ChildProcess
  /** Its code, or the signal that ended it. */
  ended: Promise<number | string>
  said(): string
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ownwords-image-'))
  image = join(folder, 'app')
  copyAsBuilt(image)
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  fresh = await freshDatabaseUrl()
  writeFileSync(join(folder, 'database_url'), `${fresh.url}\n`)
  port = await freePort()
  for (const path of foldersOf(image)) chmodSync(path, 0o555)
})
afterAll(async () => {
  for (const { child } of started) if (child.exitCode === null) child.kill('SIGKILL')
  await Promise.all(started.map(({ ended }) => ended))
  await fresh.drop()
  for (const path of foldersOf(image)) chmodSync(path, 0o755)
  rmSync(folder, { recursive: true })
})

const foldersOf = (path: string): string[] => [
  path,
  ...readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => join(entry.parentPath, entry.name)),
]

/** The image's own variables, as its Dockerfile sets them. */
const variables = () =>
  Object.fromEntries(
    lastStage(instructionsOf(dockerfile()))
      .filter(({ keyword }) => keyword === 'ENV')
      .flatMap(({ rest }) => rest.split(/\s+/).map(pair => pair.split('=') as [string, string])),
  )

/** Runs one of the image's commands, or a file of it. */
function run(args: string[]): Running {
  const child = spawn(process.execPath, args, {
    cwd: image,
    env: {
      PATH: process.env.PATH,
      ...variables(),
      HOST: '127.0.0.1',
      PORT: String(port),
      OWNWORDS_DATA: join(folder, 'data'),
      DATABASE_URL_FILE: join(folder, 'database_url'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      said += chunk
    })
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string)
  const running = { child, ended, said: () => said }
  started.push(running)
  return running
}
const command = (name: string) => run(['server/command.ts', name])

it('says which commands there are', async () => {
  const { ended, said } = command('serve')
  expect(await ended).toBe(1)
  expect(said()).toBe('There is no command serve. Commands: api, worker, all, migrate.\n')
})

// The embedded database is of one process, and these are several.
describe.runIf(databaseKind === 'server')('with a database server', () => {
  it('does not start before it is migrated, and is migrated by any number at once', async () => {
    const early = command('api')
    expect(await early.ended).toBe(1)
    expect(early.said()).toMatch(/^The database lacks \d+ of \d+ migrations, .+ run the command migrate/)
    const [one, two] = [command('migrate'), command('migrate')]
    expect([await one.ended, await two.ended]).toEqual([0, 0])
    expect(one.said() + two.said()).toContain('0001_accounts_and_work.sql')
  }, 60_000)

  it('serves and works, changes no file, and ends when it is told to', async () => {
    const before = readdirSync(image, { recursive: true })
    const [api, worker] = [command('api'), command('worker')]
    const server = { ...api, address: `http://127.0.0.1:${port}`, stdout: api.said, stderr: api.said }
    await untilReady(server)
    expect(await run(['server/health-command.ts']).ended).toBe(0)

    const headers = { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' }
    const put = (path: string, body: unknown) =>
      fetch(`${server.address}${path}`, { method: 'PUT', headers, body: JSON.stringify(body) })
    const projectId = newId()
    expect((await put(`/projects/${projectId}`, { title: 'Tides' })).status).toBe(201)
    const source = await article(projectId)
    expect((await put(`/sources/${source.id}`, source)).ok).toBe(true)
    const state = async () =>
      ((await (await fetch(`${server.address}/sources/${source.id}`, { headers })).json()) as Source).state
    await expect.poll(state, { timeout: 20_000 }).toBe('ready')

    for (const { child } of [api, worker]) child.kill('SIGTERM')
    expect([await api.ended, await worker.ended]).toEqual([0, 0])
    const ill = run(['server/health-command.ts'])
    expect(await ill.ended).toBe(1)
    expect(ill.said()).toMatch(/^The API does not answer: /)
    expect(readdirSync(image, { recursive: true })).toEqual(before)
  }, 60_000)
})

async function token(): Promise<string> {
  const database = await openDatabase(fresh.url)
  try {
    return await createToken(database.sql, await ensureLocalAccount(database.sql), 'test')
  } finally {
    await database.close()
  }
}
