import { limits } from '../../core/contract/limits.ts'
import { siteOf } from '../browser/permissions.ts'
import { boundedBytes } from '../capture/bounded-body.ts'
import type { ClipFailure } from '../capture/clip.ts'
import { clipFailures } from '../capture/clip-failures.ts'
import { decodePage } from './decode-page.ts'

export type FetchedLink =
  | { got: 'page'; url: string; html: string }
  | { got: 'pdf'; url: string; bytes: Uint8Array }
  | { got: 'open' }
  | { got: 'failure'; failure: ClipFailure }

export interface FetchLinkDeps {
  fetch: typeof globalThis.fetch
  setTimer: (run: () => void, ms: number) => () => void
}

/** Until the site begins to answer, and then until a page is there, or a PDF. */
export const linkPatience = { answerMs: 20_000, pageMs: 20_000, pdfMs: 120_000 } as const

/**
 * What a link leads to, asked for as the browser would ask in the creator's session. A site that wants more than a
 * request (401, 403, 429, 503), and one that leads on to where we may not follow, has to be opened: `open`.
 */
export async function fetchLink(url: string, { fetch, setTimer }: FetchLinkDeps): Promise<FetchedLink> {
  const abort = new AbortController()
  let off = setTimer(() => abort.abort(), linkPatience.answerMs)
  try {
    const answer = await fetch(url, {
      credentials: 'include',
      redirect: 'follow',
      referrerPolicy: 'no-referrer',
      headers: { accept: 'text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.5' },
      signal: abort.signal,
    })
    const at = answer.url || url
    const refused = refusalOf(answer, at)
    const kind = refused ? null : kindOf(answer, at)
    if (refused || !kind) {
      abort.abort()
      return refused ?? failed('forbidden_page', NO_PAGE)
    }
    off()
    off = setTimer(() => abort.abort(), kind === 'pdf' ? linkPatience.pdfMs : linkPatience.pageMs)
    const most = kind === 'pdf' ? limits.pdfBytes : limits.pageChars
    const bytes = await boundedBytes(answer, most)
    if (!bytes) {
      abort.abort()
      return { got: 'failure', failure: kind === 'pdf' ? PDF_TOO_LARGE : clipFailures.page_too_large }
    }
    if (kind === 'pdf') return { got: 'pdf', url: at, bytes }
    return { got: 'page', url: at, html: decodePage(bytes, answer.headers.get('content-type')) }
  } catch {
    // Everything else that fetch refuses: no such host, a loop, a site beyond it that we may not read.
    return abort.signal.aborted ? failed('error', SLOW) : { got: 'open' }
  } finally {
    off()
  }
}

function refusalOf({ status, ok }: Response, at: string): FetchedLink | null {
  if (!siteOf(at)) return failed('forbidden_page', NO_PAGE)
  if (ok) return null
  if (status === 401 || status === 403 || status === 429 || status === 503) return { got: 'open' }
  if (status === 404 || status === 410)
    return failed('error', `The link leads to a page that is not there any more (${status}).`)
  return failed('error', `The link’s site answered with an error (${status}). Try it again later.`)
}

function kindOf(answer: Response, at: string): 'page' | 'pdf' | null {
  const type = (answer.headers.get('content-type') ?? 'text/html').toLowerCase().split(';')[0]!.trim()
  if (type === 'application/pdf') return 'pdf'
  if (type === 'text/html' || type === 'application/xhtml+xml' || type === '') return 'page'
  const named = /\.pdf$/i.test(new URL(at).pathname)
  return named && /octet-stream|x-pdf|binary/.test(type) ? 'pdf' : null
}

const failed = (code: ClipFailure['code'], message: string): FetchedLink => ({
  got: 'failure',
  failure: { code, message },
})
const NO_PAGE =
  'This link leads to a file that is neither a page nor a PDF, so there is nothing to clip. Open it to see what it is.'
const SLOW = 'The link’s site did not answer in 20 seconds. Try it again, or open the link and clip its page.'
const PDF_TOO_LARGE: ClipFailure = {
  code: 'pdf_too_large',
  message: 'This link leads to a PDF of more than 64 MB. Clip a smaller one, or a web page about it.',
}
