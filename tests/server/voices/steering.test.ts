import { expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { Steering } from '../../../core/contract/voice.ts'
import { measureVideo } from '../../../core/voice/measure-video.ts'
import { profileOf } from '../../../core/voice/profile.ts'
import { videoOfText } from '../../../core/voice/video-input.ts'
import { speech, subjects } from '../../fixtures/voice/speech.ts'
import { problemOf } from '../support/api.ts'
import { draft, edit, videoId, voiceCreator } from '../support/voices.ts'

/** Of six talks of one way of talking, each about something else. */
const talks = () => {
  const measures = [1, 2, 3, 4, 5, 6].map(n => {
    const about = subjects[n - 1]!
    const talk = videoOfText(videoId(n), speech('chatty', about, 900, n))
    return measureVideo({ ...talk, title: about.title })
  })
  return profileOf(measures, { language: 'en', leftOut: [], now: '2026-11-22T12:00:00.000Z' })
}

it('is made of the newest version, with what the creator said of it', async () => {
  const ada = await voiceCreator()
  const id = newId()
  await ada.put(id, draft())
  await ada.measure(id, talks())
  const steering = async (topic: string | null) =>
    Steering.parse(await (await ada.ask(`/voices/${id}/steering`, 'POST', { topic })).json())
  const first = await steering(null)
  expect(first).toMatchObject({ voiceId: id, version: 1, readiness: 'ready', language: 'en' })
  expect(first.rules.length).toBeGreaterThan(0)
  expect(await steering('')).toEqual(first)

  const said = first.rules[0]!.id
  await ada.edit(id, 1, [edit(said, { muted: true })], 'Muted')
  const second = await steering(null)
  expect(second.version).toBe(2)
  expect(second.rules.map(rule => rule.id)).not.toContain(said)
})

it('keeps its passages away from the topic that is asked for', async () => {
  const ada = await voiceCreator()
  const id = newId()
  await ada.put(id, draft())
  await ada.measure(id, talks())
  const { title, things } = subjects[0]!
  const asked = await ada.ask(`/voices/${id}/steering`, 'POST', { topic: `${title}: ${things.join(', ')}` })
  const { passages } = Steering.parse(await asked.json())
  expect(passages.length).toBeGreaterThan(0)
  expect(passages.map(passage => passage.videoId)).not.toContain(videoId(1))
})

it('is refused before the first measuring, and for topics that are none', async () => {
  const ada = await voiceCreator()
  const id = newId()
  await ada.put(id, draft())
  const early = await problemOf(await ada.ask(`/voices/${id}/steering`, 'POST', { topic: null }))
  expect(early).toMatchObject({ status: 409, code: 'conflict' })
  expect(early.detail).toContain('Measure it first')
  for (const json of [{}, { topic: 7 }, { topic: 'x'.repeat(1_001) }])
    expect((await ada.ask(`/voices/${id}/steering`, 'POST', json)).status).toBe(400)
  expect((await ada.ask(`/voices/${newId()}/steering`, 'POST', { topic: null })).status).toBe(404)
})
