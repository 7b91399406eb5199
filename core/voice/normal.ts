/** A word in the one form in which captions and drafts are compared. */
export interface NormalWord {
  /** Lower case, apostrophes straight; every number is "#". */
  word: string
  /** Characters of the text that was given. */
  start: number
  end: number
}

/** What captions say beside the words: [Music], (laughs), <c>, ♪, >>, and times that stand in the text. */
const asides =
  /\[[^\]\n]{0,60}\]|\((?:laugh|music|applause|sigh|cough|clears)[^)\n]{0,40}\)|<[^>\n]{1,60}>|♪+|>{2,}/giu
const words = /\p{N}+(?:[.,:]\p{N}+)*|\p{L}[\p{L}\p{M}]*(?:['’ʼ][\p{L}\p{M}]+)*/gu

/**
 * The one normal form of captions and drafts. Case, punctuation, hyphens, tags and the digits of numbers go, because
 * who transcribed decides them and not who spoke: recognised captions have none, and a draft has all.
 */
export function normalWords(text: string): NormalWord[] {
  // Spaces of the same length keep every place.
  const spoken = text.replace(asides, aside => ' '.repeat(aside.length))
  const found: NormalWord[] = []
  for (const match of spoken.matchAll(words)) {
    const written = match[0]
    found.push({ word: normalised(written), start: match.index, end: match.index + written.length })
  }
  return found
}

/** Most words are Latin letters alone: that is seen without an expression for each. */
function normalised(written: string): string {
  const first = written.charCodeAt(0)
  if (first < 128 ? first <= NINE : /^\p{N}/u.test(written)) return '#'
  const word = written.toLowerCase()
  return word.includes('’') || word.includes('ʼ') ? word.replace(/[’ʼ]/g, "'") : word
}
const NINE = 0x39
