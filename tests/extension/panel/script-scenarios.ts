import type { Branch } from '../../../core/contract/decision.ts'
import { emptyScript } from '../../../core/script/apply.ts'
import { noDecisions, oneWay, way } from './fake-decisions.ts'
import { fakeReading } from './fake-meter.ts'
import { noScript, type ScriptSetting } from './fake-script.ts'
import { noSearch } from './fake-search.ts'
import { voiceShown } from './fake-voice.ts'
import { type Setting, settings } from './fake-world.ts'
import { hour, id, present, run, server, three, withModel } from './samples.ts'
import {
  beatId,
  drafts,
  flooding,
  long,
  rewritten,
  rule,
  script,
  sentenceId,
  strange,
} from './script-samples.ts'
import { hit } from './search-scenarios.ts'
import { profileOfVideos, sampleVersion, sampleVoice } from './voice-samples.ts'

const base = settings().work
const online = { state: 'online', server, capabilities: withModel } as const
const away = { state: 'offline', server, since: present - hour } as const

const decided = (n: number) => ({
  id: id(940 + n),
  how: 'taken' as const,
  optionIds: [],
  projectId: id(101),
  branchId: id(901),
  at: new Date(present - hour).toISOString(),
})
const angle: Branch['angle'] = {
  ...decided(1),
  content: {
    gate: 'angle',
    angle: { title: 'Look down', promise: '', audience: '', fresh: '', titles: [], own: [] },
  },
}
const outline: Branch['outline'] = {
  ...decided(2),
  content: {
    gate: 'outline',
    outline: {
      title: 'Four beats',
      beats: [{ kind: 'hook', title: 'The street', purpose: '', seconds: 20, evidence: [] }],
    },
  },
}
const hook: Branch['hook'] = {
  ...decided(3),
  content: {
    gate: 'hook',
    hook: {
      kind: 'scene',
      sentences: [
        { text: 'You walk over forty drains.', ledger: { standing: 'open', citations: [], why: '' } },
      ],
    },
  },
}

const all = { angle, outline, hook }

const passage = 'a ten per cent rise in paved area roughly doubles the peak flow of a small catchment'

const withScript = (
  given: Partial<ScriptSetting>,
  over: Partial<Setting> = {},
  branch: Partial<Branch> = all,
): Setting => {
  const profile = profileOfVideos(24)
  const { readiness } = profile
  return settings({
    work: { ...base, sources: three },
    connection: online,
    search: { ...noSearch, answer: () => ({ hits: [hit(three[1]!, passage)], meaning: null }) },
    decisions: {
      ...noDecisions,
      decisions: { ...noDecisions.decisions, ways: oneWay(way(1, 'First way', branch)) },
    },
    voice: voiceShown(sampleVoice(1, { readiness }), sampleVersion({ profile, readiness }), {
      reading: fakeReading,
    }),
    script: { ...noScript, state: flooding, drafts, rewrite: rewritten, ...given },
    ...over,
  })
}

const drawing = (changes: Parameters<typeof run>[1] = {}) =>
  run(54, {
    state: 'running',
    progress: { done: 2, total: 4, label: 'Drafting beat 3 of 4' },
    createdAt: new Date(present).toISOString(),
    ...changes,
  })
const away3 = {
  state: 'offline',
  waiting: 3,
  failure: null,
} as const

/** Two devices wrote the first sentence. */
const twice = () => {
  const { sentences } = flooding
  const one = sentences[sentenceId(1)]!
  const other = {
    ...one,
    id: sentenceId(90),
    rank: `${one.rank}V`,
    text: 'You walk over forty-one drains on your way to the bus.',
    origin: 'creator' as const,
    beside: one.id,
  }
  return { ...flooding, sentences: { ...sentences, [other.id]: other } }
}

/** The stage of the script in each of its states. */
export const scriptScenarios: Record<string, () => Setting> = {
  script: () => withScript({}),
  'script-loading': () => withScript({ state: null }),
  'script-no-angle': () => withScript({ state: emptyScript() }, {}, {}),
  'script-no-outline': () => withScript({ state: emptyScript() }, {}, { angle }),
  'script-empty': () => withScript({ state: emptyScript() }),
  'script-beats-only': () =>
    withScript({
      state: script([
        {
          title: 'The street that floods in June',
          kind: 'hook',
          purpose: 'Make them look down.',
          seconds: 20,
          lines: [],
        },
        { title: 'What paving does', kind: 'turn', seconds: 60, lines: [] },
      ]),
    }),
  'script-drafting': () =>
    withScript({
      drafting: {
        run: drawing(),
        beatId: beatId(3),
        said: 'The cheapest of the three is a grate that somebody cleans. It costs an hour a month, and',
      },
    }),
  'script-draft-failed': () =>
    withScript({
      drafting: {
        run: drawing({
          state: 'failed',
          error: {
            code: 'model_unavailable',
            message: 'api.openai.com asked us to wait (429) four times in a row. Try again in some minutes.',
            retryable: true,
          },
        }),
        beatId: null,
        said: '',
      },
    }),
  'script-offline': () => withScript({ sync: away3 }, { connection: away }),
  'script-newer': () =>
    withScript({
      held: 'It was changed in a way that this version of the extension does not know. Nothing of it is lost, and what you wrote here is kept. Update the extension, and write on.',
    }),
  'script-refused': () =>
    withScript({
      sync: {
        state: 'failed',
        waiting: 2,
        failure: {
          code: 'conflict',
          message:
            'The server does not know this script any more. Copy what you need, then open the project again.',
        },
      },
    }),
  'script-twice': () => withScript({ state: twice() }),
  'script-strange': () => withScript({ state: strange }),
  'script-long': () => withScript({ state: long(5_000, 60) }),
  'script-rule': () => withScript({ rules: [rule] }),
  'script-rewriting': () => withScript({ rewrite: null }),
  'script-fails': () =>
    withScript({}, { failure: { code: 'offline', message: 'Your server is away. Start it and try again.' } }),
  'script-no-voice': () => withScript({}, { voice: settings().voice }),
  workspace: () => withScript({}),
  'script-points': () => {
    const setting = withScript({})
    const then = script([
      {
        title: 'The street that floods in June',
        kind: 'hook',
        seconds: 20,
        lines: [
          'You walk over many drains on your way to work.',
          { text: 'Each of them decides about your basement.', origin: 'creator' },
          'It rained for three days.',
        ],
      },
    ])
    const at = (hours: number) => new Date(present - hours * hour).toISOString()
    return {
      ...setting,
      script: {
        ...setting.script,
        points: [
          {
            point: {
              id: id(2_801),
              branchId: id(901),
              name: 'Before the draft of “What paving does”',
              seq: 9,
              by: 'draft',
              at: at(1),
            },
            state: flooding,
          },
          {
            point: {
              id: id(2_800),
              branchId: id(901),
              name: 'Read aloud to Ines',
              seq: 4,
              by: 'creator',
              at: at(20),
            },
            state: then,
          },
        ],
      },
    }
  },
}

export const onScript = new Set(Object.keys(scriptScenarios))
