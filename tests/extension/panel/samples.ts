import type { Brief, Citation } from '../../../core/contract/brief.ts'
import type { Project } from '../../../core/contract/project.ts'
import type { Receipt } from '../../../core/contract/receipt.ts'
import type { Run } from '../../../core/contract/run.ts'
import type { Capabilities } from '../../../core/contract/server.ts'
import type { Source, SourceDetail } from '../../../core/contract/source.ts'

// Invented sources on an invented video, with the shapes that the real ones have.

export const hour = 3_600_000
/** The moment at which every scenario plays. */
export const present = Date.now()
const before = (ms: number) => new Date(present - ms).toISOString()

/** Ids that can be told apart by eye. */
export const id = (n: number) => `0192f000-0000-7000-8000-${String(n).padStart(12, '0')}`

export const server = 'http://127.0.0.1:8787'

export const capabilities: Capabilities = {
  version: '0.1.0',
  accountId: id(1),
  database: 'embedded',
  youtube: { channels: false, transcripts: false },
  model: null,
  embedding: null,
}

export const withModel: Capabilities = {
  ...capabilities,
  model: { name: 'gpt-5-mini', host: 'api.openai.com' },
  embedding: { name: 'text-embedding-3-small', host: 'api.openai.com' },
}

export const project = (n: number, title: string, sources: number): Project => ({
  id: id(100 + n),
  title,
  createdAt: before(30 * hour),
  updatedAt: before(hour),
  sources,
})

export const articleReceipt: Receipt = {
  by: 'defuddle',
  legs: [
    { leg: 'defuddle', outcome: 'ok', ms: 38 },
    { leg: 'readability', outcome: 'ok', detail: '1,180 words: shorter, so the other was kept', ms: 21 },
  ],
  words: 1240,
  leftOut: [
    { what: 'navigation', count: 1 },
    { what: 'images', count: 3 },
  ],
}

export const videoReceipt: Receipt = {
  by: 'page_panel',
  legs: [
    { leg: 'open_track', outcome: 'gated', detail: 'YouTube answered with an empty file.', ms: 240 },
    { leg: 'page_panel', outcome: 'ok', ms: 910 },
  ],
  words: 3310,
  leftOut: [],
  video: { segments: 612, coveredMs: 1_274_000, durationMs: 1_300_000, captions: 'auto', language: 'en' },
}

export const source = (n: number, changes: Partial<Source> = {}): Source => ({
  id: id(200 + n),
  projectId: id(101),
  question: null,
  kind: 'article',
  url: `https://journals.example.org/runoff-${n}`,
  canonicalUrl: `https://journals.example.org/runoff-${n}`,
  title: 'Urban runoff and impervious cover: what thirty years of gauges say',
  author: 'Ines Okafor',
  site: 'Journal of City Water',
  published: '2023-03-14',
  language: 'en',
  capturedAt: before(2 * hour + n * 60_000),
  contentHash: n.toString(16).padStart(64, 'a'),
  receipt: articleReceipt,
  state: 'ready',
  passages: 18,
  error: null,
  videoId: null,
  durationMs: null,
  ingestRunId: id(400 + n),
  fingerprint: null,
  form: null,
  pages: null,
  moment: null,
  versions: 1,
  check: null,
  tags: [],
  ...changes,
})

export const video = (n: number, changes: Partial<Source> = {}): Source =>
  source(n, {
    kind: 'video',
    url: 'https://www.youtube.com/watch?v=sponge_city',
    canonicalUrl: 'https://www.youtube.com/watch?v=sponge_city',
    title: 'Sponge cities, explained by an engineer',
    author: 'Civil Sense',
    site: 'YouTube',
    published: '2024-05-02',
    receipt: videoReceipt,
    passages: 41,
    videoId: 'sponge_city',
    durationMs: 1_300_000,
    ...changes,
  })

export const wordless = (n: number): Source =>
  video(n, {
    url: 'https://www.youtube.com/watch?v=stormdrain1',
    canonicalUrl: 'https://www.youtube.com/watch?v=stormdrain1',
    title: 'The day the storm drains failed',
    author: 'City Stories',
    published: '2022',
    videoId: 'stormdrain1',
    durationMs: 598_000,
    passages: 0,
    receipt: {
      by: null,
      legs: [
        { leg: 'open_track', outcome: 'no_captions', ms: 120 },
        { leg: 'get_panel', outcome: 'no_captions', ms: 310 },
        { leg: 'page_panel', outcome: 'empty', detail: 'The page has no transcript button.', ms: 1480 },
      ],
      words: 0,
      leftOut: [],
    },
  })

export const selection = (n: number): Source =>
  source(n, {
    kind: 'selection',
    url: 'https://www.thewire.example.com/basements',
    canonicalUrl: 'https://www.thewire.example.com/basements',
    title: 'Why basements flood on dry days',
    author: null,
    site: 'The Wire',
    published: '2025-09',
    passages: 2,
    receipt: { by: 'selection', legs: [{ leg: 'selection', outcome: 'ok', ms: 4 }], words: 58, leftOut: [] },
  })

export const pdf = (n: number, changes: Partial<Source> = {}): Source =>
  source(n, {
    kind: 'pdf',
    url: 'https://files.example.org/stormwater-plan-2024.pdf',
    canonicalUrl: 'https://files.example.org/stormwater-plan-2024.pdf',
    title: 'Stormwater master plan 2024',
    author: null,
    site: 'files.example.org',
    published: '2024',
    passages: 210,
    pages: 38,
    receipt: {
      by: 'pdf',
      legs: [{ leg: 'pdf', outcome: 'ok', ms: 812 }],
      words: 14_200,
      leftOut: [
        { what: 'scanned pages without text', count: 2 },
        { what: 'page headers', count: 1 },
      ],
    },
    ...changes,
  })

/** One grey pixel. */
const frame = 'data:image/webp;base64,UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA='

export const moment = (n: number, changes: Partial<Source> = {}): Source =>
  video(n, {
    kind: 'moment',
    title: 'Sponge cities, explained by an engineer, at 12:47',
    passages: 1,
    receipt: {
      ...videoReceipt,
      words: 64,
      video: { ...videoReceipt.video!, segments: 6, coveredMs: 24_000 },
    },
    moment: { atMs: 767_000, startMs: 761_000, endMs: 785_000, note: 'Ask him about the pipe', frame },
    ...changes,
  })

export const three = [video(1), source(2), selection(3)]

export const run = (n: number, changes: Partial<Run> = {}): Run => ({
  id: id(400 + n),
  kind: 'brief',
  projectId: id(101),
  sourceId: null,
  voiceId: null,
  state: 'running',
  progress: { done: 3, total: 10, label: 'Reading 3 of 10 sources' },
  error: null,
  resultId: null,
  lastSeq: 4,
  attempt: 1,
  createdAt: before(60_000),
  startedAt: before(50_000),
  finishedAt: null,
  ...changes,
})

export const cite = (of: Source, exact: string, startMs: number | null = null): Citation => ({
  sourceId: of.id,
  sourceTitle: of.title,
  sourceKind: of.kind,
  anchor: { exact, prefix: '', suffix: '' },
  start: exact.length,
  end: exact.length * 2,
  startMs,
  page: null,
  link: startMs === null ? `${of.url}#:~:text=water` : `${of.url}&t=${startMs / 1000}s`,
})

const [film, paper, passage] = three as [Source, Source, Source]

const doubles = 'a ten per cent rise in paved area roughly doubles the peak flow of a small catchment'
const third = 'you add ten per cent concrete and the peak goes up by about a third, more if it is steep'
const pipe = 'every new driveway on the street sends its rain to the same pipe'
const master = 'many municipalities lack a stormwater master plan altogether'

export const extractive: Brief = {
  id: id(501),
  projectId: id(101),
  runId: id(450),
  createdAt: before(20 * 60_000),
  method: { by: 'extractive', name: 'LexRank' },
  sources: three.map(({ id, title, kind }) => ({ id, title, kind })),
  passages: 61,
  themes: [
    {
      title: 'Paved ground and peak flow',
      statements: [
        { state: 'quoted', text: doubles, citations: [cite(paper, doubles)] },
        { state: 'quoted', text: third, citations: [cite(film, third, 432_000)] },
      ],
    },
    {
      title: 'One pipe for everybody',
      statements: [
        { state: 'quoted', text: pipe, citations: [cite(film, pipe, 767_000)] },
        { state: 'quoted', text: master, citations: [cite(passage, master)] },
      ],
    },
  ],
  disagreements: [
    {
      about: 'How much a tenth more pavement adds to the peak',
      why: 'Different numbers for the same thing',
      sides: [cite(paper, 'roughly doubles the peak flow'), cite(film, 'goes up by about a third', 434_000)],
    },
  ],
  questions: [
    {
      question: 'What can the owner of one house do?',
      why: 'Three sources speak of homeowners; none says what helps or what it costs.',
      citations: [cite(passage, 'homeowners are left to guess')],
    },
  ],
}

export const written: Brief = {
  ...extractive,
  id: id(502),
  method: { by: 'model', name: 'gpt-5-mini', promptVersion: 'brief-1', dropped: 2 },
  themes: [
    {
      title: 'Pavement turns ordinary rain into floods',
      statements: [
        {
          state: 'quoted',
          text: 'Covering a little more ground raises the peak far more than in proportion.',
          citations: [
            cite(paper, doubles),
            cite(film, third, 432_000),
            cite(passage, 'the water arrives all at once'),
          ],
        },
        {
          state: 'open',
          text: 'Most cities know this and have no plan.',
          failedQuotes: ['most cities have known for decades and done nothing'],
        },
      ],
    },
    ...extractive.themes.slice(1),
  ],
}

/** A docs page with all that a page can have. */
export const rich = (n: number): Source =>
  source(n, {
    title: 'The rational method, and where it ends',
    form: 'docs',
    site: 'Drainage Handbook',
    canonicalUrl: 'https://docs.example.org/rational-method',
    url: 'https://docs.example.org/rational-method',
  })

const richMarkdown = `## The formula

The peak flow is the product of the runoff coefficient, the intensity and the area, $Q = C \\cdot i \\cdot A$, for small catchments only.

$$Q_p = 0.278 \\cdot C \\cdot i \\cdot A$$

| Surface | Coefficient from | Coefficient to | Measured by | Remarks |
| --- | --- | --- | --- | --- |
| Asphalt | 0.70 | 0.95 | ASCE, 1992 | new asphalt is at the upper end |
| Lawn, sandy soil | 0.05 | 0.20 | ASCE, 1992 | flat to steep |
| Roofs \\| gutters | 0.75 | 0.95 | own gauges | |

\`\`\`python
def peak_flow(c, i, a):
    """Cubic metres a second, of millimetres an hour and square kilometres."""
    return 0.278 * c * i * a  # a very long line that has to be scrolled within its own box and nowhere else at all
\`\`\`

![A hyetograph of the storm of May 2019](https://docs.example.org/storm.png)

- Use \`peak_flow\` under 80 hectares
  - and never for a whole river
- Cost: \\$3 to \\$5 a metre`

/** The second is a scan. */
const planPages = ['Stormwater master plan\n\n', '', `${doubles}.\n\nMore of the third page.\n\n`, `${pipe}.`]

export const detail = (of: Source): SourceDetail => ({
  ...of,
  text: of.kind === 'pdf' ? planPages.join('') : `${doubles}. ${pipe}.`,
  markdown:
    of.form === 'docs'
      ? richMarkdown
      : of.kind === 'article'
        ? `## What the gauges say\n\nOver **thirty years**, ${doubles} [see table 2](https://example.org/t2).\n\n> ${master}\n\n- Steep catchments react first\n- <b onclick="alert(1)">Flat</b> ones follow\n\n1. Measure\n2. Compare`
        : null,
  anchor: of.kind === 'selection' ? { exact: pipe, prefix: '', suffix: '' } : null,
  transcript:
    (of.kind === 'video' || of.kind === 'moment') && of.receipt.video
      ? {
          language: 'en',
          kind: 'auto',
          segments: Array.from({ length: of.kind === 'moment' ? 4 : 60 }, (_, at) => ({
            startMs: (of.moment?.startMs ?? 0) + at * 8_000,
            endMs: (of.moment?.startMs ?? 0) + at * 8_000 + 7_500,
            text: at % 2 ? pipe : 'so last spring the water came up through the drain',
          })),
        }
      : null,
  chapters: [],
  facts:
    of.form === 'docs'
      ? [
          { name: 'Version', value: '4.2' },
          { name: 'DOI', value: '10.5555/drainage.2019.0042' },
        ]
      : [],
  images:
    of.form === 'docs'
      ? [
          {
            src: 'https://docs.example.org/storm.png',
            alt: 'A hyetograph of the storm of May 2019',
            caption: 'Rain by the quarter of an hour.',
          },
          { src: 'https://docs.example.org/b.png', alt: '', caption: null },
        ]
      : [],
  pageStarts: of.kind === 'pdf' ? planPages.map((_, at) => planPages.slice(0, at).join('').length) : [],
})
