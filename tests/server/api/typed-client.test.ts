import { hc } from 'hono/client'
import { expect, expectTypeOf, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import type { Project } from '../../../core/contract/project.ts'
import type { Source } from '../../../core/contract/source.ts'
import type { Api } from '../../../server/app.ts'
import { HOST, mintCaller, openApi } from '../support/api.ts'
import { article } from '../support/captures.ts'

it('gives a client its paths, bodies and answers by type alone', async () => {
  const api = await openApi()
  const { token } = await mintCaller()
  const client = hc<Api>(`http://${HOST}`, {
    headers: { authorization: `Bearer ${token}`, host: HOST },
    fetch: async (input: RequestInfo | URL, init?: RequestInit) => api.fetch(new Request(input, init)),
  })
  const id = newId()
  const put = await client.projects[':id'].$put({ param: { id }, json: { title: 'Tides' } })
  if (put.status !== 200 && put.status !== 201) throw new Error(`The project was not made: ${put.status}`)
  const project = await put.json()
  expectTypeOf(project).toEqualTypeOf<Project>()
  expect(project.title).toBe('Tides')

  const capture = await article(id)
  const stored = await client.sources[':id'].$put({ param: { id: capture.id }, json: capture })
  expect(stored.status).toBe(201)
  const listed = await client.projects[':id'].sources.$get({ param: { id } })
  if (listed.status !== 200) throw new Error(`No list: ${listed.status}`)
  const { sources } = await listed.json()
  expectTypeOf(sources[0]!.state).toEqualTypeOf<Source['state']>()
  expect(sources.map(source => source.id)).toEqual([capture.id])
})
