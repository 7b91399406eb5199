import { Readability } from '@mozilla/readability'
import Defuddle from 'defuddle'
import { readBlocks } from '../../extension/capture/article/blocks.ts'
import { readArticle } from '../../extension/capture/article/read-article.ts'

/** Runs in the browser: one saved page read by us and by each of the two extractors alone. */
export function extract(html: string, url: string) {
  const parsed = () => {
    const page = new DOMParser().parseFromString(html, 'text/html')
    const base = page.createElement('base')
    base.href = url
    page.head.prepend(base)
    return page
  }
  const page = parsed()
  const from = performance.now()
  const article = readArticle(page, url)
  const ms = performance.now() - from
  return {
    ms,
    ours: article?.text ?? '',
    legs: article?.legs ?? [],
    leftOut: article?.leftOut ?? [],
    readability: plain(new Readability(parsed()).parse()?.content),
    defuddle: plain(new Defuddle(parsed(), { url, useAsync: false }).parse().content),
  }
}

const plain = (content: string | null | undefined): string =>
  readBlocks(new DOMParser().parseFromString(content ?? '', 'text/html').body)
    .map(block => block.text)
    .join('\n')
