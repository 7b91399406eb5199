import type { LedgerEntry } from '../contract/script.ts'
import { type CitableSource, cite } from '../evidence/cite.ts'
import { matchQuote } from '../evidence/match-quote.ts'
import type { Range } from '../passages/range.ts'
import { backedEntry, backing, claimed } from './ledger.ts'

/** As many as an entry holds. */
const MOST_CITATIONS = 20
const YOU_SAY = 'You say that this passage says so.'
const YOU_ANSWERED = 'You say that this answer of yours says so.'

/**
 * What backs a sentence once the creator put a passage behind it: quoted only where the sentence holds its literal words
 * and every fact beside them stands in it too. Other words are a paraphrase, on the creator's saying so, and open where
 * they give a number or a date that the passage does not. Null: the words of the passage do not stand in the source.
 * @param passage as it was found; it is looked for anew, and cut out of the stored text
 */
export function putBehind(
  text: string,
  entry: LedgerEntry,
  source: CitableSource,
  passage: Range & { text: string },
): LedgerEntry | null {
  const { quoted } = source.readable
  const there =
    quoted.text.slice(passage.start, passage.end) === passage.text
      ? passage
      : matchQuote(quoted, passage.text)
  if (!there) return null
  const before = entry.citations.filter(
    ({ sourceId, start, end }) => sourceId !== source.id || start !== there.start || end !== there.end,
  )
  const whole = cite(source, there.start, there.end)
  // The sentence may be a part of the passage, word for word: then it is that part that is quoted.
  const own = matchQuote(quoted.text.slice(there.start, there.end), text)
  const tried = own ? [cite(source, there.start + own.start, there.start + own.end), whole] : [whole]
  for (const citation of tried) {
    const citations = [citation, ...before].slice(0, MOST_CITATIONS)
    const found = backing(text, citations)
    if ('backed' in found) return backedEntry(found.backed, citations)
  }
  const citations = [whole, ...before].slice(0, MOST_CITATIONS)
  const now =
    source.kind === 'knowledge'
      ? claimed(text, { standing: 'own_knowledge', citations, why: YOU_ANSWERED }, 'creator')
      : claimed(text, { standing: 'paraphrase', citations, why: YOU_SAY }, 'creator')
  return now.standing === 'open' && entry.was ? { ...now, was: entry.was } : now
}
