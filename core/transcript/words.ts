/** Scripts that put no space between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}]/gu
const spaced = /[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu

/**
 * How many words a text has: runs of letters and digits, and for scripts without spaces two characters a word,
 * which is near enough for a pace or a receipt.
 */
export function countWords(text: string): number {
  let characters = 0
  const rest = text.replace(unspaced, () => {
    characters++
    return ' '
  })
  let words = Math.ceil(characters / 2)
  spaced.lastIndex = 0
  while (spaced.test(rest)) words++
  return words
}
