import { limits } from '../../core/contract/limits.ts'
import { countWords } from '../../core/transcript/words.ts'
import { headOf } from './article/head.ts'
import { sizeOf } from './article/page-size.ts'
import { ownHead, readArticle } from './article/read-article.ts'
import { partsOf } from './article/safe-page.ts'
import { packedOriginal } from './page-original.ts'
import { readSelection } from './selection.ts'
import type { TakenPage } from './taken-page.ts'

/**
 * Runs in the page, apart from the page's own scripts. Only reads it.
 * @param url the page's address: a document that was fetched and parsed, not opened, has none of its own
 */
export async function takePage(
  page: Document,
  what: 'page' | 'selection',
  url = page.location.href,
): Promise<TakenPage> {
  const { root, body, contentType } = partsOf(page)
  const nothing = (why: Extract<TakenPage, { got: 'nothing' }>['why']): TakenPage => ({
    got: 'nothing',
    why,
    url,
  })
  if (contentType === 'application/pdf') return nothing('pdf')
  if (what === 'selection') {
    const from = performance.now()
    const selection = readSelection(page)
    if (!selection) return nothing('no_selection')
    if (selection.text.length > limits.textChars) return nothing('page_too_large')
    const ms = Math.round(performance.now() - from)
    const words = countWords(selection.text)
    const head = headAlone(root)
    return {
      got: 'selection',
      declared: root?.querySelector('link[rel~="canonical" i]')?.getAttribute('href') ?? null,
      ...headOf(head, url, [ownHead(head)]),
      url,
      words,
      ms,
      ...selection,
    }
  }
  const isDeep = body !== null && sizeOf(page, body).depth > deepest
  const html = isDeep ? null : (root?.outerHTML ?? '')
  if (html && html.length > limits.pageChars) return nothing('page_too_large')
  const article = readArticle(page, url)
  if (!article) return nothing('empty_page')
  const { text, markdown } = article
  if (text.length > limits.textChars) return nothing('page_too_large')
  const packed = html === null ? null : await packedOriginal(html)
  const leftOut =
    packed === null
      ? [...article.leftOut, { what: 'the original page, too large to keep', count: 1 }]
      : article.leftOut
  return {
    ...article,
    got: 'article',
    url,
    markdown: markdown.length > limits.textChars ? '' : markdown,
    html: packed,
    leftOut,
  }
}

/** Levels of elements beyond which a page is not written out: the browser does that by recursion, and crashes. */
const deepest = 5_000

/** For a selection no extractor runs: what the page's head says of itself is enough. Apart from the page's own names. */
function headAlone(root: Element | null): Document {
  const page = new DOMParser().parseFromString('<!doctype html>', 'text/html')
  page.documentElement.lang = root?.getAttribute('lang') ?? ''
  const head = root?.querySelector('head')
  if (head) page.head.replaceWith(page.importNode(head, true))
  return page
}
