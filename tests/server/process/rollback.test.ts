import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { openDatabase } from '../../../server/db/database.ts'
import { freePort } from '../../support/free-port.ts'
import { article } from '../support/captures.ts'
import { databaseKind, freshDatabaseUrl } from '../support/database.ts'
import { layNewerVersion } from '../support/newer-version.ts'
import { launch, pairedHeaders, type ServerProcess, untilReady } from '../support/process.ts'

// A version that is taken back after it migrated the database: the one before it goes on, and nothing is lost.

const TEXT =
  'The moon pulls the sea and the water comes and goes twice a day, as every sailor of the bay knows. '
/** As migrations are: a column in what is there, with a default, and a table of its own that hangs on it. */
const ADDS = `
  alter table source add column only_newer text not null default '';
  create table newer_note (
    account_id uuid not null,
    source_id uuid not null,
    note text not null,
    primary key (account_id, source_id),
    foreign key (account_id, source_id) references source (account_id, id) on delete cascade
  );`

let folder: string
let fresh: Awaited<ReturnType<typeof freshDatabaseUrl>>
let environment: Record<string, string>
let server: ServerProcess | undefined
let headers: Record<string, string>
const projectId = newId()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ownwords-rollback-'))
  fresh = await freshDatabaseUrl()
  const data = join(folder, 'data')
  environment = {
    OWNWORDS_DATA: data,
    DATABASE_URL: databaseKind === 'server' ? fresh.url : `pglite:${join(data, 'database')}`,
    PORT: String(await freePort()),
  }
  await layNewerVersion(join(folder, 'newer'), ADDS)
  await layNewerVersion(join(folder, 'breaking'), `-- migrate: breaking\n${ADDS}`)
})
afterEach(() => {
  server?.child.kill('SIGKILL')
  return server?.ended
})
afterAll(async () => {
  await fresh.drop()
  await rm(folder, { recursive: true })
})

/** This version, or one of those in `folder`. */
async function start(version?: 'newer' | 'breaking'): Promise<ServerProcess> {
  server = launch('main', environment, version && join(folder, version))
  await untilReady(server)
  await expect.poll(server.stdout, { timeout: 15_000 }).toContain('"msg":"ready"')
  return server
}
async function stop({ child, ended }: ServerProcess): Promise<void> {
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
}
async function ask(method: string, path: string, json?: unknown) {
  const answer = await fetch(server!.address + path, { method, headers, body: JSON.stringify(json) })
  expect(answer.status, `${method} ${path}`).toBeLessThan(300)
  return (await answer.json()) as Record<string, unknown>
}
/** Clips a page and waits until it was read; its id. */
async function clip(): Promise<string> {
  const source = await article(projectId, { text: TEXT.repeat(5) })
  await ask('PUT', `/sources/${source.id}`, source)
  await expect
    .poll(() => ask('GET', `/sources/${source.id}`), { timeout: 15_000 })
    .toMatchObject({ state: 'ready' })
  return source.id
}
async function onDatabase(...statements: string[]): Promise<unknown[][]> {
  const database = await openDatabase(environment.DATABASE_URL!)
  try {
    const answers: unknown[][] = []
    for (const statement of statements) answers.push([...(await database.sql.unsafe(statement))])
    return answers
  } finally {
    await database.close()
  }
}

it('is served by the version before, which says so once, clips and reads, and then by itself again', async () => {
  const newer = await start('newer')
  headers = await pairedHeaders(newer)
  await ask('PUT', `/projects/${projectId}`, { title: 'Tides' })
  const first = await clip()
  await stop(newer)
  expect(newer.stdout()).not.toContain('a newer version migrated')
  await onDatabase(
    `insert into newer_note select account_id, id, 'kept' from source`,
    `update source set only_newer = 'kept'`,
    // As a newer pg-boss leaves its own tables: an older one takes them as they are.
    'update pgboss.version set version = version + 1',
  )

  const older = await start()
  const second = await clip()
  const { sources: list } = (await ask('GET', `/projects/${projectId}/sources`)) as {
    sources: { id: string }[]
  }
  expect(list.map(({ id }) => id).sort()).toEqual([first, second].sort())
  await stop(older)
  const warnings = older
    .stdout()
    .split('\n')
    .filter(line => line.includes('a newer version migrated'))
  expect(warnings.map(line => JSON.parse(line))).toMatchObject([{ level: 40, newer: ['9999_newer.sql'] }])

  await start('newer')
  for (const id of [first, second])
    expect(await ask('GET', `/sources/${id}`)).toMatchObject({ state: 'ready' })
  await clip()
  await stop(server!)
  const [notes, sources] = await onDatabase(
    'select source_id, note from newer_note',
    'select id, only_newer from source order by created_at limit 2',
  )
  expect(notes).toEqual([{ source_id: first, note: 'kept' }])
  expect(sources).toEqual([
    { id: first, only_newer: 'kept' },
    { id: second, only_newer: '' },
  ])
}, 120_000)

it('is refused by the version before where its migration breaks with it, in one sentence', async () => {
  await onDatabase(
    "delete from migration where name = '9999_newer.sql'",
    'drop table newer_note',
    'alter table source drop column only_newer',
  )
  await stop(await start('breaking'))
  const older = launch('main', environment)
  expect(await older.ended).toBe(1)
  expect(older.stderr()).toBe(
    'The database has migration 9999_newer.sql, which this version of Ownwords does not know and cannot work with: update it.\n',
  )
}, 60_000)
