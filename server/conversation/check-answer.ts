import type { Citation } from '../../core/contract/brief.ts'
import type { AnswerSentence, OwnQuote, Proposal } from '../../core/contract/conversation.ts'
import { citeQuote } from '../../core/evidence/cite-quote.ts'
import type { WrittenAnswer, WrittenQuote } from './answer-lines.ts'
import { isPlain } from './plain.ts'
import type { Reading, ShelfVideo } from './shelf.ts'

export interface CheckedAnswer {
  answer: AnswerSentence[]
  proposals: Omit<Proposal, 'id' | 'turnId' | 'own' | 'state' | 'edited' | 'decidedAt'>[]
  /** Quotes that stand nowhere, or are of a source that there is not. */
  dropped: number
}

const MOST_TEXT = 1_200
const MOST_FAILED = 600

/**
 * Keeps of an answer what the sources bear out: a quote becomes a citation only where its words stand in what was read,
 * and its words and link are then the source's and ours. A sentence without any is the model's own, unless it says
 * nothing about the world. Proposals are kept only of the kinds that were asked for.
 */
export function checkAnswer(
  { sentences, proposals }: Pick<WrittenAnswer, 'sentences' | 'proposals'>,
  reading: Reading,
  kinds: ReadonlySet<string>,
): CheckedAnswer {
  let dropped = 0
  const found = (quotes: WrittenQuote[]) => {
    const kept = { citations: [] as Citation[], channel: [] as OwnQuote[], failed: [] as string[] }
    for (const quote of quotes) {
      const place = locate(quote, reading)
      if (!place) kept.failed.push(line(quote.quote, MOST_FAILED))
      else if ('videoId' in place) {
        if (!kept.channel.some(other => other.link === place.link)) kept.channel.push(place)
      } else if (
        !kept.citations.some(other => other.sourceId === place.sourceId && other.start === place.start)
      )
        kept.citations.push(place)
    }
    dropped += kept.failed.length
    return kept
  }
  const answer = sentences.flatMap(({ text, quotes }): AnswerSentence[] => {
    const said = clean(text)
    if (!/[\p{L}\p{N}]/u.test(said)) return []
    const { citations, channel, failed } = found(quotes)
    if (citations.length + channel.length > 0) return [{ standing: 'quoted', text: said, citations, channel }]
    if (failed.length === 0 && isPlain(said)) return [{ standing: 'plain', text: said }]
    return [{ standing: 'own', text: said, failedQuotes: failed }]
  })
  const kept = proposals.flatMap(({ kind, title, text, why, quotes }): CheckedAnswer['proposals'] => {
    const name = line(clean(title), 200)
    if (!kinds.has(kind) || !name) return []
    return [
      {
        kind: kind as Proposal['kind'],
        title: name,
        text: clean(text, 10_000),
        why: line(clean(why), MOST_TEXT),
        citations: found(quotes).citations,
      },
    ]
  })
  return { answer, proposals: kept, dropped }
}

/** A quote of a source that there is not is none, wherever its words may stand. */
function locate({ ref, quote }: WrittenQuote, { sources, videos }: Reading): Citation | OwnQuote | null {
  const named = ref === null ? null : [...sources, ...videos].find(each => each.ref === ref)
  if (ref !== null && !named) return null
  const ofVideo = (video: ShelfVideo | undefined) => {
    const citation = video && citeQuote(quote, video.id, [video])
    return citation && video ? ownQuote(video, citation) : null
  }
  const inVideos = () => videos.map(ofVideo).find(Boolean) ?? null
  if (ref?.startsWith('C'))
    return ofVideo(named as ShelfVideo) ?? inVideos() ?? citeQuote(quote, null, sources)
  return citeQuote(quote, named?.id ?? null, sources) ?? inVideos()
}

export const ownQuote = (video: ShelfVideo, { anchor, startMs, link }: Citation): OwnQuote => ({
  channelId: video.channelId,
  videoId: video.videoId,
  title: video.title,
  quote: anchor.exact,
  startMs: startMs ?? 0,
  link,
})

/** The words alone: no address, which only a citation of ours may be, no marks, no names of sources. */
export function clean(text: string, most = MOST_TEXT): string {
  const words = text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<?\b(?:https?|ftp|javascript|data|file):[^\s>)\]]*>?|\bwww\.[^\s>)\]]+/gi, '(address left out)')
    .replace(/<[^>\n]{0,200}>/g, '')
    .replace(/\s*[[(](?:[SC]\d{1,3}(?:\s*[,;&]\s*|\s+and\s+)?)+[\])]/g, '')
    .replace(/\*\*|__|`/g, '')
    .split('\n')
    .map(each => each.replace(/\s+/g, ' ').trim())
    .join('\n')
    .trim()
  return words.length > most ? `${words.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : words
}

function line(text: string, most: number): string {
  const words = text.replace(/\s+/g, ' ').trim()
  return words.length > most ? `${words.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : words
}
