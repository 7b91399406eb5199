import { type Setting, settings } from './fake-world.ts'
import { emptyFindings, findings, hardFindings, research, roughFindings } from './research-samples.ts'
import { hour, present, run, server, source, withModel } from './samples.ts'

const base = settings().work
const online = { state: 'online', server, capabilities: withModel } as const
const away = { state: 'offline', server, since: present - hour } as const
const shown = (work: Partial<Setting['work']>, over: Partial<Setting> = {}) =>
  settings({ work: { ...base, sources: research, ...work }, ...over })
const finding = (changes: Parameters<typeof run>[1] = {}) =>
  run(52, {
    kind: 'claims',
    progress: { done: 4, total: 6, label: 'Reading 5 of 6 sources' },
    createdAt: new Date(present).toISOString(),
    ...changes,
  })

/** The stage of research in each of its states. */
export const researchScenarios: Record<string, () => Setting> = {
  'research-none': () => shown({}, { connection: online }),
  'research-nothing-clipped': () => shown({ sources: [] }),
  'research-loading': () => shown({ loading: true }),
  'research-finding': () => shown({ runs: [finding()] }),
  'research-finding-again': () => shown({ runs: [finding()], findings }),
  'research-failed': () =>
    shown(
      {
        findings,
        runs: [
          finding({
            state: 'failed',
            error: {
              code: 'model_unavailable',
              message:
                'api.openai.com asked us to wait (429) four times in a row. Try again in some minutes.',
              retryable: true,
            },
          }),
        ],
      },
      { connection: online },
    ),
  research: () => shown({ findings }, { connection: online }),
  'research-rough': () => shown({ findings: roughFindings }),
  'research-stale': () =>
    shown(
      { findings, sources: [source(8, { title: 'New since then' }), ...research.slice(1)] },
      { connection: online },
    ),
  'research-offline': () => shown({ findings }, { connection: away }),
  'research-offline-none': () => shown({}, { connection: away }),
  'research-empty': () => shown({ findings: emptyFindings }),
  'research-hard': () => shown({ findings: hardFindings }, { connection: online }),
  'research-own-tiers': () =>
    shown(
      { findings },
      {
        connection: online,
        tiers: {
          own: [
            { domain: 'thewire.example.com', tier: 'doubtful', by: 'own' },
            { domain: 'youtube.com/civil sense', tier: 'edited', by: 'own' },
          ],
          failure: null,
        },
      },
    ),
  'research-tiers-fail': () =>
    shown(
      { findings },
      {
        connection: online,
        tiers: { own: [], failure: { code: 'network', message: 'The server did not answer. Try again.' } },
      },
    ),
}

/** Scenarios that are looked at on the side of research. */
export const onResearch = new Set(Object.keys(researchScenarios))
