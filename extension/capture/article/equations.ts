import { texOfMathml } from './mathml.ts'
import { attributeOf, parentOf, tagOf } from './safe-page.ts'

/** An equation of the page: its TeX, in a line of text or on a line of its own. */
export interface Equation {
  tex: string
  display: boolean
}

/** skip: the picture of an equation whose TeX stands beside it. */
export function equationAt(element: Element): Equation | 'skip' | null {
  const tag = tagOf(element)
  if (tag === 'SPAN' || tag === 'DIV') return typeset(element)
  if (tag === 'SCRIPT') {
    const type = /^math\/tex(;\s*mode=display)?/i.exec(attributeOf(element, 'type') ?? '')
    return type ? equation(element.textContent, type[1] !== undefined) : null
  }
  if (tag === 'math' || tag === 'MATH') return ofMath(element, false)
  if (tag === 'MJX-CONTAINER') {
    const math = element.querySelector('math')
    return math && ofMath(math, attributeOf(element, 'display') === 'true')
  }
  if (
    tag === 'IMG' &&
    /(?:^|[\s-])(?:latex|tex|mwe-math-fallback-image\S*)(?:\s|$)/.test(attributeOf(element, 'class') ?? '')
  )
    return equation(attributeOf(element, 'alt'), /display/.test(attributeOf(element, 'class') ?? ''))
  return null
}

/** KaTeX, MathJax 2 and MediaWiki put what they typeset into an element with a class of their own. */
function typeset(element: Element): Equation | 'skip' | null {
  const classes = attributeOf(element, 'class')
  if (!classes || !/katex|MathJax|mwe-math|math/.test(classes)) return null
  if (/(?:^|\s)(?:katex|katex-display|mwe-math-element)(?:\s|$)/.test(classes)) {
    const math = element.querySelector('math')
    const display = /katex-display|-block/.test(classes) || parentHas(element, 'katex-display')
    if (math) return ofMath(math, display)
    const picture = element.querySelector('img[alt]')
    return picture && equation(picture.getAttribute('alt'), display)
  }
  if (!/(?:^|\s)MathJax(?:_Display|_Preview|_SVG|_CHTML|_SVG_Display)?(?:\s|$)/.test(classes)) return null
  for (
    let next = element.nextElementSibling, tries = 0;
    next && tries < 3;
    next = next.nextElementSibling, tries++
  )
    if (next.tagName === 'SCRIPT' && /^math\/tex/i.test(next.getAttribute('type') ?? '')) return 'skip'
  const math = element.querySelector('math')
  return math && ofMath(math, /Display/.test(classes))
}

function ofMath(math: Element, display: boolean): Equation | null {
  const block = display || attributeOf(math, 'display') === 'block'
  const annotation = [...math.querySelectorAll('annotation')].find(each =>
    /tex/i.test(each.getAttribute('encoding') ?? ''),
  )
  const alt = attributeOf(math, 'alttext')
  return equation(
    annotation?.textContent || alt || texOfMathml(math),
    block || (/^\{?\\displaystyle/.test(alt ?? '') && block),
  )
}

const parentHas = (element: Element, name: string): boolean =>
  (attributeOf(parentOf(element) ?? element, 'class') ?? '').split(/\s+/).includes(name)

/** @returns null for what is empty or too long for an equation */
function equation(text: string | null | undefined, display: boolean): Equation | null {
  const tex = (text ?? '')
    .replace(/^\s*\{\\displaystyle\s+([\s\S]*)\}\s*$/, '$1')
    .replace(/^\s*(?:\\displaystyle|\$latex)\s+/, '')
    .replace(/(?:%[^\n]*)?\s*\n\s*/g, ' ')
    .replace(/(?<!\\)\$/g, '')
    // The same to TeX, and no markup to anything else.
    .replace(/</g, '\\lt ')
    .replace(/>/g, '\\gt ')
    .replace(/\s+/g, ' ')
    .trim()
    // A backslash at the end would take the closing sign with it.
    .replace(/\\$/, '')
  return tex && tex.length <= 4_000 ? { tex, display } : null
}
