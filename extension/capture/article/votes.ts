import { Readability } from '@mozilla/readability'
import Defuddle from 'defuddle'
import type { LegResult } from '../../../core/contract/receipt.ts'
import type { Block } from './blocks.ts'

/** What one extractor says of a page: its text, for us to find in the page again, and what it read of the head. */
export interface Vote {
  leg: LegResult
  /** Letters and digits alone, in lower case; empty if it found nothing. */
  letters: string
  /** Its blocks, the same way: short texts are looked for here, where a chance match is impossible. */
  lines: Set<string>
  head: Head
}

/** What both extractors say of one block. */
export interface Ballot {
  block: Block
  readability: boolean
  defuddle: boolean
}

export interface Head {
  title?: string | null
  author?: string | null
  site?: string | null
  published?: string | null
  language?: string | null
}

export const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase()

export function readabilityVote(page: Document): Vote {
  return vote('readability', () => {
    const copy = page.cloneNode(true) as Document
    const article = new Readability<Element>(copy, { serializer: node => node as Element }).parse()
    const { title, byline, siteName, publishedTime, lang } = article ?? {}
    return {
      content: article?.content ?? null,
      head: { title, author: byline, site: siteName, published: publishedTime, language: lang },
    }
  })
}

export function defuddleVote(page: Document, url: string): Vote {
  return vote('defuddle', () => {
    // It asks no server: parse() is its synchronous way. Its words are looked for in the page, so it rewrites nothing. It takes the pictures out of what it is given.
    const copy = page.cloneNode(true) as Document
    const found = new Defuddle(copy, { url, useAsync: false, standardize: false, removeImages: true }).parse()
    const { title, author, site, published, language } = found
    const parsed = new DOMParser().parseFromString(found.content ?? '', 'text/html')
    return { content: parsed.body, head: { title, author, site, published, language } }
  })
}

function vote(leg: 'defuddle' | 'readability', read: () => { content: Element | null; head: Head }): Vote {
  const from = performance.now()
  const ms = () => Math.round(performance.now() - from)
  try {
    const { content, head } = read()
    const letters = lettersOf(content?.textContent ?? '')
    const lines = new Set<string>()
    for (const element of content?.querySelectorAll('*') ?? []) {
      const own = element.textContent ?? ''
      if (own.length < 60) lines.add(lettersOf(own))
    }
    return { leg: { leg, outcome: letters ? 'ok' : 'empty', ms: ms() }, letters, lines, head }
  } catch {
    const detail = 'This reader could not cope with the page; the other one was used.'
    return { leg: { leg, outcome: 'error', detail, ms: ms() }, letters: '', lines: new Set(), head: {} }
  }
}

/**
 * Whether the extractor took a block. Below 25 letters only the same text on a line of its own counts. Ask for the
 * blocks in their order: extractors keep it, so each is looked for where the last one ended, and a page of a
 * million words is not searched from its beginning for each of its paragraphs.
 */
export function takenBy({ letters, lines }: Vote): (block: Block) => boolean {
  let from = 0
  return block => {
    const own = lettersOf(block.text)
    if (own.length < 25) return lines.has(own)
    const ahead = letters.indexOf(own, from)
    if (ahead < 0) return letters.slice(0, from + own.length).includes(own)
    from = ahead + own.length
    return true
  }
}
