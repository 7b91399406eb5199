import type { LeftOut, Leg, LegResult } from '../../../core/contract/receipt.ts'
import { type Block, readBlocks } from './blocks.ts'
import { type Ballot, choose } from './choose.ts'
import { headOf, type PageHead } from './head.ts'
import { markdownOf } from './markdown.ts'
import { type VisibleCopy, visibleCopy } from './visible-copy.ts'
import { defuddleVote, readabilityVote, took, type Vote } from './votes.ts'

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
  const votes = [readabilityVote(copy), defuddleVote(copy, url)]
  const head = headOf(copy, url, [votes[1]!.head, votes[0]!.head])
  const choice = choose(ballots(all, votes), [head.title, copy.title])
  const blocks = choice.blocks.length ? choice.blocks : all
  const words = total(blocks)
  return {
    ...head,
    text: textOf(blocks),
    markdown: markdownOf(blocks, url),
    words,
    by: choice.by,
    legs: votes.map(vote => vote.leg),
    leftOut: leftOutOf(seen, all, blocks, choice.leftOut),
  }
}

function ballots(all: Block[], [readability, defuddle]: Vote[]): Ballot[] {
  return all.map(block => ({
    block,
    readability: took(readability!, block),
    defuddle: took(defuddle!, block),
  }))
}

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
