import { expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { SearchFacets } from '../../../core/contract/search.ts'
import { Source } from '../../../core/contract/source.ts'
import { mintCaller, problemOf } from '../support/api.ts'
import { article, pdf } from '../support/captures.ts'
import { at } from '../support/creator.ts'
import { searcher } from '../support/search.ts'

async function tagger() {
  const creator = await searcher()
  const { api, token, projectId } = creator
  return {
    ...creator,
    tag: (id: string, tags: unknown, by = token) =>
      api.ask(`/sources/${id}/tags`, { method: 'PUT', token: by, json: { tags } }),
    async facets(query = `in=project&projectId=${projectId}`) {
      return SearchFacets.parse(await (await api.ask(`/search/facets?${query}`, { token })).json())
    },
  }
}

it('sorts a source under its tags, which lists show and a newer capture leaves', async () => {
  const { tag, write, api, token, projectId, read, find } = await tagger()
  const { id } = await write('The moon pulls the sea.')
  const answer = await tag(id, [' tides ', 'moon', 'tides', 'Über uns'])
  expect(answer.status).toBe(200)
  expect(Source.parse(await answer.json()).tags).toEqual(['tides', 'moon', 'Über uns'])
  await read(await article(projectId, { id, text: 'The moon, anew.', capturedAt: at(1) }))
  const { sources } = (await (await api.ask(`/projects/${projectId}/sources`, { token })).json()) as {
    sources: Source[]
  }
  expect(sources[0]!.tags).toEqual(['tides', 'moon', 'Über uns'])
  expect((await find('moon'))[0]!.place).toMatchObject({ tags: ['tides', 'moon', 'Über uns'] })
  expect(Source.parse(await (await tag(id, [])).json()).tags).toEqual([])
})

it('refuses what is no tag, and too many', async () => {
  const { tag, write } = await tagger()
  const { id } = await write('The moon pulls the sea.')
  for (const tags of [
    ['a,b'],
    [''],
    ['x'.repeat(41)],
    Array.from({ length: 21 }, (_, n) => `t${n}`),
    'moon',
    null,
  ])
    expect(await problemOf(await tag(id, tags)), JSON.stringify(tags)).toMatchObject({
      code: 'invalid_request',
    })
})

it('says the same of a source that is not there, was removed or is another’s', async () => {
  const { tag, write, api, token } = await tagger()
  const { id } = await write('The moon pulls the sea.')
  const other = await mintCaller()
  expect(await problemOf(await tag(newId(), ['a']))).toMatchObject({ code: 'not_found' })
  expect(await problemOf(await tag(id, ['a'], other.token))).toMatchObject({ code: 'not_found' })
  expect(
    await problemOf(await api.ask(`/sources/${id}/tags`, { method: 'PUT', json: { tags: [] } })),
  ).toMatchObject({
    code: 'unauthorized',
  })
  await api.ask(`/sources/${id}`, { method: 'DELETE', token })
  expect(await problemOf(await tag(id, ['a']))).toMatchObject({ code: 'not_found' })
})

it('counts kinds, sites and tags of what is found in the scope', async () => {
  const { tag, write, read, facets, projectId, api, token } = await tagger()
  const one = await write('One.')
  const two = await write('Two.', { url: 'https://www.sea.example/b' })
  await write('Three.', { url: 'https://blog.example/c' })
  await read(await pdf(projectId))
  const removed = await write('Four.')
  await tag(removed.id, ['gone'])
  await api.ask(`/sources/${removed.id}`, { method: 'DELETE', token })
  await tag(one.id, ['moon', 'tides'])
  await tag(two.id, ['moon'])
  const expected = {
    kinds: [
      { kind: 'article', sources: 3 },
      { kind: 'pdf', sources: 1 },
    ],
    sites: [
      { site: 'sea.example', sources: 2 },
      { site: 'blog.example', sources: 1 },
    ],
    tags: [
      { tag: 'moon', sources: 2 },
      { tag: 'tides', sources: 1 },
    ],
  }
  expect(await facets()).toEqual(expected)
  expect(await facets('in=everything')).toEqual(expected)
  expect(await facets('in=channel')).toEqual({ kinds: [], sites: [], tags: [] })
})

it('refuses facets of no scope, and of another’s project', async () => {
  const { api, token, projectId } = await tagger()
  const ask = (query: string, by?: string) => api.ask(`/search/facets?${query}`, by ? { token: by } : {})
  for (const query of [
    '',
    'in=project',
    'in=somewhere',
    `in=everything&projectId=${projectId}`,
    'in=project&projectId=x',
  ])
    expect(await problemOf(await ask(query, token)), query).toMatchObject({ code: 'invalid_request' })
  const other = await mintCaller()
  const theirs = await ask(`in=project&projectId=${projectId}`, other.token)
  expect(await problemOf(theirs)).toMatchObject({ code: 'not_found' })
  expect(await problemOf(await ask('in=everything'))).toMatchObject({ code: 'unauthorized' })
})
