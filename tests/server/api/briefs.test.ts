import { expect, it } from 'vitest'
import { Brief } from '../../../core/contract/brief.ts'
import { newId } from '../../../core/contract/id.ts'
import { Run } from '../../../core/contract/run.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { saveBrief } from '../../../server/research/store.ts'
import { mintCreator, problemOf, putProject } from '../support/api.ts'
import { article, video } from '../support/captures.ts'
import { testDatabase } from '../support/database.ts'

async function creator() {
  const minted = await mintCreator()
  const { api, token, projectId } = minted
  return {
    ...minted,
    async clip(capture: { id: string }) {
      await api.ask(`/sources/${capture.id}`, { method: 'PUT', token, json: capture })
    },
    begin: (id: unknown = newId(), project = projectId) =>
      api.ask(`/projects/${project}/briefs`, { method: 'POST', token, json: { id } }),
    newest: async () => (await api.ask(`/projects/${projectId}/brief`, { token })).json(),
  }
}

const briefOf = (projectId: string, createdAt: string): Brief => ({
  id: newId(),
  projectId,
  runId: newId(),
  createdAt,
  method: { by: 'extractive', name: 'Ranking' },
  sources: [],
  passages: 3,
  themes: [{ title: 'Tides', statements: [{ state: 'open', text: 'The moon pulls.', failedQuotes: [] }] }],
  disagreements: [],
  questions: [],
})

it('begins a brief once, however often it is asked', async () => {
  const { api, token, clip, begin, projectId } = await creator()
  await clip(await article(projectId))
  const id = newId()
  const answers = [await begin(id), await begin(id)]
  expect(answers.map(answer => answer.status)).toEqual([202, 202])
  const run = Run.parse(await answers[0]!.json())
  expect(run).toMatchObject({ id, kind: 'brief', projectId, sourceId: null, state: 'queued' })
  expect(await answers[1]!.json()).toEqual(run)
  const list = (await (await api.ask(`/projects/${projectId}/runs`, { token })).json()) as { runs: Run[] }
  expect(list.runs.map(({ kind }) => kind)).toEqual(['brief', 'ingest'])
})

it('says that there is nothing to brief, and what to do', async () => {
  const { api, accountId, token, clip, begin, projectId } = await creator()
  const nothing = { status: 409, code: 'nothing_to_brief' }
  expect(await problemOf(await begin())).toMatchObject(nothing)
  await clip(await video(projectId, null))
  expect((await problemOf(await begin())).detail).toContain('Clip an article')
  const removed = await article(projectId)
  await clip(removed)
  await api.ask(`/sources/${removed.id}`, { method: 'DELETE', token })
  expect(await problemOf(await begin())).toMatchObject(nothing)
  const failed = await article(projectId)
  await clip(failed)
  const { sql } = await testDatabase()
  await sql`update run set state = 'failed' where account_id = ${accountId} and source_id = ${failed.id}`
  expect(await problemOf(await begin())).toMatchObject(nothing)
  await clip(await article(projectId))
  expect((await begin()).status).toBe(202)
})

it('refuses an id that is another run’s, and one that is none', async () => {
  const { api, token, clip, begin, projectId } = await creator()
  await clip(await article(projectId))
  const other = await putProject(api, token)
  const id = newId()
  await begin(id)
  expect(await problemOf(await begin(id, other.id))).toMatchObject({ status: 409, code: 'conflict' })
  expect(await problemOf(await begin('x'))).toMatchObject({ status: 400, fields: [{ path: 'id' }] })
})

it('shows the newest brief, and each by its id', async () => {
  const { api, accountId, token, newest, projectId } = await creator()
  expect(await newest()).toEqual({ brief: null })
  const older = briefOf(projectId, '2026-11-20T10:00:00.000Z')
  const newer = briefOf(projectId, '2026-11-20T11:00:00.000Z')
  const database = await testDatabase()
  for (const brief of [newer, older, older]) await asAccount(database, accountId, tx => saveBrief(tx, brief))
  expect(await newest()).toEqual({ brief: newer })
  const answer = await api.ask(`/briefs/${older.id}`, { token })
  expect(answer.status).toBe(200)
  expect(Brief.parse(await answer.json())).toEqual(older)
})

it('keeps briefs to their account, and takes them away with their project', async () => {
  const [owner, stranger] = [await creator(), await creator()]
  const brief = briefOf(owner.projectId, '2026-11-20T10:00:00.000Z')
  await asAccount(await testDatabase(), owner.accountId, tx => saveBrief(tx, brief))
  const ask = (token: string) => owner.api.ask(`/briefs/${brief.id}`, { token })
  expect(await problemOf(await ask(stranger.token))).toMatchObject({ status: 404, code: 'not_found' })
  expect(await problemOf(await stranger.begin(newId(), owner.projectId))).toMatchObject({ status: 404 })
  expect((await ask(owner.token)).status).toBe(200)
  await owner.api.ask(`/projects/${owner.projectId}`, { method: 'DELETE', token: owner.token })
  expect(await problemOf(await ask(owner.token))).toMatchObject({ status: 404 })
})
