import type { PageFact } from '../../../core/contract/source.ts'

/** One line of what a page says, of at most `most` characters; null where it says nothing. */
export function tidy(text: string | null | undefined, most = 500): string | null {
  const line = text
    ?.slice(0, most * 8)
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed()
  return line || null
}

/** The text of the first element that any of the selectors finds, in their order. */
export function textAt(root: ParentNode, ...selectors: string[]): string | null {
  for (const selector of selectors) {
    const text = tidy(root.querySelector(selector)?.textContent)
    if (text) return text
  }
  return null
}

export function attributeAt(root: ParentNode, name: string, ...selectors: string[]): string | null {
  for (const selector of selectors) {
    const value = tidy(root.querySelector(selector)?.getAttribute(name))
    if (value) return value
  }
  return null
}

/** What the page's head says under any of the names, in their order. */
export function metaOf(page: Document, ...names: string[]): string | null {
  for (const name of names) {
    const value = tidy(metasOf(page, name)[0], 1_000)
    if (value) return value
  }
  return null
}

export const metasOf = (page: Document, name: string): string[] =>
  [...page.querySelectorAll(`meta[name="${name}" i], meta[property="${name}" i]`)]
    .map(meta => meta.getAttribute('content') ?? '')
    .filter(content => content.trim())

export const generatorOf = (page: Document): string => metaOf(page, 'generator') ?? ''

/** When something was written, as its page tells it to machines. */
export function timeIn(root: ParentNode, ...selectors: string[]): string | null {
  for (const selector of [...selectors, 'time[datetime]', 'relative-time[datetime]', 'time[title]']) {
    const time = root.querySelector(selector)
    const told =
      time?.getAttribute('datetime') ??
      time?.getAttribute('data-time') ??
      time?.getAttribute('content') ??
      time?.getAttribute('title') ??
      time?.getAttribute('aria-label') ??
      time?.textContent
    const value = tidy(told, 40)
    if (value && /\d/.test(value)) return isoOf(value)
  }
  return null
}

/** Seconds or milliseconds since 1970 as a date; anything else as it was written. */
const isoOf = (text: string): string =>
  /^(?:\d{10}|\d{13})$/.test(text) ? new Date(Number(text.padEnd(13, '0'))).toISOString() : text

/** Only facts that are told. @param pairs name and value, in the order in which they are shown */
export const factsOf = (
  ...pairs: (readonly [name: string, value: string | number | null | undefined])[]
): PageFact[] =>
  pairs.flatMap(([name, told]) => {
    const value = told === null || told === undefined ? null : tidy(String(told))
    return value ? [{ name, value }] : []
  })

/** Why not a number of elements: a hostile page has as many posts as it likes. */
export const mostPosts = 5_000
