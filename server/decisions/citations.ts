import type { TransactionSql } from 'postgres'
import type { Citation } from '../../core/contract/brief.ts'
import type { Content } from '../../core/contract/decision.ts'
import { type CitableSource, citableSource, cite } from '../../core/evidence/cite.ts'
import { matchQuote } from '../../core/evidence/match-quote.ts'
import { whoSays } from '../../core/evidence/who-says.ts'
import { sourceText } from '../sources/texts.ts'

export type TrueCitations = (citations: Citation[]) => Promise<Citation[]>

/**
 * Keeps of citations that come from outside those whose words stand in a stored source of the account's, cut out anew.
 * @param known what was offered by us, and stays as it was offered
 */
export function trueCitations(tx: TransactionSql, known: Citation[]): TrueCitations {
  const keys = new Set(known.map(keyOf))
  const sources = new Map<string, CitableSource | null>()
  const citable = async (id: string) => {
    let source = sources.get(id)
    if (source === undefined) {
      const text = await sourceText(tx, id)
      source = text && citableSource({ ...text, who: whoSays(text) })
      sources.set(id, source)
    }
    return source
  }
  return async citations => {
    const kept: Citation[] = []
    for (const citation of citations) {
      if (keys.has(keyOf(citation))) {
        kept.push(citation)
        continue
      }
      const source = await citable(citation.sourceId)
      const found = source && placeOf(source, citation)
      if (source && found) kept.push(cite(source, found.start, found.end))
    }
    return kept
  }
}

function placeOf(source: CitableSource, { anchor, start, end }: Citation) {
  if (source.quoted.text.slice(start, end) === anchor.exact && anchor.exact.trim()) return { start, end }
  return matchQuote(source.quoted, anchor.exact, anchor)
}

/** By all that it says, whatever the order of its keys. */
const keyOf = ({ sourceId, start, end, anchor, link }: Citation) =>
  JSON.stringify([sourceId, start, end, anchor.exact, link])

/** All that a decision or an option cites. */
export function citationsIn(content: Content): Citation[] {
  switch (content.gate) {
    case 'angle':
      return []
    case 'outline':
      return content.outline.beats.flatMap(({ evidence }) => evidence)
    case 'hook':
      return content.hook.sentences.flatMap(({ ledger }) => ledger.citations)
  }
}
