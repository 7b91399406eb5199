import type { OwnMention } from '../../../core/contract/findings.ts'
import type { SearchAnswer, SearchHit, SearchRequest } from '../../../core/contract/search.ts'
import type { Transcript } from '../../../core/contract/transcript.ts'
import { citationLink } from '../../../core/evidence/link.ts'
import { msAt, transcriptText } from '../../../core/transcript/text.ts'
import { findWords } from '../../channels/channels.ts'
import type { Database } from '../../db/database.ts'
import { asAccount } from '../../db/tenancy.ts'
import { type JudgedPlace, judgeMentions } from './judge-mentions.ts'

/** Looks for passages; `searchPassages` of the search, with whatever it needs. */
export type PassageSearch = (
  database: Database,
  accountId: string,
  request: SearchRequest,
  options: { perSource?: number },
) => Promise<Pick<SearchAnswer, 'hits'>>

export interface OwnMentionsDeps {
  database: Database
  search: PassageSearch
}

const PASSAGES = 12
const MOST_OF_VIDEO = 3
const MOST = 5
const ORDER: OwnMention['how'][] = ['contradiction', 'repeat', 'callback']

/**
 * What the creator's own videos have on a claim or an angle: contradictions first, then repeats, then what can be
 * pointed back to; one a video of each, five at most. Found by the search, judged by words, numbers and denials.
 * @param language of the text, BCP 47; null where nobody knows
 */
export async function ownMentions(
  { database, search }: OwnMentionsDeps,
  accountId: string,
  text: string,
  language: string | null = null,
): Promise<OwnMention[]> {
  const { hits } = await search(
    database,
    accountId,
    {
      query: queryOf(text),
      scope: { in: 'channel' },
      filters: { kinds: [], sites: [], tags: [], from: null, to: null },
      limit: PASSAGES,
    },
    { perSource: MOST_OF_VIDEO },
  )
  const judged = judgeMentions(text, language, hits)
  const kept: JudgedPlace[] = []
  for (const how of ORDER) {
    for (const one of judged) {
      // The same minute need not be told twice: what is contradicted is not pointed back to as well.
      if (one.how === how && !kept.some(other => videoOf(other.hit) === videoOf(one.hit))) kept.push(one)
    }
  }
  const mentions: OwnMention[] = []
  for (const one of kept.slice(0, MOST)) {
    const mention = await mentionOf(database, accountId, one)
    if (mention) mentions.push(mention)
  }
  return mentions
}

/** Quote marks ask the search for the words as they stand. */
const queryOf = (text: string) =>
  text
    .replace(/["“”„«»]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 900) || '-'

const videoOf = ({ place }: SearchHit) => (place.of === 'channel' ? place.videoId : place.sourceId)

async function mentionOf(
  database: Database,
  accountId: string,
  { hit, how, why, start, quote }: JudgedPlace,
): Promise<OwnMention | null> {
  const { place } = hit
  if (place.of !== 'channel') return null
  const words = await asAccount(database, accountId, tx => findWords(tx, place.channelId, place.videoId))
  const startMs =
    (words?.transcript && secondOf(words.transcript, hit.start + start, quote)) ?? hit.startMs ?? 0
  return {
    how,
    channelId: place.channelId,
    videoId: place.videoId,
    title: place.title,
    published: place.published,
    quote,
    startMs,
    link: citationLink(
      { kind: 'video', url: '', videoId: place.videoId },
      { exact: quote, prefix: '', suffix: '' },
      { startMs },
    ),
    why,
  }
}

/** null where other words stand there now: the video's words came anew, and the search does not know yet. */
function secondOf(transcript: Transcript, at: number, quote: string): number | null {
  const running = transcriptText(transcript)
  return running.text.startsWith(quote, at) ? msAt(transcript, running, at) : null
}
