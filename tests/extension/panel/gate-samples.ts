import type {
  Angle,
  Branch,
  Content,
  Decision,
  Hook,
  LogEntry,
  Offer,
  Option,
  Outline,
  OutlineBeat,
} from '../../../core/contract/decision.ts'
import type { BeatKind, LedgerEntry } from '../../../core/contract/script.ts'
import { way } from './fake-decisions.ts'
import { evidence, film, findings, flood, paper, plan } from './research-samples.ts'
import { hour, id, present } from './samples.ts'

// Invented options for the invented video.

const before = (hours: number) => new Date(present - hours * hour).toISOString()
export const byModel = { by: 'model', name: 'gpt-5-mini', promptVersion: 'angle-1', dropped: 2 } as const
const quoted = [
  evidence(paper, 'a ten per cent rise in paved area roughly doubles the peak flow of a small catchment'),
  evidence(film, 'every new driveway on the street sends its rain to the same pipe', 767_000),
]
const [repeat] = findings.claims[0]!.own

const angle = (changes: Partial<Angle>): Content => ({
  gate: 'angle',
  angle: {
    title: 'Your driveway floods my basement',
    promise:
      'You will never look at a paved front garden the same way, and know the one number that matters.',
    audience: 'People who own a house, or are about to.',
    fresh: 'All three videos blame the pipe. None says that half of its water comes from private ground.',
    titles: ['Your driveway is why my street floods', 'The flood starts in the front garden'],
    own: [],
    ...changes,
  },
})

export const option = (n: number, content: Content, changes: Partial<Option> = {}): Option => ({
  id: id(1_100 + n),
  content,
  why: 'Two of your sources give the number, and no video that you clipped has it.',
  leavesOut: 'What the council could do about the pipe itself.',
  evidence: quoted,
  ...changes,
})

export const offer = (
  n: number,
  gate: Offer['gate'],
  options: Option[],
  changes: Partial<Offer> = {},
): Offer => ({
  id: id(1_000 + n),
  projectId: id(101),
  branchId: id(901),
  gate,
  wish: null,
  method: byModel,
  options,
  notes: [],
  createdAt: before(1),
  ...changes,
})

export const angles = offer(1, 'angle', [
  option(1, angle({})),
  option(
    2,
    angle({
      title: 'The bill that nobody sends you',
      promise: 'Who pays for a flooded street, told by following one euro from the rain to your water bill.',
      audience: 'Who pays a water bill and never read it.',
      fresh: 'The costs stand in the city’s plan. No video opens it.',
      titles: ['I followed the money down the drain'],
      own: [repeat!],
    }),
    {
      leavesOut: 'How water flows: this one is about money.',
      evidence: [evidence(plan, 'EUR 3 100 per metre of DN 800')],
    },
  ),
  option(
    3,
    angle({
      title: 'I measured it, and the council is right',
      promise: 'A year of measuring one street against what everybody says about it.',
      audience: 'Who likes a number more than an opinion.',
      fresh: 'One clipped video measured for a year. You can say why its figure differs from the paper’s.',
      titles: ['One year, one street, one bucket'],
    }),
    {
      why: 'Your viewers liked the videos best in which you measure.',
      evidence: [evidence(flood, 'in my street it was thirty-one per cent more at the peak', 611_000)],
    },
  ),
])

/** Without a model, and with less to say. */
export const roughAngles = offer(
  2,
  'angle',
  [
    option(
      4,
      angle({
        title: 'What all videos leave out: private driveways',
        promise: '',
        audience: '',
        titles: ['Private driveways'],
      }),
      { why: 'None of the videos says it; two other sources do.' },
    ),
    option(
      5,
      angle({
        title: 'Where they part: a third, or double?',
        promise: '',
        audience: '',
        fresh: '',
        titles: [],
      }),
      { evidence: [], leavesOut: '' },
    ),
  ],
  {
    method: { by: 'extractive', name: 'gates-1' },
    notes: ['Only two angles differ: your sources have too little in common for a third.'],
  },
)

export const laterAngles = offer(3, 'angle', [option(6, angle({ title: 'Rain, for who rents' }))], {
  wish: 'for people who rent',
  createdAt: before(0.5),
})

const beat = (kind: BeatKind, title: string, seconds: number, purpose = '', quotes = 0): OutlineBeat => ({
  kind,
  title,
  purpose,
  seconds,
  evidence: quoted.slice(0, quotes),
})

export const outline: Outline = {
  title: 'From the front garden to the basement',
  beats: [
    beat('hook', 'The street in June', 30, 'Make them look down.', 1),
    beat('setup', 'Where the water goes', 60, 'One drawing: roof, drive, pipe.', 1),
    beat('turn', 'A tenth more asphalt', 110, 'Show that a little paving does a lot.', 2),
    beat('turn', 'They do not agree', 100, 'A third or double: why both are right.', 2),
    beat('sponsor', 'Sponsor', 60),
    beat('payoff', 'What one garden does', 90, 'The number that they take home.', 1),
    beat('close', 'Look down tomorrow', 30),
  ],
}

const outlineOf = (title: string, beats: OutlineBeat[]): Content => ({
  gate: 'outline',
  outline: { title, beats },
})
export const outlines = offer(4, 'outline', [
  option(
    11,
    { gate: 'outline', outline },
    { why: 'It begins where your viewers stand.', leavesOut: 'The costs.' },
  ),
  option(
    12,
    outlineOf('The trial of the pipe', [
      beat('hook', 'The accused', 45, 'The pipe is accused.', 1),
      beat('turn', 'The witnesses', 180, 'Three videos, three stories.', 2),
      beat('turn', 'The driveway', 150, 'The real culprit.', 1),
      beat('payoff', 'The verdict', 105, '', 1),
    ]),
    { why: 'A trial keeps open who it was.', leavesOut: 'How sponge cities work.' },
  ),
  option(
    13,
    outlineOf('One raindrop', [
      beat('hook', 'It lands', 20),
      beat('setup', 'On a roof', 100, 'Follow it.', 1),
      beat('turn', 'In the pipe', 160, '', 1),
      beat('payoff', 'In the basement', 140),
      beat('close', 'Or in the ground', 60),
    ]),
    {
      evidence: [],
      why: 'One thing to follow, from beginning to end.',
      leavesOut: 'Numbers: there are two in it.',
    },
  ),
])

const ledger = (standing: LedgerEntry['standing'], why: string, citations = 0): LedgerEntry => ({
  standing,
  citations: quoted.slice(0, citations),
  why,
})
const hookOf = (hook: Hook): Content => ({ gate: 'hook', hook })
export const hooks = offer(5, 'hook', [
  option(
    21,
    hookOf({
      kind: 'number',
      sentences: [
        {
          text: 'A ten per cent rise in paved area roughly doubles the peak flow.',
          ledger: ledger('quoted', 'These words stand in a source.', 1),
        },
        {
          text: 'Ten per cent is two front gardens on your street.',
          ledger: ledger('open', 'None of your sources says this.'),
        },
        {
          text: 'Yours may be one of them.',
          ledger: ledger('opinion', 'Nothing in it could be true or false.'),
        },
      ],
    }),
    { why: 'It is the one number of your sources that surprises.', leavesOut: 'You.' },
  ),
  option(
    22,
    hookOf({
      kind: 'scene',
      sentences: [
        {
          text: 'Last June I stood in it up to my knees.',
          ledger: ledger('own_knowledge', 'From your answer in the interview.'),
        },
        {
          text: 'Every new driveway sends its rain to the same pipe.',
          ledger: ledger('paraphrase', 'gpt-5-mini takes the passage to say so.', 1),
        },
        {
          text: 'That pipe is under my house.',
          ledger: ledger('own_knowledge', 'From your answer in the interview.'),
        },
      ],
    }),
    { leavesOut: 'The number.' },
  ),
  option(
    23,
    hookOf({
      kind: 'question',
      sentences: [
        {
          text: 'Where does the rain on your roof go?',
          ledger: ledger('opinion', 'A question claims nothing.'),
        },
        { text: 'Not where you think.', ledger: ledger('open', 'None of your sources says this.') },
        { text: 'Let us follow it.', ledger: ledger('opinion', 'Nothing in it could be true or false.') },
      ],
    }),
    { evidence: [], why: 'It asks what your viewers can answer, wrongly.', leavesOut: 'A fact at once.' },
  ),
])

export const decision = (n: number, content: Content, changes: Partial<Decision> = {}): Decision => ({
  id: id(950 + n),
  projectId: id(101),
  branchId: id(901),
  how: 'taken',
  optionIds: [],
  content,
  at: before(0.8),
  ...changes,
})
export const takenAngle = decision(1, angles.options[0]!.content, { optionIds: [angles.options[0]!.id] })
export const takenOutline = decision(2, outlines.options[0]!.content, {
  optionIds: [outlines.options[0]!.id],
})
export const takenHook = decision(3, hooks.options[1]!.content, { optionIds: [hooks.options[1]!.id] })
export const editedAngle = decision(
  4,
  angle({
    title: 'Your driveway floods my cellar',
    fresh: 'Half of the water in the pipe comes from private ground, and no video says so.',
  }),
  { how: 'edited', optionIds: [angles.options[0]!.id], branchId: id(902), at: before(0.3) },
)

export const withAngle = way(1, 'First way', { angle: takenAngle })
export const withOutline = way(1, 'First way', { angle: takenAngle, outline: takenOutline })
export const withHook = way(1, 'First way', { angle: takenAngle, outline: takenOutline, hook: takenHook })
export const secondWay = way(2, 'For my neighbours', { fromId: id(901), angle: editedAngle })

const branched = (branch: Branch, entry: Decision['content']['gate'] | null): LogEntry => {
  const { angle: _, outline: __, hook: ___, ...bare } = branch
  return { kind: 'branched', at: branch.createdAt, branch: bare, before: entry }
}
export const log: LogEntry[] = [
  branched(withHook, null),
  { kind: 'offered', at: angles.createdAt, offer: angles },
  { kind: 'decided', at: takenAngle.at, decision: takenAngle },
  { kind: 'offered', at: outlines.createdAt, offer: outlines },
  { kind: 'decided', at: takenOutline.at, decision: takenOutline },
  branched(secondWay, 'angle'),
  { kind: 'offered', at: laterAngles.createdAt, offer: laterAngles },
  { kind: 'decided', at: editedAngle.at, decision: editedAngle },
]

const unbroken = 'Donaudampfschifffahrtsgesellschaftskapitänsmützen'.repeat(3)
const hebrew = 'למה הרחוב שלך מוצף בכל פעם שיורד גשם'
export const hardAngles = offer(6, 'angle', [
  option(
    31,
    angle({ title: unbroken.slice(0, 190), promise: hebrew, titles: [hebrew, unbroken.slice(0, 150)] }),
    { why: unbroken },
  ),
  option(32, angle({ title: hebrew, audience: unbroken, fresh: '<img src=x onerror="window.broken=1">' })),
  option(33, angle({ title: '雨水はすべて同じ管に流れ込む', own: [repeat!] }), {
    leavesOut: `https://example.org/${'averylongpath'.repeat(9)}`,
  }),
])

/** So many beats of a minute each, with what words can be. */
export const manyBeats = (n: number): OutlineBeat[] =>
  Array.from({ length: n }, (_, at) =>
    beat(
      at === 0 ? 'hook' : at === n - 1 ? 'close' : 'turn',
      at % 7 === 3 ? hebrew : at % 7 === 5 ? unbroken.slice(0, 120) : `Turn ${at}`,
      at % 5 === 4 ? 0 : 20,
      at % 3 ? '' : 'It goes on.',
      at % 3,
    ),
  )
