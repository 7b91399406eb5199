import type { Brief, Citation } from '../../core/contract/brief.ts'
import { markdownLink, markdownWords } from '../../core/script/forms/escaped.ts'
import { placeName } from '../../core/script/forms/notes.ts'

/** A brief to be read in the folder, each quote with its link. Words of sources and models cannot turn into markup. */
export function briefMarkdown({ themes, disagreements, questions, method }: Brief, title: string): string {
  const by =
    method.by === 'model' ? `Written by ${method.name}` : `Written without a model, ranked by ${method.name}`
  const lines = [`# Brief: ${markdownWords(title)}`, '', `${markdownWords(by)}.`]
  for (const theme of themes) {
    lines.push('', `## ${markdownWords(theme.title)}`, '')
    for (const statement of theme.statements) {
      const open = statement.state === 'open' ? '**Open:** ' : ''
      lines.push(`- ${open}${markdownWords(statement.text)}`)
      if (statement.state === 'quoted') lines.push(...statement.citations.map(quote))
    }
  }
  if (disagreements.length > 0) lines.push('', '## Where the sources disagree', '')
  for (const { about, why, sides } of disagreements)
    lines.push(`- **${markdownWords(about)}** (${markdownWords(why)})`, ...sides.map(quote))
  if (questions.length > 0) lines.push('', '## What nobody answers', '')
  for (const { question, why, citations } of questions)
    lines.push(`- **${markdownWords(question)}** ${markdownWords(why)}`, ...citations.map(quote))
  return `${lines.join('\n')}\n`
}

const quote = (citation: Citation): string =>
  `  - “${markdownWords(citation.anchor.exact)}” ${markdownLink(placeName(citation), citation.link)}`
