import { below, type Random } from './random-pick.ts'

/** A stretch of words as it stands in a text, and where. */
export interface DrawnQuote {
  quote: string
  start: number
  end: number
}

/** A text with the places of its words, made once for many draws. */
export interface DrawnFrom {
  text: string
  words: { start: number; end: number }[]
}

export function drawnFrom(text: string): DrawnFrom {
  return {
    text,
    words: [...text.matchAll(/\S+/g)].map(found => ({
      start: found.index,
      end: found.index + found[0].length,
    })),
  }
}

/** Of 6 to 30 words, at the borders of words; a number keeps its percent sign, a broken word its other half. */
export function drawQuote({ text, words }: DrawnFrom, random: Random): DrawnQuote | null {
  const count = 6 + below(random, 25)
  if (words.length < count) return null
  const first = below(random, words.length - count + 1)
  const start = words[first]!.start
  const end = words[first + count - 1]!.end
  const quote = text.slice(start, end)
  const cut = /[-‐\u00ad]$/.test(quote) || /[-‐\u00ad]\s$/.test(text.slice(Math.max(0, start - 2), start))
  const ends = /[\p{L}\p{N}]/u.test(quote[0]!) && /[\p{L}\p{N}.,;:!?)"”’%]$/u.test(quote)
  return cut || !ends || /^\s+[%‰°]/.test(text.slice(end, end + 3)) ? null : { quote, start, end }
}
