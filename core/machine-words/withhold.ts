import type { Range } from '../passages/range.ts'
import { machineWords, machineWordsByPieces } from './machine-words.ts'

/** Object replacement character: no quote has it, and it is no space or punctuation that a quote may pass over. */
const FILLER = '\ufffc'
const FILLED = /\ufffc+/g
export const WITHHELD = '[words addressed to machines: withheld]'

/** A text of the same length in which what speaks to a language model is filled out: every position stays. */
export interface Withheld {
  text: string
  ranges: Range[]
}

export const withhold = (text: string): Withheld => filledOut(text, machineWords(text))

/** The same for a long text: others get their turn in between. */
export async function withholdInTurns(text: string, breathe: () => Promise<void>): Promise<Withheld> {
  const looking = machineWordsByPieces(text)
  for (;;) {
    const { done, value } = looking.next()
    if (done) return filledOut(text, value)
    await breathe()
  }
}

function filledOut(text: string, ranges: Range[]): Withheld {
  let out = ''
  let at = 0
  for (const { start, end } of ranges) {
    out += text.slice(at, start) + FILLER.repeat(end - start)
    at = end
  }
  return { text: ranges.length > 0 ? out + text.slice(at) : text, ranges }
}

/** A stretch of such a text as a model is shown it: a mark in the place of what was filled out. */
export const shown = (stretch: string): string => stretch.replace(FILLED, WITHHELD)

export const overlapsAny = (ranges: readonly Range[], { start, end }: Range): boolean =>
  ranges.some(range => range.start < end && start < range.end)
