import { claimOf } from '../disagreements.ts'
import { everyFigure, type Figure } from '../figures.ts'
import { type Denial, denials, negations } from '../polarity.ts'
import { leansOnContext } from '../sentence-quality.ts'
import { tokens } from '../terms.ts'
import type { Names } from './names.ts'

/** A statement as it is held against others. */
export interface Reading {
  text: string
  language: string | null
  /** Content terms of what is claimed, without who says so, in order. */
  terms: string[]
  figures: Figure[]
  denied: Denial[]
  negations: number
  /** Those of its terms that name somebody or something. */
  names: Set<string>
  /** What stands before and behind the word that compares or gives a cause; null without such a word. */
  turn: Turn | null
  /** It needs the sentence before it to say of whom or what it speaks. */
  leans: boolean
}

/** «A is larger *than* B», «A *causes* B»: the same words the other way round say something else. */
export interface Turn {
  by: 'than' | 'cause' | 'because' | 'time'
  before: Set<string>
  behind: Set<string>
}

const TURNS: [Turn['by'], RegExp][] = [
  ['than', /\bthan\b/i],
  ['because', /\b(?:because(?: of)?|due to|owing to|caused by|as a result of|thanks to|driven by)\b/i],
  [
    'cause',
    /\b(?:causes?|caused|leads? to|led to|results? in|resulted in|triggers?|triggered|produces?|drives?)\b/i,
  ],
  ['time', /\b(?:before|after)\b/i],
]

export function readingOf(text: string, language: string | null, names: Names): Reading {
  const claimed = claimOf(text)
  const words = tokens(claimed, language)
  const content = words.flatMap(({ term }) => (term ? [term] : []))
  return {
    text,
    language,
    terms: content,
    figures: everyFigure(claimed, language),
    denied: denials(claimed, language),
    negations: negations(claimed),
    names: new Set(content.filter(term => names.has(term))),
    turn: turnOf(claimed, words),
    leans: leansOnContext(text),
  }
}

function turnOf(text: string, words: ReturnType<typeof tokens>): Turn | null {
  for (const [by, pattern] of TURNS) {
    const found = pattern.exec(text)
    if (!found) continue
    const side = (of: typeof words) => new Set(of.flatMap(({ term }) => (term ? [term] : [])))
    const before = side(words.filter(({ start }) => start < found.index))
    const behind = side(words.filter(({ start }) => start >= found.index + found[0].length))
    if (before.size > 0 && behind.size > 0)
      return by === 'time' && /after/i.test(found[0])
        ? { by, before: behind, behind: before }
        : by === 'because'
          ? { by: 'cause', before: behind, behind: before }
          : { by, before, behind }
  }
  return null
}

/** Whether both turn on the same word with their sides changed: something of each side stands on the other's. */
export function isTurnedRound(a: Turn | null, b: Turn | null): boolean {
  if (!a || !b || a.by !== b.by) return false
  const [ofA, ofB] = [apart(a), apart(b)]
  const least = (x: Set<string>, y: Set<string>) => Math.min(x.size, y.size)
  const straight = least(ofA.before.intersection(ofB.before), ofA.behind.intersection(ofB.behind))
  const crossed = least(ofA.before.intersection(ofB.behind), ofA.behind.intersection(ofB.before))
  return crossed > 0 && crossed >= straight
}

/** What stands on both sides tells neither. */
const apart = ({ before, behind }: Turn) => ({
  before: before.difference(behind),
  behind: behind.difference(before),
})
