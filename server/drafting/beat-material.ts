import type { Citation } from '../../core/contract/brief.ts'
import type { Beat } from '../../core/contract/script.ts'
import { cite } from '../../core/evidence/cite.ts'
import { matchQuote } from '../../core/evidence/match-quote.ts'
import { terms } from '../research/terms.ts'
import type { DraftDesk, DraftSource } from './desk.ts'

/** What one beat is written from. */
export interface BeatMaterial {
  /** Its quotes as they stand in the sources now, in the order of the outline. */
  quotes: { ref: string; citation: Citation }[]
  /** All that a draft of it may quote: the sources of these, and what the creator knows of it. */
  sources: DraftSource[]
  /** Of the creator's own knowledge: what is shown of each. */
  knowledge: { ref: string; title: string; text: string }[]
  /** Quotes of the outline that do not stand in their source any more. */
  gone: Citation[]
}

const MOST_QUOTES = 12
const MOST_KNOWLEDGE = 2
const KNOWLEDGE_CHARS = 500

/** Finds a beat's quotes anew in the stored sources: what is not there any more is no evidence. */
export async function materialOf(
  desk: Pick<DraftDesk, 'shelf' | 'language'>,
  beat: Pick<Beat, 'title' | 'purpose' | 'evidence'>,
): Promise<BeatMaterial> {
  const own = knowledgeFor(desk, beat)
  const ids = new Set([...beat.evidence.map(({ sourceId }) => sourceId), ...own.map(({ id }) => id)])
  const sources = await desk.shelf.take(ids)
  const quotes: BeatMaterial['quotes'] = []
  const gone: Citation[] = []
  for (const old of beat.evidence) {
    const source = sources.find(({ id }) => id === old.sourceId)
    const { prefix, suffix, exact } = old.anchor
    const match = source && matchQuote(source.readable.quoted, exact, { prefix, suffix })
    if (!source || !match) gone.push(old)
    else if (quotes.length < MOST_QUOTES)
      quotes.push({ ref: source.ref, citation: cite(source, match.start, match.end) })
  }
  const cited = new Set(quotes.map(({ citation }) => citation.sourceId))
  return {
    quotes,
    sources,
    gone,
    knowledge: own
      .filter(({ id }) => !cited.has(id))
      .flatMap(({ id, title }) => {
        const source = sources.find(each => each.id === id)
        return source ? [{ ref: source.ref, title, text: shortened(source.readable.quoted.text) }] : []
      }),
  }
}

/** Those of the creator's own answers that share most words with what the beat is for. */
function knowledgeFor(
  { shelf, language }: Pick<DraftDesk, 'shelf' | 'language'>,
  { title, purpose }: Pick<Beat, 'title' | 'purpose'>,
) {
  const about = new Set(terms(`${title} ${purpose}`, language))
  return shelf.own
    .map(source => ({
      source,
      shared: new Set(terms(`${source.title} ${source.text}`, language).filter(term => about.has(term))).size,
    }))
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared)
    .slice(0, MOST_KNOWLEDGE)
    .map(({ source }) => source)
}

function shortened(text: string): string {
  if (text.length <= KNOWLEDGE_CHARS) return text
  const cut = text.slice(0, KNOWLEDGE_CHARS)
  return cut.slice(0, Math.max(cut.lastIndexOf('. ') + 1, cut.lastIndexOf(' ')))
}
