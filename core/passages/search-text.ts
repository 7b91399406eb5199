const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu
/** Superscripts, subscripts and fractions, which NFKC would join to the number before: 10² is not 102. */
const SMALL_NUMBERS = /[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u215f]/g
const PLAIN = /^[\0-\x7f]*$/

/**
 * A text as its words in lower case with one space between: what is indexed and what is asked go through this, and
 * nothing of it means anything to a parser of searches. The parser of PostgreSQL takes "cat/dog" for a path,
 * "end.Next" for a host, "<b" for markup and, in some locales, a dash for a letter; here each is what a reader sees.
 * 3.5 and 1,000 stay numbers. Scripts without spaces become pairs of characters, which find one another about as well
 * as words do.
 */
export function searchText(text: string): string {
  if (PLAIN.test(text)) return asWords(text.toLowerCase(), /[^a-z0-9]+/g)
  const folded = text
    .replace(SMALL_NUMBERS, ' $& ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(UNSPACED, run => ` ${pairs(run).join(' ')} `)
  return asWords(folded, /[^\p{L}\p{N}\p{M}]+/gu)
}

/** The pairs of neighbouring characters of a run; the run itself where it is no longer than that. */
export function pairs(run: string): string[] {
  const characters = Array.from(run)
  if (characters.length < 3) return [run]
  return characters.slice(1).map((character, before) => characters[before]! + character)
}

// Kept are a point between digits and a hyphen behind a letter, as \u0001 and \u0002 while other signs become spaces.
function asWords(text: string, signs: RegExp): string {
  return text
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replace(/(\d)\.(?=\d)/g, '$1\u0001')
    .replace(HYPHEN, '\u0002')
    .replace(signs, found => KEPT[found] ?? ' ')
    .trim()
}
const HYPHEN = /[-\u2010\u2011](?<=\p{L}.)(?=[\p{L}\p{N}])/gu
const KEPT: Record<string, string> = { '\u0001': '.', '\u0002': '-' }
