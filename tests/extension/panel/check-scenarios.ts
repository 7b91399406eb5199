import type { ScriptState } from '../../../core/contract/script.ts'
import type { SearchHit } from '../../../core/contract/search.ts'
import { type BeatSaid, scriptOf } from '../../support/script.ts'
import { noDecisions, oneWay, way } from './fake-decisions.ts'
import { copiedLine, fakeReading } from './fake-meter.ts'
import { noScript, type ScriptSetting } from './fake-script.ts'
import { noSearch } from './fake-search.ts'
import { voiceShown } from './fake-voice.ts'
import { type Setting, settings } from './fake-world.ts'
import { findings } from './research-samples.ts'
import { cite, hour, id, present, server, three, withModel } from './samples.ts'
import { hit } from './search-scenarios.ts'
import { profileOfVideos, sampleVersion, sampleVoice } from './voice-samples.ts'

const base = settings().work
const online = { state: 'online', server, capabilities: withModel } as const
const away = { state: 'offline', server, since: present - hour } as const
const [film, paper] = three as [(typeof three)[0], (typeof three)[0]]

/** Ids that can be told apart by eye: sentences from 6000, beats from 5000, changes from 7000. */
function idOf(place: string): string {
  const [kind, beat, sentence = '0'] = place.split('-')
  const from = kind === 's' ? 6_000 : kind === 'beat' ? 5_000 : kind === 'put' ? 7_000 : 8_000
  return id(from + Number(beat) * 100 + Number(sentence))
}
const scriptWith = (beats: BeatSaid[]): ScriptState => scriptOf(beats, idOf)

const doubles = 'A tenth more paved area about doubles the peak of a small catchment'
const flooding: BeatSaid[] = [
  {
    title: 'The street that floods in June',
    kind: 'hook',
    says: [
      {
        text: 'You walk over forty drains on your way to work.',
        standing: 'open',
        why: 'None of your sources gives this number.',
      },
      { text: 'Each of them decides about your basement.' },
      {
        text: 'And nobody ever asked the street.',
        standing: 'open',
        why: 'The quote that was given for it stands in none of your sources.',
        origin: 'model',
      },
    ],
  },
  {
    title: 'What paving does',
    says: [
      { text: `${doubles}.`, citations: [cite(paper, doubles)] },
      {
        text: 'The peak goes up by about a third.',
        citations: [cite(film, 'goes up by about a third', 434_000)],
      },
      {
        text: 'And if you think that this is because the pipes were laid too small by somebody who did not know better and could not be bothered to come back and measure again then you are wrong.',
      },
    ],
  },
  { title: 'A word from who pays for this', kind: 'sponsor', says: [] },
]
const calm: BeatSaid[] = [
  {
    title: 'The street that floods in June',
    kind: 'hook',
    says: [
      { text: 'I stood in it up to my knees.', standing: 'own_knowledge' },
      { text: 'It is not the rain.' },
    ],
  },
]
const voiced: BeatSaid[] = [
  ...calm,
  {
    title: 'What nobody tells you',
    says: [
      { text: `${copiedLine}.` },
      {
        text: Array.from(
          { length: 12 },
          () => 'moreover the crucial landscape of this realm will ultimately delve into more',
        ).join(', '),
      },
    ],
  },
]
const hard: BeatSaid[] = [
  {
    title: 'למה הרחוב שלך מוצף בכל פעם שיורד גשם: המדריך השלם לניקוז עירוני',
    kind: 'hook',
    says: [
      { text: 'המים יורדים לרחוב ואין להם לאן ללכת.', standing: 'open', why: 'אין לזה מקור.' },
      { text: `https://example.org/${'averyverylongpathwithoutanybreak'.repeat(6)}`, standing: 'open' },
      { text: '<b>No markup</b> & [no link](javascript:alert(1))', standing: 'open', why: '<img src=x>' },
      ...Array.from({ length: 40 }, (_, n) => ({
        text: `Sentence ${n + 1} is open too.`,
        standing: 'open' as const,
      })),
    ],
  },
]

/** Other words, as a model would offer them. */
const rewritten: ScriptSetting['rewrite'] = (sentenceIds, how, wish, { sentences }) => ({
  ...{ id: id(860), branchId: id(901), sentenceIds, how, wish },
  method: { by: 'model', name: 'gpt-5-mini', promptVersion: 'rewrite-1', dropped: 0 },
  changes: sentenceIds.map((sentenceId, at) => {
    const { text, revision, ledger } = sentences[sentenceId]!
    const becomes =
      at === 0
        ? [
            { text: 'You think the pipes are too small.', ledger },
            { text: 'They are not.', ledger },
          ]
        : [{ text: 'Short.', ledger }]
    return {
      sentenceId,
      was: text,
      base: revision,
      becomes,
      marks: at === 0 ? ['It leaves out who laid them.'] : [],
    }
  }),
  before: { meter: null, own: null, second: null },
  after: { meter: null, own: null, second: null },
  notes: ['Made without your voice: none is measured.'],
  createdAt: new Date(present).toISOString(),
})

const beat = { purpose: '', seconds: 60, evidence: [] }
const outline = {
  ...{ id: id(942), how: 'taken' as const, optionIds: [], projectId: id(101), branchId: id(901) },
  at: new Date(present - hour).toISOString(),
  content: {
    gate: 'outline' as const,
    outline: {
      title: 'Three beats',
      beats: [
        { ...beat, kind: 'hook' as const, title: 'The street' },
        { ...beat, kind: 'sponsor' as const, title: 'A word from who pays for this' },
      ],
    },
  },
}

const passage = 'a ten per cent rise in paved area roughly doubles the peak flow of a small catchment'
/** A source's words, the same in another project, words that are not there any more, and the creator's own video. */
const searched = [
  hit(paper, passage),
  { ...hit(film, passage), place: { ...hit(film, passage).place, projectId: id(199) } } as SearchHit,
  hit(paper, 'Words that the page had once', { ord: 9 }),
  {
    ...hit(film, 'so the peak is what breaks the pipe'),
    place: {
      ...{ of: 'channel' as const, title: 'Concrete is not the enemy', published: '2024-11-08' },
      ...{ channelId: 'UCownchannel0000000000aa', videoId: 'own_video_1' },
    },
  },
]

const checked = (beats: BeatSaid[] | null, over: Partial<Setting> = {}, sponsored = false): Setting => {
  const ways = oneWay(way(1, 'First way', { outline: sponsored ? outline : null }))
  return settings({
    work: { ...base, sources: three, findings },
    connection: online,
    checks: { going: null, finds: {}, lookedAt: new Date(present - hour).toISOString() },
    decisions: {
      ...noDecisions,
      decisions: {
        ...noDecisions.decisions,
        ways: { ...ways, plan: { targetSeconds: beats === calm ? 0 : 60, voiceId: null } },
      },
    },
    search: { ...noSearch, answer: () => ({ hits: searched, meaning: null }) },
    script: { ...noScript, state: beats && scriptWith(beats), rewrite: rewritten },
    ...over,
  })
}

const twice = scriptWith(calm)
const [first] = Object.values(twice.sentences)
/** Two devices wrote the first sentence at the same time. */
const undecided: ScriptState = {
  ...twice,
  sentences: {
    ...twice.sentences,
    [id(6_050)]: {
      ...first!,
      id: id(6_050),
      rank: `${first!.rank}V`,
      text: 'I stood in it up to my waist.',
      beside: first!.id,
    },
  },
}

const profile = profileOfVideos(24)
const voice = voiceShown(
  sampleVoice(1, { readiness: profile.readiness }),
  sampleVersion({ profile, readiness: profile.readiness }),
  {
    reading: fakeReading,
  },
)

/** The page before export in each of its states. */
export const checkScenarios: Record<string, () => Setting> = {
  'check-loading': () => checked(null),
  'check-none': () => checked([]),
  'check-many': () =>
    checked(
      flooding,
      {
        checks: {
          going: null,
          finds: {
            [film.id]: { state: 'gone', detail: 'The video was taken down.' },
            [paper.id]: { state: 'changed', detail: 'Two of eleven sentences are others.' },
          },
          lookedAt: new Date(present - hour).toISOString(),
        },
      },
      true,
    ),
  'check-unlooked': () => checked(flooding, { checks: { going: null, finds: {}, lookedAt: null } }),
  'check-clean': () => checked(calm, { voice }),
  'check-voiced': () => checked(voiced, { voice }),
  'check-undecided': () => checked(calm, { script: { ...noScript, state: undecided, rewrite: rewritten } }),
  'check-offline': () => checked(flooding, { connection: away }),
  'check-hard': () => checked(hard),
  'check-rewrite-slow': () =>
    checked(flooding, { script: { ...noScript, state: scriptWith(flooding), rewrite: null } }),
}

/** Scenarios that are looked at on the page before export. */
export const onCheck = new Set(Object.keys(checkScenarios))
