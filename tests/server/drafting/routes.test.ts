import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { mintCaller, problemOf } from '../support/api.ts'
import { head, insert, putBeat, RANKS, scriptCreator } from '../support/script.ts'

let ada: Awaited<ReturnType<typeof scriptCreator>>
let strangers: string
beforeAll(async () => {
  ada = await scriptCreator()
  strangers = (await mintCaller()).token
})

const post = (path: string, json: unknown, token = ada.token) =>
  ada.api.ask(path, { method: 'POST', token, json })
const code = async (asked: Promise<Response>) => (await problemOf(await asked)).code

async function beatWith(...texts: string[]) {
  const beat = putBeat()
  const sentences = texts.map((text, at) => insert(beat.beat.id, text, { rank: RANKS[at]! }))
  await ada.change(beat, ...sentences)
  return { beatId: beat.beat.id, ids: sentences.map(({ sentence }) => sentence.id) }
}

describe('drafting', () => {
  it('begins one run, however often it is sent', async () => {
    const { beatId } = await beatWith()
    const draft = { id: newId(), beatIds: [beatId], wish: null }
    const begun = await post(`/branches/${ada.branchId}/drafts`, draft)
    expect(begun.status).toBe(202)
    expect(await begun.json()).toMatchObject({
      id: draft.id,
      kind: 'draft',
      state: 'queued',
      projectId: ada.projectId,
    })
    const again = await post(`/branches/${ada.branchId}/drafts`, draft)
    expect(await again.json()).toMatchObject({ id: draft.id, lastSeq: 1 })
  })

  it('has nothing to write in a script without beats, or where each has its sentences', async () => {
    const empty = await scriptCreator()
    const ask = (id: string) =>
      empty.api.ask(`/branches/${id}/drafts`, {
        method: 'POST',
        token: empty.token,
        json: { id: newId(), beatIds: null, wish: null },
      })
    expect((await problemOf(await ask(empty.branchId))).code).toBe('conflict')
    const beat = putBeat()
    await empty.change(beat, insert(beat.beat.id, 'It is there.'))
    const refused = await problemOf(await ask(empty.branchId))
    expect(refused).toMatchObject({ code: 'conflict', detail: expect.stringContaining('Choose the beats') })
  })

  it('knows no beat that is not in the script, and no branch of another', async () => {
    const { beatId } = await beatWith()
    const draft = () => ({ id: newId(), beatIds: [beatId], wish: null })
    expect(await code(post(`/branches/${ada.branchId}/drafts`, { ...draft(), beatIds: [newId()] }))).toBe(
      'not_found',
    )
    expect(await code(post(`/branches/${newId()}/drafts`, draft()))).toBe('not_found')
    expect(await code(post(`/branches/${ada.branchId}/drafts`, draft(), strangers))).toBe('not_found')
    expect(await code(post(`/branches/${ada.branchId}/drafts`, { id: 'x' }))).toBe('invalid_request')
    expect((await ada.api.ask(`/branches/${ada.branchId}/drafts`, { token: strangers })).status).toBe(404)
    expect((await ada.api.ask(`/branches/${ada.branchId}/drafts`, {})).status).toBe(401)
    expect(
      await (await ada.api.ask(`/branches/${ada.branchId}/drafts`, { token: ada.token })).json(),
    ).toEqual({ drafts: [] })
  })

  it('does not take an id that is another run’s', async () => {
    const { beatId, ids } = await beatWith('One.')
    const id = newId()
    await post(`/branches/${ada.branchId}/rewrites`, { id, sentenceIds: ids, how: 'shorter', wish: null })
    expect(await code(post(`/branches/${ada.branchId}/drafts`, { id, beatIds: [beatId], wish: null }))).toBe(
      'conflict',
    )
  })
})

describe('rewriting', () => {
  it('begins one run, and refuses what is no order, of two beats, or not there', async () => {
    const { ids } = await beatWith('One.', 'Two.')
    const other = await beatWith('Three.')
    const ask = (changes: Record<string, unknown>, token?: string) =>
      post(
        `/branches/${ada.branchId}/rewrites`,
        { id: newId(), sentenceIds: ids, how: 'shorter', wish: null, ...changes },
        token,
      )
    expect(await (await ask({})).json()).toMatchObject({ kind: 'rewrite', state: 'queued' })
    expect(await code(ask({ how: 'own_order' }))).toBe('invalid_request')
    expect(await code(ask({ sentenceIds: [...ids, ...other.ids] }))).toBe('invalid_request')
    expect(await code(ask({ sentenceIds: [newId()] }))).toBe('not_found')
    expect(await code(ask({}, strangers))).toBe('not_found')
    await ada.change({ ...head(), do: 'sentence.remove', sentenceId: ids[0]!, base: 1_000 })
    expect(await code(ask({}))).toBe('not_found')
    expect((await ada.api.ask(`/rewrites/${newId()}`, { token: ada.token })).status).toBe(404)
  })
})
