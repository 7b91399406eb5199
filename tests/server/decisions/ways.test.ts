import { expect, test } from 'vitest'
import { Branch } from '../../../core/contract/decision.ts'
import { newId } from '../../../core/contract/id.ts'
import type { ScriptOp } from '../../../core/contract/script.ts'
import { beatsOf, spokenOf } from '../../../core/script/order.ts'
import { mintCaller, problemOf, putProject } from '../support/api.ts'
import { angle, decidingCreator, hook, ledger, outline } from './creator.ts'

test('a project has one way from the beginning, the same for all who ask at once', async () => {
  const { api, token, ask } = await decidingCreator()
  const { id } = await putProject(api, token)
  const answers = await Promise.all([1, 2, 3, 4].map(() => ask(`/projects/${id}/ways`)))
  const all = await Promise.all(answers.map(answer => answer.json()))
  expect(new Set(all.map(({ openId }) => openId)).size).toBe(1)
  for (const { branches, plan } of all) {
    expect(branches).toHaveLength(1)
    expect(branches[0]).toMatchObject({ projectId: id, fromId: null, angle: null, outline: null, hook: null })
    expect(plan).toEqual({ targetSeconds: 480, voiceId: null })
  }
})

test('a plan is kept, and a length of ten hours and more, or a voice that is not there, is refused', async () => {
  const { ask, ways, projectId } = await decidingCreator()
  const put = (plan: unknown) => ask(`/projects/${projectId}/plan`, 'PUT', plan)
  expect(await (await put({ targetSeconds: 0, voiceId: null })).json()).toEqual({
    targetSeconds: 0,
    voiceId: null,
  })
  expect((await put({ targetSeconds: 600, voiceId: null })).status).toBe(200)
  expect((await ways()).plan.targetSeconds).toBe(600)
  for (const targetSeconds of [36_000, 36_001, -1, 1.5])
    expect(await problemOf(await put({ targetSeconds, voiceId: null }))).toMatchObject({
      code: 'invalid_request',
    })
  expect(await problemOf(await put({ targetSeconds: 1, voiceId: newId() }))).toMatchObject({
    code: 'not_found',
  })
  expect((await ways()).plan.targetSeconds).toBe(600)
})

test('rewinding opens a way with the decisions before the gate, and leaves the old one as it is', async () => {
  const { decide, part, ways, first, script } = await decidingCreator()
  await decide(angle())
  await decide(outline())
  const before = await decide(hook())
  const scriptBefore = await script()
  const id = newId()
  const made = Branch.parse(await (await part(first, 'outline', 'Another outline', id)).json())
  expect(made).toMatchObject({ id, fromId: first, outline: null, hook: null })
  expect(made.angle).toEqual(before.angle)
  // Sent again it is the same, and no third one.
  expect(Branch.parse(await (await part(first, 'outline', 'Another outline', id)).json())).toEqual(made)
  const { branches, openId } = await ways()
  expect(branches.map(each => each.id)).toEqual([first, id])
  expect(openId).toBe(id)
  expect(branches[0]).toEqual(before)
  expect(await script()).toEqual(scriptBefore)
  expect(beatsOf(await script(id))).toEqual([])
  await decide(outline(['Only this']), id)
  expect(beatsOf(await script(id)).map(({ title }) => title)).toEqual(['The missing hour', 'Only this'])
  expect(await script()).toEqual(scriptBefore)
})

test('before the hook the script comes along without the hook’s sentences; behind it wholly', async () => {
  const { decide, part, first, script, change } = await decidingCreator()
  await decide(angle())
  await decide(outline())
  await decide(hook())
  const turn = beatsOf(await script())[1]!
  const at = new Date().toISOString()
  const mine: ScriptOp = {
    ...{ id: newId(), at, by: 'creator', do: 'sentence.insert' },
    sentence: {
      ...{ id: newId(), beatId: turn.id, rank: 'a0', text: 'My own.', origin: 'creator', ledger: ledger() },
      cue: '',
    },
  }
  const [line] = spokenOf(await script())
  await change([
    mine,
    { id: newId(), at, by: 'creator', do: 'sentence.lock', sentenceId: line!.id, locked: true },
  ])
  const texts = async (id: string) => spokenOf(await script(id)).map(({ text }) => text)
  const copy = Branch.parse(await (await part(first, null)).json())
  expect(copy.hook).not.toBeNull()
  expect(await texts(copy.id)).toEqual(await texts(first))
  const rewound = Branch.parse(await (await part(first, 'hook')).json())
  expect(rewound).toMatchObject({ hook: null })
  expect(rewound.outline).not.toBeNull()
  expect(await texts(rewound.id)).toEqual(['My own.'])
  expect(beatsOf(await script(rewound.id)).map(({ title }) => title)).toEqual(
    beatsOf(await script(first)).map(({ title }) => title),
  )
  await decide(hook(['Another beginning.']), rewound.id)
  expect(await texts(rewound.id)).toEqual(['Another beginning.', 'My own.'])
  expect(await texts(first)).toEqual(['The tide is late.', 'Always.', 'Why?', 'My own.'])
})

test('a way is renamed and opened', async () => {
  const { ask, part, ways, first } = await decidingCreator()
  const other = Branch.parse(await (await part(null, 'hook', 'From nothing')).json())
  expect(other).toMatchObject({ fromId: null, angle: null })
  expect((await ways()).openId).toBe(other.id)
  expect(await (await ask(`/branches/${first}/open`, 'POST')).json()).toMatchObject({ id: first })
  expect((await ways()).openId).toBe(first)
  expect(await (await ask(`/branches/${first}`, 'PUT', { name: ' The old way ' })).json()).toMatchObject({
    name: 'The old way',
  })
  expect(await problemOf(await ask(`/branches/${first}`, 'PUT', { name: ' ' }))).toMatchObject({
    code: 'invalid_request',
  })
})

test('a way parts from one of its own project, under an id of its own', async () => {
  const { api, token, part, ask, first, projectId } = await decidingCreator()
  const other = await putProject(api, token)
  const theirs = (await (await ask(`/projects/${other.id}/ways`)).json()).openId
  expect(await problemOf(await part(theirs, null))).toMatchObject({ code: 'conflict' })
  expect(await problemOf(await part(null, null, 'Taken', theirs))).toMatchObject({ code: 'conflict' })
  expect(await problemOf(await part(first, null, 'Taken', first))).toMatchObject({ code: 'conflict' })
  expect(await problemOf(await part(newId(), null))).toMatchObject({ code: 'not_found' })
  expect(await problemOf(await part(first, 'lunch'))).toMatchObject({ code: 'invalid_request' })
  expect((await (await ask(`/projects/${projectId}/ways`)).json()).branches).toHaveLength(1)
})

test('what is another account’s, or of a deleted project, is not there', async () => {
  const { ask, projectId, first } = await decidingCreator()
  const stranger = await mintCaller()
  const requests: [string, string, unknown?][] = [
    [`/projects/${projectId}/ways`, 'GET'],
    [`/projects/${projectId}/plan`, 'PUT', { targetSeconds: 1, voiceId: null }],
    [`/projects/${projectId}/branches`, 'POST', { id: newId(), name: 'Mine', fromId: null, before: null }],
    [`/projects/${projectId}/decisions`, 'GET'],
    [`/branches/${first}`, 'PUT', { name: 'Mine' }],
    [`/branches/${first}/open`, 'POST'],
    [`/branches/${first}/offers`, 'GET'],
    [`/branches/${first}/decisions`, 'POST', { id: newId(), how: 'own', optionIds: [], content: angle() }],
  ]
  for (const [path, method, json] of requests) {
    expect(await problemOf(await ask(path, method, json, stranger.token)), path).toMatchObject({
      code: 'not_found',
    })
    expect((await ask(path, method, json, 'no token of ours')).status).toBe(401)
  }
  await ask(`/projects/${projectId}`, 'DELETE')
  for (const [path, method, json] of requests)
    expect(await problemOf(await ask(path, method, json)), path).toMatchObject({ code: 'not_found' })
})
