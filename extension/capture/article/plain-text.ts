import { limits } from '../../../core/contract/limits.ts'
import { hiding } from './hidden.ts'
import { withoutUnseen } from './invisible-characters.ts'
import { parentOf, partsOf, tagOf, textIn } from './safe-page.ts'

export interface PlainText {
  lines: string[]
  hidden: number
  unseen: number
  /** Whether there was no time or no room for the rest. */
  cut: boolean
}

const silent = /^(?:SCRIPT|STYLE|NOSCRIPT|TEMPLATE|TEXTAREA|SELECT|OPTION|IFRAME|OBJECT|SVG|HEAD|BUTTON)$/i
const inLine =
  /^(?:A|ABBR|B|BDI|BDO|CITE|CODE|DEL|EM|FONT|I|INS|KBD|MARK|Q|S|SAMP|SMALL|SPAN|STRONG|SUB|SUP|TIME|U|VAR|WBR)$/

/**
 * The text of a page that is too large or too deep for any reader: line by line as it is shown, without recursion,
 * for at most `ms` milliseconds.
 */
export function plainText(
  page: Document,
  ms: number,
  now: () => number = () => performance.now(),
): PlainText {
  const { body, view } = partsOf(page)
  const text: PlainText = { lines: [], hidden: 0, unseen: 0, cut: false }
  if (!body) return text
  const until = now() + ms
  let isLate = false
  const mute = new WeakSet<Element>()
  const pageLength = textIn(body).length
  const walker = Document.prototype.createTreeWalker.call(
    page,
    body,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    node => {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT
      // Even what is passed over takes time: without any left the rest is passed over unseen.
      isLate ||= now() > until
      if (isLate || silent.test(tagOf(node as Element))) return NodeFilter.FILTER_REJECT
      const hides = hiding(node as Element, view, pageLength)
      if (hides === 'own') mute.add(node as Element)
      if (hides === 'all' && textIn(node).trim()) text.hidden++
      return hides === 'all' ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP
    },
  )
  let line = ''
  let home: Element | null = null
  let length = 0
  const flush = (): void => {
    const { text: clean, unseen } = withoutUnseen(line)
    const tidy = clean.replace(/\s+/g, ' ').trim()
    if (tidy) text.lines.push(tidy)
    text.unseen += unseen
    length += tidy.length + 2
    line = ''
  }
  for (let node = walker.nextNode(), at = 0; node; node = walker.nextNode(), at++) {
    if (isLate || (at & 63) === 0) isLate ||= now() > until
    if (isLate || length + line.length > limits.textChars) {
      text.cut = true
      break
    }
    const own = node.nodeValue ?? ''
    const parent = parentOf(node)
    if (!own.trim() || !parent) continue
    if (mute.has(parent)) {
      text.hidden++
      continue
    }
    const block = blockOf(parent)
    if (block !== home) flush()
    home = block
    line += own
  }
  flush()
  text.cut ||= isLate
  return text
}

function blockOf(element: Element): Element {
  let at = element
  for (let level = 0; level < 20 && inLine.test(tagOf(at)); level++) at = parentOf(at) ?? at
  return at
}
