import type { LegResult } from '../../../core/contract/receipt.ts'
import { readCommentTree } from './comment-tree.ts'
import { readDocs } from './docs.ts'
import { readEncyclopedia } from './encyclopedia.ts'
import { readForum } from './forum.ts'
import { readIssue } from './issue-tracker.ts'
import { readPaper } from './paper.ts'
import { readPodcast } from './podcast.ts'
import { readPost } from './post.ts'
import { readQuestion } from './questions.ts'
import type { CopiedPage, StructuredReader, StructuredReading } from './reading.ts'

/** Characters that any form of text has at least, where it is read right. */
const LEAST = 40
/** What only has the marks of a form has its text elsewhere: so short, and less than a quarter of the page's. */
const SHORT = 400

/** In this order: the first that knows a page reads it. */
const readers: [name: string, read: StructuredReader, long?: boolean][] = [
  ['a question with answers', readQuestion],
  ['a thread', readCommentTree],
  ['a thread', readIssue],
  ['a post', readPost],
  ['a forum thread', readForum],
  ['an encyclopedia', readEncyclopedia],
  ['a paper', readPaper, true],
  ['a podcast episode', readPodcast],
  ['documentation', readDocs],
]

export interface StructuredAnswer {
  reading: StructuredReading | null
  /** null where no reader knew the page. */
  leg: LegResult | null
}

export function readStructured(page: CopiedPage): StructuredAnswer {
  const from = performance.now()
  const ms = () => Math.round(performance.now() - from)
  for (const [name, read, long = false] of readers) {
    try {
      const reading = read(page)
      if (!reading) continue
      if (reading.content !== null && holdsText(reading.content, page.document, long))
        return { reading, leg: { leg: 'structured', outcome: 'ok', detail: `Read as ${name}.`, ms: ms() } }
      const detail = `This is ${name}; its text was left to the general readers.`
      return {
        reading: { ...reading, content: null },
        leg: { leg: 'structured', outcome: 'empty', detail, ms: ms() },
      }
    } catch {
      const detail = `The reader for ${name.replace(/^an? /, '')} could not cope with this page.`
      return { reading: null, leg: { leg: 'structured', outcome: 'error', detail, ms: ms() } }
    }
  }
  return { reading: null, leg: null }
}

function holdsText(content: Element, { body }: Document, long: boolean): boolean {
  const chars = (of: Element | null) => (of?.textContent ?? '').trim().length
  const own = chars(content)
  return own >= LEAST && (!long || own >= SHORT || own * 4 >= chars(body))
}
