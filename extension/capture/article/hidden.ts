import { attributeOf, parentOf, tagOf, textIn } from './safe-page.ts'

/** all: the element and what is in it · own: only the words that stand in it directly. */
export type Hiding = 'all' | 'own' | null

/**
 * Whether a page shows an element's text to its reader. What a machine would read and a person would not see is the
 * way in for words that are meant for machines, so every usual way of hiding is known here.
 * @param view the page's window; without one (a page that was only parsed) only its attributes can tell
 * @param pageLength characters of the whole page
 */
export function hiding(element: Element, view: Window | null, pageLength: number): Hiding {
  const tag = tagOf(element)
  if (tag === 'SCRIPT' || tag === 'META' || tag === 'LINK') return null
  // An open dialog marks everything behind it as hidden, the article too: so much text cannot be decoration.
  const isSmall = () => textIn(element).length < pageLength / 3
  const aria = attributeOf(element, 'aria-hidden') === 'true'
  if (!view) {
    if (aria || attributeOf(element, 'hidden') !== null) return isSmall() || !aria ? 'all' : null
    return hiddenByAttribute(attributeOf(element, 'style') ?? '')
  }
  const style = view.getComputedStyle(element)
  // An element that no slot of its host asks for has no style at all.
  if (!style.display || style.display === 'none' || style.contentVisibility === 'hidden') return 'all'
  if (Number(style.opacity) <= 0.02 && !fadesIn(style)) return isSmall() ? 'all' : null
  if (aria && isOrnament(element, style)) return 'all'
  // A picture that has not come yet has no size.
  if (tag !== 'IMG' && isClipped(element, style)) return 'all'
  if (isFarAway(element, style, view)) return 'all'
  if (!hasOwnText(element)) return null
  if (style.visibility !== 'visible' || Number.parseFloat(style.fontSize) < 2) return 'own'
  return isUncoloured(element, style, view) ? 'own' : null
}

function hiddenByAttribute(style: string): Hiding {
  if (!style) return null
  if (
    /(?:^|;)\s*(?:display:\s*none|visibility:\s*(?:hidden|collapse)|opacity:\s*0*(?:\.0+)?\s*(?:;|$|!))/i.test(
      style,
    )
  )
    return 'all'
  if (
    /(?:^|;)\s*font-size:\s*[01](?:\.\d+)?(?:px|pt|em|rem|%)?\s*(?:;|$|!)/i.test(style) &&
    !/[1-9.]\d*r?em/i.test(style)
  )
    return 'own'
  if (/(?:^|;)\s*(?:left|top|right|text-indent|margin-left)\s*:\s*-\d{4,}/i.test(style)) return 'all'
  return /clip-path\s*:\s*(?:inset\((?:50|100)%|circle\(0)|clip\s*:\s*rect\(\s*0/i.test(style) ? 'all' : null
}

/** Many pages fade a paragraph in when it is scrolled to: that is text which its reader will see. */
const fadesIn = (style: CSSStyleDeclaration): boolean =>
  style.animationName !== 'none' || /[1-9]/.test(style.transitionDuration) || /opacity/.test(style.willChange)

/** Signs that the page keeps from screen readers: icons written as words of a font, bullets, arrows. */
const isOrnament = (element: Element, style: CSSStyleDeclaration): boolean =>
  /icon|symbol|awesome|glyph/i.test(style.fontFamily) ||
  (textIn(element).match(/[\p{L}\p{N}]/gu)?.length ?? 0) <= 2

/** The well-known ways to give a text to screen readers alone, which are ways to hide a text from a reader too. */
function isClipped(element: Element, style: CSSStyleDeclaration): boolean {
  if (
    /^(?:inset\((?:[5-9]\d|100)%|circle\(0|polygon\(0(?:px|%)? 0(?:px|%)?(?:, 0(?:px|%)? 0(?:px|%)?)+\))/.test(
      style.clipPath,
    )
  )
    return true
  const apart = style.position === 'absolute' || style.position === 'fixed'
  if (apart && /^rect\((?:[01]px,? ?){4}\)$/.test(style.clip)) return true
  if (style.overflowX === 'visible' && style.overflowY === 'visible') return false
  const [width, height] = [Number.parseFloat(style.width), Number.parseFloat(style.height)]
  return width <= 1 || (height <= 1 && !isFolded(element))
}

/** A part that a button of the page unfolds is the page's text, as that of a closed `<details>` is. */
function isFolded(element: Element): boolean {
  if (attributeOf(element, 'role') === 'region') return true
  const near = parentOf(element)
  return near !== null && Element.prototype.querySelector.call(near, '[aria-expanded]') !== null
}

/** Beyond the left or upper end of the page, where nobody can scroll to, by a shift of its own. */
function isFarAway(element: Element, style: CSSStyleDeclaration, view: Window): boolean {
  if (Number.parseFloat(style.textIndent) <= -500) return true
  const shifted =
    style.position !== 'static' ||
    style.transform !== 'none' ||
    style.translate !== 'none' ||
    Number.parseFloat(style.marginLeft) <= -500 ||
    Number.parseFloat(style.marginTop) <= -500
  if (!shifted) return false
  const box = Element.prototype.getBoundingClientRect.call(element)
  if (box.width === 0 && box.height === 0) return false
  if (box.bottom + view.scrollY <= -100) return true
  // Drawn out to the left, with its words at the far end.
  if (Number.parseFloat(style.marginLeft) <= -500 && box.left + view.scrollX <= -500) return true
  // A page that is written from the right can be scrolled to the left.
  if (style.direction === 'rtl') return box.left + view.scrollX > view.innerWidth + 5_000
  return box.right + view.scrollX <= -100 || box.left + view.scrollX > 9_000
}

function hasOwnText(element: Element): boolean {
  for (let child = element.firstChild; child; child = child.nextSibling)
    if (child.nodeType === 3 && (child.nodeValue ?? '').trim()) return true
  return false
}

/** Words without a colour, or in the colour of what is behind them as far as that can be told. */
function isUncoloured(element: Element, style: CSSStyleDeclaration, view: Window): boolean {
  const ink = rgba(style.webkitTextFillColor)
  if (!ink) return false
  if (ink[3] <= 0.03) return !/text/.test(style.backgroundClip) && style.textShadow === 'none'
  let at: Element | null = element
  for (let level = 0; at; level++, at = parentOf(at)) {
    const around = at === element ? style : view.getComputedStyle(at)
    if (around.backgroundImage !== 'none') return false
    const paper = rgba(around.backgroundColor)
    if (!paper) return false
    if (paper[3] > 0.9) return isNear(ink, paper)
    if (paper[3] > 0.03) return false
    // Something else may lie behind what is placed freely, or beside a picture.
    if (around.position === 'absolute' || around.position === 'fixed' || Number(around.zIndex) > 0)
      return false
    if (level < 4 && tagOf(at) !== 'BODY' && isNear(ink, white) && holdsPicture(at)) return false
  }
  const scheme = view.getComputedStyle(element).colorScheme
  return !/dark/.test(scheme) && isNear(ink, white)
}

type Colour = [red: number, green: number, blue: number, alpha: number]
const white: Colour = [255, 255, 255, 1]

/** Of what a browser computes; null for the spaces of colour that it doesn't turn into red, green and blue. */
function rgba(text: string): Colour | null {
  const found = text.match(/^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/)
  return found ? [Number(found[1]), Number(found[2]), Number(found[3]), Number(found[4] ?? 1)] : null
}

const isNear = (one: Colour, other: Colour): boolean =>
  Math.abs(one[0] - other[0]) + Math.abs(one[1] - other[1]) + Math.abs(one[2] - other[2]) <= 12

const holdsPicture = (element: Element): boolean =>
  Element.prototype.querySelector.call(element, 'img, video, picture, canvas, iframe, svg') !== null
