import { limits } from '../../core/contract/limits.ts'
import { countWords } from '../../core/transcript/words.ts'
import { headOf } from './article/head.ts'
import { readArticle } from './article/read-article.ts'
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
  const declared = page.querySelector('link[rel~="canonical" i]')?.getAttribute('href') ?? null
  const nothing = (why: Extract<TakenPage, { got: 'nothing' }>['why']): TakenPage => ({
    got: 'nothing',
    why,
    url,
  })
  if (page.contentType === 'application/pdf') return nothing('pdf')
  if (what === 'selection') {
    const from = performance.now()
    const selection = readSelection(page)
    if (!selection) return nothing('no_selection')
    if (selection.text.length > limits.textChars) return nothing('page_too_large')
    const ms = Math.round(performance.now() - from)
    const words = countWords(selection.text)
    return {
      got: 'selection',
      declared,
      ...headOf(page, url, [socialHead(page)]),
      url,
      words,
      ms,
      ...selection,
    }
  }
  const html = page.documentElement.outerHTML
  if (html.length > limits.pageChars) return nothing('page_too_large')
  const article = readArticle(page, url)
  if (!article) return nothing('empty_page')
  const { text, markdown } = article
  if (text.length > limits.textChars) return nothing('page_too_large')
  const packed = await packedOriginal(html)
  const leftOut =
    packed === null
      ? [...article.leftOut, { what: 'the original page, too large to keep', count: 1 }]
      : article.leftOut
  return {
    ...article,
    got: 'article',
    form: 'article',
    facts: [],
    images: [],
    url,
    declared,
    markdown: markdown.length > limits.textChars ? '' : markdown,
    html: packed,
    leftOut,
  }
}

/** For a selection no extractor runs: what the page's head says of itself is enough. */
function socialHead(page: Document) {
  const meta = (name: string) =>
    page.querySelector(`meta[property="${name}"], meta[name="${name}"]`)?.getAttribute('content')
  return {
    title: meta('og:title'),
    author: meta('author') ?? meta('article:author')?.replace(/^https?:.*/, ''),
    site: meta('og:site_name'),
    published: meta('article:published_time'),
    language: null,
  }
}
