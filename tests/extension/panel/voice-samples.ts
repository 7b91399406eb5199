import type { Transcript } from '../../../core/contract/transcript.ts'
import type { Voice, VoiceVersion } from '../../../core/contract/voice.ts'
import type {
  ProfiledVideo,
  SignaturePhrase,
  StructureHabit,
  Trait,
  VoiceExample,
  VoicePassage,
  VoiceProfile,
} from '../../../core/contract/voice-profile.ts'
import { traitKinds } from '../../../core/voice/traits.ts'
import { id, present } from './samples.ts'

// An invented creator, who talks about water under streets: every sentence and number here is made up.

/** The same numbers each time: a picture that changes by itself cannot be compared. */
function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
const bell = (roll: () => number) => (roll() + roll() + roll() + roll() - 2) * 1.73

export const sampleVideoId = (n: number) => `video${String(n).padStart(6, '0')}`

const titles = [
  'Why your street floods every time it rains',
  'Reading a rain gauge, and what it misses',
  'Sponge cities: what they promised and what they did',
  'The pipe that nobody wanted to pay for',
  'What a manhole knows',
  'I measured my own gutter for a year',
  'Four cities, one storm',
  'How deep is a hundred-year flood?',
]

const said = [
  'So why does the water end up on this side of the street and not on the other?',
  'And you know, that is kind of the whole problem with a gauge that stands on a roof.',
  'Okay, so let us look at what the pipe is actually doing while we stand here.',
  'Which is weird, right? Because the map says that it should not be there at all.',
  'I went down to the river to see it, and it turns out that the map was wrong.',
  'So here is the thing about concrete: it does not care how much you paid for it.',
]

export const example = (n: number): VoiceExample => ({
  videoId: sampleVideoId(n % 24),
  startMs: 4_000 + ((n * 37_000) % 700_000),
  quote: said[n % said.length]!,
})
const examples = (n: number) => [example(n), example(n + 5), example(n + 11)]

type Row = [id: string, mean: number, sd: number, othersMean: number, othersSd: number]

/** Mean and deviation of the creator's videos; mean and deviation of other creators. */
const rows: Row[] = [
  ['so', 2.1, 0.42, 1.17, 0.5],
  ['questions', 1.12, 0.28, 0.4, 0.2],
  ['you-know', 0.62, 0.2, 0.18, 0.16],
  ['like', 0.44, 0.15, 0.68, 0.4],
  ['hedges', 1.52, 0.3, 0.99, 0.28],
  ['boosters', 0.71, 0.22, 1.28, 0.5],
  ['sort-of', 0.03, 0.04, 0.04, 0.07],
  ['i-mean', 0.11, 0.08, 0.1, 0.08],
  ['analogies', 0.48, 0.14, 0.21, 0.12],
  ['i', 1.42, 0.5, 2.98, 1.7],
  ['you', 4.1, 0.7, 2.29, 1],
  ['we', 1.9, 0.5, 1.51, 0.8],
  ['opens-so', 0.31, 0.06, 0.12, 0.06],
  ['opens-and', 0.17, 0.04, 0.14, 0.05],
  ['opens-but', 0.08, 0.03, 0.06, 0.03],
  ['turns', 0.44, 0.06, 0.37, 0.07],
  ['unit-length', 13.4, 1.6, 17.1, 2.6],
  ['unit-spread', 8.9, 1.1, 9.4, 1.8],
  ['short-units', 0.29, 0.05, 0.13, 0.05],
  ['long-units', 0.05, 0.03, 0.1, 0.05],
  ['unit-echo', 0.06, 0.09, 0.11, 0.08],
  ['burstiness', -0.2, 0.06, -0.29, 0.07],
  ['contractions', 5.8, 0.8, 3.69, 1.2],
  ['letters', 4.18, 0.08, 4.35, 0.2],
  ['syllables', 1.36, 0.03, 1.42, 0.06],
  ['the', 4.6, 0.5, 4.1, 0.7],
  ['of', 1.84, 0.3, 2.01, 0.5],
  ['mtld', 78.2, 11, 84.5, 18],
  ['hdd', 0.842, 0.011, 0.85, 0.02],
  ['mattr', 0.791, 0.014, 0.8, 0.02],
  ['local-pace', 191, 7, 176, 10],
  ['pace', 168, 12, 161, 20],
  ['pauses', 4.2, 0.7, 3.9, 1.1],
  ['pause-length', 0.74, 0.12, 0.66, 0.2],
]
const guessed = new Set(['unit-length', 'unit-spread', 'short-units', 'long-units', 'pause-length', 'pauses'])

const round = (n: number) => Number(n.toFixed(4))
const held = (unit: Trait['unit'], n: number) =>
  round(unit === 'share' ? Math.min(1, Math.max(0, n)) : unit === 'score' ? n : Math.max(0, n))

const traitOf = (row: Row, n: number, videos: number, words: number): Trait => {
  const [traitId, mean, sd, othersMean, othersSd] = row
  const { group, label, unit } = traitKinds[traitId]!
  const roll = dice(n + 1)
  const perVideo = Array.from({ length: videos }, (_, at) => ({
    videoId: sampleVideoId(at),
    value: held(unit, mean + sd * bell(roll)),
  }))
  const others = Array.from({ length: 17 }, () => held(unit, othersMean + othersSd * bell(roll))).sort(
    (a, b) => a - b,
  )
  const sorted = perVideo.map(({ value }) => value).sort((a, b) => a - b)
  const value = round(perVideo.reduce((sum, each) => sum + each.value, 0) / Math.max(1, videos))
  return {
    id: traitId,
    group,
    label,
    unit,
    value,
    spread: {
      sd,
      p10: sorted[Math.floor(videos * 0.1)] ?? value,
      p90: sorted[Math.min(videos - 1, Math.floor(videos * 0.9))] ?? value,
    },
    sample: { videos, words },
    perVideo,
    others,
    z: round((value - othersMean) / othersSd),
    estimated: guessed.has(traitId),
    examples: examples(n),
  }
}

const video = (n: number): ProfiledVideo => {
  const roll = dice(1_000 + n)
  const minutes = 6 + (n % 9)
  return {
    videoId: sampleVideoId(n),
    title: `${titles[n % titles.length]}${n < titles.length ? '' : ` (${Math.floor(n / titles.length) + 1})`}`,
    published: `${2026 - Math.floor(n / 5)}-0${1 + (n % 9)}-11T10:00:00.000Z`,
    words: minutes * 168,
    durationMs: minutes * 60_000,
    units: Array.from({ length: minutes * 12 }, () =>
      roll() < 0.24 ? 1 + Math.floor(roll() * 5) : 5 + Math.floor((roll() + roll()) * 13),
    ),
    unitKind: 'sentences',
    pace: Array.from({ length: minutes * 4 }, (_, at) => ({
      ms: at * 15_000,
      wpm: Math.round(188 + 22 * Math.sin(at / 5 + n) + 12 * bell(roll)),
    })),
    ownScore: round(2.4 + 0.5 * bell(roll)),
    doubts: n === 6 ? ['Two speakers? The words change hands often between 4:10 and 9:30.'] : [],
  }
}

const phrase = (
  text: string,
  count: number,
  videos: number,
  topical: boolean,
  n: number,
): SignaturePhrase => ({
  text,
  count,
  videos,
  per1000: round(count / 40),
  capPer1000: round(count / 26),
  z: round(6 + count / 20),
  g2: round(60 + count * 2.1),
  logRatio: round(2 + (n % 5) * 0.6),
  topical,
  examples: examples(n),
})

const phrases: SignaturePhrase[] = [
  phrase('kind of the whole', 41, 17, false, 1),
  phrase('which is weird', 33, 19, false, 2),
  phrase('here is the thing', 30, 16, false, 3),
  phrase('let us look at', 58, 21, false, 4),
  phrase('it turns out that', 47, 20, false, 5),
  phrase('you know', 249, 24, false, 6),
  phrase('and that is why', 26, 15, false, 7),
  phrase('while we stand here', 14, 9, false, 8),
  phrase('right because', 22, 13, false, 9),
  phrase('storm drain', 96, 14, true, 10),
  phrase('rain gauge', 71, 9, true, 11),
  phrase('hundred year flood', 28, 8, true, 12),
]

const habit = (text: string, videos: number, n: number, all = 24): StructureHabit => ({
  text,
  videos,
  share: round(videos / all),
  examples: examples(n),
})

const words = 40_320

const passage = (role: VoicePassage['role'], n: number): VoicePassage => ({
  role,
  videoId: sampleVideoId(n),
  startMs: 30_000 * n,
  text: Array.from({ length: 10 }, (_, at) => said[(n + at) % said.length]).join(' '),
  words: 152,
})

/** A profile as it is measured from 24 videos of the invented creator. */
export const sampleProfile = (over: Partial<VoiceProfile> = {}): VoiceProfile => ({
  format: 1,
  language: 'en',
  readiness: 'ready',
  words,
  measuredAt: new Date(present - 2 * 3_600_000).toISOString(),
  videos: Array.from({ length: 24 }, (_, n) => video(n)),
  leftOut: [
    { videoId: sampleVideoId(31), title: 'One minute of rain', why: 'Too short: 38 words.' },
    {
      videoId: sampleVideoId(32),
      title: 'The drain song',
      why: 'Sung, or not speech: most of its captions are music.',
    },
  ],
  traits: rows.map((row, n) => traitOf(row, n, 24, words)),
  phrases,
  hooks: [habit('question', 17, 1), habit('story', 4, 2), habit('number', 2, 3), habit('claim', 1, 4)],
  openers: [habit('so why does', 11, 5), habit('okay so', 5, 6), habit('imagine', 3, 7)],
  transitions: [
    { ...habit('so', 24, 8), share: 0.31 },
    { ...habit('and then', 19, 9), share: 0.09 },
    { ...habit('okay so', 17, 10), share: 0.05 },
    { ...habit('but here is the thing', 12, 11), share: 0.02 },
  ],
  closers: [habit('and that is why', 12, 12), habit('see you down there', 9, 13)],
  avoid: [
    { text: 'in this video', modelsPer1000: 1.92, yoursPer1000: 0.05 },
    { text: 'it’s not just', modelsPer1000: 1.31, yoursPer1000: 0 },
    { text: 'crucial', modelsPer1000: 0.84, yoursPer1000: 0.02 },
    { text: 'let’s dive in', modelsPer1000: 0.72, yoursPer1000: 0 },
    { text: 'moreover', modelsPer1000: 0.55, yoursPer1000: 0 },
    { text: 'at the end of the day', modelsPer1000: 0.41, yoursPer1000: 0.03 },
  ],
  passages: [passage('opening', 1), passage('explanation', 2), passage('transition', 3), passage('close', 4)],
  model: {
    format: 1,
    background: 'sample',
    words,
    videos: 24,
    counts: [],
    bands: [100, 250, 500, 1000].map(words => ({
      words,
      own: { p10: 1.2, p50: 2.4, p90: 3.3 },
      others: { p10: -1.2, p50: 0, p90: 1.1 },
      models: { p10: -2.6, p50: -1.4, p90: 0.3 },
    })),
    prints: '',
  },
  missing: ['Your captions hide “um” and “uh”: fillers are not measured.'],
  ...over,
})

/** The same creator with fewer videos. */
export const profileOfVideos = (videos: number, over: Partial<VoiceProfile> = {}): VoiceProfile => {
  const whole = sampleProfile()
  // As often of few videos as of all of them.
  const fewer = <Habit extends { videos: number }>(habits: readonly Habit[]) =>
    habits
      .map(each => ({ ...each, videos: Math.round((each.videos * videos) / whole.videos.length) }))
      .filter(each => each.videos > 0)
  const kept = whole.videos.slice(0, videos)
  const all = kept.reduce((sum, each) => sum + each.words, 0)
  return {
    ...whole,
    readiness: videos < 3 ? 'too_little' : videos < 5 ? 'provisional' : 'ready',
    words: all,
    videos: kept,
    leftOut: [],
    traits: videos ? rows.map((row, n) => traitOf(row, n, videos, all)) : [],
    phrases: whole.phrases.slice(0, 4).map(each => ({ ...each, videos: Math.min(each.videos, videos) })),
    hooks: fewer(whole.hooks),
    openers: fewer(whole.openers),
    closers: fewer(whole.closers),
    ...over,
  }
}

export const sampleVoice = (n = 1, over: Partial<Voice> = {}): Voice => ({
  id: id(700 + n),
  name: 'Water under the street',
  channelId: 'UCaaaaaaaaaaaaaaaaaaaaaa',
  kind: 'main',
  language: null,
  videos: Array.from({ length: 26 }, (_, at) => ({
    videoId: sampleVideoId(at < 24 ? at : at + 7),
    cuts: at === 6 ? [{ startMs: 12_000, endMs: 24_000, why: 'sponsor' as const }] : [],
  })),
  readiness: 'ready',
  version: 3,
  stale: false,
  runId: null,
  createdAt: new Date(present - 90 * 86_400_000).toISOString(),
  updatedAt: new Date(present - 2 * 3_600_000).toISOString(),
  ...over,
})

export const sampleVersion = (over: Partial<VoiceVersion> = {}): VoiceVersion => {
  const profile = over.profile ?? sampleProfile()
  return {
    voiceId: id(701),
    version: 3,
    at: profile.measuredAt,
    cause: 'measured',
    says: 'Measured anew: 24 videos, 40,320 words',
    readiness: profile.readiness,
    edits: [],
    ...over,
    profile,
  }
}

/** The words of a video with a sponsor read and a guest in it. */
export const ownTalk: Transcript = {
  language: 'en',
  kind: 'auto',
  segments: [
    ...Array.from({ length: 24 }, (_, n) => said[n % said.length]!),
    'This video is sponsored by Pipewright, the notebook for people who think in drawings.',
    'Go to pipewright dot example slash water and use my code WATER for twenty percent off your first year.',
    'That is pipewright dot example slash water, the link is in the description.',
    ...Array.from({ length: 18 }, (_, n) => said[(n + 3) % said.length]!),
    '>> I think you have to look at it from the side of the city that has to pay for it.',
    '>> Right, and nobody wants to dig up the same street twice, that is what I tell them each year.',
    '>> So what do you tell them?',
    ...Array.from({ length: 12 }, (_, n) => said[(n + 1) % said.length]!),
  ].map((text, n) => ({ startMs: n * 6_000, endMs: n * 6_000 + 5_600, text })),
}
