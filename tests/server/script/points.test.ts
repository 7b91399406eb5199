import { expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { ScriptPoint, ScriptState } from '../../../core/contract/script.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { keepPoint } from '../../../server/script/points.ts'
import { mintCaller, problemOf } from '../support/api.ts'
import { insert, mintBranch, putBeat, scriptCreator } from '../support/script.ts'

async function creator() {
  const made = await scriptCreator()
  const { api, token, branchId } = made
  const keep = (point: { id: string; name: string }, branch = branchId) =>
    api.ask(`/branches/${branch}/points`, { method: 'POST', token, json: point })
  const list = async () =>
    ((await (await api.ask(`/branches/${branchId}/points`, { token })).json()) as { points: unknown[] })
      .points
  return { ...made, keep, list }
}

it('keeps the script as it was under a name, once', async () => {
  const { change, script, keep, list, api, token } = await creator()
  const beat = putBeat()
  await change(beat, insert(beat.beat.id, 'Before.'))
  const then = await script()
  const id = newId()
  const kept = ScriptPoint.parse(await (await keep({ id, name: 'Before the cut' })).json())
  expect(kept).toMatchObject({ id, name: 'Before the cut', seq: then.seq, by: 'creator' })
  await change(insert(beat.beat.id, 'After.'))
  expect(await (await keep({ id, name: 'Another name' })).json()).toEqual(kept)
  expect(await list()).toEqual([kept])
  const answer = await api.ask(`/points/${id}`, { token })
  expect(ScriptState.parse(await answer.json())).toEqual(then)
})

it('keeps one of a script that nobody has written yet', async () => {
  const { keep } = await creator()
  expect(await (await keep({ id: newId(), name: 'Empty' })).json()).toMatchObject({ seq: 0 })
})

it('refuses a name without letters, and an id that is another script’s', async () => {
  const { keep, accountId, projectId } = await creator()
  const id = newId()
  expect((await problemOf(await keep({ id, name: '  ' }))).code).toBe('invalid_request')
  await keep({ id, name: 'Mine' })
  const other = await mintBranch(accountId, projectId)
  expect((await problemOf(await keep({ id, name: 'Mine' }, other))).code).toBe('conflict')
})

it('tells another account nothing of a point', async () => {
  const { keep, api } = await creator()
  const id = newId()
  await keep({ id, name: 'Mine' })
  const { token } = await mintCaller()
  const told = async (point: string) => ({
    ...(await problemOf(await api.ask(`/points/${point}`, { token }))),
    requestId: '',
  })
  expect(await told(id)).toEqual(await told(newId()))
})

it('lets the oldest go of those that were kept before a draft, and none of the creator’s', async () => {
  const { keep, list, database, accountId, branchId } = await creator()
  await keep({ id: newId(), name: 'The creator’s' })
  await asAccount(database, accountId, async tx => {
    for (let at = 0; at < 55; at++)
      await keepPoint(tx, branchId, { id: newId(), name: `Before draft ${at}`, by: 'draft' })
  })
  const names = (await list()).map(point => ScriptPoint.parse(point).name)
  expect(names).toHaveLength(51)
  expect(names[0]).toBe('Before draft 54')
  expect(names.at(-1)).toBe('The creator’s')
})

it('says what to do where a script has as many named points as it may have', async () => {
  const { keep, database, accountId, branchId } = await creator()
  await asAccount(database, accountId, async tx => {
    for (let at = 0; at < 200; at++)
      await keepPoint(tx, branchId, { id: newId(), name: `Point ${at}`, by: 'creator' })
  })
  const problem = await problemOf(await keep({ id: newId(), name: 'One more' }))
  expect(problem).toMatchObject({ code: 'conflict', status: 409 })
})
