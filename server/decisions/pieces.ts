import type { Citation } from '../../core/contract/brief.ts'
import type { Claim, Evidence } from '../../core/contract/findings.ts'
import { citationOf } from './ground.ts'
import type { Told } from './told.ts'

/** A quote under the short name by which a model may take it: it need not be written again, nor found again. */
interface Piece {
  ref: string
  citation: Citation
}

export interface Shown {
  /** As a model is shown them, a line a claim. */
  lines: string[]
  /** What the refs of an answer stand for, each once; of a claim's ref its first quotes. Unknown ones are counted. */
  taken(refs: readonly string[]): { citations: Citation[]; unknown: number }
}

const MOST_TEXT = 220
const MOST_QUOTE = 260
const MOST_OF_SIDE = 2
const MOST_TAKEN = 8

/**
 * Claims and the creator's own answers with names for their quotes: `C3 … [E4 E5 | E6]`, the sides apart.
 * @param quotes with the words of each, for who is to choose words; else the names alone, for who is to choose facts
 */
export function shownPieces(
  claims: readonly Claim[],
  told: readonly Told[],
  { quotes }: { quotes: boolean },
): Shown {
  const pieces: Piece[] = []
  const ofClaim = new Map<string, Citation[]>()
  const named = (citation: Citation): string => {
    const known = pieces.find(
      ({ citation: other }) => other.sourceId === citation.sourceId && other.start === citation.start,
    )
    if (known) return known.ref
    const ref = `E${pieces.length + 1}`
    pieces.push({ ref, citation })
    return ref
  }
  const lines = claims.map((claim, i) => {
    const sides = claim.sides.map(({ evidence }) => apart(evidence).slice(0, MOST_OF_SIDE))
    const refs = sides.map(side => side.map(each => named(citationOf(each))))
    ofClaim.set(
      `C${i + 1}`,
      sides.flatMap(side => side.map(citationOf)),
    )
    const shown = `C${i + 1} (${aboutOf(claim)}): ${short(claim.text, MOST_TEXT)} [${refs.map(side => side.join(' ')).join(' | ')}]`
    return quotes
      ? [shown, ...sides.flatMap((side, s) => side.map((each, n) => quoteLine(refs[s]![n]!, each)))].join(
          '\n',
        )
      : shown
  })
  const own = told.map(({ question, sentences }) =>
    [
      `The creator's own answer${question ? ` to ${JSON.stringify(short(question, 120))}` : ''}:`,
      ...sentences.map(each => `${named(each)} “${short(each.anchor.exact, MOST_QUOTE)}”`),
    ].join('\n'),
  )
  return {
    lines: [...lines, ...own],
    taken(refs) {
      const citations: Citation[] = []
      let unknown = 0
      for (const ref of refs.flatMap(each => each.toUpperCase().match(/[EC]\d+/g) ?? [])) {
        const found = ofClaim.get(ref) ?? pieces.filter(piece => piece.ref === ref).map(each => each.citation)
        if (found.length === 0) unknown++
        for (const citation of found)
          if (!citations.includes(citation) && citations.length < MOST_TAKEN) citations.push(citation)
      }
      return { citations, unknown }
    },
  }
}

const quoteLine = (ref: string, { anchor, who }: Evidence) =>
  `${ref}${who ? ` ${JSON.stringify(short(who, 60))}` : ''}: “${short(anchor.exact, MOST_QUOTE)}”`

/** One of each source before a second of any. */
function apart(evidence: Evidence[]): Evidence[] {
  const first = evidence.filter(
    (each, i) => evidence.findIndex(other => other.sourceId === each.sourceId) === i,
  )
  return [...first, ...evidence.filter(each => !first.includes(each))]
}

function aboutOf({ kind, sides, parts, singleSource, own }: Claim): string {
  const sources = new Set(sides.flatMap(({ evidence }) => evidence.map(({ sourceId }) => sourceId))).size
  return [
    kind,
    sources === 1 ? 'one source' : `${sources} sources`,
    ...(sides.length > 1 ? [`disputed: ${parts ?? 'they part'}`] : []),
    ...(singleSource ? ['a number that one source alone gives'] : []),
    ...(own.some(({ how }) => how === 'repeat') ? ['said on the own channel already'] : []),
    ...(own.some(({ how }) => how === 'contradiction') ? ['the own channel said otherwise'] : []),
  ].join(', ')
}

/** On one line and no longer than this, cut between words. */
export function short(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > most ? `${line.slice(0, most - 1).replace(/\s+\S*$/, '')}…` : line
}

/** As part of a sentence: without its own full stop, and with a sign where it was cut. */
export const about = (text: string, most: number): string => short(text, most).replace(/[.!?,;:]+$/, '')

/** Words that were put together of parts, of which a cut one ends in its own sign. */
export const joined = (text: string): string => text.replaceAll('….', '…')
