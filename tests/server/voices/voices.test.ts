import { expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { Run } from '../../../core/contract/run.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { mintCaller, problemOf } from '../support/api.ts'
import {
  CHANNEL,
  draft,
  OTHER_CHANNEL,
  profile,
  setWords,
  storeChannel,
  videoId,
  voiceCreator,
  voiceFile,
} from '../support/voices.ts'

it('makes a voice of videos and cuts, and lists it without a profile', async () => {
  const ada = await voiceCreator()
  const id = newId()
  const cuts = [{ startMs: 0, endMs: 9_000, why: 'sponsor' as const }]
  const of = draft([1, 2], {
    videos: [
      { videoId: videoId(1), cuts },
      { videoId: videoId(2), cuts: [] },
    ],
  })
  const voice = await ada.put(id, of)
  expect(voice).toMatchObject({ id, ...of, readiness: null, version: 0, stale: false, runId: null })
  expect(await ada.list()).toEqual([voice])
  expect(await ada.get(id)).toEqual({ voice, current: null })
})

it('the same draft again changes nothing; another one changes what the voice is made of', async () => {
  const ada = await voiceCreator()
  const id = newId()
  const first = await ada.put(id, draft())
  expect(await ada.put(id, draft())).toEqual(first)
  const second = await ada.put(id, draft([2], { name: '  Story ', kind: 'story', language: 'en-GB' }))
  expect(second).toMatchObject({
    name: 'Story',
    kind: 'story',
    language: 'en-GB',
    createdAt: first.createdAt,
  })
  expect(second.videos).toEqual([{ videoId: videoId(2), cuts: [] }])
  expect(Date.parse(second.updatedAt)).toBeGreaterThan(Date.parse(first.updatedAt))
})

it('keeps several voices of one channel, oldest first', async () => {
  const ada = await voiceCreator()
  const ids = [newId(), newId(), newId()]
  for (const id of ids) await ada.put(id, draft([1], { name: id }))
  expect((await ada.list()).map(voice => voice.id)).toEqual(ids)
})

it('takes videos that are not on the channel: they may have left its list', async () => {
  const ada = await voiceCreator()
  expect((await ada.put(newId(), draft([1, 99]))).videos).toHaveLength(2)
})

it('refuses a channel that is not stored, and another channel than before', async () => {
  const ada = await voiceCreator()
  const id = newId()
  const unknown = await ada.ask(`/voices/${id}`, 'PUT', draft([1], { channelId: OTHER_CHANNEL }))
  expect(await problemOf(unknown)).toMatchObject({ status: 404, code: 'not_found' })
  await ada.put(id, draft())
  await storeChannel(ada.database, ada.accountId, [0], { id: OTHER_CHANNEL })
  const moved = await ada.ask(`/voices/${id}`, 'PUT', draft([1], { channelId: OTHER_CHANNEL }))
  expect(await problemOf(moved)).toMatchObject({ status: 409, code: 'conflict' })
})

it('refuses drafts that cannot be meant', async () => {
  const ada = await voiceCreator()
  const cut = { startMs: 5_000, endMs: 4_000, why: 'other' }
  const wrong: unknown[] = [
    draft([1, 1]),
    { ...draft(), name: ' ' },
    { ...draft(), name: 'a\0b' },
    { ...draft(), kind: 'secret' },
    { ...draft(), videos: [{ videoId: '../../../etc', cuts: [] }] },
    { ...draft(), videos: [{ videoId: videoId(1), cuts: [cut] }] },
    { ...draft(), videos: [{ videoId: videoId(1), cuts: [{ ...cut, endMs: 1e300 }] }] },
    { ...draft(), videos: Array.from({ length: 201 }, (_, n) => ({ videoId: videoId(n), cuts: [] })) },
  ]
  for (const json of wrong) {
    const answer = await ada.ask(`/voices/${newId()}`, 'PUT', json)
    expect(await problemOf(answer)).toMatchObject({ status: 400, code: 'invalid_request' })
  }
  expect((await ada.ask('/voices/not-an-id')).status).toBe(400)
  expect((await ada.ask(`/voices/${newId()}/versions/99999999999`)).status).toBe(400)
  expect(await ada.list()).toEqual([])
})

it('a voice that is measured is told by its run; asking twice at once makes one run', async () => {
  const ada = await voiceCreator()
  const id = newId()
  await ada.put(id, draft())
  const asked = [newId(), newId(), newId(), newId()]
  const answers = await Promise.all(
    asked.map(runId => ada.ask(`/voices/${id}/profile`, 'POST', { id: runId })),
  )
  expect(answers.map(answer => answer.status)).toEqual([202, 202, 202, 202])
  const begun = await Promise.all(answers.map(async answer => Run.parse(await answer.json())))
  expect(new Set(begun.map(run => run.id)).size).toBe(1)
  const run = begun[0]!
  expect(run).toMatchObject({
    kind: 'profile',
    projectId: null,
    sourceId: null,
    voiceId: id,
    state: 'queued',
  })
  expect((await ada.get(id)).voice.runId).toBe(run.id)
  expect((await ada.list())[0]!.runId).toBe(run.id)
  expect(Run.parse(await (await ada.ask(`/runs/${run.id}`)).json()).voiceId).toBe(id)

  expect((await ada.ask(`/runs/${run.id}/cancel`, 'POST')).status).toBe(200)
  expect((await ada.get(id)).voice.runId).toBeNull()
  // The id of a run that is over says that it is; a new one measures again.
  const repeated = await ada.ask(`/voices/${id}/profile`, 'POST', { id: run.id })
  expect(Run.parse(await repeated.json())).toMatchObject({ id: run.id, state: 'cancelled' })
  const next = newId()
  const again = await ada.ask(`/voices/${id}/profile`, 'POST', { id: next })
  expect(Run.parse(await again.json())).toMatchObject({ id: next, state: 'queued' })
  // While it waits, the cancelled one is not taken up beside it.
  const retried = await ada.ask(`/runs/${run.id}/retry`, 'POST')
  expect(Run.parse(await retried.json())).toMatchObject({ id: run.id, state: 'cancelled' })
})

it("another run's id measures nothing", async () => {
  const ada = await voiceCreator()
  const [one, two, runId] = [newId(), newId(), newId()]
  await ada.put(one, draft())
  await ada.put(two, draft())
  await ada.ask(`/voices/${one}/profile`, 'POST', { id: runId })
  const answer = await ada.ask(`/voices/${two}/profile`, 'POST', { id: runId })
  expect(await problemOf(answer)).toMatchObject({ status: 409, code: 'conflict' })
  expect((await ada.get(two)).voice.runId).toBeNull()
})

it('deleting a voice takes its versions and ends its run', async () => {
  const ada = await voiceCreator()
  const id = await ada.measured()
  const runId = newId()
  await ada.ask(`/voices/${id}/profile`, 'POST', { id: runId })
  expect((await ada.ask(`/voices/${id}`, 'DELETE')).status).toBe(204)
  expect(await ada.list()).toEqual([])
  for (const path of [`/voices/${id}`, `/voices/${id}/versions`, `/runs/${runId}`])
    expect((await ada.ask(path)).status).toBe(404)
  expect((await ada.ask(`/voices/${id}`, 'DELETE')).status).toBe(404)
  const left = await ada.database.sql`
    select 1 from voice_version where voice_id = ${id} union all select 1 from run where voice_id = ${id}`
  expect([...left]).toEqual([])
})

it('forgetting a channel takes its voices and their runs, and no other', async () => {
  const ada = await voiceCreator()
  await storeChannel(ada.database, ada.accountId, [0], { id: OTHER_CHANNEL })
  const [gone, stays, runId] = [await ada.measured(), newId(), newId()]
  await ada.put(stays, draft([1], { channelId: OTHER_CHANNEL }))
  await ada.ask(`/voices/${gone}/profile`, 'POST', { id: runId })
  expect((await ada.ask(`/channels/${CHANNEL}`, 'DELETE')).status).toBe(204)
  expect((await ada.list()).map(voice => voice.id)).toEqual([stays])
  expect((await ada.ask(`/runs/${runId}`)).status).toBe(404)
})

it('a list of voices with large profiles is small', async () => {
  const ada = await voiceCreator()
  await ada.measured({ model: { ...profile().model, prints: 'AAAA'.repeat(750_000) } })
  const body = await (await ada.ask('/voices')).text()
  expect(body.length).toBeLessThan(2_000)
  const versions = await (await ada.ask(`/voices/${(await ada.list())[0]!.id}/versions`)).text()
  expect(versions.length).toBeLessThan(2_000)
})

it('another account finds nothing of a voice, whatever it asks', async () => {
  const ada = await voiceCreator()
  const id = await ada.measured()
  const runId = newId()
  await ada.ask(`/voices/${id}/profile`, 'POST', { id: runId })
  const before = await ada.get(id)
  const { token } = await mintCaller()
  const asks: [string, string, unknown?][] = [
    ['GET', ''],
    ['DELETE', ''],
    ['GET', '/versions'],
    ['GET', '/versions/1'],
    ['POST', '/versions/1/restore', {}],
    ['POST', '/edits', { base: 1, edits: [], says: 'Mine now' }],
    ['POST', '/profile', { id: newId() }],
    ['POST', '/steering', { topic: null }],
  ]
  for (const [method, rest, json] of asks) {
    const answer = await ada.api.ask(`/voices/${id}${rest}`, { method, token, json })
    expect(await problemOf(answer), `${method} ${rest}`).toMatchObject({ status: 404, code: 'not_found' })
  }
  for (const [method, rest] of [
    ['GET', ''],
    ['POST', '/cancel'],
    ['POST', '/retry'],
    ['GET', '/events'],
  ] as const)
    expect((await ada.api.ask(`/runs/${runId}${rest}`, { method, token })).status).toBe(404)
  expect(await (await ada.api.ask('/voices', { token })).json()).toEqual({ voices: [] })
  expect(await ada.get(id)).toEqual(before)
})

it('two accounts may have voices under one id, and nobody is answered without a token', async () => {
  const [ada, bob] = [await voiceCreator(), await voiceCreator()]
  const id = newId()
  await ada.put(id, draft([1], { name: 'Ada' }))
  await bob.put(id, draft([2], { name: 'Bob' }))
  expect((await ada.get(id)).voice.name).toBe('Ada')
  expect((await bob.get(id)).voice.name).toBe('Bob')
  await bob.ask(`/voices/${id}`, 'DELETE')
  expect((await ada.get(id)).voice.name).toBe('Ada')
  expect((await ada.api.ask(`/voices/${id}`)).status).toBe(401)
})

it('the words of a video that come anew make a measured voice stale, and one that was never measured not', async () => {
  const ada = await voiceCreator()
  const [measured, never] = [newId(), newId()]
  await ada.put(never, draft())
  await ada.file(measured, voiceFile())
  expect((await ada.get(measured)).voice.stale).toBe(false)
  await asAccount(ada.database, ada.accountId, tx => setWords(tx, 2, 'Entirely other words about the sea.'))
  expect((await ada.get(measured)).voice.stale).toBe(true)
  expect((await ada.get(never)).voice.stale).toBe(false)
  expect(new Map((await ada.list()).map(voice => [voice.id, voice.stale]))).toEqual(
    new Map([
      [never, false],
      [measured, true],
    ]),
  )
})

it('is stale while other videos or cuts are chosen than were measured, and not for another name or order', async () => {
  const ada = await voiceCreator()
  const id = newId()
  await ada.file(id, voiceFile())
  const stale = async (of: ReturnType<typeof draft>) => (await ada.put(id, of)).stale
  expect(await stale(draft([3, 1, 2], { name: 'Renamed', kind: 'main' }))).toBe(false)
  expect(await stale(draft([1, 2]))).toBe(true)
  expect(await stale(draft([1, 2, 3, 4]))).toBe(true)
  const cuts = [{ startMs: 0, endMs: 500, why: 'other_speaker' as const }]
  const cut = draft()
  cut.videos[1]!.cuts = cuts
  expect(await stale(cut)).toBe(true)
  expect(await stale(draft([1, 2, 3], { language: 'de' }))).toBe(true)
  expect(await stale(draft())).toBe(false)
})
