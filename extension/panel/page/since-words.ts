import type { Source } from '../../../core/contract/source.ts'
import { onDay } from '../words/dates.ts'

/** A page that was clipped before, as it was known then. */
export type Before = Pick<Source, 'contentHash' | 'capturedAt' | 'receipt'>

/** What became of a page since it was clipped before: other words, or not a word. Null where it was not, or had none. */
export function sinceWords(source: Source, before: Before | null, at: number): string | null {
  if (!before || before.receipt.words === 0 || source.kind === 'selection' || source.kind === 'moment')
    return null
  const day = onDay(before.capturedAt, at)
  return before.contentHash === source.contentHash
    ? `Nothing changed since ${day}`
    : `Changed since you clipped it ${/^\d/.test(day) ? `on ${day}` : day}: new version kept beside the old`
}
