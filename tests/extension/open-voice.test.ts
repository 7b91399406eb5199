import { describe, expect, it } from 'vitest'
import { openVoice } from '../../extension/meter/open-voice.ts'
import { speech, unspoken } from '../fixtures/voice/speech.ts'
import { sampleProfile } from './panel/voice-samples.ts'

const { model } = sampleProfile()
const text = speech('chatty', unspoken, 150, 1)

describe('the voice that the meter’s worker opens', () => {
  it('judges nothing for a language without other creators, and says so', async () => {
    const meter = await openVoice({ ...model, background: 'none', counts: [] }, 'de-DE')
    expect(meter.read('')).toMatchObject({ state: 'empty', words: 0 })
    expect(meter.read(text)).toMatchObject({
      state: 'other_language',
      language: 'en',
      score: null,
      strength: null,
      says: expect.stringMatching(/no other creators of this language/),
    })
  })

  it('is refused in words where it was measured beside another background', async () => {
    await expect(openVoice({ ...model, background: 'of last year' }, 'en')).rejects.toThrow(
      /Measure it again/,
    )
  })
})
