import { limits } from '../../core/contract/limits.ts'
import type { QuoteAnchor } from '../../core/contract/source.ts'
import { partsOf, shadowOf, walkerOf } from './article/safe-page.ts'

export interface TakenSelection {
  text: string
  anchor: QuoteAnchor
}

/**
 * What the creator has marked, with the words around it by which it is found again. Reads the marked text as the page
 * shows it, across elements; null where nothing is marked or what is marked is in a form's field.
 */
export function readSelection(page: Document): TakenSelection | null {
  const { body, view } = partsOf(page)
  const outer = view?.getSelection() ?? null
  const selection = isMark(outer) || !body ? outer : markInShadow(page, body)
  if (!selection || !isMark(selection) || !body) return null
  if (inField(page.activeElement, selection)) return null
  const range = selection.getRangeAt(0)
  const text = tidy(selection.toString())
  if (!text.trim()) return null
  const exact = flat(text).slice(0, limits.quoteChars)
  return { text, anchor: { exact: exact.toWellFormed(), ...around(page, range) } }
}

const isMark = (selection: Selection | null): boolean =>
  selection !== null && !selection.isCollapsed && selection.rangeCount > 0

/** What is marked in an open shadow root the page's own selection does not tell; the root's does, in Chromium. */
function markInShadow(page: Document, body: Element): Selection | null {
  const roots: Node[] = [body]
  let looked = 0
  for (let root = roots.pop(); root; root = roots.pop()) {
    const walker = walkerOf(page, root, NodeFilter.SHOW_ELEMENT)
    for (let node = walker.nextNode(); node && looked < 50_000; node = walker.nextNode(), looked++) {
      const shadow = shadowOf(node as Element) as
        | (ShadowRoot & { getSelection?: () => Selection | null })
        | null
      if (!shadow) continue
      const selection = shadow.getSelection?.() ?? null
      if (isMark(selection)) return selection
      roots.push(shadow)
    }
  }
  return null
}

/** Marking inside a field gives no range of the page; a password must not be taken even as a neighbour. */
function inField(active: Element | null, selection: Selection): boolean {
  if (active?.matches('input, textarea, select') && selection.toString() === '') return true
  const at = selection.anchorNode
  const element = at instanceof Element ? at : at?.parentElement
  if (element?.closest('input, textarea, select')) return true
  const inside = at instanceof Element ? at.childNodes[selection.anchorOffset] : null
  return inside instanceof Element && inside.matches('input, textarea, select')
}

function around(page: Document, range: Range): Pick<QuoteAnchor, 'prefix' | 'suffix'> {
  return {
    prefix: flat(textBeside(page, range, 'before'))
      .slice(-limits.contextChars)
      .toWellFormed(),
    suffix: flat(textBeside(page, range, 'after'))
      .slice(0, limits.contextChars)
      .toWellFormed(),
  }
}

/** Up to a few times as much raw text as is needed, since white space will be folded. Only texts that are shown. */
function textBeside(page: Document, range: Range, side: 'before' | 'after'): string {
  const enough = limits.contextChars * 4
  const home = range.startContainer.getRootNode()
  const walker = walkerOf(page, home === page ? (partsOf(page).body ?? home) : home, NodeFilter.SHOW_TEXT)
  const [node, offset] =
    side === 'before' ? [range.startContainer, range.startOffset] : [range.endContainer, range.endOffset]
  let text = ''
  if (node.nodeType === Node.TEXT_NODE) {
    const own = node.nodeValue ?? ''
    text = side === 'before' ? own.slice(0, offset) : own.slice(offset)
    walker.currentNode = node
  } else
    walker.currentNode = (side === 'before' ? node.childNodes[offset] : node.childNodes[offset - 1]) ?? node
  if (side === 'after' && node.nodeType !== Node.TEXT_NODE) lastInside(walker)
  while (text.length < enough) {
    const next = side === 'before' ? walker.previousNode() : walker.nextNode()
    if (!next) break
    if (!isShown(next)) continue
    const own = next.nodeValue ?? ''
    // Words of neighbouring elements do not run together on the page.
    text = side === 'before' ? `${own.slice(-enough)} ${text}` : `${text} ${own.slice(0, enough)}`
  }
  return text
}

function lastInside(walker: TreeWalker): void {
  while (walker.lastChild()) {}
}

function isShown(text: Node): boolean {
  const parent = text.parentElement
  return (
    parent !== null &&
    !/^(?:SCRIPT|STYLE|NOSCRIPT|TEMPLATE|TEXTAREA)$/.test(parent.tagName) &&
    parent.checkVisibility()
  )
}

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim()

const tidy = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
