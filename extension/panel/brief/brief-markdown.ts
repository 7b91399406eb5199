import type { Brief, Citation } from '../../../core/contract/brief.ts'
import { changedLines } from '../check/changed-markdown.ts'
import type { Found } from '../check/check-words.ts'
import { plain, quoted as quotedWords } from '../words/as-markdown.ts'
import { methodWords } from './method.ts'

/**
 * A brief as Markdown, each quote with the link to its second or sentence, to be pasted anywhere.
 * @param changed what a check found of its sources: listed at the end
 */
export function briefMarkdown(brief: Brief, title: string, changed: Found['other'] = []): string {
  const lines = [`# ${plain(title)}`, '', `_${plain(methodWords(brief))}_`]
  for (const theme of brief.themes) {
    lines.push('', `## ${plain(theme.title)}`)
    for (const statement of theme.statements) {
      lines.push('')
      if (statement.state === 'open') lines.push(`- **Open:** ${plain(statement.text)}`)
      else {
        const [first] = statement.citations
        const itself = first && first.anchor.exact.trim() === statement.text.trim()
        if (!itself) lines.push(`- ${plain(statement.text)}`)
        for (const citation of statement.citations) lines.push(`${itself ? '' : '  '}- ${quoted(citation)}`)
      }
    }
  }
  if (brief.disagreements.length > 0) lines.push('', '## Where your sources disagree')
  for (const { about, why, sides } of brief.disagreements) {
    lines.push('', `- **${plain(about)}** (${plain(why)})`, ...sides.map(side => `  - ${quoted(side)}`))
  }
  if (brief.questions.length > 0) lines.push('', '## Nobody answers this')
  for (const { question, why, citations } of brief.questions) {
    lines.push(
      '',
      `- **${plain(question)}** ${plain(why)}`,
      ...citations.map(citation => `  - ${quoted(citation)}`),
    )
  }
  lines.push(...changedLines(changed))
  return `${lines.join('\n')}\n`
}

const quoted = ({ anchor, sourceTitle, ...place }: Citation): string =>
  quotedWords({ ...place, words: anchor.exact, title: sourceTitle })
