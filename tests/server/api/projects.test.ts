import { expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { Project } from '../../../core/contract/project.ts'
import { mintCaller, openApi, problemOf, putProject, type TestApi } from '../support/api.ts'
import { article } from '../support/captures.ts'

const list = async (api: TestApi, token: string) =>
  ((await (await api.ask('/projects', { token })).json()) as { projects: Project[] }).projects

it('makes a project, and the same again changes nothing', async () => {
  const api = await openApi()
  const { token } = await mintCaller()
  const id = newId()
  const put = () => api.ask(`/projects/${id}`, { method: 'PUT', token, json: { title: '  Tides ' } })
  const [first, second] = [await put(), await put()]
  expect([first.status, second.status]).toEqual([201, 200])
  const project = Project.parse(await first.json())
  expect(project).toMatchObject({ id, title: 'Tides', sources: 0 })
  expect(await second.json()).toEqual(project)
  expect(await list(api, token)).toEqual([project])
})

it('renames a project', async () => {
  const api = await openApi()
  const { token } = await mintCaller()
  const made = await putProject(api, token, 'Tides')
  const answer = await api.ask(`/projects/${made.id}`, { method: 'PUT', token, json: { title: 'Ebb' } })
  const renamed = Project.parse(await answer.json())
  expect(renamed).toMatchObject({ title: 'Ebb', createdAt: made.createdAt })
  expect(Date.parse(renamed.updatedAt)).toBeGreaterThanOrEqual(Date.parse(made.updatedAt))
})

it('lists the newest first', async () => {
  const api = await openApi()
  const { token } = await mintCaller()
  for (const title of ['one', 'two', 'three']) await putProject(api, token, title)
  expect((await list(api, token)).map(project => project.title)).toEqual(['three', 'two', 'one'])
})

it.each([{}, { title: '' }, { title: '   ' }, { title: 'x'.repeat(201) }, { title: 1 }, [], null])(
  'refuses %j as a project',
  async json => {
    const { token } = await mintCaller()
    const answer = await (await openApi()).ask(`/projects/${newId()}`, { method: 'PUT', token, json })
    expect(await problemOf(answer)).toMatchObject({ status: 400, code: 'invalid_request' })
  },
)

it('refuses U+0000 and heals half an emoji', async () => {
  const api = await openApi()
  const { token } = await mintCaller()
  const put = (title: string) => api.ask(`/projects/${newId()}`, { method: 'PUT', token, json: { title } })
  const problem = await problemOf(await put('a\0b'))
  expect(problem).toMatchObject({ code: 'invalid_request', fields: [{ path: 'title' }] })
  expect(problem.detail).toContain('U+0000')
  expect(await (await put('wave \ud83c')).json()).toMatchObject({ title: 'wave \ufffd' })
})

it('deletes a project with its sources: all of it is gone, and the id is not taken again', async () => {
  const api = await openApi()
  const { token } = await mintCaller()
  const project = await putProject(api, token)
  const capture = await article(project.id)
  await api.ask(`/sources/${capture.id}`, { method: 'PUT', token, json: capture })
  expect((await api.ask(`/projects/${project.id}`, { method: 'DELETE', token })).status).toBe(204)
  expect(await list(api, token)).toEqual([])
  for (const path of [
    `/projects/${project.id}/sources`,
    `/projects/${project.id}/runs`,
    `/projects/${project.id}/brief`,
    `/sources/${capture.id}`,
  ])
    expect(await problemOf(await api.ask(path, { token }))).toMatchObject({ status: 404, code: 'not_found' })
  for (const [method, path, json] of [
    ['DELETE', `/projects/${project.id}`, undefined],
    ['PUT', `/sources/${newId()}`, undefined],
    ['POST', `/sources/${capture.id}/restore`, undefined],
    ['POST', `/projects/${project.id}/briefs`, { id: newId() }],
  ] as const) {
    const late = path.startsWith('/sources') && method === 'PUT' ? await article(project.id) : json
    const to = late && 'kind' in late ? `/sources/${late.id}` : path
    const answer = await api.ask(to, { method, token, ...(late && { json: late }) })
    expect(await problemOf(answer)).toMatchObject({ status: 404, code: 'not_found' })
  }
  const again = await api.ask(`/projects/${project.id}`, { method: 'PUT', token, json: { title: 'x' } })
  expect(await problemOf(again)).toMatchObject({ status: 409, code: 'conflict' })
})

it('cancels what runs for a deleted project', async () => {
  const api = await openApi()
  const { token } = await mintCaller()
  const project = await putProject(api, token)
  const capture = await article(project.id)
  await api.ask(`/sources/${capture.id}`, { method: 'PUT', token, json: capture })
  const run = newId()
  await api.ask(`/projects/${project.id}/briefs`, { method: 'POST', token, json: { id: run } })
  await api.ask(`/projects/${project.id}`, { method: 'DELETE', token })
  expect(await (await api.ask(`/runs/${run}`, { token })).json()).toMatchObject({ state: 'cancelled' })
})

it('keeps two accounts apart that use the same id', async () => {
  const api = await openApi()
  const [one, two] = [await mintCaller(), await mintCaller()]
  const id = newId()
  const put = (token: string, title: string) =>
    api.ask(`/projects/${id}`, { method: 'PUT', token, json: { title } })
  expect((await put(one.token, 'Mine')).status).toBe(201)
  expect((await put(two.token, 'Yours')).status).toBe(201)
  expect((await list(api, one.token)).map(project => project.title)).toEqual(['Mine'])
  expect((await api.ask(`/projects/${id}`, { method: 'DELETE', token: two.token })).status).toBe(204)
  expect((await list(api, one.token)).map(project => project.title)).toEqual(['Mine'])
})

it('tells nothing of another account’s project: it is as absent as one that never was', async () => {
  const api = await openApi()
  const [owner, stranger] = [await mintCaller(), await mintCaller()]
  const project = await putProject(api, owner.token)
  const details = async (id: string) => {
    const asks = [
      api.ask(`/projects/${id}`, { method: 'DELETE', token: stranger.token }),
      api.ask(`/projects/${id}/sources`, { token: stranger.token }),
      api.ask(`/projects/${id}/runs`, { token: stranger.token }),
      api.ask(`/projects/${id}/brief`, { token: stranger.token }),
    ]
    return Promise.all(asks.map(async ask => ({ ...(await problemOf(await ask)), requestId: '' })))
  }
  expect(await details(project.id)).toEqual(await details(newId()))
  expect(await list(api, owner.token)).toHaveLength(1)
})
