import type { QuoteAnchor, SourceKind } from '../contract/source.ts'

export interface LinkedSource {
  kind: SourceKind
  /** The page as the creator had it open: the canonical URL may be another page that says it otherwise. */
  url: string
  videoId: string | null
}

/**
 * The address that opens the second of a video or the words on a page.
 *
 * Video: the second in which the caption segment begins, rounded down and no earlier; a segment begins before the
 * words within it, which is lead enough. Page: a text fragment (WICG URL Fragment Text Directives),
 * `#:~:text=[prefix-,]start[,end][,-suffix]`. Quotes that are long or span lines become start,end: only that form
 * may cross the borders of blocks. Context goes in only where the words alone would open another place, because
 * each part that the page writes differently breaks the link. PDF: `#page=N` (PDF Open Parameters, RFC 8118), which
 * every viewer follows; text fragments none does. A file that was dropped has a link that opens nothing: it only says
 * where; so has what the creator knows.
 */
export function citationLink(
  source: LinkedSource,
  anchor: QuoteAnchor,
  {
    startMs = null,
    page = null,
    ambiguous = false,
  }: { startMs?: number | null; page?: number | null; ambiguous?: boolean } = {},
): string {
  if (source.videoId) {
    return `https://www.youtube.com/watch?v=${source.videoId}&t=${Math.floor((startMs ?? 0) / 1000)}s`
  }
  if (source.kind === 'knowledge') return source.url
  if (source.kind === 'pdf') return `${source.url.replace(/#.*$/s, '')}#page=${page ?? 1}`
  const address = source.url.replace(/:~:.*$/s, '')
  return `${address}${address.includes('#') ? '' : '#'}:~:text=${textDirective(anchor, ambiguous)}`
}

const SHORT_CHARS = 90
const EDGE_WORDS = 6
const CONTEXT_WORDS = 4

function textDirective(anchor: QuoteAnchor, ambiguous: boolean): string {
  const prefix = ambiguous ? lastWords(lastLine(anchor.prefix), CONTEXT_WORDS) : ''
  const suffix = ambiguous && !prefix ? firstWords(firstLine(anchor.suffix), CONTEXT_WORDS) : ''
  const { start, end } = fragmentEdges(anchor.exact)
  return [prefix && `${encode(prefix)}-`, encode(start), end && encode(end), suffix && `-${encode(suffix)}`]
    .filter(Boolean)
    .join(',')
}

/** The words a text fragment names: the whole quote when short, else its first and last few. */
export function fragmentEdges(exact: string): { start: string; end: string } {
  const quote = exact.trim()
  const oneLine = !/[\r\n]/.test(quote)
  if (oneLine && quote.length <= SHORT_CHARS) return { start: quote, end: '' }
  const start = firstWords(firstLine(quote), EDGE_WORDS)
  const end = lastWords(lastLine(quote), EDGE_WORDS)
  // Start and end must not overlap, or the browser looks for the end behind the start in vain.
  return start.length + end.length < quote.length
    ? { start, end }
    : { start: quote.replace(/\s+/g, ' '), end: '' }
}

const firstLine = (text: string) => text.split(/[\r\n]+/).find(line => line.trim()) ?? ''
const lastLine = (text: string) => text.split(/[\r\n]+/).findLast(line => line.trim()) ?? ''

function firstWords(line: string, count: number): string {
  const words = line.trim().split(/\s+/).slice(0, count).join(' ')
  return whole(words.slice(0, 80))
}

function lastWords(line: string, count: number): string {
  const words = line.trim().split(/\s+/).slice(-count).join(' ')
  return whole(words.slice(-80))
}

const whole = (text: string) => text.replace(/^[\udc00-\udfff]/, '').replace(/[\ud800-\udbff]$/, '')

/** `-`, `,` and `&` have a meaning in the directive; encodeURIComponent leaves only the first as it is. */
const encode = (text: string) => encodeURIComponent(text).replace(/-/g, '%2D')
