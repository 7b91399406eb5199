import { expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { VoiceVersion, VoiceVersionLine } from '../../../core/contract/voice.ts'
import { carryEdits } from '../../../server/voices/carry-edits.ts'
import { problemOf } from '../support/api.ts'
import { draft, edit, profile, voiceCreator } from '../support/voices.ts'

const versionOf = async (answer: Response): Promise<VoiceVersion> => {
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return VoiceVersion.parse(await answer.json())
}

it('every change is a version that says what it is', async () => {
  const ada = await voiceCreator()
  const id = await ada.measured()
  const locked = [edit('so', { locked: true, note: 'That is me' })]
  const edited = await versionOf(await ada.edit(id, 1, locked, 'Locked: so'))
  expect(edited).toMatchObject({ version: 2, cause: 'edited', says: 'Locked: so', edits: locked })
  expect(edited.profile).toEqual(profile())
  await ada.measure(id, { readiness: 'ready', words: 9_000 })
  const restored = await versionOf(await ada.restore(id, 2))
  expect(restored).toMatchObject({ version: 4, cause: 'restored', says: 'Restored version 2', edits: locked })
  expect(restored.profile).toEqual(profile())
  const detail = await ada.get(id)
  expect(detail.current).toEqual(restored)
  expect(detail.voice).toMatchObject({ version: 4, readiness: 'provisional' })

  const { versions } = (await (await ada.ask(`/voices/${id}/versions`)).json()) as { versions: unknown[] }
  const lines = versions.map(line => VoiceVersionLine.parse(line))
  expect(lines.map(line => [line.version, line.cause, line.readiness])).toEqual([
    [4, 'restored', 'provisional'],
    [3, 'measured', 'ready'],
    [2, 'edited', 'provisional'],
    [1, 'measured', 'provisional'],
  ])
  expect(versions[0]).not.toHaveProperty('profile')
})

it('any two versions can be had side by side, to compare them', async () => {
  const ada = await voiceCreator()
  const id = await ada.measured()
  await ada.measure(id, { words: 5_000, traits: [] })
  const [old, now] = [await ada.version(id, 1), await ada.version(id, 2)]
  expect(old.profile).toEqual(profile())
  expect(now.profile).toEqual(profile({ words: 5_000, traits: [] }))
})

it('an edit of a version that is not the newest any more is refused and changes nothing', async () => {
  const ada = await voiceCreator()
  const id = await ada.measured()
  await ada.measure(id)
  const answer = await ada.edit(id, 1, [edit('so', { muted: true })])
  expect(await problemOf(answer)).toMatchObject({ status: 409, code: 'conflict' })
  const ahead = await ada.edit(id, 3, [])
  expect((await problemOf(ahead)).code).toBe('conflict')
  expect((await ada.get(id)).current).toMatchObject({ version: 2, edits: [] })
})

it('of edits that are made at once on one version, one holds and the others are told', async () => {
  const ada = await voiceCreator()
  const id = await ada.measured()
  const answers = await Promise.all([1, 2, 3, 4].map(n => ada.edit(id, 1, [edit('so', { value: n })])))
  expect(answers.map(answer => answer.status).sort()).toEqual([200, 409, 409, 409])
  expect((await ada.get(id)).voice.version).toBe(2)
})

it('an edit that is sent twice because its answer got lost is one version', async () => {
  const ada = await voiceCreator()
  const id = await ada.measured()
  const edits = [edit('so', { value: 3 }), edit('phrase:you know', { muted: true })]
  const first = await versionOf(await ada.edit(id, 1, edits))
  expect(await versionOf(await ada.edit(id, 1, edits))).toEqual(first)
  expect((await ada.get(id)).voice.version).toBe(2)
})

it('refuses edits that cannot be meant, and edits of what was never measured', async () => {
  const ada = await voiceCreator()
  const id = await ada.measured()
  const wrong = [
    { base: 1, edits: [edit('so'), edit('so', { muted: true })], says: 'Twice' },
    { base: 1, edits: [edit('')], says: 'Nothing' },
    { base: 1, edits: [edit('x'.repeat(131))], says: 'Long' },
    { base: 1, edits: [{ ...edit('so'), value: '3' }], says: 'A word' },
    { base: 1, edits: [], says: '' },
    { base: 0, edits: [], says: 'Before the first' },
    { base: 1, edits: Array.from({ length: 501 }, (_, n) => edit(`t${n}`)), says: 'Many' },
  ]
  for (const json of wrong) {
    const answer = await ada.ask(`/voices/${id}/edits`, 'POST', json)
    expect(await problemOf(answer)).toMatchObject({ status: 400, code: 'invalid_request' })
  }
  const infinite = `{"base":1,"says":"x","edits":[{"id":"so","value":1e999,"note":null,"locked":false,"muted":false}]}`
  const answer = await ada.api.ask(`/voices/${id}/edits`, {
    method: 'POST',
    token: ada.token,
    body: infinite,
  })
  expect(answer.status).toBe(400)

  const unmeasured = newId()
  await ada.put(unmeasured, draft())
  expect((await problemOf(await ada.edit(unmeasured, 1, []))).code).toBe('conflict')
})

it('restoring what stands already changes nothing, and what never was is not found', async () => {
  const ada = await voiceCreator()
  const id = await ada.measured()
  expect(await versionOf(await ada.restore(id, 1))).toMatchObject({ version: 1, cause: 'measured' })
  await ada.measure(id, { words: 5_000 })
  const first = await versionOf(await ada.restore(id, 1))
  expect(await versionOf(await ada.restore(id, 1))).toEqual(first)
  expect(first.version).toBe(3)
  for (const path of [
    `/voices/${id}/versions/9`,
    `/voices/${newId()}/versions/1`,
    `/voices/${newId()}/versions`,
  ])
    expect((await ada.ask(path)).status).toBe(404)
  expect((await ada.restore(id, 9)).status).toBe(404)
})

it('an edit or a restoring stores no second copy of a large profile', async () => {
  const ada = await voiceCreator()
  const id = await ada.measured({ model: { ...profile().model, prints: 'AAAA'.repeat(700_000) } })
  await ada.edit(id, 1, [edit('so', { muted: true })])
  await ada.restore(id, 1)
  const [stored] = await ada.database.sql`
    select count(*)::int as versions, count(profile)::int as profiles from voice_version where voice_id = ${id}`
  expect(stored).toEqual({ versions: 3, profiles: 1 })
  expect((await ada.version(id, 3)).profile.model.prints).toHaveLength(2_800_000)
})

it('over a new measuring locked figures, mutes and notes stay, and figures that are not locked give way', () => {
  const edits = [
    edit('so', { value: 3, locked: true }),
    edit('phrase:you know', { locked: true }),
    edit('avoid:delve', { muted: true }),
    edit('mtld', { value: 70, note: 'I want this higher' }),
    edit('questions', { value: 2 }),
  ]
  expect(carryEdits(edits, profile())).toEqual([
    edit('so', { value: 3, locked: true }),
    edit('phrase:you know', { value: 14, locked: true }),
    edit('avoid:delve', { muted: true }),
    edit('mtld', { note: 'I want this higher' }),
  ])
  // Locked as it was measured: the figure of then, also where the trait is gone, and over one more measuring.
  const carried = carryEdits([edit('so', { locked: true }), edit('gone', { locked: true })], profile())
  expect(carried).toEqual([edit('so', { value: 2.1, locked: true }), edit('gone', { locked: true })])
  expect(carryEdits(carried, profile({ traits: [] }))).toEqual(carried)
})
