import { walkerOf } from './safe-page.ts'

export interface PageSize {
  elements: number
  /** How deep elements stand in one another. A browser's parser stops at 512; a script of the page does not. */
  depth: number
  /**
   * Characters, each times the levels beyond the tenth that it stands deep. The extractors ask every element for all
   * its text, so that 140,000 characters 250 levels deep hold Readability up for four seconds.
   */
  weight: number
}

/** Nobody draws a page of more: a million elements are counted in a tenth of a second. */
const most = 3_000_000

/** Counted without recursion: a browser writes out or copies an element 100,000 levels deep and crashes. */
export function sizeOf(page: Document, body: Element): PageSize {
  const walker = walkerOf(page, body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
  const size = { elements: 1, depth: 1, weight: 0 }
  let depth = 1
  for (;;) {
    if (walker.firstChild()) depth++
    else {
      while (!walker.nextSibling()) {
        if (!walker.parentNode()) return size
        depth--
      }
    }
    const node = walker.currentNode
    if (node instanceof Text) {
      size.weight += node.length * Math.max(0, depth - 10)
      continue
    }
    size.elements++
    size.depth = Math.max(size.depth, depth)
    if (size.elements > most) return size
  }
}
