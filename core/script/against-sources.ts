import type { Citation } from '../contract/brief.ts'
import type { LedgerEntry } from '../contract/script.ts'
import { type CitableSource, cite } from '../evidence/cite.ts'
import { citeQuote } from '../evidence/cite-quote.ts'
import { matchQuote } from '../evidence/match-quote.ts'
import { countWords } from '../transcript/words.ts'
import { backedEntry, backing, claimed, sameWords } from './ledger.ts'

/** Fewer words in a row stand in a source by chance. */
const FEWEST_WORDS = 5
const SPOKEN_QUOTE = /[“„"«]([^“”„"«»]{12,1500})[”“"»]/gu

/**
 * What backs a sentence, where its sources are at hand: each citation is looked for anew where it says that it stands,
 * and cut out of the stored text as it is now.
 * @param sources all that the project has
 * @param setBy see `claimed`
 */
export function verified(
  text: string,
  entry: LedgerEntry,
  sources: readonly CitableSource[],
  setBy: 'creator' | 'machine',
): LedgerEntry {
  if (entry.citations.length === 0) return claimed(text, entry, setBy)
  const gone: Citation[] = []
  const there = entry.citations.flatMap(citation => {
    const found = recited(citation, sources)
    if (!found) gone.push(citation)
    return found ?? []
  })
  const citations = [...there, ...gone]
  if (entry.standing === 'open')
    return backAgain(text, { ...entry, citations }, there) ?? claimed(text, { ...entry, citations }, setBy)
  // What stood on words that are gone stands no more on the creator's saying so.
  const now = claimed(text, { ...entry, citations: there }, gone.length > 0 ? 'machine' : setBy)
  if (gone.length === 0 || now.standing !== 'open') return now
  const was = { text, standing: entry.standing, why: entry.why }
  return { standing: 'open', citations, why: goneBecause(gone[0]!, sources), was }
}

/** What was held of these very words before their source went, where the source is back. */
function backAgain(text: string, { was }: LedgerEntry, citations: readonly Citation[]): LedgerEntry | null {
  if (!was || citations.length === 0 || !sameWords(text, was.text)) return null
  const now = claimed(text, { standing: was.standing, citations: [...citations], why: was.why }, 'machine')
  return now.standing === 'open' ? null : now
}

function recited({ sourceId, anchor }: Citation, sources: readonly CitableSource[]): Citation | null {
  const source = sources.find(({ id }) => id === sourceId)
  const match = source && matchQuote(source.readable.quoted, anchor.exact, anchor)
  return match ? cite(source, match.start, match.end) : null
}

const goneBecause = ({ sourceId, sourceTitle }: Citation, sources: readonly CitableSource[]): string =>
  sources.some(({ id }) => id === sourceId)
    ? `The words that it stood on are not in “${sourceTitle}” any more: it was clipped anew.`
    : `“${sourceTitle}”, which it stood on, is not among the sources any more.`

/**
 * An open sentence whose words stand literally in one of these sources, or that quotes one between quotation marks, as
 * what it is then. Null where none has them.
 */
export function lookedFor(
  text: string,
  entry: LedgerEntry,
  sources: readonly CitableSource[],
): LedgerEntry | null {
  if (!isLookedFor(text)) return null
  const spoken = [...text.matchAll(SPOKEN_QUOTE)].map(([, words]) => words!)
  const found = [text, ...spoken].flatMap(words =>
    countWords(words) < FEWEST_WORDS ? [] : (citeQuote(words, null, sources) ?? []),
  )
  if (found.length === 0) return null
  const result = backing(text, [...found, ...entry.citations])
  return 'backed' in result
    ? { ...backedEntry(result.backed, result.backed), ...(entry.was && { was: entry.was }) }
    : null
}

/** Whether a sentence has enough words for that. */
export const isLookedFor = (text: string): boolean => countWords(text) >= FEWEST_WORDS
