import { plain } from '../words/as-markdown.ts'
import { checkWords, type Found } from './check-words.ts'

/** What a check found of the sources, for the end of what is copied; nothing where they are as they were. */
export function changedLines(changed: Found['other']): string[] {
  if (changed.length === 0) return []
  return [
    '',
    '## Sources that are not as they were clipped, or could not be checked',
    '',
    ...changed.map(({ source, check }) => {
      const day = check.at.slice(0, 10)
      return `- **${plain(source.title)}**: ${checkWords(check)?.head ?? ''}. ${plain(check.detail)} (${day})`
    }),
  ]
}
