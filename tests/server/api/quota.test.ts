import { expect, it } from 'vitest'
import { Quota } from '../../../core/contract/account.ts'
import { newId } from '../../../core/contract/id.ts'
import { usualLimits } from '../../../server/config/limits.ts'
import type { Quotas } from '../../../server/quotas/quotas.ts'
import { mintCreator, openApi, problemOf } from '../support/api.ts'
import { article } from '../support/captures.ts'
import { testDatabase } from '../support/database.ts'

/** A creator with one project, who may have so much. */
async function limited(quotas: Partial<Quotas>) {
  const { token, accountId, projectId } = await mintCreator()
  const api = await openApi({
    limits: { ...usualLimits, quotas: { projects: null, sources: null, bytes: null, ...quotas } },
  })
  return {
    accountId,
    projectId,
    ask: (method: string, path: string, json?: unknown) => api.ask(path, { method, token, json }),
    put: (capture: { id: string }) =>
      api.ask(`/sources/${capture.id}`, { method: 'PUT', token, json: capture }),
    quota: async () => Quota.parse(await (await api.ask('/quota', { token })).json()),
    project: (id = newId(), title = 'Tides') =>
      api.ask(`/projects/${id}`, { method: 'PUT', token, json: { title } }),
  }
}

it('is what there is and what there may be, without what was removed', async () => {
  const { projectId, put, ask, quota } = await limited({ projects: 3, bytes: 1024 })
  const capture = await article(projectId, { text: 'Zwölf Wörter.', markdown: 'Zwölf Wörter.' })
  expect((await put(capture)).status).toBe(201)
  expect(await quota()).toEqual({
    projects: { used: 1, limit: 3 },
    sources: { used: 1, limit: null },
    bytes: { used: 30, limit: 1024 },
  })
  await ask('DELETE', `/sources/${capture.id}`)
  expect(await quota()).toMatchObject({ sources: { used: 0 }, bytes: { used: 0 } })
  await ask('DELETE', `/projects/${projectId}`)
  expect(await quota()).toMatchObject({ projects: { used: 0 } })
})

it('is nobody else’s to see or to use up', async () => {
  const [ada, ben] = [await limited({ sources: 1 }), await limited({ sources: 1 })]
  expect((await ada.put(await article(ada.projectId))).status).toBe(201)
  expect((await ben.quota()).sources.used).toBe(0)
  expect((await ben.put(await article(ben.projectId))).status).toBe(201)
})

it('refuses a project too many in words, and never the ones that are there', async () => {
  const { project, ask, quota, projectId } = await limited({ projects: 2 })
  const second = newId()
  expect((await project(second)).status).toBe(201)
  const problem = await problemOf(await project())
  expect(problem).toMatchObject({ status: 409, code: 'quota_reached' })
  expect(problem.detail).toMatch(/2 projects.+Delete a project.+ask whoever keeps this server/)
  expect((await project(second)).status).toBe(200)
  expect((await project(second, 'Renamed')).status).toBe(200)
  expect((await quota()).projects.used).toBe(2)
  await ask('DELETE', `/projects/${projectId}`)
  expect((await project()).status).toBe(201)
})

it('refuses a source too many and keeps nothing of it, but takes a repeat of what was acknowledged', async () => {
  const { projectId, put, ask, quota } = await limited({ sources: 1 })
  const [kept, other] = [await article(projectId), await article(projectId)]
  expect((await put(kept)).status).toBe(201)
  expect(await problemOf(await put(other))).toMatchObject({ status: 409, code: 'quota_reached' })
  expect((await ask('GET', `/sources/${other.id}`)).status).toBe(404)
  expect((await put(kept)).status).toBe(200)
  await ask('DELETE', `/sources/${kept.id}`)
  expect((await put(other)).status).toBe(201)
  // What was removed comes back only where there is room for it.
  expect(await problemOf(await ask('POST', `/sources/${kept.id}/restore`))).toMatchObject({
    code: 'quota_reached',
  })
  expect((await quota()).sources.used).toBe(1)
})

it('counts the bytes of older versions too, and repeats them without a word', async () => {
  const { projectId, put, quota } = await limited({ bytes: 100 })
  const text = 'x'.repeat(20)
  const first = await article(projectId, { text, markdown: text })
  expect((await put(first)).status).toBe(201)
  const renewed = await article(projectId, {
    id: first.id,
    text: 'y'.repeat(20),
    markdown: 'y'.repeat(20),
    capturedAt: '2026-11-21T10:00:00.000Z',
  })
  expect((await put(renewed)).status).toBe(200)
  expect((await quota()).bytes.used).toBe(80)
  const third = await article(projectId, {
    id: first.id,
    text: 'z'.repeat(20),
    markdown: 'z'.repeat(20),
    capturedAt: '2026-11-22T10:00:00.000Z',
  })
  expect(await problemOf(await put(third))).toMatchObject({ code: 'quota_reached' })
  expect((await put(renewed)).status).toBe(200)
  expect((await put(first)).status).toBe(200)
  expect((await quota()).bytes.used).toBe(80)
})

it('lets only as many through as there is room for when they all come at once', async () => {
  const { projectId, put, quota, project } = await limited({ sources: 4, projects: 3 })
  const captures = await Promise.all(Array.from({ length: 12 }, () => article(projectId)))
  const sources = await Promise.all(captures.map(put))
  expect(sources.filter(({ status }) => status === 201)).toHaveLength(4)
  expect(sources.filter(({ status }) => status === 409)).toHaveLength(8)
  const projects = await Promise.all(Array.from({ length: 6 }, () => project()))
  expect(projects.filter(({ status }) => status === 201)).toHaveLength(2)
  expect(await quota()).toMatchObject({ sources: { used: 4 }, projects: { used: 3 } })
})

it('counts ten thousand sources from their index, and says how long it took', async () => {
  const { accountId, projectId, quota } = await limited({ sources: 20_000 })
  const { sql } = await testDatabase()
  await sql`
    insert into source (account_id, id, project_id, kind, url, canonical_url, title, captured_at, content_hash, receipt, body)
    select ${accountId}, gen_random_uuid(), ${projectId}, 'article', 'https://a.example/', 'https://a.example/', 'A', now(), 'x', '{}', repeat('word ', 50)
    from generate_series(1, 10000)`
  const began = performance.now()
  expect(await quota()).toMatchObject({ sources: { used: 10_000 }, bytes: { used: 2_500_000 } })
  const ms = performance.now() - began
  console.log(`a quota over 10,000 sources: ${ms.toFixed(1)} ms`)
  await sql`delete from account where id = ${accountId}`
})
