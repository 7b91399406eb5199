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

/** In this order: the first that knows a page reads it. */
const readers: [name: string, read: StructuredReader][] = [
  ['a question with answers', readQuestion],
  ['a thread', readCommentTree],
  ['a thread', readIssue],
  ['a post', readPost],
  ['a forum thread', readForum],
  ['an encyclopedia', readEncyclopedia],
  ['a paper', readPaper],
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
  for (const [name, read] of readers) {
    try {
      const reading = read(page)
      if (!reading) continue
      const enough = reading.content !== null && (reading.content.textContent ?? '').trim().length >= 40
      if (enough)
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
