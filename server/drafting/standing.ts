import type { Citation } from '../../core/contract/brief.ts'
import type { LedgerEntry, Origin } from '../../core/contract/script.ts'
import { citeQuote } from '../../core/evidence/cite-quote.ts'
import { backing, claimed } from '../../core/script/ledger.ts'
import { isOpinion } from '../../core/script/opinion.ts'
import { type DraftSource, isOwnWord } from './desk.ts'
import type { WrittenQuote } from './draft-lines.ts'

export interface Stood {
  origin: Extract<Origin, 'model' | 'source'>
  ledger: LedgerEntry
  /** Quotes that stand nowhere, or are of a source that there is not. */
  dropped: number
}

const QUOTED = /[“"„«]([^”"“«»]{3,600})[”"»]/gu
const MOST_CITATIONS = 20

/**
 * What backs a sentence that a model wrote. Only words that stand literally in a source make it quoted; a passage that the
 * model gives for it makes it a paraphrase, which is the model's opinion; without either it is the creator's to show.
 * @param name of the model, for the reasons
 */
export function standingOf(
  { text, quotes }: { text: string; quotes: readonly WrittenQuote[] },
  sources: readonly DraftSource[],
  name: string,
): Stood {
  const citations: Citation[] = []
  let dropped = 0
  const add = (citation: Citation | null): boolean => {
    if (!citation) {
      dropped += 1
      return false
    }
    const known = citations.some(
      each =>
        each.sourceId === citation.sourceId && each.start === citation.start && each.end === citation.end,
    )
    if (!known && citations.length < MOST_CITATIONS) citations.push(citation)
    return true
  }
  /** What is claimed for it has to be shown by its words, as for every machine. */
  const stood = (
    standing: LedgerEntry['standing'],
    why: string,
    origin: Stood['origin'] = 'model',
  ): Stood => ({
    origin,
    ledger: claimed(text, { standing, citations, why }, 'machine'),
    dropped,
  })
  const whole = citeQuote(text, null, sources)
  if (whole && longEnough(whole)) {
    citations.push(whole)
    return stood(isOwnWord(whole) ? 'own_knowledge' : 'quoted', '', 'source')
  }
  // Words of emphasis are no quote: under three they prove nothing.
  const literal = [...text.matchAll(QUOTED)]
    .map(([, words]) => words!)
    .filter(words => words.trim().split(/\s+/).length >= 3)
  const inside = literal.map(words => add(citeQuote(words, null, sources)))
  for (const { ref, quote } of quotes) {
    const named = ref === null ? null : sources.find(source => source.ref === ref)
    // A quote of a source that there is not is none, wherever its words may stand.
    add(ref !== null && !named ? null : citeQuote(quote, named?.id ?? null, sources))
  }
  if (literal.length > 0 && !inside.every(Boolean))
    return stood('open', 'It has words in quotation marks that stand in no source of this project.')
  if ('backed' in backing(text, citations)) return stood('quoted', '')
  if (citations.length > 0 && citations.every(isOwnWord))
    return stood('own_knowledge', 'From what you told of it yourself.')
  if (citations.length > 0)
    return stood(
      'paraphrase',
      `${name} says that the passage beside it bears this out. Nobody has checked that it does.`,
    )
  if (quotes.length > 0)
    return stood('open', 'It was written with a quote that stands in no source of this project.')
  return isTalk(text)
    ? stood('opinion', 'Nothing in it could be true or false.')
    : stood('open', 'No source was given for it.')
}

const SPOKEN_TO = /\b(?:you|your|you['’]\p{L}+|we|our|us|we['’]\p{L}+|let['’]s|i|i['’]\p{L}+|my|me)\b/iu
const TURNS =
  /^(?:so|now|okay|ok|all right|alright|but|and|right|here['’]s|that['’]s|look|think|imagine|picture|stay|watch)\b/iu

/** Talk with the viewer in which nothing could be looked up. What a model says of the world without a source is none. */
function isTalk(text: string): boolean {
  if (isOpinion(text)) return true
  const words = text.trim().split(/\s+/).length
  return (SPOKEN_TO.test(text) && words <= 25) || (TURNS.test(text) && words <= 12)
}

/** As many words as a sentence: two or three stand in many. */
const longEnough = ({ anchor }: Citation): boolean => anchor.exact.trim().split(/\s+/).length >= 4
