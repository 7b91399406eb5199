import type { Citation } from '../../contract/brief.ts'
import type { ScriptState } from '../../contract/script.ts'
import { spokenOf } from '../order.ts'
import { cleanWords } from './escaped.ts'

export interface ListedSource {
  title: string
  /** As it opens in a browser; null for a file or the creator's own knowledge. */
  url: string | null
}

/** The sources that the script quotes or follows, each once, in the order in which they are first spoken. */
export function citedSources(state: ScriptState): ListedSource[] {
  const seen = new Map<string, ListedSource>()
  for (const sentence of spokenOf(state))
    for (const citation of sentence.ledger.citations)
      if (!seen.has(citation.sourceId) && citation.sourceKind !== 'knowledge')
        seen.set(citation.sourceId, { title: citation.sourceTitle, url: addressOf(citation) })
  return [...seen.values()]
}

/** The page itself: a description's reader wants the source, not our place in it. */
function addressOf({ link }: Citation): string | null {
  if (!/^https?:\/\//.test(link)) return null
  const url = new URL(link)
  url.hash = ''
  if (url.hostname.endsWith('youtube.com')) url.searchParams.delete('t')
  return url.href
}

/** For a video's description, which YouTube cuts at 5,000 characters and where < and > may not stand. */
export const sourceLines = (state: ScriptState): string =>
  citedSources(state)
    .map(({ title, url }) => `${cleanWords(title).replace(/[<>]/g, '')}${url ? `: ${url}` : ''}`)
    .join('\n')
