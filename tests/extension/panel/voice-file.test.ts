import { expect, test } from 'vitest'
import { VoiceFile } from '../../../core/contract/voice.ts'
import { fileName, MOST_BYTES, readVoiceFile, voiceFile } from '../../../extension/panel/voice/voice-file.ts'
import { sampleVersion, sampleVoice } from './voice-samples.ts'

const voice = sampleVoice()
const current = sampleVersion({
  edits: [{ id: 'so', value: 1.5, note: 'less', locked: true, muted: false }],
})
const exported = voiceFile(voice, current, new Date('2026-11-22T10:00:00Z'))
const file = (text: string) => new File([text], 'a.voice.json')
const read = async (text: string) => {
  const result = await readVoiceFile(file(text))
  return result.ok ? result.value : result.error
}

test('a voice comes back from its file as it was, with cuts, profile and edits', async () => {
  const back = VoiceFile.parse(await read(JSON.stringify(exported)))
  expect(back.voice.videos).toEqual(voice.videos)
  expect(back.profile).toEqual(current.profile)
  expect(back.edits).toEqual(current.edits)
})

test('a file holds nothing that belongs to this computer or its server', () => {
  expect(Object.keys(exported.voice).sort()).toEqual(['channelId', 'kind', 'language', 'name', 'videos'])
})

test('what is wrong with a file is said in words', async () => {
  expect(await read('')).toMatch(/empty/)
  expect(await read('{"ownwordsVoice":1,')).toMatch(/no JSON, or it was cut off/)
  expect(await read('null')).toMatch(/not a voice/)
  expect(await read('[1,2]')).toMatch(/not a voice/)
  expect(await read('{"a":1}')).toMatch(/not a voice/)
  expect(await read(JSON.stringify({ ...exported, ownwordsVoice: 2 }))).toMatch(/newer Ownwords/)
  const text = JSON.stringify(exported)
  expect(await read(text.replace('"readiness":"ready"', '"readiness":"<script>"'))).toMatch(
    /“profile › readiness” cannot be used/,
  )
  expect(await read(text.replace('"endMs":24000', '"endMs":1'))).toMatch(/voice › videos › 6 › cuts/)
})

test('a file beyond every voice’s size is not even read', async () => {
  const huge = { size: MOST_BYTES + 1, text: () => Promise.reject(new Error('it was read')) }
  const refused = await readVoiceFile(huge)
  expect(refused.ok).toBe(false)
})

test('a file is named after its voice, in every script', () => {
  expect(fileName('Water under the street')).toBe('water-under-the-street.voice.json')
  expect(fileName('למה הרחוב')).toBe('למה-הרחוב.voice.json')
  expect(fileName('../../etc <b>')).toBe('etc-b.voice.json')
  expect(fileName('???')).toBe('my.voice.json')
})
