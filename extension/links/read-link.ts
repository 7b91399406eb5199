import { err, type Result } from '../../core/contract/result.ts'
import type { Capture } from '../../core/contract/source.ts'
import { capturedPage } from '../capture/captured-page.ts'
import type { ClipDeps, ClipFailure } from '../capture/clip.ts'
import { clipFailures } from '../capture/clip-failures.ts'
import { takePage } from '../capture/take-page.ts'
import type { TakenPage } from '../capture/taken-page.ts'
import { type FetchLinkDeps, fetchLink } from './fetch-link.ts'
import type { LinkAnswer, LinkQuestion } from './link-answer.ts'
import { readWatchPage } from './watch-page.ts'

export interface ReadLinkDeps extends FetchLinkDeps, Pick<ClipDeps, 'now' | 'newId'> {
  /** A document without a window: it loads nothing and runs nothing. */
  parse: (html: string) => Document
  readPdf: (bytes: Uint8Array, url: string, projectId: string) => Promise<Result<Capture, ClipFailure>>
}

/** A page of fewer words that has scripts is built by them: only a tab shows it whole. */
const FEW_WORDS = 60

/** Fetches what a link leads to and reads it as a page in a tab is read. For a context with a DOM. */
export async function readLink(question: LinkQuestion, deps: ReadLinkDeps): Promise<LinkAnswer> {
  const { url, projectId, videoId } = question
  const from = deps.now()
  const fetched = await fetchLink(url, deps)
  if (videoId) {
    if (fetched.got === 'failure') return fetched
    const page = fetched.got === 'page' ? deps.parse(fetched.html) : null
    const video = await readWatchPage(page, videoId)
    return { got: 'video', video: { ...video, ms: Math.max(0, deps.now() - from) } }
  }
  if (fetched.got === 'pdf') return answerOf(await deps.readPdf(fetched.bytes, fetched.url, projectId))
  if (fetched.got !== 'page') return fetched
  const page = deps.parse(fetched.html)
  const hasScripts = page.querySelector('script, meta[http-equiv="refresh" i]') !== null
  const { taken: shapes } = await import('../capture/shapes.ts')
  const parsed = shapes.page.safeParse(await takePage(page, 'page', fetched.url))
  if (!parsed.success) return answerOf(err(clipFailures.unreadable))
  const taken = parsed.data
  const empty = taken.got === 'nothing' && taken.why === 'empty_page'
  const thin = taken.got === 'article' && taken.words < FEW_WORDS
  if (hasScripts && (empty || thin)) return { got: 'open' }
  const captured = await capturedPage(unopened(taken), projectId, deps)
  if (!captured.ok) return answerOf(captured)
  const capture = shapes.capture.safeParse(captured.value)
  return answerOf(capture.success ? { ok: true, value: capture.data } : err(clipFailures.unreadable))
}

const answerOf = (result: Result<Capture, ClipFailure>): LinkAnswer =>
  result.ok ? { got: 'capture', capture: result.value } : { got: 'failure', failure: result.error }

/** The receipt says how it came, since without a window nobody can tell what the page's style sheets hide. */
function unopened(taken: TakenPage): TakenPage {
  if (taken.got !== 'article') return taken
  const legs = taken.legs.map(leg =>
    leg.leg === taken.by
      ? { ...leg, detail: [leg.detail, UNOPENED].filter(Boolean).join(' ').slice(0, 500) }
      : leg,
  )
  return { ...taken, legs }
}
const UNOPENED =
  'Fetched without opening the page: what only its scripts add is not in it, and text that only its style sheets hide may be.'
