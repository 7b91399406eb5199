import { beforeAll, expect, it } from 'vitest'
import { LearnedRule } from '../../../core/contract/draft.ts'
import { newId } from '../../../core/contract/id.ts'
import { Steering } from '../../../core/contract/voice.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { appendChanges } from '../../../server/script/script.ts'
import { mintCaller, problemOf, putProject } from '../support/api.ts'
import { testRuns } from '../support/runs.ts'
import { insert, mintBranch, putBeat, RANKS, write } from '../support/script.ts'
import { voiceCreator } from '../support/voices.ts'

let ada: Awaited<ReturnType<typeof voiceCreator>>
beforeAll(async () => {
  ada = await voiceCreator()
})

const EDITS: [string, string][] = [
  ['The sea is high, however the coast is dry.', 'The sea is high, but the coast is dry.'],
  ['It rained, however nobody went home.', 'It rained, but nobody went home.'],
  ['The boat is old, however it floats well.', 'The boat is old, but it floats well.'],
]

/** A voice, and a script that is planned for it in which these model sentences were edited so. */
async function edited(edits = EDITS) {
  const { database } = await testRuns()
  const voiceId = await ada.measured()
  const project = await putProject(ada.api, ada.token)
  await ada.ask(`/projects/${project.id}/plan`, 'PUT', { targetSeconds: 480, voiceId })
  const branchId = await mintBranch(ada.accountId, project.id)
  const beat = putBeat()
  const made = edits.map(([was], at) => insert(beat.beat.id, was, { origin: 'model', rank: RANKS[at]! }))
  const change = (...ops: Parameters<typeof appendChanges>[2]) =>
    asAccount(database, ada.accountId, tx => appendChanges(tx, branchId, ops))
  await change(beat, ...made)
  await change(...edits.map(([, became], at) => write(made[at]!.sentence.id, became, 1_000)))
  return { voiceId, change, beat, made }
}

const rules = async (voiceId: string) =>
  ((await (await ada.ask(`/voices/${voiceId}/learned-rules`)).json()) as { rules: unknown[] }).rules.map(
    each => LearnedRule.parse(each),
  )
const steering = async (voiceId: string) =>
  Steering.parse(await (await ada.ask(`/voices/${voiceId}/steering`, 'POST', { topic: null })).json())

it('proposes what was edited three times as a rule, with the edits, once', async () => {
  const { voiceId } = await edited()
  const [rule, ...others] = await rules(voiceId)
  expect(others).toEqual([])
  expect(rule).toMatchObject({
    voiceId,
    text: 'Write “but”, not “however”.',
    state: 'offered',
    decidedAt: null,
  })
  expect(rule!.evidence.map(({ was, became }) => [was, became]).toSorted()).toEqual(EDITS.toSorted())
  expect(await rules(voiceId)).toEqual([rule])
  expect((await steering(voiceId)).rules.map(({ text }) => text).join(' ')).not.toMatch(/however/)
})

it('steers by what was accepted, and says where it is from', async () => {
  const { voiceId } = await edited()
  const [rule] = await rules(voiceId)
  const accepted = await ada.ask(`/learned-rules/${rule!.id}/decision`, 'PUT', { state: 'accepted' })
  expect(await accepted.json()).toMatchObject({
    id: rule!.id,
    state: 'accepted',
    decidedAt: expect.any(String),
  })
  const { rules: first } = await steering(voiceId)
  expect(first[0]).toEqual({
    ...{ id: `learned:${rule!.id}`, examples: [] },
    text: 'Write “but”, not “however”. (Learned from your edits.)',
  })
  expect(first.length).toBeLessThanOrEqual(12)
  await ada.ask(`/learned-rules/${rule!.id}/decision`, 'PUT', { state: 'refused' })
  expect((await steering(voiceId)).rules.map(({ id }) => id)).not.toContain(`learned:${rule!.id}`)
})

it('never proposes again what was refused, however often it is edited', async () => {
  const { voiceId, change, beat } = await edited()
  const [rule] = await rules(voiceId)
  await ada.ask(`/learned-rules/${rule!.id}/decision`, 'PUT', { state: 'refused' })
  const more = insert(beat.beat.id, 'The wind is cold, however the sun is out.', {
    origin: 'model',
    rank: RANKS[9]!,
  })
  await change(more, write(more.sentence.id, 'The wind is cold, but the sun is out.', 1_000))
  expect((await rules(voiceId)).map(({ state }) => state)).toEqual(['refused'])
})

it('shows the newest edits of what still waits', async () => {
  const { voiceId, change, beat } = await edited()
  expect((await rules(voiceId))[0]!.evidence).toHaveLength(3)
  const more = insert(beat.beat.id, 'The wind is cold, however the sun is out.', {
    origin: 'model',
    rank: RANKS[9]!,
  })
  await change(more, { ...write(more.sentence.id, 'The wind is cold, but the sun is out.', 1_000) })
  expect((await rules(voiceId))[0]!.evidence).toHaveLength(4)
})

it('learns nothing of two edits, or of what another voice is planned for', async () => {
  const { voiceId } = await edited(EDITS.slice(0, 2))
  expect(await rules(voiceId)).toEqual([])
  await edited()
  expect(await rules(voiceId)).toEqual([])
})

it('knows no voice or rule that is not there, another’s, or a decision that is none', async () => {
  const { voiceId } = await edited()
  const [rule] = await rules(voiceId)
  const { token } = await mintCaller()
  const code = async (asked: Promise<Response> | Response) => (await problemOf(await asked)).code
  expect(await code(ada.ask(`/voices/${newId()}/learned-rules`))).toBe('not_found')
  expect(await code(ada.api.ask(`/voices/${voiceId}/learned-rules`, { token }))).toBe('not_found')
  const decision = { method: 'PUT', json: { state: 'accepted' } }
  expect(await code(ada.api.ask(`/learned-rules/${rule!.id}/decision`, { ...decision, token }))).toBe(
    'not_found',
  )
  expect(await code(ada.ask(`/learned-rules/${rule!.id}/decision`, 'PUT', { state: 'offered' }))).toBe(
    'invalid_request',
  )
  expect((await ada.api.ask(`/voices/${voiceId}/learned-rules`)).status).toBe(401)
})
