import { expect, test } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { mintCaller, problemOf } from '../support/api.ts'
import { angle, decidingCreator, hook, outline } from './creator.ts'

test('options are made by a run of the offer’s id and the gate’s kind; sent twice it is one', async () => {
  const { ask, first, projectId } = await decidingCreator()
  const id = newId()
  const begin = () => ask(`/branches/${first}/offers`, 'POST', { id, gate: 'angle', wish: '  shorter ' })
  const answer = await begin()
  expect(answer.status).toBe(202)
  const run = await answer.json()
  expect(run).toMatchObject({ id, kind: 'angle', state: 'queued', projectId })
  expect(await (await begin()).json()).toEqual(run)
  expect(await (await ask(`/branches/${first}/offers`)).json()).toEqual({ offers: [] })
})

test('each gate waits for the one before it, and an id that is taken is refused', async () => {
  const { ask, first, decide } = await decidingCreator()
  const begin = (gate: string, id: unknown = newId(), wish: unknown = null) =>
    ask(`/branches/${first}/offers`, 'POST', { id, gate, wish })
  for (const [gate, before] of [
    ['outline', 'angle'],
    ['hook', 'angle'],
  ])
    expect(await problemOf(await begin(gate!))).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining(`Decide on the ${before} first`),
    })
  await decide(angle())
  const id = newId()
  expect((await begin('outline', id)).status).toBe(202)
  expect(await problemOf(await begin('angle', id))).toMatchObject({ code: 'conflict' })
  expect(await problemOf(await begin('hook'))).toMatchObject({
    detail: expect.stringContaining('outline first'),
  })
  for (const wrong of [begin('lunch'), begin('angle', 'one'), begin('angle', newId(), 'a'.repeat(1_001))])
    expect(await problemOf(await wrong)).toMatchObject({ code: 'invalid_request' })
})

test('a way shows what was offered on it and before it parted, newest first', async () => {
  const { ask, first, offered, part, decide } = await decidingCreator()
  const [one] = await offered([angle('One')])
  await decide(one!.content, first, { how: 'taken', optionIds: [one!.id] })
  const way = await (await part(first, 'angle')).json()
  await offered([angle('Only on the first')])
  const [two] = await offered([angle('Two')], way.id)
  const ids = async (id: string) =>
    (await (await ask(`/branches/${id}/offers`)).json()).offers.map(
      (offer: { options: { id: string }[] }) => offer.options[0]!.id,
    )
  expect(await ids(way.id)).toEqual([two!.id, one!.id])
  expect(await ids(first)).not.toContain(two!.id)
})

test('the log has all of it, oldest first, and is whole on every way', async () => {
  const { first, offered, part, decide, log } = await decidingCreator()
  const [option] = await offered([angle('Offered')])
  await decide(option!.content, first, { how: 'taken', optionIds: [option!.id] })
  await decide(outline())
  await decide(hook())
  await part(first, 'outline', 'Another order')
  const entries = await log()
  expect(entries.map(({ kind }) => kind)).toEqual([
    ...['branched', 'offered', 'decided', 'decided', 'decided', 'branched'],
  ])
  expect(entries.at(-1)).toMatchObject({
    before: 'outline',
    branch: { fromId: first, name: 'Another order' },
  })
  expect([...entries].sort((a, b) => (a.at < b.at ? -1 : 1))).toEqual(entries)
})

test('options are begun on one’s own way alone', async () => {
  const { ask, first } = await decidingCreator()
  const stranger = await mintCaller()
  const draft = { id: newId(), gate: 'angle', wish: null }
  expect(
    await problemOf(await ask(`/branches/${first}/offers`, 'POST', draft, stranger.token)),
  ).toMatchObject({
    code: 'not_found',
  })
  expect((await ask(`/branches/${first}/offers`, 'POST', draft, 'none')).status).toBe(401)
  expect(await problemOf(await ask(`/branches/${newId()}/offers`, 'POST', draft))).toMatchObject({
    code: 'not_found',
  })
})
