import { expect, it } from 'vitest'
import { Findings } from '../../../core/contract/findings.ts'
import { newId } from '../../../core/contract/id.ts'
import { Run } from '../../../core/contract/run.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { saveFindings } from '../../../server/research/claims/store.ts'
import { mintCreator, problemOf, putProject } from '../support/api.ts'
import { article } from '../support/captures.ts'
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
      api.ask(`/projects/${project}/findings`, { method: 'POST', token, json: { id } }),
    newest: async () => (await api.ask(`/projects/${projectId}/findings`, { token })).json(),
  }
}

function findingsOf(projectId: string, createdAt: string): Findings {
  const sourceId = newId()
  const evidence = {
    sourceId,
    sourceTitle: 'Why there are tides',
    sourceKind: 'article' as const,
    anchor: { exact: 'The plant has 12 turbines', prefix: '', suffix: '' },
    start: 0,
    end: 25,
    startMs: null,
    page: null,
    link: 'https://sea.example/tides#:~:text=The',
    who: 'Ada Shore',
    when: '2025-03-01',
    tier: 'unknown' as const,
  }
  return {
    id: newId(),
    projectId,
    runId: newId(),
    createdAt,
    method: { by: 'extractive', name: 'Words' },
    rough: true,
    sources: [
      { id: sourceId, title: 'Why there are tides', kind: 'article', domain: 'sea.example', tier: 'unknown' },
    ],
    claims: [
      {
        id: newId(),
        kind: 'number',
        text: 'The plant has 12 turbines',
        sides: [{ says: 'The plant has 12 turbines', evidence: [evidence] }],
        parts: null,
        singleSource: true,
        own: [],
      },
    ],
    gapMap: { videos: [], points: [{ text: 'x', saidBy: 'none', videos: [], elsewhere: [evidence] }] },
    questions: [],
    notes: [],
  }
}

it('begins to look once, however often it is asked', async () => {
  const { api, token, clip, begin, projectId } = await creator()
  await clip(await article(projectId))
  const id = newId()
  const answers = [await begin(id), await begin(id)]
  expect(answers.map(answer => answer.status)).toEqual([202, 202])
  const run = Run.parse(await answers[0]!.json())
  expect(run).toMatchObject({ id, kind: 'claims', projectId, sourceId: null, state: 'queued' })
  expect(await answers[1]!.json()).toEqual(run)
  const list = (await (await api.ask(`/projects/${projectId}/runs`, { token })).json()) as { runs: Run[] }
  expect(list.runs.map(({ kind }) => kind)).toEqual(['claims', 'ingest'])
})

it('says that there is nothing to read, and what to do', async () => {
  const { begin } = await creator()
  const problem = await problemOf(await begin())
  expect(problem).toMatchObject({ status: 409, code: 'nothing_to_brief' })
  expect(problem.detail).toContain('Clip an article')
})

it('refuses an id that is another run’s or a brief’s, and one that is none', async () => {
  const { api, token, clip, begin, projectId } = await creator()
  await clip(await article(projectId))
  const other = await putProject(api, token)
  const [id, brief] = [newId(), newId()]
  await begin(id)
  await api.ask(`/projects/${projectId}/briefs`, { method: 'POST', token, json: { id: brief } })
  expect(await problemOf(await begin(id, other.id))).toMatchObject({ status: 409, code: 'conflict' })
  expect(await problemOf(await begin(brief))).toMatchObject({ status: 409, code: 'conflict' })
  expect(await problemOf(await begin('x'))).toMatchObject({ status: 400, fields: [{ path: 'id' }] })
})

it('shows what was found last, and each by its id', async () => {
  const { api, accountId, token, newest, projectId } = await creator()
  expect(await newest()).toEqual({ findings: null })
  const older = findingsOf(projectId, '2026-11-20T10:00:00.000Z')
  const newer = findingsOf(projectId, '2026-11-20T11:00:00.000Z')
  const database = await testDatabase()
  for (const findings of [newer, older, older])
    await asAccount(database, accountId, tx => saveFindings(tx, findings))
  expect(await newest()).toEqual({ findings: newer })
  const answer = await api.ask(`/findings/${older.id}`, { token })
  expect(answer.status).toBe(200)
  expect(Findings.parse(await answer.json())).toEqual(older)
})

it('shows the tiers that count now, in what was found before', async () => {
  const { api, accountId, token, projectId } = await creator()
  const findings = findingsOf(projectId, '2026-11-20T10:00:00.000Z')
  await asAccount(await testDatabase(), accountId, tx => saveFindings(tx, findings))
  await api.ask('/tiers/sea.example', { method: 'PUT', token, json: { tier: 'primary' } })
  const found = Findings.parse(await (await api.ask(`/findings/${findings.id}`, { token })).json())
  expect(found.sources[0]!.tier).toBe('primary')
  expect(found.claims[0]!.sides[0]!.evidence[0]!.tier).toBe('primary')
  expect(found.gapMap!.points[0]!.elsewhere[0]!.tier).toBe('primary')
})

it('keeps findings to their account, and takes them away with their project', async () => {
  const [owner, stranger] = [await creator(), await creator()]
  const findings = findingsOf(owner.projectId, '2026-11-20T10:00:00.000Z')
  await asAccount(await testDatabase(), owner.accountId, tx => saveFindings(tx, findings))
  const ask = (token: string) => owner.api.ask(`/findings/${findings.id}`, { token })
  expect(await problemOf(await ask(stranger.token))).toMatchObject({ status: 404, code: 'not_found' })
  expect(await problemOf(await stranger.begin(newId(), owner.projectId))).toMatchObject({ status: 404 })
  expect(
    await problemOf(await owner.api.ask(`/projects/${owner.projectId}/findings`, { token: stranger.token })),
  ).toMatchObject({ status: 404 })
  expect((await ask(owner.token)).status).toBe(200)
  await owner.api.ask(`/projects/${owner.projectId}`, { method: 'DELETE', token: owner.token })
  expect(await problemOf(await ask(owner.token))).toMatchObject({ status: 404 })
})
