import { expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { limitsOfScript, type ScriptOp } from '../../../core/contract/script.ts'
import { applyAll, emptyScript } from '../../../core/script/apply.ts'
import { spokenOf } from '../../../core/script/order.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { appendChanges, copyScript, readScript } from '../../../server/script/script.ts'
import { mintCaller, problemOf } from '../support/api.ts'
import { head, insert, mintBranch, putBeat, RANKS, scriptCreator, write } from '../support/script.ts'

it('begins empty, and holds what was changed in the order of the row', async () => {
  const { change, script, after } = await scriptCreator()
  expect(await script()).toEqual(emptyScript())
  const beat = putBeat()
  const one = insert(beat.beat.id, 'The moon pulls the sea.')
  const done = await change(beat, one)
  expect(done.slice(0, 2)).toEqual([
    { seq: 1, op: beat },
    { seq: 2, op: one },
  ])
  const state = await script()
  expect(spokenOf(state).map(({ text }) => text)).toEqual(['The moon pulls the sea.'])
  const { changes, seq } = await after(0)
  expect(seq).toBe(state.seq)
  expect(
    applyAll(
      emptyScript(),
      changes.map(({ op }) => op),
    ),
  ).toEqual(state)
  expect((await after(state.seq)).changes).toEqual([])
})

it('does a change once, however often it is sent, and says where it is', async () => {
  const { change, script } = await scriptCreator()
  const beat = putBeat()
  const one = insert(beat.beat.id, 'Once.')
  const first = await change(beat, one, one)
  const before = await script()
  const again = await change(one, beat)
  expect(again).toEqual(first.filter(({ op }) => op.by === 'creator'))
  expect(await script()).toEqual(before)
})

it('keeps both where two devices wrote into one sentence at the same time', async () => {
  const { change, script } = await scriptCreator()
  const beat = putBeat()
  const one = insert(beat.beat.id, 'As it was.')
  await change(beat, one)
  const { revision } = (await script()).sentences[one.sentence.id]!
  const theirs = write(one.sentence.id, 'From the tab.', revision)
  const mine = write(one.sentence.id, 'From the panel.', revision)
  await change(theirs)
  await change(mine)
  const state = await script()
  expect(spokenOf(state).map(({ text }) => text)).toEqual(['From the tab.', 'From the panel.'])
  expect(state.sentences[mine.besideId]).toMatchObject({ beside: one.sentence.id, origin: 'creator' })
})

it('gives each of many changes that come at once a number of its own', async () => {
  const { change, script, after } = await scriptCreator()
  const beat = putBeat()
  await change(beat)
  await Promise.all(Array.from({ length: 20 }, (_, at) => change(insert(beat.beat.id, `Words ${at}.`))))
  const { changes, seq } = await after(0)
  expect(changes.map(each => each.seq)).toEqual(Array.from({ length: seq }, (_, at) => at + 1))
  expect(spokenOf(await script())).toHaveLength(20)
})

it('is refused by a machine’s name, without a place in time, and with nothing in it', async () => {
  const { send, script } = await scriptCreator()
  const refused = async (changes: unknown[]) => (await problemOf(await send(changes))).code
  expect(await refused([{ ...putBeat(), by: 'machine' }])).toBe('invalid_request')
  expect(await refused([putBeat(), { ...putBeat(), at: '0001-01-01T00:00:00.000Z' }])).toBe('invalid_request')
  expect(await refused([])).toBe('invalid_request')
  expect(await refused([{ ...head(), do: 'script.drop' }])).toBe('invalid_request')
  expect(await refused([insert(newId(), 'x'.repeat(limitsOfScript.sentenceChars + 1))])).toBe(
    'invalid_request',
  )
  expect(await refused([insert(newId(), 'a\0b')])).toBe('invalid_request')
  expect(await script()).toEqual(emptyScript())
})

it('takes an outline of 80 beats, and says of more than 100 what to do, all or none', async () => {
  const { change, send, script } = await scriptCreator()
  const beats = (count: number): ScriptOp[] =>
    Array.from({ length: count }, (_, at) => putBeat(at % RANKS.length))
  await change(...beats(80))
  const problem = await problemOf(await send(beats(21)))
  expect(problem).toMatchObject({ code: 'conflict', status: 409 })
  expect(problem.detail).toContain('100 beats, and this would be 101')
  expect(Object.keys((await script()).beats)).toHaveLength(80)
  await change(...beats(20))
})

it('tells another account nothing, not even that there is a script', async () => {
  const owner = await scriptCreator()
  await owner.change(putBeat())
  const { token } = await mintCaller()
  const asks = (id: string) => [
    owner.api.ask(`/branches/${id}/script`, { token }),
    owner.api.ask(`/branches/${id}/changes`, { token }),
    owner.api.ask(`/branches/${id}/changes/stream`, { token }),
    owner.api.ask(`/branches/${id}/changes`, { method: 'POST', token, json: { changes: [putBeat()] } }),
    owner.api.ask(`/branches/${id}/points`, { token }),
    owner.api.ask(`/branches/${id}/points`, { method: 'POST', token, json: { id: newId(), name: 'Mine' } }),
  ]
  const told = async (id: string) =>
    Promise.all(asks(id).map(async ask => ({ ...(await problemOf(await ask)), requestId: '' })))
  const strange = await told(owner.branchId)
  expect(strange.map(problem => problem.status)).toEqual([404, 404, 404, 404, 404, 404])
  expect(strange).toEqual(await told(newId()))
  expect((await owner.script()).seq).toBe(1)
})

it('goes with its project', async () => {
  const { api, token, projectId, branchId, change } = await scriptCreator()
  await change(putBeat())
  await api.ask(`/projects/${projectId}`, { method: 'DELETE', token })
  expect((await api.ask(`/branches/${branchId}/script`, { token })).status).toBe(404)
})

it('keeps nothing of changes that were given up', async () => {
  const { database, accountId, branchId, change, script } = await scriptCreator()
  await change(putBeat())
  const before = await script()
  const given = asAccount(database, accountId, async tx => {
    await appendChanges(tx, branchId, [putBeat(1)])
    expect((await readScript(tx, branchId)).seq).toBe(before.seq + 1)
    throw new Error('given up')
  })
  await expect(given).rejects.toThrow('given up')
  expect(await script()).toEqual(before)
  const done = await change(putBeat(2))
  expect(done[0]!.seq).toBe(before.seq + 1)
})

it('is copied whole, with its row, or its beats alone', async () => {
  const { database, accountId, projectId, branchId, change, script } = await scriptCreator()
  const beat = putBeat()
  const one = insert(beat.beat.id, 'Of the first way.')
  await change(beat, one, { ...head(), do: 'sentence.lock', sentenceId: one.sentence.id, locked: true })
  const whole = await mintBranch(accountId, projectId)
  const beats = await mintBranch(accountId, projectId)
  const read = (id: string) => asAccount(database, accountId, tx => readScript(tx, id))
  await asAccount(database, accountId, async tx => {
    await copyScript(tx, branchId, whole, { sentences: true })
    await copyScript(tx, branchId, beats, { sentences: false })
    await copyScript(tx, branchId, whole, { sentences: true })
  })
  const state = await script()
  expect(await read(whole)).toEqual(state)
  expect(await read(beats)).toMatchObject({ beats: state.beats, sentences: {} })
  await asAccount(database, accountId, tx =>
    appendChanges(tx, whole, [insert(beat.beat.id, 'Of the second.')]),
  )
  expect(await script()).toEqual(state)
  expect(spokenOf(await read(whole))).toHaveLength(2)
})
