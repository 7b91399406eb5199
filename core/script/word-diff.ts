import { diffArrays } from 'diff'

/** A stretch of words that was changed for another; either may be empty. */
export interface Hunk {
  removed: string[]
  added: string[]
  /** Whether it stands at the beginning, or at the end. */
  first: boolean
  last: boolean
}

/** As much as is compared word by word: a sentence is never longer. */
const MOST = 400

/** Words as they are compared: lower case, apostrophes straight, no punctuation. */
export const comparedWords = (text: string): string[] =>
  (
    text
      .toLowerCase()
      .replace(/[’ʼ]/g, "'")
      .match(/[\p{L}\p{N}]+(?:['.,:-][\p{L}\p{N}]+)*/gu) ?? []
  ).slice(0, MOST)

/** What differs between two rows of words, by their longest common subsequence; and how much of the longer is common. */
export function hunksOf(was: readonly string[], is: readonly string[]): { hunks: Hunk[]; common: number } {
  const parts = diffArrays([...was], [...is])
  const hunks: Hunk[] = []
  let common = 0
  let open: Hunk | null = null
  for (const [at, { value, added, removed }] of parts.entries()) {
    if (!added && !removed) {
      common += value.length
      open = null
      continue
    }
    if (!open) {
      open = { removed: [], added: [], first: at === 0, last: false }
      hunks.push(open)
    }
    open[removed ? 'removed' : 'added'].push(...value)
    open.last = at === parts.length - 1
  }
  return { hunks, common: common / Math.max(1, was.length, is.length) }
}
