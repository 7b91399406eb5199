import { limits } from '../../../core/contract/limits.ts'
import type { PageImage } from '../../../core/contract/source.ts'
import type { Block } from './blocks.ts'

/**
 * The chosen blocks with the pictures that belong to them: those between the first and the last, next to a text that
 * was kept and not in a link box of texts that were not; before the first only the one that leads the text.
 * @param all every block of the page in its order, pictures too
 */
export function withImages(all: Block[], kept: Block[]): Block[] {
  const keeps = new Set(kept)
  const first = all.findIndex(block => keeps.has(block))
  const last = all.findLastIndex(block => keeps.has(block))
  const scope = kept.length ? scopeOf(kept) : null
  return all.filter((block, at) => {
    if (block.kind !== 'image') return keeps.has(block)
    if (!scope?.contains(block.element) || block.element.closest('nav, aside, footer, form')) return false
    const next = textBeside(all, at, 1)
    if (at < first) return next !== null && first - at <= 6 && !isLinkBox(block)
    const before = textBeside(all, at, -1)
    if (at > last) return before !== null && keeps.has(before) && isFigure(block)
    return [before, next].some(text => text !== null && keeps.has(text)) || isFigure(block)
  })
}

/** The pictures of the blocks, each once. */
export function imagesOf(blocks: Block[]): PageImage[] {
  const images = new Map<string, PageImage>()
  for (const { image } of blocks) if (image && !images.has(image.src)) images.set(image.src, image)
  return [...images.values()].slice(0, limits.images)
}

function textBeside(all: Block[], from: number, step: 1 | -1): Block | null {
  for (let at = from + step, tries = 0; all[at] && tries < 40; at += step, tries++) {
    const block = all[at]!
    if (block.kind !== 'image' && !block.element.closest('figcaption')) return block
  }
  return null
}

/** A figure between its paragraphs is the text's. */
const isFigure = (block: Block): boolean => block.element.closest('figure') !== null && !isLinkBox(block)

/** A teaser: a picture in a link together with the title of another page. */
const isLinkBox = (block: Block): boolean =>
  (block.element.closest('a')?.textContent?.trim().length ?? 0) > 20

/** The smallest element around nearly all of the text. */
function scopeOf(kept: Block[]): Element {
  const words = kept.reduce((sum, block) => sum + block.words, 0)
  const longest = kept.reduce((best, block) => (block.words > best.words ? block : best))
  const inside = new Map<Element, number>()
  for (const { element, words } of kept)
    for (let at: Element | null = element; at; at = at.parentElement)
      inside.set(at, (inside.get(at) ?? 0) + words)
  for (let at: Element | null = longest.element; at; at = at.parentElement)
    if ((inside.get(at) ?? 0) >= words * 0.9) return at.closest('article, main') ?? at
  return longest.element.ownerDocument.body
}
