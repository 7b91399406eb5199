import { limits } from '../../core/contract/limits.ts'
import type { SourceDetail } from '../../core/contract/source.ts'
import { contentHash } from '../../core/evidence/content.ts'
import { matchQuote } from '../../core/evidence/match-quote.ts'
import { type Asked, askAgain, textOf } from './ask-again.ts'
import type { CheckDeps } from './check-deps.ts'
import { compareText, missingWords } from './compare-text.ts'
import { type Verdict, verdict } from './verdict.ts'

type KeptPage = Pick<SourceDetail, 'kind' | 'url' | 'text' | 'anchor' | 'language' | 'contentHash'>

/** Words below which a page that has scripts says nothing before they run. */
const FEW_WORDS = 60

/** Looks at a page again: by the reader that clipped it, on a document that runs and loads nothing. */
export async function checkPage(source: KeptPage, deps: CheckDeps, signal: AbortSignal): Promise<Verdict> {
  const asked = await askAgain(source.url, { fetch: deps.fetch, signal, most: limits.pageChars })
  if (asked.got === 'verdict') return asked.verdict
  if (/application\/pdf/.test(asked.contentType))
    return verdict('changed', 'There is a PDF at its address now.')
  const page = deps.parse(textOf(asked))
  const whole = wholeText(page)
  const found =
    source.kind === 'selection' ? quoted(source, whole) : await compared(source, page, asked.url, whole, deps)
  if (found.state === 'same') return found
  // Before anything is called changed: is this the page at all?
  if (wantsLogin(page, asked))
    return verdict(
      'no_access',
      'The site shows a sign-in instead of the page. Sign in there, then check it again.',
    )
  if (isUnbuilt(page, whole))
    return verdict(
      'unreachable',
      'This page is put together by its own scripts, so only a visit shows what it says. Open it and clip it again to compare.',
    )
  return found
}

async function compared(
  { text, language, contentHash: hash }: KeptPage,
  page: Document,
  url: string,
  whole: string[],
  { read }: CheckDeps,
): Promise<Verdict> {
  const now = await read(page, url)
  if (now !== null && (await contentHash(now)) === hash) return SAME
  const result = compareText(text, now === null ? whole : [now, ...whole], language)
  return result.missing === 0 ? SAME : verdict('changed', missingWords(result))
}

function quoted({ text, anchor }: KeptPage, whole: string[]): Verdict {
  const quote = anchor?.exact ?? text
  return whole.some(each => matchQuote(each, quote))
    ? verdict('same', 'What you marked still stands on the page.')
    : verdict('changed', 'What you marked is not on the page any more.')
}

const SAME = verdict('same', 'Every sentence that was kept is still there.')

/** All that the page says, as blocks and as one line: what is marked goes over the borders of blocks. */
function wholeText(page: Document): string[] {
  const copy = page.body?.cloneNode(true) as HTMLElement | undefined
  if (!copy) return ['']
  for (const silent of copy.querySelectorAll('script, style, noscript, template')) silent.remove()
  const blocks =
    'p, div, li, h1, h2, h3, h4, h5, h6, td, th, tr, blockquote, pre, section, article, br, dt, dd, figcaption'
  for (const block of copy.querySelectorAll(blocks)) block.after('\n')
  return [copy.textContent ?? '']
}

function wantsLogin(page: Document, { url, redirected }: Extract<Asked, { got: 'body' }>): boolean {
  if (page.querySelector('input[type="password" i]')) return true
  return (
    redirected &&
    /(?:^|[/._-])(?:log-?in|sign-?in|auth|sso|session|account|consent)(?:$|[/._?-])/i.test(
      new URL(url).pathname,
    )
  )
}

function isUnbuilt(page: Document, whole: string[]): boolean {
  const words = whole[0]!.match(/\S+/g)?.length ?? 0
  return words < FEW_WORDS && page.querySelector('script, meta[http-equiv="refresh" i]') !== null
}
