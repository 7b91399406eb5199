import type { SearchAnswer, SearchHit } from '../../../core/contract/search.ts'
import { placeWords, quoted } from '../words/as-markdown.ts'
import { published } from '../words/dates.ts'
import { count, integer } from '../words/numbers.ts'

/** A piece of a passage: words that were asked for, or what stands between them. */
export interface Piece {
  text: string
  asked: boolean
}

type Marks = SearchHit['marks']

/** The text in pieces; marks that overlap are joined, what lies outside of the text is left out. */
export function piecesOf(text: string, marks: Marks): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end } of [...marks].sort((a, b) => a.start - b.start)) {
    const from = Math.max(start, at)
    const to = Math.min(end, text.length)
    if (to <= from) continue
    if (from > at) pieces.push({ text: text.slice(at, from), asked: false })
    pieces.push({ text: text.slice(from, to), asked: true })
    at = to
  }
  if (at < text.length) pieces.push({ text: text.slice(at), asked: false })
  return pieces
}

/** So much of a passage is read at a glance. */
const glance = 360
/** What of it stands before the first word that was asked for. */
const lead = 90

/** What is seen of a passage: all of a short one, of a long one what surrounds the first word that was asked for. */
export function excerptOf(text: string, marks: Marks): { text: string; marks: Marks; whole: boolean } {
  if (text.length <= glance) return { text, marks, whole: true }
  const first = Math.min(...marks.map(mark => mark.start), text.length)
  const wanted = first === text.length ? 0 : Math.max(0, first - lead)
  // Never in the middle of a word, if there is a space near.
  const space = text.indexOf(' ', wanted)
  const from = wanted === 0 ? 0 : space > 0 && space < first ? space + 1 : wanted
  const near = text.lastIndexOf(' ', from + glance)
  const to = from + glance >= text.length ? text.length : near > from ? near : from + glance
  const head = from > 0 ? '… ' : ''
  return {
    text: `${head}${text.slice(from, to)}${to < text.length ? ' …' : ''}`,
    marks: marks
      .filter(mark => mark.start >= from && mark.end <= to)
      .map(mark => ({ start: mark.start - from + head.length, end: mark.end - from + head.length })),
    whole: from === 0 && to === text.length,
  }
}

/** "Journal of City Water · 14 Mar 2023 · in Sand, the quiet shortage", as far as it is known. */
export function hitWhere({ place }: SearchHit, named: { project: boolean }): string {
  const date = published(place.published)
  return place.of === 'channel'
    ? ['Your channel', date].filter(Boolean).join(' · ')
    : [place.site, date, named.project && `in ${place.projectTitle}`].filter(Boolean).join(' · ')
}

export const hitPlace = (hit: SearchHit): string | null => placeWords(hit)

/** The passage with its link, to be pasted anywhere. */
export const hitQuote = (hit: SearchHit): string =>
  quoted({ words: hit.text, title: hit.place.title, startMs: hit.startMs, page: hit.page, link: hit.link })

/** How many there are: heard as well as seen. */
export const hitsWords = ({ hits }: SearchAnswer): string =>
  hits.length === 0 ? 'Nothing found' : count(hits.length, 'passage')

/** What took part in the search: words always, meaning as far as it is there. */
export function meaningWords({ meaning }: SearchAnswer): string {
  if (!meaning) return 'Searched by words. With an embedding model on the server, also by meaning.'
  if (meaning.problem) return `Searched by words alone. ${meaning.problem}`
  const { embedded, passages, model } = meaning
  return embedded < passages
    ? `Searched by words, and by meaning in ${integer(embedded)} of ${count(passages, 'passage')} so far (${model}).`
    : `Searched by words and by meaning (${model}).`
}
