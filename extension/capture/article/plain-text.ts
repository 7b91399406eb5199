import { limits } from '../../../core/contract/limits.ts'
import { withoutUnseen } from './invisible-characters.ts'
import { attributeOf, parentOf, partsOf, tagOf, walkerOf } from './safe-page.ts'

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
  const walker = walkerOf(page, body, NodeFilter.SHOW_TEXT)
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
    if ((at & 63) === 0 && (now() > until || length + line.length > limits.textChars)) {
      text.cut = true
      break
    }
    const own = node.nodeValue ?? ''
    const parent = parentOf(node)
    if (!own.trim() || !parent || silent.test(tagOf(parent))) continue
    if (!isShown(parent, view)) {
      text.hidden++
      continue
    }
    const block = blockOf(parent)
    if (block !== home) flush()
    home = block
    line += own
  }
  flush()
  return text
}

function blockOf(element: Element): Element {
  let at = element
  for (let level = 0; level < 20 && inLine.test(tagOf(at)); level++) at = parentOf(at) ?? at
  return at
}

function isShown(element: Element, view: Window | null): boolean {
  if (!view)
    return (
      attributeOf(element, 'hidden') === null && !/display:\s*none/i.test(attributeOf(element, 'style') ?? '')
    )
  return Element.prototype.checkVisibility.call(element, { opacityProperty: true, visibilityProperty: true })
}
