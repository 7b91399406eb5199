import { lastStart } from '../passages/last-start.ts'

/**
 * The page of a PDF, from 1, on which a character of its text stands. `pageStarts` is where each page begins in the
 * text, rising; a page without text begins where the next one does, so of several that begin there it is the last,
 * which has the words. Null where nothing is known of pages.
 */
export function pageAt(pageStarts: readonly number[], at: number): number | null {
  if (pageStarts.length === 0) return null
  return lastStart(pageStarts, at) + 1
}
