import { expect, test } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { citableSource, cite } from '../../../core/evidence/cite.ts'
import { problemOf } from '../support/api.ts'
import { article, knowledge } from '../support/captures.ts'
import { sourceCreator } from '../support/creator.ts'

test('what the creator knows is stored like any source, with what was asked', async () => {
  const { projectId, store, get, api, token } = await sourceCreator()
  const told = await knowledge(projectId)
  const stored = await store(told)
  expect(stored).toMatchObject({
    kind: 'knowledge',
    question: told.question,
    url: `ownwords:knowledge/${told.id}`,
    state: 'stored',
  })
  expect(await get(told.id)).toMatchObject({ text: told.text, question: told.question })
  const list = await api.ask(`/projects/${projectId}/sources`, { token })
  expect((await list.json()).sources).toMatchObject([{ kind: 'knowledge' }])
})

test('its address is its own and nobody else’s', async () => {
  const { projectId, put } = await sourceCreator()
  const others = `ownwords:knowledge/${newId()}`
  for (const wrong of [
    await knowledge(projectId, { url: others }),
    await knowledge(projectId, { canonicalUrl: 'https://sea.example/' }),
    await article(projectId, { url: others, canonicalUrl: others }),
  ]) {
    const refused = await problemOf(await put(wrong))
    expect(refused).toMatchObject({ code: 'invalid_request', status: 400 })
  }
})

test('a quote of it names the source and leads nowhere on the web', async () => {
  const { id, kind, title, url, text } = await knowledge(newId())
  const citation = cite(
    citableSource({ id, kind, title, url, text, videoId: null, transcript: null }),
    0,
    text.length,
  )
  expect(citation).toMatchObject({ sourceKind: 'knowledge', link: `ownwords:knowledge/${id}`, page: null })
})
