import type { Brief, Citation } from '../../../core/contract/brief.ts'
import { checkWords, type Found } from '../check/check-words.ts'
import { clockTime } from '../words/numbers.ts'
import { safeUrl } from '../words/safe-url.ts'
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
  if (changed.length > 0)
    lines.push('', '## Sources that are not as they were clipped, or could not be checked', '')
  for (const { source, check } of changed) {
    const day = check.at.slice(0, 10)
    lines.push(
      `- **${plain(source.title)}**: ${checkWords(check)?.head ?? ''}. ${plain(check.detail)} (${day})`,
    )
  }
  return `${lines.join('\n')}\n`
}

function quoted({ anchor, sourceTitle, startMs, page, link }: Citation): string {
  const place = startMs !== null ? clockTime(startMs) : page !== null ? `p. ${page}` : null
  const name = plain(place === null ? sourceTitle : `${sourceTitle}, ${place}`)
  const url = safeUrl(link)?.replace(/[()<>]/g, encodeURIComponent)
  // encodeURIComponent leaves brackets as they are; in Markdown they would end the link.
  const address = url?.replaceAll('(', '%28').replaceAll(')', '%29')
  return `“${plain(anchor.exact)}” ${address ? `[${name}](${address})` : `(${name})`}`
}

/** Words of a page must not turn into markup where they are pasted. */
const plain = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/([\\`*_[\]<>#|])/g, '\\$1')
