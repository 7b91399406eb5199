import type { Citation } from '../../core/contract/brief.ts'
import type { Claim, ClaimKind, GapPoint } from '../../core/contract/findings.ts'
import { everyFigure } from '../research/figures.ts'
import { partsOf } from './arrangements.ts'
import type { DraftOption } from './draft-option.ts'
import { citationOf, evidenceOf, type Ground } from './ground.ts'
import { about as aboutOf, joined, short } from './pieces.ts'

/** Where a video could begin to think, before it is put into words. */
interface Seed {
  /** Of one kind one is taken before a second of any. */
  kind: string
  title: string
  promise: string
  audience: string
  fresh: string
  titles: string[]
  why: string
  leavesOut: string
  evidence: Citation[]
}

const ABOUT = 80
const MOST_EVIDENCE = 6

/**
 * Angles without a model, likeliest first: what no video says, where the sources part, a number, how it works, what the
 * creator knows themselves, what is open. The words around what was found are always the same, and are rough.
 */
export function roughAngles(ground: Ground): DraftOption[] {
  const seeds = [
    ...missing(ground),
    ...told(ground),
    ...ground.claims.flatMap(each => claimed(each, ground)),
    ...open(ground),
  ]
  return inTurns(seeds.length > 0 ? seeds : [bare(ground)]).map(optionOf)
}

const topicOf = ({ topic }: Ground) => short(topic, 60)
const about = (text: string, most = ABOUT) => aboutOf(text, most)

function missing(ground: Ground): Seed[] {
  const { gapMap } = ground
  const videos = gapMap?.videos.length ?? 0
  const usual = gapMap?.points.find(({ saidBy }) => saidBy === 'all')
  return (gapMap?.points ?? [])
    .filter(({ saidBy, elsewhere }) => saidBy === 'none' && elsewhere.length > 0)
    .map((point: GapPoint): Seed => {
      const what = about(point.text)
      const sources = new Set(point.elsewhere.map(({ sourceId }) => sourceId)).size
      return {
        kind: 'missing',
        title: `What the other videos leave out: ${what}`,
        promise: `You will hear what none of the ${videos} clipped videos on this says: ${what}.`,
        audience: 'Viewers who have seen the usual videos on it and want what they miss.',
        fresh: `None of the ${videos} clipped videos says it; ${sources === 1 ? 'one other source does' : `${sources} other sources do`}.`,
        titles: [
          `What nobody tells you about ${topicOf(ground)}`,
          `${topicOf(ground)}: the missing part`,
          what,
        ],
        why: 'It is the only thing here that viewers cannot have heard from those videos.',
        leavesOut: usual
          ? `What all of the videos say: ${about(usual.text)}.`
          : 'What the videos already say.',
        evidence: point.elsewhere.map(citationOf),
      }
    })
}

function told(ground: Ground): Seed[] {
  return ground.told.map(({ question, sentences }): Seed => {
    const what = about(sentences[0]!.anchor.exact)
    return {
      kind: 'own',
      title: `What I know about it myself: ${what}`,
      promise: `You will hear it from somebody who was there: ${what}.`,
      audience: 'Your own viewers: it is you whom they come to hear.',
      fresh: 'Nobody else can tell it: it is from your own answer.',
      titles: [`What I learned about ${topicOf(ground)}`, `${topicOf(ground)}, from my own experience`, what],
      why: question ? `You told it when you were asked: ${about(question, 120)}?` : 'You told it unasked.',
      leavesOut: 'What is known only from the sources stays in the background.',
      evidence: sentences,
    }
  })
}

type Form = (claim: Claim, topic: string) => Omit<Seed, 'kind' | 'evidence' | 'leavesOut' | 'fresh'>

const forms: Record<'parted' | ClaimKind, Form> = {
  parted: (claim, topic) => ({
    title: `Where the sources part: ${about(claim.text)}`,
    promise: `You will see who says what about ${about(claim.text)}, and what speaks for each side.`,
    audience: 'Viewers who have heard both and do not know whom to believe.',
    titles: [`${topic}: who is right?`, `Nobody agrees about ${topic}`, about(claim.text)],
    why: `It is a question with a tension that holds: ${partsOf(claim)}.`,
  }),
  number: (claim, topic) => {
    const [figure] = everyFigure(claim.text, null)
    return {
      title: `The number behind it: ${about(claim.text)}`,
      promise: `You will know what stands behind one number: ${about(claim.text)}.`,
      audience: 'Viewers who want figures that they can check.',
      titles: [
        `${figure?.written ?? 'The number'}: what it says about ${topic}`,
        `${topic} in one number`,
        about(claim.text),
      ],
      why: claim.singleSource
        ? 'One source alone gives this number: whether it holds is a story of its own.'
        : 'A number is remembered, and everything else can be hung on it.',
    }
  },
  cause: ({ text }, topic) => ({
    title: `How it works: ${about(text)}`,
    promise: `You will understand why: ${about(text)}.`,
    audience: 'Viewers who want to know how it works and need to know nothing before.',
    titles: [`How ${topic} really works`, `Why ${topic} happens`, about(text)],
    why: 'A cause can be shown step by step, and each step asks for the next.',
  }),
  date: ({ text }, topic) => ({
    title: `How it came about: ${about(text)}`,
    promise: `You will see how one thing led to the next, from this on: ${about(text)}.`,
    audience: 'Viewers who like a story that goes on in time.',
    titles: [`How ${topic} came about`, `The story of ${topic}`, about(text)],
    why: 'Time gives it an order that nobody has to explain.',
  }),
  comparison: ({ text }, topic) => ({
    title: `Set side by side: ${about(text)}`,
    promise: `You will be able to compare for yourself: ${about(text)}.`,
    audience: 'Viewers who have to choose, or want to rank.',
    titles: [`${topic}: which one?`, `${topic} compared`, about(text)],
    why: 'Two things beside each other show what each alone hides.',
  }),
  definition: ({ text }, topic) => ({
    title: `What it really is: ${about(text)}`,
    promise: `You will know what is meant by it: ${about(text)}.`,
    audience: 'Viewers who hear the word everywhere and never had it explained.',
    titles: [`What is ${topic}, really?`, `${topic}, explained from nothing`, about(text)],
    why: 'Who understands the word understands the rest.',
  }),
  statement: ({ text }, topic) => ({
    title: `Start from one thing: ${about(text)}`,
    promise: `You will see what follows from one thing: ${about(text)}.`,
    audience: 'Viewers who know a little and want to see how it hangs together.',
    titles: [`${topic} starts here`, `The one thing to know about ${topic}`, about(text)],
    why: 'One thing that is sure carries all that comes after.',
  }),
}

function claimed(claim: Claim, ground: Ground): Seed[] {
  const parted = claim.sides.length > 1
  const kind = parted ? 'parted' : claim.kind
  const unlike = ground.claims.find(
    other => other.id !== claim.id && (other.kind !== claim.kind || other.sides.length > 1 !== parted),
  )
  return [
    {
      ...forms[kind](claim, topicOf(ground)),
      kind,
      fresh: freshOf(claim, ground),
      leavesOut: unlike
        ? `Other things that the sources say, such as: ${about(unlike.text)}.`
        : 'Nothing that was found.',
      evidence: evidenceOf(claim).map(citationOf),
    },
  ]
}

/** What the gap map and the own channel say of its being new. */
function freshOf(claim: Claim, { gapMap }: Ground): string {
  const point = gapMap?.points.find(({ text }) => text === claim.text)
  const videos = gapMap?.videos.length ?? 0
  const said =
    !gapMap || !point
      ? 'It was not held against other videos.'
      : point.saidBy === 'none'
        ? `None of the ${videos} clipped videos says it.`
        : point.saidBy === 'all'
          ? `All of the ${videos} clipped videos say it: what is new must be how you tell it.`
          : `${point.videos.length} of the ${videos} clipped videos say it.`
  const repeat = claim.own.find(({ how }) => how === 'repeat')
  const other = claim.own.find(({ how }) => how === 'contradiction')
  return [
    said,
    ...(repeat ? [`You said it yourself in “${short(repeat.title, 80)}”.`] : []),
    ...(other ? [`You said otherwise in “${short(other.title, 80)}”.`] : []),
  ].join(' ')
}

const open = (ground: Ground): Seed[] =>
  ground.questions.map(({ question, why, citations }) => ({
    kind: 'open',
    title: `What nobody answers: ${about(question)}`,
    promise: `You will learn what is known about it and what is not: ${about(question)}.`,
    audience: 'Viewers who ask it themselves.',
    fresh: why,
    titles: [
      about(question, 95).replace(/[.]?$/, '?'),
      `What nobody knows about ${topicOf(ground)}`,
      `${topicOf(ground)}: the open question`,
    ],
    why: 'An open question holds until the end, if the end is honest about it.',
    leavesOut: 'What is settled, as far as the question does not need it.',
    evidence: citations,
  }))

/** Where nothing was found there is the title. */
const bare = (ground: Ground): Seed => ({
  kind: 'topic',
  title: topicOf(ground),
  promise: `You will know what ${topicOf(ground)} is about.`,
  audience: 'Viewers who are new to it.',
  fresh: 'Nothing was found to hold it against.',
  titles: [topicOf(ground), `${topicOf(ground)}, explained`, `What is ${topicOf(ground)}?`],
  why: 'There is nothing but the title of the project to go by.',
  leavesOut: 'All that sources would add.',
  evidence: [],
})

/** The first of each kind, then the second of each. */
function inTurns(seeds: Seed[]): Seed[] {
  const kinds = [...Map.groupBy(seeds, ({ kind }) => kind).values()]
  const most = Math.max(...kinds.map(({ length }) => length))
  return Array.from({ length: most }, (_, i) => kinds.flatMap(kind => kind[i] ?? [])).flat()
}

function optionOf({ title, promise, audience, fresh, titles, why, leavesOut, evidence }: Seed): DraftOption {
  const all = [...new Set([...titles, title].map(each => short(each, 100)))]
  return {
    content: {
      gate: 'angle',
      angle: {
        ...{ title: short(title, 180), promise: joined(promise), audience, fresh: joined(fresh) },
        ...{ titles: all, own: [] },
      },
    },
    ...{ why: joined(why), leavesOut: joined(leavesOut), evidence: evidence.slice(0, MOST_EVIDENCE) },
  }
}
