import { limits } from '../../../core/contract/limits.ts'
import type { PageImage } from '../../../core/contract/source.ts'
import { withoutUnseen } from './invisible-characters.ts'
import { attributeOf, parentOf, tagOf } from './safe-page.ts'

/** Pixels below which a picture is an icon. */
const icon = 48
const lazy = ['data-src', 'data-lazy-src', 'data-original', 'data-full-src', 'data-hi-res-src', 'data-url']
const lazySets = ['data-srcset', 'data-lazy-srcset', 'srcset']
const placeholder =
  /(?:^|[/_-])(?:blank|spacer|placeholder|pixel|transparent|loading|1x1|grey|clear)\b[^/]*$/i
const ornament =
  /(?:^|[\s_-])(?:avatar|icon|emoji|emojione|smiley|logo|spinner|badge|sprite|pixel|userpic|gravatar)(?:$|[\s_-])/i

/** Whether an image of the page, as it stands there, is an icon, a tracking pixel or an ornament. */
export function isOrnament(image: Element, view: Window | null): boolean {
  if (attributeOf(image, 'role') === 'presentation' && !attributeOf(image, 'alt')) return true
  for (const side of ['width', 'height']) {
    const length = Number.parseFloat(attributeOf(image, side) ?? '')
    if (length < icon) return true
  }
  if (ornament.test(attributeOf(image, 'class') ?? '') || ornament.test(attributeOf(image, 'id') ?? ''))
    return true
  const link = parentOf(image)
  if (link && tagOf(link) === 'A' && ornament.test(attributeOf(link, 'class') ?? '')) return true
  if (!view) return false
  const loaded = image instanceof HTMLImageElement ? image.naturalWidth : 0
  // What did not load is drawn as a small sign, whatever its size would be.
  if (!loaded) return false
  const { width, height } = Element.prototype.getBoundingClientRect.call(image)
  if (width > 0 && height > 0 && (width < icon || height < icon)) return true
  return loaded <= 2 && !lazy.some(name => attributeOf(image, name) !== null)
}

/** @returns the picture with its address of the web; null for data, placeholders and what has no address */
export function pictureOf(image: Element, base: string): PageImage | null {
  const src = sourceOf(image, base)
  if (!src) return null
  const figure = image.closest('figure')
  const caption = figure?.querySelectorAll('img').length === 1 ? figure.querySelector('figcaption') : null
  return { src, alt: tidy(image.getAttribute('alt')), caption: tidy(caption?.textContent) || null }
}

function sourceOf(image: Element, base: string): string | null {
  const candidates = lazy.map(name => image.getAttribute(name))
  for (const name of lazySets.slice(0, 2)) candidates.push(widest(image.getAttribute(name)))
  const src = image.getAttribute('src')
  if (!placeholder.test(src ?? '')) candidates.push(src)
  candidates.push(widest(image.getAttribute('srcset')))
  for (const source of image.closest('picture')?.querySelectorAll('source') ?? [])
    for (const name of lazySets) candidates.push(widest(source.getAttribute(name)))
  for (const candidate of candidates) {
    const address = webAddress(candidate, base)
    if (address) return address
  }
  return null
}

/** The largest picture of a `srcset` that is not wider than a screen. */
function widest(set: string | null): string | null {
  let best: { address: string; size: number } | null = null
  for (const [, address = '', size = '1', unit] of (set ?? '')
    .slice(0, 20_000)
    .matchAll(/([^\s,]\S*[^\s,])(?:\s+(\d+(?:\.\d+)?)([wx]))?\s*(?:,|$)/g)) {
    const width = unit === 'w' ? Number(size) : Number(size) * 800
    if (!best || (width > best.size && width <= 2_400)) best = { address, size: width }
  }
  return best?.address ?? null
}

function webAddress(address: string | null | undefined, base: string): string | null {
  const text = address?.trim()
  if (
    !text ||
    text.length > limits.urlChars ||
    /^(?:data|blob|javascript):/i.test(text) ||
    !URL.canParse(text, base)
  )
    return null
  const url = new URL(text, base)
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.username || url.password) return null
  const { href } = url
  return href.length <= limits.urlChars ? href : null
}

const tidy = (text: string | null | undefined): string =>
  withoutUnseen((text ?? '').slice(0, 4_000))
    .text.toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 1_000)
    .toWellFormed()
