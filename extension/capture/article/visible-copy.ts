import { addressesMachine } from '../../../core/machine-words/machine-words.ts'
import { type Equation, equationAt } from './equations.ts'
import { hiding } from './hidden.ts'
import { withoutUnseen } from './invisible-characters.ts'
import { isOrnament } from './pictures.ts'
import { attributeOf, childrenOf, partsOf, shadowOf, tagOf, textIn, unname, walkerOf } from './safe-page.ts'

/** Elements whose text is never part of what the page says. Scripts stay for their metadata (JSON-LD). */
const silent = new Set([
  'STYLE',
  'NOSCRIPT',
  'TEMPLATE',
  'IFRAME',
  'OBJECT',
  'CANVAS',
  'VIDEO',
  'AUDIO',
  'PORTAL',
])

export interface VisibleCopy {
  document: Document
  /** Passages of text that the page holds and does not show. */
  hidden: number
  /** Of these, how many speak to a language model. */
  hiddenOrders: number
  /** Characters that show nothing, taken out of the text. */
  unseen: number
  images: number
  frames: number
  /** Of the frames, those of the same site whose text could have been meant. */
  ownFrames: number
}

interface Pair {
  original: Node
  twin: Node
}

/**
 * A copy of the page as its reader sees it: without what is hidden, with what stands in open shadow roots, equations
 * as TeX. The page itself is only read: what is hidden is asked of the real elements, and the copy, which has no
 * window and so loads and runs nothing, is walked beside them.
 */
export function visibleCopy(page: Document): VisibleCopy {
  const copy = new DOMParser().parseFromString('<!doctype html>', 'text/html')
  const found: VisibleCopy = {
    document: copy,
    hidden: 0,
    hiddenOrders: 0,
    unseen: 0,
    images: 0,
    frames: 0,
    ownFrames: 0,
  }
  const { root, body, view } = partsOf(page)
  if (!root || !body) return found
  const twinRoot = copy.importNode(root, true)
  copy.replaceChild(twinRoot, copy.documentElement)
  unname(twinRoot)
  if (!copy.body) return found

  const pageLength = textIn(body).length
  const remove: ChildNode[] = []
  const equations: [Element, Equation][] = []
  const shadows: [Element, DocumentFragment, Node[]][] = []
  const waiting: Pair[] = [{ original: body, twin: copy.body }]

  const drop = (original: Node, twin: Node): void => {
    remove.push(twin as ChildNode)
    const text = textIn(original)
    if (!text.trim()) return
    found.hidden++
    if (addressesMachine(text.slice(0, 20_000))) found.hiddenOrders++
  }
  const silence = (original: Element, tag: string): void => {
    if (tag !== 'IFRAME') return
    found.frames++
    if (frameHasText(original as HTMLIFrameElement)) found.ownFrames++
  }
  /** @returns whether what is inside the element is to be looked at, too */
  const look = (original: Element, twin: Element): boolean => {
    const tag = tagOf(original)
    if (silent.has(tag)) {
      silence(original, tag)
      const shadow = tag === 'TEMPLATE' && attributeOf(original, 'shadowrootmode') !== null
      if (!shadow) remove.push(twin)
      return false
    }
    const hides = hiding(original, view, pageLength)
    if (hides === 'all') {
      drop(original, twin)
      return false
    }
    // What is seen in spite of them is text, and the extractors believe these attributes.
    if (view) for (const name of ['aria-hidden', 'hidden']) twin.removeAttribute(name)
    const equation = equationAt(original)
    if (equation) {
      if (equation === 'skip') remove.push(twin)
      else equations.push([twin, equation])
      return false
    }
    if (tag === 'IMG' || tag === 'PICTURE' || tag === 'svg') {
      found.images++
      if (tag === 'IMG' && isOrnament(original, view)) remove.push(twin)
      if (tag === 'IMG' && addressesMachine(attributeOf(original, 'alt') ?? '')) {
        twin.removeAttribute('alt')
        found.hidden++
        found.hiddenOrders++
      }
      if (tag !== 'PICTURE') return false
    }
    if (hides === 'own') dropOwnText(original, twin, drop)
    const shadow = view ? shadowOf(original) : declaredShadow(original)
    if (shadow) {
      const inside = copy.createDocumentFragment()
      for (const child of childrenOf(shadow)) inside.append(copy.importNode(child, true))
      shadows.push([twin, inside, [...childrenOf(twin)]])
      waiting.push({ original: shadow, twin: inside })
    }
    return true
  }
  for (let pair = waiting.pop(); pair; pair = waiting.pop()) walkBoth(page, copy, pair, look)

  for (const node of remove) node.remove()
  for (const [twin, equation] of equations) twin.replaceWith(writtenOut(copy, equation))
  for (const [host, inside, children] of shadows) found.hidden += flatten(host, inside, children)
  found.unseen = dropUnseenCharacters(copy)
  return found
}

/** Both trees are still alike: what is to go from the copy goes when the walk is over. */
function walkBoth(
  page: Document,
  copy: Document,
  pair: Pair,
  look: (original: Element, twin: Element) => boolean,
): void {
  const originals = walkerOf(page, pair.original, NodeFilter.SHOW_ELEMENT)
  const twins = copy.createTreeWalker(pair.twin, NodeFilter.SHOW_ELEMENT)
  let original = originals.nextNode() as Element | null
  let twin = twins.nextNode() as Element | null
  while (original && twin) {
    const inside = look(original, twin)
    original = (inside ? originals.nextNode() : skip(originals)) as Element | null
    twin = (inside ? twins.nextNode() : skip(twins)) as Element | null
  }
}

/** The next element that is not inside the current one. */
function skip(walker: TreeWalker): Node | null {
  do {
    const sibling = walker.nextSibling()
    if (sibling) return sibling
  } while (walker.parentNode())
  return null
}

function dropOwnText(original: Element, twin: Element, drop: (original: Node, twin: Node) => void): void {
  for (const pair of pairsOf(original, twin))
    if (pair.original.nodeType === Node.TEXT_NODE) drop(pair.original, pair.twin)
}

function pairsOf(original: Element, twin: Element): Pair[] {
  const twins = childrenOf(twin)
  return [...childrenOf(original)].map((each, at) => ({ original: each, twin: twins[at]! }))
}

/** In a page that is only parsed a shadow root is still the template that declares it. */
function declaredShadow(host: Element): DocumentFragment | null {
  for (let child = host.firstElementChild; child; child = child.nextElementSibling)
    if (child instanceof HTMLTemplateElement && child.getAttribute('shadowrootmode') === 'open')
      return child.content
  return null
}

/**
 * What the browser draws: the shadow's elements, with the host's own children where a slot asks for them.
 * @returns how many texts nobody sees: children that no slot asks for, and what a slot would say if nobody had anything
 * for it, of which not every Chromium says that it has no style
 */
function flatten(host: Element, inside: DocumentFragment, children: Node[]): number {
  const free = new Set(children.filter(child => child.parentNode === host))
  let unasked = 0
  for (const slot of inside.querySelectorAll('slot')) {
    const name = slot.getAttribute('name') ?? ''
    const asked = [...free].filter(child =>
      child instanceof Element ? (child.getAttribute('slot') ?? '') === name : name === '',
    )
    if (!asked.some(child => child instanceof Element || child.textContent?.trim())) continue
    for (const child of asked) free.delete(child)
    if (slot.textContent?.trim()) unasked++
    slot.replaceChildren(...asked)
  }
  host.replaceChildren(inside)
  const worded = (child: Node) => child.nodeType !== Node.COMMENT_NODE && child.textContent?.trim()
  return unasked + [...free].filter(worded).length
}

function writtenOut(copy: Document, { tex, display }: Equation): Element {
  const element = copy.createElement('span')
  element.setAttribute('data-ownwords-tex', display ? 'display' : 'inline')
  element.textContent = display ? `$$${tex}$$` : `$${tex}$`
  return element
}

/** @returns how many characters that show nothing were taken out */
function dropUnseenCharacters(copy: Document): number {
  let count = 0
  const walker = copy.createTreeWalker(copy.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const before = node.nodeValue ?? ''
    const { text, unseen } = withoutUnseen(before)
    if (text === before) continue
    node.nodeValue = text
    // Alone in its element such a character holds a place and hides nothing.
    if (text.trim() && node.parentElement?.tagName !== 'SCRIPT') count += unseen
  }
  return count
}

function frameHasText(frame: HTMLIFrameElement): boolean {
  try {
    return (frame.contentDocument?.body?.textContent?.trim().length ?? 0) > 40
  } catch {
    return false
  }
}
