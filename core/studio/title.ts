import { beginningOf, studioLimits, withoutAngles } from './limits.ts'

export interface FittedTitle {
  text: string
  /** What did not fit; '' where all did. */
  cut: string
}

/** A title as YouTube takes it, on one line. */
export function fittedTitle(title: string): FittedTitle {
  const clean = withoutAngles(title).replace(/\s+/g, ' ').trim()
  const text = beginningOf(clean, part => part.length <= studioLimits.titleChars)
  return { text, cut: clean.slice(text.length).trim() }
}
