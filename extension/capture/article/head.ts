import { limits } from '../../../core/contract/limits.ts'
import type { Head } from './votes.ts'

export interface PageHead {
  title: string
  author: string | null
  site: string | null
  published: string | null
  language: string | null
}

/** What the page says of itself: the extractors' readings of its metadata, made to fit the contract. */
export function headOf(page: Document, url: string, readings: Head[]): PageHead {
  const first = (field: keyof Head): string | null => {
    for (const reading of readings) {
      const value = line(reading[field])
      if (value) return value
    }
    return null
  }
  const host = new URL(url).hostname.replace(/^www\./, '')
  return {
    title: first('title') ?? line(page.title) ?? line(page.querySelector('h1')?.textContent) ?? host,
    author: first('author')?.replace(/^by\s+/i, '') || null,
    site: first('site') ?? host,
    published: published(first('published')),
    language: language(page.documentElement.lang || first('language')),
  }
}

/** @returns one line without control characters, of at most the length that the contract takes; null if nothing is left. */
export function line(text: string | null | undefined): string | null {
  const tidy = text
    ?.toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, limits.titleChars)
  return tidy?.toWellFormed() || null
}

/** An ISO date as exact as the page gives it, or a date that it writes in another way; null for what is neither. */
function published(text: string | null): string | null {
  if (!text) return null
  const iso = text.match(
    /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?/,
  )?.[0]
  if (iso && Number.isFinite(Date.parse(iso))) return iso.slice(0, 40)
  // "May 9" is a day of this year or of another: a browser would say 2001.
  if (!/\d{4}/.test(text)) return null
  if (/^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/.test(text)) return text
  const time = Date.parse(text)
  if (!Number.isFinite(time)) return null
  const date = new Date(time)
  if (/\b(?:Z|GMT|UTC)\b|[+-]\d{2}:?\d{2}\s*$/.test(text)) return date.toISOString()
  // Without a zone only the day is known.
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map(part => String(part).padStart(2, '0'))
    .join('-')
}

const language = (tag: string | null): string | null =>
  tag && /^[A-Za-z]{2,3}(?:[-_][A-Za-z\d]{1,8})*$/.test(tag) && tag.length <= 35
    ? tag.replaceAll('_', '-')
    : null
