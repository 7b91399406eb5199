import type { Branch, Offer, Outline } from '../../../core/contract/decision.ts'
import type { Run } from '../../../core/contract/run.ts'
import { limitsOfScript } from '../../../core/contract/script.ts'
import { asked, noConversation } from './fake-conversation.ts'
import { beatsOf, type DecisionsSetting, noDecisions, oneWay, way } from './fake-decisions.ts'
import { noScript, saved, scriptOf } from './fake-script.ts'
import { type Setting, settings } from './fake-world.ts'
import {
  angles,
  hardAngles,
  hooks,
  laterAngles,
  log,
  manyBeats,
  outline,
  outlines,
  roughAngles,
  secondWay,
  withAngle,
  withHook,
  withOutline,
} from './gate-samples.ts'
import { findings, research } from './research-samples.ts'
import { capabilities, hour, id, present, run, server, withModel } from './samples.ts'
import { estimate, proposal } from './talk-scenarios.ts'

const base = settings().work
const online = { state: 'online', server, capabilities: withModel } as const
const bare = { state: 'online', server, capabilities } as const
const away = { state: 'offline', server, since: present - hour } as const

const shown = (
  branch: Branch,
  offers: Offer[],
  over: Partial<Setting> = {},
  decisions: Partial<DecisionsSetting> = {},
): Setting =>
  settings({
    connection: online,
    estimate: estimate(),
    work: { ...base, sources: research, findings, ...over.work },
    decisions: {
      ...noDecisions,
      decisions: { state: 'there', ways: oneWay(branch), offers, failure: null },
      ...decisions,
    },
    ...over,
  })
const going = (kind: 'angle' | 'outline' | 'hook', changes: Partial<Run> = {}) =>
  run(53, {
    kind,
    progress: { done: 1, total: 3, label: 'Holding the second against your own videos' },
    createdAt: new Date(present).toISOString(),
    ...changes,
  })
const work = (changes: Partial<Setting['work']>) => ({ ...base, sources: research, findings, ...changes })
const failed = {
  code: 'model_unavailable',
  message: 'api.openai.com asked us to wait (429) four times in a row. Try again in some minutes.',
  retryable: true,
}
const scripted = (of: Outline) => ({ ...noScript, state: scriptOf(beatsOf(of)) })
const begun = { script: scripted(outline) }
const first = way(1, 'First way')
const planned = (targetSeconds: number, branch: Branch) => ({
  decisions: {
    state: 'there' as const,
    ways: { ...oneWay(branch), plan: { targetSeconds, voiceId: null } },
    offers: [outlines],
    failure: null,
  },
})

export const angleScenarios: Record<string, () => Setting> = {
  'angle-none': () => shown(first, []),
  'angle-no-model': () => shown(first, [], { connection: bare, estimate: null }),
  'angle-no-findings': () => shown(first, [], { work: work({ findings: null }) }),
  'angle-nothing-clipped': () => shown(first, [], { work: { ...base } }),
  'angle-loading': () =>
    shown(first, [], {}, { decisions: { state: 'loading', ways: null, offers: [], failure: null } }),
  'angle-going': () => shown(first, [], { work: work({ runs: [going('angle')] }) }),
  'angle-failed': () =>
    shown(first, [], { work: work({ runs: [going('angle', { state: 'failed', error: failed })] }) }),
  angle: () => shown(first, [angles]),
  'angle-rough': () => shown(first, [roughAngles], { connection: bare, estimate: null }),
  'angle-older': () => shown(first, [laterAngles, angles]),
  'angle-talk': () =>
    shown(first, [], {
      talk: {
        ...noConversation,
        conversation: {
          ...noConversation.conversation,
          turns: [
            asked(1, 'Propose an angle', {
              state: 'done',
              proposals: [
                proposal({ state: 'accepted' }),
                proposal({ id: id(761), title: 'Refused', state: 'refused' }),
              ],
            }),
          ],
        },
      },
    }),
  'angle-decided': () => shown(withAngle, [angles]),
  'angle-hard': () => shown(first, [hardAngles]),
  'angle-offline': () => shown(withAngle, [angles], { connection: away }),
  'angle-offline-none': () => shown(first, [], { connection: away }),
  'angle-stale': () =>
    shown(
      withAngle,
      [angles],
      {},
      {
        decisions: {
          state: 'failed',
          ways: oneWay(withAngle),
          offers: [angles],
          failure: { code: 'network', message: 'The server did not answer.' },
        },
      },
    ),
  'angle-ways': () =>
    shown(
      withHook,
      [angles],
      {},
      {
        decisions: {
          state: 'there',
          ways: {
            branches: [withHook, secondWay],
            openId: withHook.id,
            plan: { targetSeconds: 480, voiceId: null },
          },
          offers: [angles],
          failure: null,
        },
        log,
        scripts: {
          [withHook.id]: scriptOf(beatsOf(outline)),
          [secondWay.id]: scriptOf(beatsOf({ ...outline, beats: outline.beats.slice(0, 3) })),
        },
      },
    ),
}

export const outlineScenarios: Record<string, () => Setting> = {
  'outline-missing': () => shown(first, []),
  'outline-none': () => shown(withAngle, []),
  'outline-going': () => shown(withAngle, [], { work: work({ runs: [going('outline')] }) }),
  outline: () => shown(withAngle, [outlines]),
  'outline-decided': () => shown(withOutline, [outlines], { script: scripted(outline) }),
  'outline-empty': () => shown(withOutline, [outlines], { script: scripted({ ...outline, beats: [] }) }),
  'outline-many': () =>
    shown(withOutline, [outlines], { script: scripted({ ...outline, beats: manyBeats(80) }) }),
  'outline-full': () =>
    shown(withOutline, [outlines], {
      script: scripted({ ...outline, beats: manyBeats(limitsOfScript.beats) }),
    }),
  'outline-no-target': () => shown(withOutline, [], { script: scripted(outline) }, planned(0, withOutline)),
  'outline-short': () => shown(withOutline, [], { script: scripted(outline) }, planned(20, withOutline)),
  'outline-offline': () =>
    shown(withOutline, [outlines], {
      connection: away,
      script: { ...scripted(outline), sync: { ...saved, state: 'offline', waiting: 2 } },
    }),
  'outline-coming': () =>
    shown(withOutline, [outlines], {
      script: { ...scripted({ ...outline, beats: [] }), sync: { ...saved, state: 'loading' } },
    }),
}

/** The hook's gate, where the script begins. */
export const hookScenarios: Record<string, () => Setting> = {
  'hook-missing': () => shown(first, []),
  'hook-missing-outline': () => shown(withAngle, []),
  'hook-none': () => shown(withOutline, [], begun),
  'hook-going': () => shown(withOutline, [], { ...begun, work: work({ runs: [going('hook')] }) }),
  hook: () => shown(withOutline, [hooks], begun),
  'hook-decided': () => shown(withHook, [hooks], begun),
  'hook-offline': () => shown(withOutline, [hooks], { ...begun, connection: away }),
}

export const onAngle = new Set(Object.keys(angleScenarios))
export const onOutline = new Set(Object.keys(outlineScenarios))
export const onHook = new Set(Object.keys(hookScenarios))
