/** Elements whose text is never part of what the page says. Scripts stay for their metadata (JSON-LD). */
const silent = new Set(['STYLE', 'NOSCRIPT', 'TEMPLATE', 'IFRAME', 'OBJECT', 'CANVAS', 'VIDEO', 'AUDIO'])

export interface VisibleCopy {
  document: Document
  /** Passages of text that the page holds and does not show. */
  hidden: number
  images: number
  frames: number
}

/**
 * A copy of the page without what its reader doesn't see. The page itself is only read: what is hidden is asked of
 * the real elements, and the copy, which has no window and so loads and runs nothing, is walked beside them.
 */
export function visibleCopy(page: Document): VisibleCopy {
  const copy = page.cloneNode(true) as Document
  const found: VisibleCopy = { document: copy, hidden: 0, images: 0, frames: 0 }
  if (!page.body || !copy.body) return found
  found.images = page.body.querySelectorAll('img, picture, svg').length
  found.frames = page.body.querySelectorAll('iframe').length
  const all = page.body.textContent?.length ?? 0
  const remove: Element[] = []
  const originals = page.createTreeWalker(page.body, NodeFilter.SHOW_ELEMENT)
  const copies = copy.createTreeWalker(copy.body, NodeFilter.SHOW_ELEMENT)
  let original = originals.nextNode() as Element | null
  let twin = copies.nextNode() as Element | null
  while (original && twin) {
    const drop = silent.has(original.tagName) ? 'silent' : hides(original, all) ? 'hidden' : null
    if (drop) {
      remove.push(twin)
      if (drop === 'hidden' && original.tagName !== 'SCRIPT' && original.textContent?.trim()) found.hidden++
      original = skip(originals)
      twin = skip(copies)
    } else {
      original = originals.nextNode() as Element | null
      twin = copies.nextNode() as Element | null
    }
  }
  for (const element of remove) element.remove()
  return found
}

/** The next element that is not inside the current one. */
function skip(walker: TreeWalker): Element | null {
  do {
    const sibling = walker.nextSibling()
    if (sibling) return sibling as Element
  } while (walker.parentNode())
  return null
}

function hides(element: Element, pageLength: number): boolean {
  if (element.tagName === 'SCRIPT') return false
  // An open dialog marks everything behind it as hidden, the article too: so much text cannot be decoration.
  const isSmall = () => (element.textContent?.length ?? 0) < pageLength / 3
  if (element.getAttribute('aria-hidden') === 'true') return isSmall()
  if (element.hasAttribute('hidden')) return true
  const view = element.ownerDocument.defaultView
  if (!view)
    return /(?:^|;)\s*(?:display:\s*none|visibility:\s*hidden)/i.test(element.getAttribute('style') ?? '')
  const style = view.getComputedStyle(element)
  if (style.display === 'none' || (style.visibility !== 'visible' && !element.childElementCount)) return true
  if (style.opacity === '0' && !fadesIn(style)) return isSmall()
  return isClipped(element, style)
}

/** Many pages fade a paragraph in when it is scrolled to: that is text which its reader will see. */
const fadesIn = (style: CSSStyleDeclaration): boolean =>
  style.animationName !== 'none' || /[1-9]/.test(style.transitionDuration) || /opacity/.test(style.willChange)

/** The well-known ways to give a text to screen readers alone, which are ways to hide a text from a reader too. */
function isClipped(element: Element, style: CSSStyleDeclaration): boolean {
  if (style.position !== 'absolute' && style.position !== 'fixed')
    return style.fontSize === '0px' && !element.childElementCount
  if (/^rect\((?:0px,? ?|1px,? ?){4}\)$/.test(style.clip) || /^inset\((?:50|100)%/.test(style.clipPath))
    return true
  if (style.overflow === 'visible' && style.textIndent === '0px') {
    const left = Number.parseFloat(style.left)
    return left < -2_000
  }
  return Number.parseFloat(style.width) <= 1 && Number.parseFloat(style.height) <= 1
}
