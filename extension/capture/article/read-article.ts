import type { LeftOut, Leg, LegResult } from '../../../core/contract/receipt.ts'
import { type Block, readBlocks } from './blocks.ts'
import { choose } from './choose.ts'
import { headOf, type PageHead } from './head.ts'
import { markdownOf } from './markdown.ts'
import { type VisibleCopy, visibleCopy } from './visible-copy.ts'
import { type Ballot, defuddleVote, readabilityVote, takenBy, type Vote } from './votes.ts'

export interface Article extends PageHead {
  text: string
  markdown: string
  words: number
  by: Leg
  legs: LegResult[]
  leftOut: LeftOut[]
}

/**
 * The article of a page: what Defuddle and Readability find, voted on block by block (choose.ts), in the page's own
 * words and order, so that each sentence stands literally in the page. Only reads; null where there is no text.
 */
export function readArticle(page: Document, url: string): Article | null {
  const seen = visibleCopy(page)
  const { document: copy } = seen
  if (!copy.body) return null
  const all = readBlocks(copy.body)
  if (!all.length) return null
  const elements = copy.body.getElementsByTagName('*').length
  const readability = elements > most.readability ? tooLarge('readability') : readabilityVote(copy)
  const defuddle = elements > most.defuddle ? tooLarge('defuddle') : defuddleVote(copy, url)
  const head = headOf(copy, url, [defuddle.head, readability.head])
  const choice = choose(ballots(all, readability, defuddle), [head.title, copy.title])
  const blocks = choice.blocks.length ? choice.blocks : all
  const words = total(blocks)
  const legs = [readability.leg, defuddle.leg]
  const whole = blocks === all
  if (whole) legs.push({ leg: 'page_text', outcome: 'ok', detail: wholePage, ms: 0 })
  return {
    ...head,
    text: textOf(blocks),
    markdown: markdownOf(blocks, url),
    words,
    by: whole ? 'page_text' : choice.by,
    legs,
    leftOut: leftOutOf(seen, all, blocks, choice.leftOut),
  }
}

function ballots(all: Block[], readability: Vote, defuddle: Vote): Ballot[] {
  const [byReadability, byDefuddle] = [takenBy(readability), takenBy(defuddle)]
  return all.map(block => ({ block, readability: byReadability(block), defuddle: byDefuddle(block) }))
}

/**
 * Elements beyond which an extractor is not asked, so that no page freezes: measured in Chromium, 50,000 paragraphs
 * take Readability 1 s and Defuddle 3 s on a free core, and both grow faster than the page.
 */
const most = { readability: 60_000, defuddle: 20_000 }

function tooLarge(leg: 'readability' | 'defuddle'): Vote {
  const detail = 'The page has too many parts for this reader.'
  return { leg: { leg, outcome: 'too_large', detail, ms: 0 }, letters: '', lines: new Set(), head: {} }
}

const wholePage =
  'No reader could tell the main text from the rest, so all the text that the page shows was taken.'

const total = (blocks: Block[]): number => blocks.reduce((sum, block) => sum + block.words, 0)

/** Blocks with an empty line between them; the lines of a list or table stand close. */
function textOf(blocks: Block[]): string {
  let text = ''
  blocks.forEach((block, at) => {
    const before = blocks[at - 1]
    const close = before?.kind === block.kind && (block.kind === 'item' || block.kind === 'row')
    text += (at ? (close ? '\n' : '\n\n') : '') + block.text
  })
  return text
}

function leftOutOf(seen: VisibleCopy, all: Block[], kept: Block[], named: Map<string, number>): LeftOut[] {
  const keeps = new Set(kept)
  const rest = all.filter(block => !keeps.has(block)).length - [...named.values()].reduce((a, b) => a + b, 0)
  const counts: [string, number][] = [
    ...named,
    ['other text around the article', rest],
    ['hidden text', seen.hidden],
    ['images', seen.images],
    ['embedded frames', seen.frames],
  ]
  return counts.filter(([, count]) => count > 0).map(([what, count]) => ({ what, count }))
}
