import type { Citation } from '../../core/contract/brief.ts'
import type { LedgerEntry } from '../../core/contract/script.ts'
import type { CitableSource } from '../../core/evidence/cite.ts'
import { citeQuote } from '../../core/evidence/cite-quote.ts'
import { backedEntry, backing, claimed } from '../../core/script/ledger.ts'
import { isOpinion } from '../../core/script/opinion.ts'

const SPANS = /[“„«]([^”“"«»]{8,1500})[”"»]/gu

/**
 * What backs a sentence that a machine offers: its literal words, or those between its quotation marks, where they stand
 * in a source; else that the passages which are named for it are said to say so, if they have its facts. A question or
 * talk with the viewer is an opinion; any other statement is open.
 * @param citations what was named for it
 */
export function ledgerOf(
  text: string,
  citations: Citation[],
  sources: readonly CitableSource[],
): LedgerEntry {
  const named = citations[0]?.sourceId ?? null
  const spans = [text, ...[...text.matchAll(SPANS)].map(([, words]) => words!)]
  const literal = spans.flatMap(words => citeQuote(words, named, sources) ?? [])
  const found = backing(text, [...literal, ...citations])
  if ('backed' in found) return backedEntry(found.backed, found.backed)
  if (citations.length > 0) {
    const own = citations.every(({ sourceKind }) => sourceKind === 'knowledge')
    return own
      ? claimed(
          text,
          { standing: 'own_knowledge', citations, why: 'From what you told yourself.' },
          'machine',
        )
      : claimed(
          text,
          {
            standing: 'paraphrase',
            citations,
            why: 'The passage beside it is said to bear this out: read it before you do.',
          },
          'machine',
        )
  }
  return isTalk(text)
    ? claimed(
        text,
        { standing: 'opinion', citations: [], why: 'Nothing in it could be true or false.' },
        'machine',
      )
    : { standing: 'open', citations: [], why: 'No source was given for it.' }
}

/** Of the video itself, to the viewer. */
const PROMISE =
  /\b(?:in this video|by the end|this is about|we[’']ll|we will|you[’']ll|you will|I[’']ll|I will|today we|here is what)\b/i

const isTalk = (text: string): boolean => isOpinion(text) || PROMISE.test(text)
