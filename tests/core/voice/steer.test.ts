import { describe, expect, it } from 'vitest'
import { Steering, type VoiceEdit } from '../../../core/contract/voice.ts'
import type { Trait } from '../../../core/contract/voice-profile.ts'
import { steer } from '../../../core/voice/steer.ts'
import { sampleProfile, sampleVersion } from '../../extension/panel/voice-samples.ts'

const voiceId = '00000000-0000-4000-8000-000000000701'
const edit = (id: string, over: Partial<VoiceEdit>): VoiceEdit => ({
  id,
  value: null,
  note: null,
  locked: false,
  muted: false,
  ...over,
})
const given = (topic: string | null = null, edits: VoiceEdit[] = []) =>
  steer(voiceId, sampleVersion({ edits }), topic)
const ids = (steering: Steering) => steering.rules.map(({ id }) => id)

describe('steering', () => {
  it('is what the contract says: 8 to 12 rules, 3 to 5 passages, a snippet, caps', () => {
    const steering = Steering.parse(given())
    expect(steering.rules.length).toBeGreaterThanOrEqual(8)
    expect(steering.rules.length).toBeLessThanOrEqual(12)
    expect(steering.passages.length).toBeGreaterThanOrEqual(3)
    expect(steering.passages.length).toBeLessThanOrEqual(5)
    expect(steering.snippet!.words).toBeGreaterThanOrEqual(40)
    expect(steering.snippet!.words).toBeLessThanOrEqual(80)
    expect(steering.caps.length).toBeGreaterThan(0)
    expect(steering.version).toBe(3)
  })

  it('tells what sets the creator apart first, each rule once, with its numbers and where it is heard', () => {
    const steering = given()
    expect(new Set(ids(steering)).size).toBe(steering.rules.length)
    for (const { text, examples } of steering.rules) {
      expect(text).toMatch(/\d/)
      expect(examples.length).toBeGreaterThan(0)
    }
    const questions = steering.rules.find(({ id }) => id === 'questions')!
    expect(questions.text).toMatch(
      /^Ask [\d.]+ times per 100 words \(your videos [\d.]+ to [\d.]+; other creators [\d.]+\)\.$/,
    )
    expect(ids(steering)).toContain('hook:question')
    expect(ids(steering)).not.toContain('lag')
  })

  it('never says what measures the same twice', () => {
    const told = ids(given())
    expect(told.filter(id => ['mtld', 'hdd', 'mattr'].includes(id)).length).toBeLessThanOrEqual(1)
  })

  it('holds nothing that is muted', () => {
    const before = given()
    const muted = [
      ...ids(before).slice(0, 3),
      'avoid:crucial',
      'phrase:you know',
      'hook:question',
      'transition:so',
    ].map(id => edit(id, { muted: true }))
    const steering = given(null, muted)
    for (const { id } of muted) expect(ids(steering)).not.toContain(id)
    expect(before.avoid.map(({ text }) => text)).toContain('crucial')
    expect(steering.avoid.map(({ text }) => text)).not.toContain('crucial')
    expect(before.caps.map(({ text }) => text)).toContain('you know')
    expect(steering.caps.map(({ text }) => text)).not.toContain('you know')
    expect(steering.rules.length).toBeGreaterThanOrEqual(8)
  })

  it('holds neither rules nor caps of phrases that are all muted', () => {
    const profile = sampleProfile({ traits: [], hooks: [], openers: [], transitions: [], closers: [] })
    const edits = profile.phrases.map(({ text }) => edit(`phrase:${text}`, { muted: true }))
    const steering = steer(voiceId, sampleVersion({ profile, edits }), null)
    expect(steering.rules).toEqual([])
    expect(steering.caps).toEqual([])
  })

  it('goes by the figure that the creator set, and puts it first', () => {
    const told = ids(given())
    const [locked, set] = sampleProfile().traits.filter(({ id }) => !told.includes(id))
    const steering = given(null, [edit(locked!.id, { locked: true }), edit(set!.id, { value: 0.77 })])
    expect(ids(steering).slice(0, 2).toSorted()).toEqual([locked!.id, set!.id].toSorted())
    const rule = steering.rules.find(({ id }) => id === set!.id)!
    expect(rule.text).toMatch(/\b(?:0\.77|77|1)\b.*\(set by you; measured [\d.]+/)
    const capped = given(null, [edit('phrase:you know', { value: 2 })])
    expect(capped.caps.find(({ text }) => text === 'you know')).toEqual({ text: 'you know', per1000: 2 })
  })

  it('takes passages and the snippet away from the topic', () => {
    const profile = sampleProfile()
    const bread = 'The dough rests for a night and then it goes into the oven, because it wants to. '
    const passages = profile.passages.flatMap(passage => [
      passage,
      { ...passage, videoId: 'breadbread1', text: bread.repeat(9), words: 153 },
    ])
    const version = sampleVersion({ profile: { ...profile, passages } })
    const away = steer(voiceId, version, 'Gauges on roofs, pipes and rivers')
    expect(away.passages.slice(0, 4).every(({ videoId }) => videoId === 'breadbread1')).toBe(true)
    expect(away.snippet!.videoId).not.toBe('')
    const near = steer(voiceId, version, 'How dough rests before the oven')
    expect(near.passages.slice(0, 4).some(({ videoId }) => videoId === 'breadbread1')).toBe(false)
    expect(near.snippet!.videoId).not.toBe('breadbread1')
  })

  it('is the same for the same', () => {
    expect(given('storms')).toEqual(given('storms'))
  })

  it('caps only phrases of how they talk, never what they talk about', () => {
    const caps = given().caps.map(({ text }) => text)
    expect(caps).not.toContain('storm drain')
    expect(given().caps.every(({ per1000 }) => per1000 > 0)).toBe(true)
  })

  it('steers a language without others by what is steady', () => {
    const traits = sampleProfile().traits.map((trait): Trait => ({ ...trait, others: null, z: null }))
    const steering = steer(
      voiceId,
      sampleVersion({ profile: sampleProfile({ language: 'de', traits, avoid: [] }) }),
      null,
    )
    expect(steering.rules.length).toBeGreaterThanOrEqual(8)
    expect(steering.rules.some(({ text }) => text.includes('other creators'))).toBe(false)
  })

  it('is empty, and not broken, for a voice of nothing', () => {
    const profile = sampleProfile({
      readiness: 'too_little',
      videos: [],
      traits: [],
      phrases: [],
      hooks: [],
      openers: [],
      transitions: [],
      closers: [],
      avoid: [],
      passages: [],
    })
    const steering = Steering.parse(steer(voiceId, sampleVersion({ profile }), 'water'))
    expect(steering).toMatchObject({ rules: [], passages: [], avoid: [], caps: [], snippet: null })
  })
})
