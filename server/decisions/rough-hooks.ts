import type { Citation } from '../../core/contract/brief.ts'
import type { HookKind } from '../../core/contract/decision.ts'
import type { Claim, Evidence } from '../../core/contract/findings.ts'
import { sentences } from '../../core/passages/sentences.ts'
import { backing } from '../../core/script/ledger.ts'
import { everyFigure } from '../research/figures.ts'
import { partsOf } from './arrangements.ts'
import type { DraftOption } from './draft-option.ts'
import { citationOf, evidenceOf, type Ground } from './ground.ts'
import { ledgerOf } from './ledger.ts'
import { nearest } from './nearness.ts'
import { short } from './pieces.ts'
import type { Told } from './told.ts'

interface Line {
  text: string
  /** What it is said to rest on; where it stands by that is not its own to say. */
  citations: Citation[]
}
interface Seed {
  kind: HookKind
  lines: Line[]
  why: string
  leavesOut: string
}

/** Longer, a quote is no beginning. */
const MOST_WORDS = 38
const NEAR = 30

/**
 * Hooks without a model, by kind: a number, two that contradict each other, the creator's own words, a question, what a
 * source says outright, the promise itself. Each has three sentences, of which the quotes are literal.
 */
export function roughHooks(ground: Ground): DraftOption[] {
  const near = nearest(ground, NEAR)
  const kinds: Seed[][] = [
    near.flatMap(claim => contradiction(claim)),
    ground.told.flatMap(each => own(each, ground)),
    near.filter(({ kind }) => kind === 'number').flatMap(claim => number(claim, ground)),
    ground.questions.flatMap(({ question }) => asked(question, near, ground)),
    near
      .filter(({ kind, sides }) => kind !== 'number' && sides.length === 1)
      .flatMap(claim => outright(claim, ground)),
    promised(ground, near),
  ]
  const most = Math.max(...kinds.map(({ length }) => length))
  const seeds = Array.from({ length: most }, (_, i) => kinds.flatMap(of => of[i] ?? [])).flat()
  return seeds.map(seed => optionOf(seed, ground))
}

/** The first quote of a claim that is short enough to be said, with who says it. */
function sayable(evidence: Evidence[]): Evidence | null {
  return (
    evidence.find(({ anchor }) => wordsIn(anchor.exact) >= 4 && wordsIn(anchor.exact) <= MOST_WORDS) ?? null
  )
}
const wordsIn = (text: string) => text.match(/\S+/g)?.length ?? 0

const said = (evidence: Evidence): Line => {
  const words = evidence.anchor.exact.replace(/\s+/g, ' ').trim()
  // A quote within a quote has other marks.
  const quote = `“${words.replace(/[“”"„«»]/g, "'")}”`
  const citations = [citationOf(evidence)]
  const attributed = evidence.who ? `${short(evidence.who, 60)}: ${quote}` : quote
  // Who says it is said only where the source itself shows it.
  return { text: 'backed' in backing(attributed, citations) ? attributed : quote, citations }
}

const plain = (text: string): Line => ({ text, citations: [] })

/** The first sentence of what the angle promises: the creator's own decision, and nothing that anybody could check yet. */
function promiseOf({ angle, topic }: Ground): Line {
  const promise = angle?.promise.trim()
  const first = promise && [...sentences(promise)][0]
  return plain(first ? promise.slice(first.start, first.end) : `This is about ${short(topic, 80)}.`)
}

function contradiction(claim: Claim): Seed[] {
  const { sides } = claim
  const [a, b] = sides.map(({ evidence }) => sayable(evidence))
  if (!a || !b) return []
  return [
    {
      kind: 'contradiction',
      lines: [said(a), said(b), plain('So who is right?')],
      why: `Two sources, and they part: ${partsOf(claim)}. One wants to know who is right.`,
      leavesOut: 'The promise: it has to come right behind.',
    },
  ]
}

const ABOUT: [HookKind, RegExp][] = [
  ['mistake', /\b(?:wrong|mistake|regret|cost you|turned out)\b/i],
  ['story', /\b(?:moment|scene|when did|happened|taught|tell it)\b/i],
]

function own({ question, sentences: told }: Told, ground: Ground): Seed[] {
  const asked = ABOUT.find(([, pattern]) => pattern.test(question ?? ''))
  // An answer begins where it begins; what was asked for may come later.
  const at = Math.max(
    0,
    told.findIndex(({ anchor }) => asked?.[1].test(anchor.exact)),
  )
  const [first, second] = told.slice(at)
  if (!first) return []
  const kind = asked?.[0] ?? 'own'
  const line = (citation: Citation): Line => ({
    text: citation.anchor.exact.replace(/\s+/g, ' ').trim(),
    citations: [citation],
  })
  return [
    {
      kind,
      lines: [
        line(first),
        second ? line(second) : plain('What does that have to do with it?'),
        promiseOf(ground),
      ],
      why: 'It is your own, in your own words: nobody else can begin so.',
      leavesOut: 'What the sources say comes later.',
    },
  ]
}

function number(claim: Claim, ground: Ground): Seed[] {
  const quote = sayable(evidenceOf(claim).filter(({ anchor }) => everyFigure(anchor.exact, null).length > 0))
  if (!quote) return []
  return [
    {
      kind: 'number',
      lines: [said(quote), plain('What stands behind that number?'), promiseOf(ground)],
      why: claim.singleSource
        ? 'A number, though one source alone gives it: look at it first.'
        : 'A number is remembered.',
      leavesOut: 'Why it matters to the viewer: say it as soon as you can.',
    },
  ]
}

function asked(question: string, near: Claim[], ground: Ground): Seed[] {
  const quote = near.map(claim => sayable(evidenceOf(claim))).find(Boolean)
  const words = question.trim()
  // What a source only says to be unknown is no question that could be asked aloud.
  if (!/[?？]$/.test(words) || wordsIn(words) > MOST_WORDS || !quote) return []
  return [
    {
      kind: 'question',
      lines: [{ text: words, citations: [] }, said(quote), promiseOf(ground)],
      why: 'Your sources leave it open, and whoever hears it wants the answer.',
      leavesOut: 'An answer, which the sources do not have.',
    },
  ]
}

function outright(claim: Claim, ground: Ground): Seed[] {
  const quote = sayable(evidenceOf(claim))
  if (!quote) return []
  return [
    {
      kind: 'claim',
      lines: [said(quote), plain('Is that so?'), promiseOf(ground)],
      why: 'It says outright what the video is about, in a source’s words.',
      leavesOut: 'The tension: nothing speaks against it yet.',
    },
  ]
}

function promised(ground: Ground, near: Claim[]): Seed[] {
  const quote = near.map(claim => sayable(evidenceOf(claim))).find(Boolean)
  return [
    {
      kind: 'promise',
      lines: [
        promiseOf(ground),
        quote ? said(quote) : plain(`Here is what this video has to say about ${short(ground.topic, 80)}.`),
        plain('Let’s look at it one thing at a time.'),
      ],
      why: 'It says at once what the viewer gets.',
      leavesOut: 'Any surprise.',
    },
  ]
}

function optionOf({ kind, lines, why, leavesOut }: Seed, { sources }: Ground): DraftOption {
  const said = lines.map(({ text, citations }) => ({ text, ledger: ledgerOf(text, citations, sources) }))
  return {
    content: { gate: 'hook', hook: { kind, sentences: said } },
    ...{ why, leavesOut, evidence: lines.flatMap(({ citations }) => citations).slice(0, 6) },
  }
}
