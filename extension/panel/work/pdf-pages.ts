import { type Block, readText } from './markdown.ts'

/** A page's beginning, or something that stands on it. */
export type PageBlock = { kind: 'page'; number: number; empty: boolean } | Block

/**
 * A PDF's text by its pages, each with its number before it.
 * @param pageStarts where in `text` each page begins, from page 1; a page without text begins where the next one does
 */
export function pageBlocks(text: string, pageStarts: number[]): PageBlock[] {
  const blocks: PageBlock[] = []
  for (const [at, start] of pageStarts.entries()) {
    const words = readText(text.slice(start, pageStarts[at + 1] ?? text.length))
    blocks.push({ kind: 'page', number: at + 1, empty: words.length === 0 }, ...words)
  }
  return blocks
}
