import type {
  Claim,
  Evidence,
  Findings,
  GapPoint,
  OwnMention,
  Tier,
} from '../../../core/contract/findings.ts'
import type { Source } from '../../../core/contract/source.ts'
import { cite, id, pdf, present, three, video } from './samples.ts'

// Invented findings of the invented sources.

export const [film, paper, passage] = three as [Source, Source, Source]
export const flood = video(21, {
  title: 'I measured my street for a year',
  author: 'The Puddle Lab',
  published: '2025-02-11',
  url: 'https://www.youtube.com/watch?v=puddle_lab1',
  canonicalUrl: 'https://www.youtube.com/watch?v=puddle_lab1',
  videoId: 'puddle_lab1',
})
export const council = video(22, {
  title: 'Why the council will not dig',
  author: 'City Stories',
  published: '2022',
  url: 'https://www.youtube.com/watch?v=councildigs',
  canonicalUrl: 'https://www.youtube.com/watch?v=councildigs',
  videoId: 'councildigs',
})
export const plan = pdf(23)
export const research = [film, flood, council, paper, passage, plan]

const tiers = new Map<string, Tier>([
  [paper.id, 'primary'],
  [passage.id, 'edited'],
  [plan.id, 'unknown'],
])

export const evidence = (of: Source, exact: string, startMs: number | null = null): Evidence => ({
  ...cite(of, exact, startMs),
  page: of.kind === 'pdf' ? 3 : null,
  who: of.author ?? of.site,
  when: of.published,
  tier: tiers.get(of.id) ?? 'personal',
})

const own = (how: OwnMention['how'], changes: Partial<OwnMention> = {}): OwnMention => ({
  how,
  channelId: 'UCownchannel0000000000aa',
  videoId: 'own_video_1',
  title: 'Concrete is not the enemy',
  published: '2024-11-08',
  quote: 'pave a tenth more of a street and the pipe sees a third more water',
  startMs: 252_000,
  link: 'https://www.youtube.com/watch?v=own_video_1&t=252s',
  why: 'You gave a third, as one of your sources does.',
  ...changes,
})

const doubles = 'a ten per cent rise in paved area roughly doubles the peak flow of a small catchment'
const third = 'you add ten per cent concrete and the peak goes up by about a third, more if it is steep'
const measured = 'in my street it was thirty-one per cent more at the peak'

export const claim = (n: number, changes: Partial<Claim> = {}): Claim => ({
  id: id(600 + n),
  kind: 'number',
  text: 'How much the peak flow grows with a tenth more paved ground',
  sides: [{ says: 'It doubles', evidence: [evidence(paper, doubles)] }],
  parts: null,
  singleSource: false,
  own: [],
  ...changes,
})

const disputed = claim(1, {
  sides: [
    {
      says: 'By about a third',
      evidence: [evidence(film, third, 432_000), evidence(flood, measured, 611_000)],
    },
    { says: 'It doubles', evidence: [evidence(paper, doubles)] },
  ],
  parts: 'different numbers',
  own: [
    own('repeat'),
    own('contradiction', {
      title: 'Ten myths about rain',
      startMs: 71_000,
      quote: 'how much you pave hardly matters',
      why: 'There you said that it hardly matters.',
    }),
  ],
})

const claims: Claim[] = [
  disputed,
  claim(2, {
    text: 'A metre of new storm drain costs 3,100 euros',
    sides: [
      { says: '3,100 euros', evidence: [evidence(plan, 'EUR 3 100 per metre of DN 800, trench included')] },
    ],
    singleSource: true,
  }),
  claim(3, {
    kind: 'cause',
    text: 'Private driveways feed the public pipe',
    sides: [
      {
        says: 'They do',
        evidence: [
          evidence(film, 'every new driveway on the street sends its rain to the same pipe', 767_000),
          evidence(council, 'it all ends in one pipe, and nobody owns it', 95_000),
          evidence(passage, 'driveways drain into the street, and the street into the sewer'),
        ],
      },
    ],
    own: [own('callback', { why: 'You explained the pipe there: you need not do it twice.' })],
  }),
  claim(4, {
    kind: 'date',
    text: 'The combined sewers were finished in 1938',
    sides: [
      { says: '1938', evidence: [evidence(passage, 'the last of the combined sewers was closed in 1938')] },
    ],
  }),
  claim(5, {
    kind: 'comparison',
    text: 'Clay soaks up less than a lawn on sand',
    sides: [
      { says: 'Less', evidence: [evidence(paper, 'on clay, infiltration was a fifth of that on sand')] },
    ],
  }),
  claim(6, {
    kind: 'definition',
    text: 'What a sponge city is',
    sides: [
      {
        says: 'A city that keeps its rain',
        evidence: [
          evidence(film, 'a sponge city keeps the rain where it falls until there is room for it', 61_000),
        ],
      },
    ],
  }),
  claim(7, {
    kind: 'statement',
    text: 'Many municipalities have no stormwater plan',
    sides: [
      {
        says: 'They have none',
        evidence: [evidence(passage, 'many municipalities lack a stormwater master plan altogether')],
      },
    ],
  }),
]

const point = (
  saidBy: GapPoint['saidBy'],
  text: string,
  videos: Evidence[],
  elsewhere: Evidence[] = [],
): GapPoint => ({
  saidBy,
  text,
  videos,
  elsewhere,
})

const points: GapPoint[] = [
  point('all', 'All rain of the street ends in one pipe', [
    evidence(film, 'every new driveway on the street sends its rain to the same pipe', 767_000),
    evidence(flood, 'one pipe for all of us', 140_000),
    evidence(council, 'it all ends in one pipe, and nobody owns it', 95_000),
  ]),
  point(
    'some',
    'Paving a tenth more brings a third more at the peak',
    [evidence(film, third, 432_000), evidence(flood, measured, 611_000)],
    [evidence(paper, doubles)],
  ),
  point('some', 'Nobody owns the pipe', [
    evidence(council, 'it all ends in one pipe, and nobody owns it', 95_000),
  ]),
  point(
    'none',
    'What a metre of drain costs',
    [],
    [evidence(plan, 'EUR 3 100 per metre of DN 800, trench included')],
  ),
]

export const findings: Findings = {
  id: id(650),
  projectId: id(101),
  runId: id(452),
  createdAt: new Date(present - 12 * 60_000).toISOString(),
  method: { by: 'model', name: 'gpt-5-mini', promptVersion: 'claims-1', dropped: 2 },
  rough: false,
  sources: research.map(({ id, title, kind, author }) => ({
    id,
    title,
    kind,
    domain:
      kind === 'video'
        ? `youtube.com/${author!.toLowerCase()}`
        : id === plan.id
          ? null
          : id === paper.id
            ? 'journals.example.org'
            : 'thewire.example.com',
    tier: tiers.get(id) ?? ('personal' as const),
  })),
  claims,
  gapMap: { videos: [film, flood, council].map(({ id, title }) => ({ sourceId: id, title })), points },
  questions: [
    {
      question: 'Who pays when the pipe is too small?',
      why: 'Two sources name the pipe, and none says whose it is to enlarge.',
      citations: [cite(council, 'it all ends in one pipe, and nobody owns it', 95_000)],
    },
  ],
  notes: [],
}

/** As without a model: each claim is its first quote. */
export const roughFindings: Findings = {
  ...findings,
  id: id(651),
  method: { by: 'extractive', name: 'figures, names and comparatives' },
  rough: true,
  claims: claims.map(each => ({
    ...each,
    text: each.sides.length > 1 ? each.text : each.sides[0]!.evidence[0]!.anchor.exact,
    own: [],
  })),
  notes: [
    'Nobody has understood these: what says the same in other words stands apart, and some of it may not be worth checking.',
    'Your own channel is not set up: nothing was looked up there.',
  ],
}

const hebrew = 'שישים ושלושה אחוזים מהגשם זורמים לאותו צינור'
const german = 'Donaudampfschifffahrtsgesellschaftskapitänsmützen'.repeat(3)
const unbroken = `https://example.org/${'averyverylongpathwithoutanybreak'.repeat(4)}`

/** Words of every length, direction and language. */
export const hardFindings: Findings = {
  ...findings,
  id: id(652),
  claims: [
    claim(11, {
      text: hebrew,
      sides: [{ says: hebrew, evidence: [{ ...evidence(passage, hebrew), who: 'נועה כהן' }] }],
    }),
    claim(12, {
      text: german,
      sides: [
        { says: german, evidence: [evidence(paper, unbroken)] },
        { says: unbroken, evidence: [{ ...evidence(film, german, 36_125_000), who: german }] },
        {
          says: '雨水はすべて同じ管に流れ込む',
          evidence: [evidence(flood, '雨水はすべて同じ管に流れ込む', 5_000)],
        },
      ],
      parts: german,
      own: [own('contradiction', { title: unbroken, quote: german, why: hebrew })],
    }),
    claim(13, { text: '<img src=x onerror="window.broken=1"> 12%', singleSource: true }),
    ...Array.from({ length: 40 }, (_, n) => claim(20 + n, { text: `Figure ${n + 1} of forty` })),
  ],
  gapMap: {
    videos: Array.from({ length: 30 }, (_, n) => ({
      sourceId: n < 3 ? [film, flood, council][n]!.id : id(900 + n),
      title: n % 2 ? unbroken : hebrew,
    })),
    points: [point('some', german, [evidence(film, hebrew, 36_125_000)], [evidence(paper, unbroken)])],
  },
}

export const emptyFindings: Findings = {
  ...roughFindings,
  id: id(653),
  claims: [],
  gapMap: null,
  questions: [],
}
