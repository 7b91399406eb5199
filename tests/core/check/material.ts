import { type CheckInput, checkScript } from '../../../core/check/check-script.ts'
import type { CheckedSource } from '../../../core/check/cited-sources.ts'
import type { CheckKind } from '../../../core/contract/check.ts'
import type { Claim, Evidence, Findings } from '../../../core/contract/findings.ts'
import type { SpeakingPace } from '../../../core/script/timing.ts'
import { type BeatSaid, citation, scriptOf } from '../../support/script.ts'

export const now = Date.parse('2026-11-20T12:00:00.000Z')
export const pace: SpeakingPace = { speech: 150, overall: 150, pauseMs: 0, breathWords: 20, from: 'measured' }
export const sourceId = '0192f000-0000-7000-8000-000000000001'

/** A source that was looked at an hour ago and says the same. */
export const source = (over: Partial<CheckedSource> = {}): CheckedSource => ({
  id: sourceId,
  kind: 'article',
  title: 'Urban runoff',
  url: 'https://example.org/a',
  author: 'Ines Okafor',
  site: 'Journal of City Water',
  contentHash: 'a'.repeat(64),
  check: {
    state: 'same',
    detail: '',
    at: new Date(now - 3_600_000).toISOString(),
    contentHash: 'a'.repeat(64),
  },
  text: null,
  ...over,
})

export const quote = (exact: string, over: Parameters<typeof citation>[0] = {}) =>
  citation({ sourceTitle: 'Urban runoff', anchor: { exact, prefix: '', suffix: '' }, ...over })

/** Findings over a script, as the tests say it: only what is told of it differs from one without fault. */
export function check(beats: BeatSaid[], over: Partial<CheckInput> = {}) {
  const { findings } = checkScript({
    state: scriptOf(beats),
    pace,
    targetSeconds: 0,
    outline: null,
    sources: [source()],
    findings: null,
    read: null,
    now,
    ...over,
  })
  return findings
}

export const ofKind = (findings: ReturnType<typeof check>, kind: CheckKind) =>
  findings.filter(each => each.kind === kind)

export const evidence = (over: Partial<Evidence> = {}): Evidence => ({
  ...quote('a third runs off'),
  who: 'Ines Okafor',
  when: null,
  tier: 'primary',
  ...over,
})

export const claims = (...all: Partial<Claim>[]): Findings => ({
  id: '0192f000-0000-7000-8000-000000000090',
  projectId: '0192f000-0000-7000-8000-000000000091',
  runId: '0192f000-0000-7000-8000-000000000092',
  createdAt: new Date(now).toISOString(),
  method: { by: 'extractive', name: 'test' },
  rough: true,
  sources: [],
  claims: all.map((own, n) => ({
    id: `0192f000-0000-7000-8000-00000000010${n}`,
    kind: 'number',
    text: 'A third runs off',
    sides: [{ says: 'a third', evidence: [evidence()] }],
    parts: null,
    singleSource: false,
    own: [],
    ...own,
  })),
  gapMap: null,
  questions: [],
  notes: [],
})

export const words = (count: number, of = 'w') =>
  Array.from({ length: count }, (_, n) => `${of}${'abcdefghij'[n % 10]}${n}`).join(' ')
