import type { Citation } from '../../../core/contract/brief.ts'
import type {
  BeatDrafts,
  Candidate,
  Judged,
  LearnedRule,
  Rewrite,
  RewriteHow,
} from '../../../core/contract/draft.ts'
import type { BeatKind, LedgerEntry, Origin, ScriptState, Standing } from '../../../core/contract/script.ts'
import { ranksBetween } from '../../../core/script/order.ts'
import type { ScriptEdit } from '../../../extension/panel/script/script-world.ts'
import { scriptOf } from './fake-script.ts'
import { extractive, hour, id, present } from './samples.ts'

export const sentenceId = (n: number) => id(3_000 + n)
export const beatId = (n: number) => id(2_000 + n)

const cited = (): Citation[] => {
  const [first] = extractive.themes[0]!.statements
  if (first?.state !== 'quoted') throw new Error('The samples have no quoted statement any more')
  return first.citations
}

const why: Record<Standing, string> = {
  quoted: 'The words stand so in one of your sources.',
  paraphrase: 'gpt-5-mini takes the passage to say so.',
  own_knowledge: 'From your answer in the interview.',
  opinion: 'A judgement of yours.',
  open: 'None of your sources gives this number.',
}

export const ledger = (standing: Standing): LedgerEntry => ({
  standing,
  citations: standing === 'quoted' || standing === 'paraphrase' ? cited().slice(0, 1) : [],
  why: why[standing],
})

interface Line {
  text: string
  standing?: Standing
  origin?: Origin
  locked?: boolean
  cue?: string
}

interface BeatOf {
  title: string
  kind: BeatKind
  purpose?: string
  seconds?: number
  lines: (string | Line)[]
}

/** A script as it would be after somebody put these in, with ids that can be told apart. */
export function script(beats: BeatOf[]): ScriptState {
  const edits: ScriptEdit[] = []
  const locks: ScriptEdit[] = []
  let n = 0
  const ranks = ranksBetween(null, null, beats.length)
  beats.forEach(({ title, kind, purpose = '', seconds = 0, lines }, at) => {
    edits.push({
      do: 'beat.put',
      beat: { id: beatId(at + 1), rank: ranks[at]!, kind, title, purpose, seconds, evidence: [] },
    })
    ranksBetween(null, null, lines.length).forEach((rank, place) => {
      const given = lines[place]!
      const line: Line = typeof given === 'string' ? { text: given } : given
      n += 1
      edits.push({
        do: 'sentence.insert',
        sentence: {
          id: sentenceId(n),
          beatId: beatId(at + 1),
          rank,
          text: line.text,
          origin: line.origin ?? 'model',
          ledger: ledger(line.standing ?? 'open'),
          cue: line.cue ?? '',
        },
      })
      if (line.locked) locks.push({ do: 'sentence.lock', sentenceId: sentenceId(n), locked: true })
    })
  })
  return scriptOf([...edits, ...locks])
}

export const flooding = script([
  {
    title: 'The street that floods in June',
    kind: 'hook',
    purpose: 'Make them look down.',
    seconds: 20,
    lines: [
      { text: 'You walk over forty drains on your way to work.', standing: 'open' },
      { text: 'Each of them decides about your basement.', standing: 'opinion', origin: 'creator' },
      { text: 'And none of them was asked.', standing: 'opinion', origin: 'edited', locked: true },
    ],
  },
  {
    title: 'What paving does',
    kind: 'turn',
    purpose: 'Show why a tenth more asphalt doubles the peak.',
    seconds: 60,
    lines: [
      {
        text: 'A tenth more paved area about doubles the peak of a small catchment.',
        standing: 'quoted',
        cue: 'Map of the street, paved parts in red',
      },
      { text: 'So the water that used to wait in the ground comes all at once.', standing: 'paraphrase' },
      {
        text: 'I stood in it up to my knees, the year we moved in.',
        standing: 'own_knowledge',
        origin: 'creator',
      },
      {
        text: 'And if you think that this is because the pipes were laid too small by somebody who did not know better and could not be bothered to come back and measure again then you are wrong.',
        standing: 'opinion',
      },
    ],
  },
  {
    title: 'What your council can do',
    kind: 'payoff',
    purpose: 'Three things, in order of cost.',
    seconds: 90,
    lines: [],
  },
  { title: 'Look down tomorrow', kind: 'close', seconds: 15, lines: [] },
])

export const strange = script([
  {
    title: 'למה הרחוב שלך מוצף בכל פעם שיורד גשם',
    kind: 'hook',
    purpose: 'מה שאף אחד לא מסתכל עליו',
    seconds: 36_000,
    lines: [
      'המים יורדים לרחוב ואין להם לאן ללכת.',
      { text: '👩🏽‍🔬 She measured it — twice — at 03:00 🌧️🌧️🌧️.', standing: 'quoted' },
      {
        text: '<img src=x onerror="document.title=\'hit\'"> & <b>not bold</b>',
        standing: 'paraphrase',
        origin: 'source',
      },
      `${'averyverylongwordwithoutanybreak'.repeat(12)}.`,
      `${'So it rains and rains and nobody looks down at the grate that has to take all of it. '.repeat(30).slice(0, 1_990)}`,
      '',
    ],
  },
])

/** So many sentences in so many beats. */
export const long = (sentences: number, beats: number): ScriptState =>
  script(
    Array.from({ length: beats }, (_, at) => ({
      title: `Beat ${at + 1}`,
      kind: 'turn' as const,
      seconds: 60,
      lines: Array.from({ length: Math.ceil(sentences / beats) }, (_, n) => ({
        text: `Sentence ${n + 1} of beat ${at + 1} says what a gauge can and cannot say about a street.`,
        standing: (['quoted', 'open', 'paraphrase', 'opinion', 'own_knowledge'] as const)[n % 5]!,
      })),
    })),
  )

export const judged = (changes: Partial<Judged> = {}): Judged => ({
  meter: 1.2,
  own: { low: -0.4, high: 2.8 },
  second: 0.6,
  ...changes,
})

export const byModel = { by: 'model', name: 'gpt-5-mini', promptVersion: 'draft-1', dropped: 0 } as const

const other: Record<string, string> = {
  'You walk over forty drains on your way to work.': 'You cross forty drains before work.',
  'Each of them decides about your basement.': 'Each one rules on your basement.',
}

/** Shorter words for what was chosen. */
export const rewritten = (
  sentenceIds: string[],
  how: RewriteHow,
  wish: string | null,
  { sentences }: ScriptState,
): Rewrite => ({
  id: id(2_900),
  branchId: id(901),
  sentenceIds,
  how,
  wish,
  method: byModel,
  changes: sentenceIds.map((sentenceId, at) => {
    const { text, revision } = sentences[sentenceId]!
    return {
      sentenceId,
      was: text,
      base: revision,
      becomes: [{ text: other[text] ?? text.split(' ').slice(0, 5).join(' '), ledger: ledger('open') }],
      marks: at === 0 ? ['“work” went: it stood in the sentence before.'] : [],
    }
  }),
  before: judged({ meter: 0.4, second: 0.2 }),
  after: judged(),
  notes: [],
  createdAt: new Date(present).toISOString(),
})

const candidate = (n: number, text: string, changes: Partial<Candidate> = {}): Candidate => ({
  id: id(2_700 + n),
  sentences: text.split(/(?<=\.) /).map((each, at) => ({
    id: id(2_710 + n * 10 + at),
    beatId: beatId(2),
    rank: `a${at}`,
    text: each,
    origin: 'model',
    ledger: ledger('open'),
    cue: '',
  })),
  judged: judged(),
  copied: [],
  says: [],
  ...changes,
})

export const drafts: BeatDrafts[] = [
  {
    branchId: id(901),
    beatId: beatId(2),
    runId: id(2_600),
    method: byModel,
    takenId: id(2_701),
    candidates: [
      candidate(1, 'A tenth more paved area about doubles the peak. So the water comes all at once.'),
      candidate(2, 'Pave a tenth more, and the peak doubles. That is the whole trick.', {
        judged: judged({ meter: 3.4, second: 0.1 }),
        says: ['It stands past your own band: more of you than you are.'],
      }),
      candidate(3, 'Okay so here is the thing about asphalt. It forgets nothing and holds nothing.', {
        judged: judged({ meter: null, own: null, second: null }),
        copied: [
          {
            text: 'okay so here is the thing about asphalt it forgets nothing and holds nothing at all',
            from: 'What a manhole knows',
          },
        ],
      }),
    ],
    createdAt: new Date(present - hour).toISOString(),
  },
]

export const rule: LearnedRule = {
  id: id(2_500),
  voiceId: id(700),
  text: 'Write “but”, not “however”.',
  evidence: [
    ['However, the pipe is old.', 'But the pipe is old.'],
    ['However, nobody asked.', 'But nobody asked.'],
    ['It rains, however briefly.', 'It rains, but briefly.'],
  ].map(([was, became], at) => ({
    sentenceId: sentenceId(500 + at),
    was: was!,
    became: became!,
    at: new Date(present - hour * (at + 1)).toISOString(),
  })),
  state: 'offered',
  decidedAt: null,
}
