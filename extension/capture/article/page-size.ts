import { walkerOf } from './safe-page.ts'

export interface PageSize {
  elements: number
  /** How deep elements stand in one another. A browser's parser stops at 512; a script of the page does not. */
  depth: number
}

/** Counted without recursion and no further than `most`, so that no page can make the counting itself a burden. */
export function sizeOf(page: Document, body: Element, most: number): PageSize {
  const walker = walkerOf(page, body, NodeFilter.SHOW_ELEMENT)
  const size = { elements: 1, depth: 1 }
  let depth = 1
  for (;;) {
    if (walker.firstChild()) depth++
    else {
      while (!walker.nextSibling()) {
        if (!walker.parentNode()) return size
        depth--
      }
    }
    size.elements++
    size.depth = Math.max(size.depth, depth)
    if (size.elements > most) return size
  }
}
