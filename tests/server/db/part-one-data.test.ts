import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { createToken } from '../../../server/accounts/tokens.ts'
import { type Database, openDatabase } from '../../../server/db/database.ts'
import { migrate } from '../../../server/db/migrate.ts'
import { MIGRATIONS } from '../../../server/db/migration-files.ts'
import { openQueue } from '../../../server/runs/queue.ts'
import { createRuns } from '../../../server/runs/runs.ts'
import { openApi } from '../support/api.ts'
import { article } from '../support/captures.ts'
import { freshDatabaseUrl } from '../support/database.ts'

/** A database as the first part of Ownwords left it: migrated with its files only, with an account's work in it. */
let fresh: Awaited<ReturnType<typeof freshDatabaseUrl>>
let database: Database
let folder: string
const account = newId()
const project = newId()
const source = newId()
const brief = newId()
const run = newId()

beforeAll(async () => {
  fresh = await freshDatabaseUrl()
  database = await openDatabase(fresh.url)
  folder = await mkdtemp(join(tmpdir(), 'ownwords-part-one-'))
  await copyFile(join(MIGRATIONS, '0001_accounts_and_work.sql'), join(folder, '0001_accounts_and_work.sql'))
  await migrate(database, folder)
  const { sql } = database
  await sql`insert into account (id) values (${account})`
  await sql`insert into project (account_id, id, title) values (${account}, ${project}, 'Tides')`
  await sql`
    insert into source (account_id, id, project_id, kind, url, canonical_url, title, captured_at, content_hash,
      receipt, body, markdown, state)
    values (${account}, ${source}, ${project}, 'article', 'https://a.example/', 'https://a.example/', 'A page',
      '2026-10-01T10:00:00Z', ${'0'.repeat(64)}, ${sql.json(RECEIPT)}, 'The moon pulls.', 'The *moon* pulls.', 'ready')`
  await sql`
    insert into passage (account_id, source_id, ord, body, start_char, end_char, lexemes)
    values (${account}, ${source}, 0, 'The moon pulls.', 0, 15, to_tsvector('The moon pulls.'))`
  await sql`
    insert into run (account_id, id, kind, project_id, state, attempt_limit)
    values (${account}, ${run}, 'brief', ${project}, 'done', 5)`
  const document = {
    id: brief,
    projectId: project,
    runId: run,
    createdAt: '2026-10-01T11:00:00.000Z',
    ...BRIEF,
  }
  await sql`
    insert into brief (account_id, id, project_id, run_id, document)
    values (${account}, ${brief}, ${project}, ${run}, ${sql.json(document)})`
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
  await rm(folder, { recursive: true })
})

const RECEIPT = { by: 'defuddle', legs: [{ leg: 'defuddle', outcome: 'ok', ms: 3 }], words: 3, leftOut: [] }
// As it was written before a citation knew of pages.
const CITATION = {
  sourceId: source,
  sourceTitle: 'A page',
  sourceKind: 'article',
  anchor: { exact: 'The moon pulls.', prefix: '', suffix: '' },
  start: 0,
  end: 15,
  startMs: null,
  link: 'https://a.example/#:~:text=The%20moon%20pulls.',
}
const BRIEF = {
  method: { by: 'extractive', name: 'lexrank' },
  sources: [{ id: source, title: 'A page', kind: 'article' }],
  passages: 1,
  themes: [
    { title: 'Moon', statements: [{ state: 'quoted', text: 'The moon pulls.', citations: [CITATION] }] },
  ],
  disagreements: [],
  questions: [],
}

it('keeps the sources, passages and briefs of a database that the first part filled', async () => {
  const names = (await readdir(MIGRATIONS)).filter(name => name.endsWith('.sql')).sort()
  expect(await migrate(database)).toEqual(names.slice(1))

  const queue = await openQueue(database, { supervise: false, onError() {} })
  const runs = createRuns({ database, queue })
  const api = await openApi({ database, runs })
  const token = await createToken(database.sql, account, 'test')
  const ask = async (path: string) => (await api.ask(path, { token })).json()

  expect(await ask(`/projects/${project}/sources`)).toMatchObject({
    sources: [
      {
        id: source,
        state: 'ready',
        passages: 1,
        versions: 1,
        check: null,
        form: null,
        pages: null,
        moment: null,
      },
    ],
  })
  expect(await ask(`/sources/${source}`)).toMatchObject({
    text: 'The moon pulls.',
    markdown: 'The *moon* pulls.',
    facts: [],
    images: [],
    pageStarts: [],
  })
  expect(await ask(`/briefs/${brief}`)).toMatchObject({
    themes: [{ statements: [{ citations: [{ sourceId: source, page: null }] }] }],
  })

  const newer = await article(project, { id: source, text: 'The sun pulls too.' })
  expect((await api.ask(`/sources/${source}`, { method: 'PUT', token, json: newer })).status).toBe(200)
  expect(await ask(`/sources/${source}/versions/1`)).toMatchObject({ text: 'The moon pulls.', words: 3 })
  // The brief still says what it quoted, of the source that it quoted it from.
  expect(await ask(`/briefs/${brief}`)).toMatchObject({
    themes: [{ statements: [{ citations: [{ sourceId: source, anchor: CITATION.anchor }] }] }],
  })
  await queue.stop(1_000)
})
