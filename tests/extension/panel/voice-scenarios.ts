import type { VoiceVersion } from '../../../core/contract/voice.ts'
import { noChannel, ownChannel, spoken } from './fake-channel.ts'
import { fakeReading } from './fake-meter.ts'
import { noVoice, profileRun, type VoiceSetting, voiceShown } from './fake-voice.ts'
import { article, type Setting, settings } from './fake-world.ts'
import { present, server, three } from './samples.ts'
import { profileOfVideos, sampleProfile, sampleVersion, sampleVoice } from './voice-samples.ts'

const channel = {
  ...noChannel,
  channel: ownChannel(),
  queue: { state: 'done' as const },
  videos: Array.from({ length: 24 }, (_, n) => spoken(n)),
}
const shown = (voice: VoiceSetting, over: Partial<Setting> = {}) =>
  settings({ page: article, channel, voice, work: { ...settings().work, sources: three }, ...over })

const few = (videos: number, over: Partial<VoiceVersion> = {}) => {
  const profile = profileOfVideos(videos)
  return voiceShown(
    sampleVoice(1, {
      readiness: profile.readiness,
      version: 1,
      videos: sampleVoice().videos.slice(0, videos),
    }),
    sampleVersion({ version: 1, profile, ...over }),
  )
}

const before = (ms: number) => new Date(present - ms).toISOString()
const day = 86_400_000

/** Three versions: measured of fewer videos, edited, measured anew with "so" and the pace beyond noise. */
function threeVersions(): VoiceVersion[] {
  const first = profileOfVideos(14)
  const moved = {
    ...first,
    traits: first.traits.map(trait =>
      trait.id === 'so'
        ? { ...trait, value: 1.4 }
        : trait.id === 'local-pace'
          ? { ...trait, value: 176 }
          : trait,
    ),
  }
  const so = { id: 'so', value: null, note: 'Less of it since 2024', locked: true, muted: false }
  return [
    sampleVersion({ version: 3, edits: [so], at: before(2 * 3_600_000) }),
    sampleVersion({
      version: 2,
      profile: moved,
      edits: [so],
      cause: 'edited',
      says: 'Locked: You say “so”',
      at: before(30 * day),
    }),
    sampleVersion({
      version: 1,
      profile: moved,
      says: 'Measured: 14 videos, 23,520 words',
      at: before(31 * day),
    }),
  ]
}

const hebrew = 'למה הרחוב שלך מוצף בכל פעם שיורד גשם'
const hostile = '<img src=x onerror="alert(1)"> “quoted” & `ticked`'
const unbroken = 'Donaudampfschifffahrtsgesellschaftskapitänsmütze'.repeat(2)

/** The voice's page in each of its states. */
export const voiceScenarios: Record<string, () => Setting> = {
  'voice-none': () => shown(noVoice),
  'voice-no-channel': () => shown(noVoice, { channel: noChannel }),
  'voice-loading': () => shown({ ...noVoice, list: { ...noVoice.list, state: 'loading' } }),
  'voice-failed': () =>
    shown({
      ...noVoice,
      list: {
        state: 'failed',
        voices: [],
        failure: {
          code: 'server_error',
          message: 'Your server could not read its database. Restart it, then try again.',
        },
        offline: false,
      },
    }),
  'voice-unmeasured': () =>
    shown(voiceShown(sampleVoice(1, { version: 0, readiness: null, stale: true }), null)),
  'voice-too-little': () => shown(few(2)),
  'voice-provisional': () => shown(few(3)),
  'voice-measuring': () => {
    const voice = sampleVoice(1, { version: 0, readiness: null, stale: true })
    const setting = voiceShown(voice, null)
    return shown({ ...setting, open: { ...setting.open!, run: profileRun() } })
  },
  'voice-measuring-again': () => {
    const setting = voiceShown(sampleVoice(1, { stale: true }), sampleVersion())
    return shown({ ...setting, open: { ...setting.open!, run: profileRun() } })
  },
  'voice-ready': () =>
    shown(voiceShown(sampleVoice(), sampleVersion(), { versions: threeVersions(), reading: fakeReading })),
  'voice-run-failed': () => {
    const setting = voiceShown(sampleVoice(1, { stale: true }), sampleVersion())
    const run = profileRun({
      state: 'failed',
      error: {
        code: 'no_words',
        message: 'None of the chosen videos has words. Fetch them in your channel’s place, then try again.',
        retryable: true,
      },
    })
    return shown({ ...setting, open: { ...setting.open!, run } })
  },
  'voice-offline': () => {
    const setting = voiceShown(sampleVoice(1, { stale: true }), sampleVersion())
    return shown(
      { ...setting, list: { ...setting.list, offline: true } },
      { connection: { state: 'offline', server, since: present - 60_000 } },
    )
  },
  'voice-edited': () =>
    shown(
      voiceShown(
        sampleVoice(),
        sampleVersion({
          edits: [
            {
              id: 'questions',
              value: 0.8,
              note: 'I ask less since the long ones.',
              locked: true,
              muted: false,
            },
            { id: 'so-starts', value: null, note: null, locked: false, muted: true },
            { id: 'phrase:you know', value: null, note: null, locked: false, muted: true },
            { id: 'phrase:kind of the whole', value: 1.58, note: null, locked: true, muted: false },
            { id: 'avoid:crucial', value: null, note: null, locked: true, muted: false },
          ],
        }),
      ),
    ),
  'voice-hostile': () => {
    const profile = sampleProfile()
    const voice = sampleVoice(1, { name: `${hostile} ${unbroken}`.slice(0, 100) })
    return shown(
      voiceShown(
        voice,
        sampleVersion({
          profile: {
            ...profile,
            videos: profile.videos.map((video, n) =>
              n % 3 === 0
                ? { ...video, title: `${hostile} ${unbroken}`, doubts: [hostile, unbroken] }
                : video,
            ),
            traits: profile.traits.map((trait, n) => ({
              ...trait,
              label: n % 2 === 0 ? hostile : unbroken,
              examples: trait.examples.map(each => ({ ...each, quote: `${unbroken} ${hebrew} ${hostile}` })),
            })),
            phrases: profile.phrases.map((phrase, n) => ({
              ...phrase,
              text: `${unbroken}${n}`.slice(0, 100),
            })),
            leftOut: [{ videoId: 'video000031', title: unbroken.repeat(3), why: hostile }],
            missing: [hostile, unbroken],
            avoid: profile.avoid.map((each, n) => ({ ...each, text: `${hostile} ${n}` })),
          },
        }),
        {},
      ),
    )
  },
  'voice-hebrew': () => {
    const profile = sampleProfile()
    return shown(
      voiceShown(
        sampleVoice(1, { name: hebrew }),
        sampleVersion({
          profile: {
            ...profile,
            language: 'he',
            videos: profile.videos.map(video => ({ ...video, title: hebrew })),
            traits: profile.traits
              .filter(({ group }) => ['rhythm', 'diversity', 'pace'].includes(group))
              .map(trait => ({
                ...trait,
                others: null,
                z: null,
                examples: trait.examples.map(each => ({ ...each, quote: hebrew })),
              })),
            phrases: profile.phrases.slice(0, 4).map((phrase, n) => ({ ...phrase, text: `אז בעצם ${n}` })),
            hooks: [],
            openers: profile.openers.map((each, n) => ({ ...each, text: `שלום לכולם ${n}` })),
            transitions: [],
            closers: [],
            avoid: [],
            missing: [
              'Hebrew: small words, stance and what models write by habit are measured for English only so far.',
            ],
          },
        }),
      ),
    )
  },
  'voice-several': () => {
    const [main, story] = [
      sampleVoice(),
      sampleVoice(2, { name: 'By the river, told slowly', kind: 'story' }),
    ]
    const setting = voiceShown(main, sampleVersion())
    return shown({ ...setting, list: { ...setting.list, voices: [main, story] } })
  },
}
