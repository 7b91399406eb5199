import { diffArrays } from 'diff'
import { markdownWords } from '../script/forms/escaped.ts'

/** Looking for the shortest difference grows with the square of the words. */
const MOST_WORDS = 400

/**
 * A text as Markdown that shows whose words it has: those that the creator added in bold, those that they took out
 * struck through, held against the nearest of what was offered for it. What has nothing of any is wholly theirs.
 */
export function changedWords(text: string, offered: readonly string[]): string {
  if (offered.includes(text)) return markdownWords(text)
  const nearest = offered
    .map(was => changesOf(was, text))
    .map(changes => ({
      changes,
      kept: changes.reduce((sum, { is, words }) => sum + (is === 'same' ? words.length : 0), 0),
    }))
    .sort((a, b) => b.kept - a.kept)[0]
  if (!nearest || nearest.kept === 0) return bold(text)
  return nearest.changes
    .map(({ is, words }) => {
      const part = words.join(' ')
      return is === 'same' ? markdownWords(part) : is === 'added' ? bold(part) : `~~${markdownWords(part)}~~`
    })
    .join(' ')
}

export const bold = (text: string): string => `**${markdownWords(text)}**`

function changesOf(older: string, newer: string): { is: 'same' | 'added' | 'removed'; words: string[] }[] {
  const a: string[] = older.match(/\S+/g) ?? []
  const b: string[] = newer.match(/\S+/g) ?? []
  // Too long to be told word by word: told as a whole.
  if (Math.max(a.length, b.length) > MOST_WORDS)
    return [
      { is: 'removed', words: a },
      { is: 'added', words: b },
    ]
  return diffArrays(a, b).map(({ added, removed, value }) => ({
    is: added ? 'added' : removed ? 'removed' : 'same',
    words: value,
  }))
}
