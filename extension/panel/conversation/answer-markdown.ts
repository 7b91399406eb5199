import type { Turn } from '../../../core/contract/conversation.ts'
import { plain, quoted } from '../words/as-markdown.ts'

/** A question and its answer as Markdown; what nobody backs says so. */
export function answerMarkdown({ text, answer }: Pick<Turn, 'text' | 'answer'>): string {
  const lines = [`**${plain(text)}**`]
  for (const sentence of answer) {
    lines.push('')
    if (sentence.standing === 'own') {
      lines.push(`${plain(sentence.text)} _(nobody backs this)_`)
      continue
    }
    lines.push(plain(sentence.text))
    if (sentence.standing !== 'quoted') continue
    for (const { anchor, sourceTitle, ...place } of sentence.citations)
      lines.push(`- ${quoted({ ...place, words: anchor.exact, title: sourceTitle })}`)
    for (const { quote, title, ...place } of sentence.channel)
      lines.push(`- ${quoted({ ...place, page: null, words: quote, title: `You, in ${title}` })}`)
  }
  return `${lines.join('\n')}\n`
}
