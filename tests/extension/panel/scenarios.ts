import type { Source } from '../../../core/contract/source.ts'
import { pdfFailures } from '../../../extension/capture/pdf/pdf-failures.ts'
import { channelScenarios } from './channel-scenarios.ts'
import { checkScenarios } from './check-scenarios.ts'
import { knownServer, oneServer } from './fake-servers.ts'
import { clippedTabs, clipping, noTabs } from './fake-tabs.ts'
import { article, type Setting, settings } from './fake-world.ts'
import { angleScenarios, hookScenarios, outlineScenarios } from './gate-scenarios.ts'
import { meterScenarios } from './meter-scenarios.ts'
import { receiptScenarios } from './receipt-scenarios.ts'
import { researchScenarios } from './research-scenarios.ts'
import {
  extractive,
  hour,
  id,
  moment,
  pdf,
  present,
  project,
  rich,
  run,
  selection,
  server,
  source,
  three,
  video,
  withModel,
  wordless,
  written,
} from './samples.ts'
import { scriptScenarios } from './script-scenarios.ts'
import { searchScenarios } from './search-scenarios.ts'
import { serverScenarios } from './server-scenarios.ts'
import { steeringScenarios } from './steering-scenarios.ts'
import { studioScenarios } from './studio-scenarios.ts'
import { talkScenarios } from './talk-scenarios.ts'
import { voiceScenarios } from './voice-scenarios.ts'

const base = settings().work
const watch = {
  ...article,
  url: 'https://www.youtube.com/watch?v=sponge_city&t=30s',
  title: 'Sponge cities, explained by an engineer',
  kind: 'video',
} as const
const manyTabs = [
  { which: 'window', count: 12 },
  { which: 'group', count: 4 },
  { which: 'selected', count: 3 },
] as const
const fresh = { connected: false, clipped: false, dismissed: false }
const hebrew = 'למה הרחוב שלך מוצף בכל פעם שיורד גשם: המדריך השלם לניקוז עירוני'
const endless =
  'The complete and unabridged account of how a drainage system that was built for another century came to serve a city of four million people, part one'
const unbroken = `https://example.org/${'averyverylongpathwithoutanybreak'.repeat(6)}`

const many = Array.from({ length: 200 }, (_, n) =>
  n % 3 === 0
    ? video(1000 + n, { title: `Field recording ${n + 1}: water under the street`, videoId: null })
    : source(1000 + n, { title: `Paper ${n + 1}: what a gauge can and cannot say` }),
)

const longBrief = {
  ...extractive,
  themes: Array.from({ length: 9 }, (_, n) => ({
    title: `${n + 1}. ${extractive.themes[n % 2]!.title}`,
    statements: Array.from({ length: 4 }, (_, k) => extractive.themes[n % 2]!.statements[k % 2]!),
  })),
}

const onTheWay = (): Source[] => [
  source(4, { title: 'Still being read in', state: 'ingesting', passages: 0 }),
  source(5, {
    title: 'A page that could not be read in',
    state: 'failed',
    passages: 0,
    error: 'Its text is in an encoding that we could not read. Clip it again from the page.',
  }),
  source(6, { title: 'Saved while the server was away', state: 'stored', passages: 0 }),
  source(7, { title: 'On its way just now', state: 'stored', passages: 0 }),
  source(8, { title: 'A page of twelve million letters', state: 'stored', passages: 0 }),
]

/** Every state that the panel can be in and that somebody will look at. */
export const scenarios: Record<string, () => Setting> = {
  first: () =>
    settings({
      connection: { state: 'connecting', server },
      welcome: fresh,
      work: { ...base, projects: [project(1, 'My first video', 0)] },
    }),
  'first-no-server': () =>
    settings({
      connection: { state: 'offline', server, since: present - 60_000 },
      welcome: fresh,
      page: { state: 'forbidden', reason: 'This is a page of the browser itself.' },
      work: { ...base, projects: [project(1, 'My first video', 0)] },
    }),
  'first-clip': () =>
    settings({ welcome: { ...fresh, connected: true }, page: { state: 'unknown', tabId: 7 } }),
  'first-brief': () =>
    settings({
      welcome: { ...fresh, connected: true, clipped: true },
      work: { ...base, sources: three.slice(0, 1) },
    }),
  'tabs-open': () =>
    settings({ tabs: { ...noTabs, choices: [...manyTabs] }, work: { ...base, sources: three } }),
  'tabs-beside-nothing': () =>
    settings({
      tabs: { ...noTabs, choices: [...manyTabs] },
      page: { state: 'forbidden', reason: 'This is a page of the browser itself.' },
      work: { ...base, sources: three },
    }),
  'tabs-running': () =>
    settings({
      tabs: { ...noTabs, choices: [...manyTabs], batch: clipping() },
      work: { ...base, sources: three },
    }),
  'tabs-interrupted': () =>
    settings({
      tabs: { ...noTabs, choices: [...manyTabs], batch: { ...clipping(), state: 'interrupted' } },
      work: { ...base, sources: three },
    }),
  'tabs-done': () =>
    settings({
      tabs: { ...noTabs, choices: [...manyTabs], batch: clippedTabs() },
      work: { ...base, sources: three },
    }),
  'highlight-missing': () => settings({ missing: 1, work: { ...base, sources: three } }),
  'link-elsewhere': () =>
    settings({
      tabs: { ...noTabs, link: { tabId: 9, url: 'https://short.example/a1' } },
      work: { ...base, sources: three },
    }),
  empty: () => settings({ page: { state: 'none' } }),
  loading: () => settings({ work: { ...base, loading: true } }),
  collect: () => settings({ work: { ...base, sources: three } }),
  clipped: () => settings({ page: watch, work: { ...base, sources: three } }),
  selection: () =>
    settings({ page: { ...article, selection: true }, work: { ...base, sources: three, brief: extractive } }),
  pdf: () =>
    settings({
      page: { ...article, kind: 'pdf', title: 'stormwater-plan-2024.pdf' },
      work: { ...base, sources: three },
    }),
  'pdf-reading': () =>
    settings({
      page: { ...article, kind: 'pdf', title: 'stormwater-plan-2024.pdf' },
      clipMs: 60_000,
      pdf: { shown: { done: 38, total: 212 }, given: [] },
      work: { ...base, sources: three },
    }),
  'pdf-files': () =>
    settings({
      work: { ...base, sources: [pdf(9), ...three] },
      pdf: {
        shown: null,
        given: [
          { id: 1, name: 'stormwater-plan-2024.pdf', state: 'saved', source: pdf(9) },
          {
            id: 2,
            name: 'Rain gauges of the last hundred years, a review with many figures.pdf',
            state: 'reading',
            done: 7,
            total: 48,
          },
          { id: 3, name: 'scan0001.pdf', state: 'failed', failure: pdfFailures.scanned },
          { id: 4, name: 'minutes-of-the-council.pdf', state: 'waiting' },
        ],
      },
    }),
  checked: () =>
    settings({
      work: { ...base, sources: [pdf(9), ...three], brief: extractive },
      checks: {
        going: null,
        lookedAt: new Date(present - hour).toISOString(),
        finds: {
          [three[1]!.id]: { state: 'changed', detail: '3 of 40 sentences are not there any more.' },
          [three[0]!.id]: {
            state: 'gone',
            detail:
              'The video is not there any more. YouTube says: “This video has been removed by the uploader”',
          },
          [pdf(9).id]: {
            state: 'no_access',
            detail:
              'Ownwords may not read water.example.org. Check again and allow it, or open the page and press the toolbar icon.',
          },
        },
      },
    }),
  checking: () =>
    settings({
      work: { ...base, sources: three },
      checks: { going: { done: 1, total: 3, title: three[1]!.title }, lookedAt: null, finds: {} },
    }),
  unknown: () => settings({ page: { state: 'unknown', tabId: 7 }, shortcut: null }),
  wordless: () =>
    settings({
      page: { ...watch, url: 'https://www.youtube.com/watch?v=stormdrain1', title: wordless(9).title },
      work: { ...base, sources: [wordless(9), ...three] },
    }),
  ways: () =>
    settings({
      work: {
        ...base,
        sources: [...onTheWay(), wordless(9)],
        waiting: [
          { source: onTheWay()[2]!, state: 'waiting', why: null },
          { source: onTheWay()[3]!, state: 'sending', why: null },
          {
            source: onTheWay()[4]!,
            state: 'refused',
            why: 'It is larger than the server takes: 32 MB at most.',
          },
        ],
        runs: [
          run(4, {
            kind: 'ingest',
            sourceId: id(204),
            progress: { done: 12, total: 40, label: 'Cutting it into passages' },
          }),
        ],
      },
    }),
  offline: () =>
    settings({
      connection: { state: 'offline', server, since: present - hour },
      work: {
        ...base,
        sources: [onTheWay()[2]!, ...three],
        waiting: [{ source: onTheWay()[2]!, state: 'waiting', why: null }],
        brief: extractive,
      },
    }),
  token: () =>
    settings({
      connection: {
        state: 'needs_token',
        server: 'https://ownwords.example.org',
        refused: 'The server does not know this token.',
      },
      servers: {
        ...oneServer,
        list: [knownServer({ server: 'https://ownwords.example.org', pairing: 'token' })],
      },
      welcome: fresh,
    }),
  'first-pairs': () =>
    settings({
      connection: { state: 'needs_token', server: 'https://ownwords.example.org', refused: null },
      servers: {
        ...oneServer,
        list: [knownServer({ server: 'https://ownwords.example.org', pairing: 'code', isNew: true })],
      },
      welcome: fresh,
    }),
  missed: () =>
    settings({
      notice: {
        message: 'The page had no text that could be kept. Open the article itself and clip it again.',
        at: present - 240_000,
      },
      work: { ...base, sources: three },
    }),
  long: () =>
    settings({
      page: { ...article, title: endless, url: unbroken },
      work: {
        ...base,
        projects: [project(1, endless, 2)],
        sources: [
          source(1, { title: endless, site: 'The International Quarterly Review of Municipal Engineering' }),
          video(2, { title: unbroken }),
        ],
      },
    }),
  rtl: () =>
    settings({
      page: { ...article, title: hebrew },
      work: {
        ...base,
        projects: [project(1, hebrew, 2)],
        sources: [source(1, { title: hebrew, site: 'מים בעיר', author: 'נועה כהן' }), selection(3)],
      },
    }),
  hostile: () =>
    settings({
      page: { ...article, title: '<img src=x onerror="window.broken=1">Free pages</h2>' },
      work: {
        ...base,
        sources: [
          source(1, {
            title: '<script>window.broken=1</script><b>Bold claim</b>',
            url: 'javascript:window.broken=1',
          }),
        ],
      },
    }),
  versions: () =>
    settings({
      page: { ...article, url: three[1]!.url, title: three[1]!.title },
      work: { ...base, sources: [three[0]!, { ...three[1]!, versions: 3 }, three[2]!] },
      elsewhere: ['Sand, the quiet shortage', 'A third one'],
    }),
  twins: () =>
    settings({
      work: {
        ...base,
        sources: [
          source(-1, {
            title: 'What thirty years of gauges say about paved ground',
            site: 'The Wire',
            id: id(299),
            contentHash: 'b'.repeat(64),
          }),
          ...three.slice(0, 1),
          { ...three[1]!, contentHash: 'b'.repeat(64) },
        ],
      },
    }),
  kinds: () =>
    settings({
      work: { ...base, sources: [rich(31), pdf(32), moment(33), ...three, ...many.slice(0, 5)] },
    }),
  'low-room': () =>
    settings({
      connection: { state: 'offline', server, since: present - hour },
      room: { free: 148_000_000, waiting: 12, pressing: false },
      work: { ...base, sources: three },
    }),
  'no-room': () =>
    settings({
      room: { free: 12_000_000, waiting: 0, pressing: true },
      work: { ...base, sources: three },
    }),
  many: () => settings({ work: { ...base, sources: many } }),
  building: () => settings({ work: { ...base, sources: three, runs: [run(50)] } }),
  brief: () => settings({ work: { ...base, sources: three, brief: extractive } }),
  'brief-model': () =>
    settings({
      connection: { state: 'online', server, capabilities: withModel },
      work: { ...base, sources: [source(8, { title: 'New since the brief' }), ...three], brief: written },
    }),
  'brief-failed': () =>
    settings({
      connection: { state: 'online', server, capabilities: withModel },
      work: {
        ...base,
        sources: three,
        runs: [
          run(50, {
            state: 'failed',
            createdAt: new Date(present).toISOString(),
            error: {
              code: 'model_unavailable',
              message:
                'api.openai.com asked us to wait (429) four times in a row. Try again in some minutes.',
              retryable: true,
            },
          }),
        ],
      },
    }),
  'brief-long': () => settings({ work: { ...base, sources: three, brief: longBrief } }),
  'stages-seven': () => settings(),
  ...angleScenarios,
  ...outlineScenarios,
  ...hookScenarios,
  ...researchScenarios,
  ...scriptScenarios,
  ...checkScenarios,
  ...searchScenarios,
  ...channelScenarios,
  ...voiceScenarios,
  ...steeringScenarios,
  ...meterScenarios,
  ...talkScenarios,
  ...studioScenarios,
  ...receiptScenarios,
  ...serverScenarios,
}

/** Scenarios that are looked at on the brief's side. */
export const onBrief = new Set(['building', 'brief', 'brief-model', 'brief-failed', 'brief-long'])
