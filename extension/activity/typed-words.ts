import { countWords } from '../../core/transcript/words.ts'

const LETTER = /[\p{L}\p{N}'’-]/u

/**
 * Counts words as they are typed: each when its first letter is. What is pasted, dictated or completed is not typed.
 * Of the words themselves nothing is kept.
 */
export function typedWords() {
  let within = false
  return {
    /** What a key or an input method puts in. @returns how many words began */
    typed(data: string): number {
      if (data === '') return 0
      // An input method gives whole words at once, and some scripts have no spaces between them.
      if (data.length > 1) {
        within = false
        return countWords(data)
      }
      const begins = LETTER.test(data) && !within
      within = LETTER.test(data)
      return begins ? 1 : 0
    },
    /** The caret went elsewhere, or the line ended. */
    left() {
      within = false
    },
  }
}
