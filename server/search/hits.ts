import type { TransactionSql } from 'postgres'
import type { SearchHit, SearchPlace, SearchScope } from '../../core/contract/search.ts'
import { quoteAnchor } from '../../core/evidence/anchor.ts'
import { citationLink, fragmentEdges } from '../../core/evidence/link.ts'
import { sentences } from '../../core/passages/sentences.ts'
import { type Found, selectAmbiguous, selectFound } from './found.ts'
import { marksOf } from './marks.ts'
import type { Query } from './query.ts'
import type { Lexemes } from './terms.ts'

export interface Chosen {
  no: number
  score: number
  by: SearchHit['by']
}

/** The passages as they are shown, in the order in which they were chosen. */
export async function hitsOf(
  tx: TransactionSql,
  scope: SearchScope,
  query: Query,
  lexemes: ReadonlyMap<string, Lexemes>,
  chosen: readonly Chosen[],
): Promise<SearchHit[]> {
  const byNumber = await selectFound(
    tx,
    scope,
    chosen.map(({ no }) => no),
  )
  const found = chosen.flatMap(each => {
    const passage = byNumber.get(each.no)
    return passage ? [{ ...each, passage }] : []
  })
  // Both are sent at once: the database is asked one way less.
  const [ambiguous, marks] = await Promise.all([
    selectAmbiguous(
      tx,
      found.flatMap(({ passage }) =>
        passage.of === 'source' && !passage.videoId && passage.kind !== 'pdf'
          ? [{ no: passage.no, words: fragmentEdges(passage.body).start }]
          : [],
      ),
    ),
    marksOf(
      tx,
      query,
      lexemes,
      found.map(({ passage }) => ({ text: passage.body, configuration: passage.configuration })),
    ),
  ])
  return found.map(({ passage, score, by }, rank) => ({
    place: placeOf(passage),
    ord: passage.ord,
    start: passage.start,
    end: passage.end,
    text: passage.body,
    before: lastSentences(passage.bodyBefore ?? '', passage.language),
    after: firstSentences(passage.bodyAfter ?? '', passage.language),
    marks: marks[rank]!,
    startMs: passage.startMs,
    page: passage.of === 'source' ? passage.page : null,
    link: linkOf(passage, ambiguous.has(passage.no)),
    score,
    by,
  }))
}

function placeOf(passage: Found): SearchPlace {
  const { title, published } = passage
  if (passage.of === 'channel') {
    const { channelId, videoId } = passage
    return { of: 'channel', title, published, channelId, videoId }
  }
  const { sourceId, projectId, projectTitle, kind, site, tags } = passage
  return { of: 'source', title, published, sourceId, projectId, projectTitle, kind, site, tags }
}

function linkOf(passage: Found, ambiguous: boolean): string {
  const { body, startMs } = passage
  const before = passage.bodyBefore ? `${passage.bodyBefore.slice(-CONTEXT)}\n` : ''
  const after = passage.bodyAfter ? `\n${passage.bodyAfter.slice(0, CONTEXT)}` : ''
  const anchor = quoteAnchor(before + body + after, before.length, before.length + body.length)
  const source =
    passage.of === 'channel'
      ? { kind: 'video' as const, url: '', videoId: passage.videoId }
      : { kind: passage.kind, url: passage.url, videoId: passage.videoId }
  const page = passage.of === 'source' ? passage.page : null
  return citationLink(source, anchor, { startMs, page, ambiguous })
}

/** Characters of a neighbour that are looked at. */
const CONTEXT = 320
const MOST_SENTENCES = 2

function lastSentences(text: string, language: string | null): string {
  const near = text.slice(-CONTEXT)
  const found = [...sentences(near, language)]
  // The first may be cut, unless it is all there is.
  const whole = near.length < text.length && found.length > 1 ? found.slice(1) : found
  const first = whole.at(-MOST_SENTENCES) ?? whole[0]
  return first ? near.slice(first.start).trim() : ''
}

function firstSentences(text: string, language: string | null): string {
  const near = text.slice(0, CONTEXT)
  const found = [...sentences(near, language)]
  const whole = near.length < text.length && found.length > 1 ? found.slice(0, -1) : found
  const last = whole[Math.min(MOST_SENTENCES, whole.length) - 1]
  return last ? near.slice(whole[0]!.start, last.end) : ''
}
