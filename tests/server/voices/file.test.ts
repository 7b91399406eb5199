import { expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { limits } from '../../../core/contract/limits.ts'
import { VoiceDetail } from '../../../core/contract/voice.ts'
import { mintCaller, problemOf } from '../support/api.ts'
import {
  draft,
  edit,
  OTHER_CHANNEL,
  profile,
  storeChannel,
  videoId,
  voiceCreator,
  voiceFile,
} from '../support/voices.ts'

const detailOf = async (answer: Response): Promise<VoiceDetail> => {
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return VoiceDetail.parse(await answer.json())
}

it('makes a voice of a file, with its profile and what the creator said of it', async () => {
  const ada = await voiceCreator()
  const id = newId()
  const edits = [edit('so', { locked: true }), edit('avoid:delve', { muted: true })]
  const file = voiceFile({ voice: draft([1, 2, 99], { name: 'From elsewhere' }), edits })
  const { voice, current } = await detailOf(await ada.file(id, file))
  expect(voice).toMatchObject({ id, ...file.voice, version: 1, readiness: 'provisional', stale: false })
  expect(current).toMatchObject({
    version: 1,
    cause: 'imported',
    says: 'Imported from a file of 2026-11-21',
    profile: file.profile,
    edits,
  })
  expect(await ada.get(id)).toEqual({ voice, current })
})

it('into a voice that is there it goes as a new version; the same file again changes nothing', async () => {
  const ada = await voiceCreator()
  const id = await ada.measured({ words: 7 })
  const first = await detailOf(await ada.file(id, voiceFile({ voice: draft([1], { name: 'Taken home' }) })))
  expect(first.voice).toMatchObject({ name: 'Taken home', version: 2 })
  expect(first.current).toMatchObject({ version: 2, cause: 'imported', profile: profile() })
  expect(
    await detailOf(await ada.file(id, voiceFile({ voice: draft([1], { name: 'Taken home' }) }))),
  ).toEqual(first)
  expect((await ada.version(id, 1)).profile.words).toBe(7)
})

it('what the panel exports of a voice can be imported again', async () => {
  const ada = await voiceCreator()
  const from = await ada.measured()
  await ada.edit(from, 1, [edit('so', { value: 3 })])
  const { voice, current } = await ada.get(from)
  const { name, channelId, kind, language, videos } = voice
  const file = voiceFile({
    voice: { name, channelId, kind, language, videos },
    profile: current!.profile,
    edits: current!.edits,
  })
  const there = await detailOf(await ada.file(newId(), JSON.parse(JSON.stringify(file))))
  expect(there.current).toMatchObject({ profile: current!.profile, edits: current!.edits })
})

it('needs the channel, and not another one than the voice has', async () => {
  const ada = await voiceCreator()
  const foreign = voiceFile({ voice: draft([1], { channelId: OTHER_CHANNEL }) })
  const problem = await problemOf(await ada.file(newId(), foreign))
  expect(problem).toMatchObject({ status: 409, code: 'conflict' })
  expect(problem.detail).toContain('Add the channel first')
  const id = await ada.measured()
  await storeChannel(ada.database, ada.accountId, [0], { id: OTHER_CHANNEL })
  expect((await problemOf(await ada.file(id, foreign))).code).toBe('conflict')
  expect((await ada.get(id)).voice.version).toBe(1)
})

it("a file of another account's voice id makes a voice of one's own, and touches nothing of theirs", async () => {
  const ada = await voiceCreator()
  const bob = await voiceCreator()
  const id = await ada.measured()
  await detailOf(await bob.file(id, voiceFile({ voice: draft([1], { name: 'Bob' }) })))
  expect((await ada.get(id)).voice).toMatchObject({ name: 'Explainer', version: 1 })
  const { token } = await mintCaller()
  const channelless = await ada.api.ask(`/voices/${id}/file`, { method: 'PUT', token, json: voiceFile() })
  expect(channelless.status).toBe(409)
})

const whole = profile()
const hostile: [string, unknown][] = [
  ['nothing', {}],
  ['null', null],
  ['another format', { ...voiceFile(), ownwordsVoice: 2 }],
  ['no profile', { ...voiceFile(), profile: null }],
  ['a video twice', voiceFile({ voice: draft([1, 1]) })],
  ['an edit twice', voiceFile({ edits: [edit('so'), edit('so')] })],
  ['a trait twice', voiceFile({ profile: { ...whole, traits: [...whole.traits, ...whole.traits] } })],
  [
    'a profiled video twice',
    voiceFile({ profile: { ...whole, videos: [...whole.videos, whole.videos[0]!] } }),
  ],
  [
    'a path for a video id',
    { ...voiceFile(), voice: { ...draft(), videos: [{ videoId: '../../x', cuts: [] }] } },
  ],
  ['a channel of markup', { ...voiceFile(), voice: { ...draft(), channelId: '<script>' } }],
  [
    'a label without end',
    voiceFile({ profile: { ...whole, traits: [{ ...whole.traits[0]!, label: 'a'.repeat(10_000) }] } }),
  ],
  [
    'a time before the beginning',
    voiceFile({
      profile: {
        ...whole,
        traits: [{ ...whole.traits[0]!, examples: [{ videoId: videoId(1), startMs: -1, quote: 'x' }] }],
      },
    }),
  ],
  [
    'a time that is no number',
    { ...voiceFile(), profile: { ...whole, videos: [{ ...whole.videos[0], pace: [{ ms: '0', wpm: 1 }] }] } },
  ],
  ['a date that is none', { ...voiceFile(), exportedAt: 'yesterday' }],
  ['a date of the year 0', voiceFile({ exportedAt: '0000-01-01T00:00:00.000Z' })],
  [
    'a measuring of the year 9999',
    voiceFile({ profile: { ...whole, measuredAt: '9999-01-01T00:00:00.000Z' } }),
  ],
  [
    'a share over 1',
    {
      ...voiceFile(),
      profile: { ...whole, hooks: [{ text: 'question', videos: 1, share: 7, examples: [] }] },
    },
  ],
  [
    'fingerprints of markup',
    voiceFile({ profile: { ...whole, model: { ...whole.model, prints: '<img onerror=x>' } } }),
  ],
  [
    'fingerprints that are cut short',
    voiceFile({ profile: { ...whole, model: { ...whole.model, prints: 'AAA' } } }),
  ],
  [
    'more heard of something than was said',
    voiceFile({ profile: { ...whole, model: { ...whole.model, heard: [1, 3, 3] } } }),
  ],
  [
    'what was heard of fewer things',
    voiceFile({ profile: { ...whole, model: { ...whole.model, heard: [1, 2] } } }),
  ],
  ['ready without a video', voiceFile({ profile: { ...whole, readiness: 'ready', videos: [] } })],
  ['a U+0000', voiceFile({ profile: { ...whole, missing: ['a\0b'] } })],
]

it.each(hostile)('refuses a file with %s, and keeps nothing of it', async (_, file) => {
  const ada = await voiceCreator()
  const answer = await ada.file(newId(), file)
  expect(await problemOf(answer)).toMatchObject({ status: 400 })
  expect(await ada.list()).toEqual([])
})

it('refuses numbers that JSON can hold and no one can mean', async () => {
  const ada = await voiceCreator()
  const body = JSON.stringify(voiceFile()).replace('"value":2.1', '"value":1e999')
  expect(body).toContain('1e999')
  const answer = await ada.api.ask(`/voices/${newId()}/file`, { method: 'PUT', token: ada.token, body })
  expect(answer.status).toBe(400)
})

it('refuses a file that is larger than a voice can be, before it is read', async () => {
  const ada = await voiceCreator()
  const body = ' '.repeat(limits.voiceFileBytes) + JSON.stringify(voiceFile())
  const answer = await ada.api.ask(`/voices/${newId()}/file`, { method: 'PUT', token: ada.token, body })
  const problem = await problemOf(answer)
  expect(problem).toMatchObject({ status: 413, code: 'body_too_large' })
  expect(problem.detail).toContain('8 MB')
})

it('keeps names that mean something elsewhere as the words that they are', async () => {
  const ada = await voiceCreator()
  const text = '__proto__<b>%00\u202e\ud83d\ude00 cut: \ud83d'
  const file = voiceFile({ profile: { ...whole, avoid: [{ text, modelsPer1000: 1, yoursPer1000: 0 }] } })
  const { current } = await detailOf(await ada.file(newId(), file))
  expect(current!.profile.avoid[0]!.text).toBe(text.toWellFormed())
  const polluted = JSON.stringify(voiceFile()).replace('"edits":[]', '"edits":[],"__proto__":{"admin":true}')
  expect(
    (await ada.api.ask(`/voices/${newId()}/file`, { method: 'PUT', token: ada.token, body: polluted }))
      .status,
  ).toBe(200)
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
})
