import type { Brief, Citation } from '../../../core/contract/brief.ts'
import { count } from '../words/numbers.ts'

/** Every literal quote that a brief shows. */
export function citationsOf(brief: Brief): Citation[] {
  return [
    ...brief.themes.flatMap(theme =>
      theme.statements.flatMap(statement => (statement.state === 'quoted' ? statement.citations : [])),
    ),
    ...brief.disagreements.flatMap(({ sides }) => sides),
    ...brief.questions.flatMap(({ citations }) => citations),
  ]
}

/** Who wrote it, and what was checked: said with every brief, on the screen and in its copy. */
export function methodWords(brief: Brief): string {
  const { method } = brief
  if (method.by === 'extractive')
    return `Written without a model: sentences of your sources, ranked by ${method.name}.`
  const quotes = citationsOf(brief).length
  const dropped = method.dropped > 0 ? `, ${method.dropped} dropped because no source says them` : ''
  return `Written by ${method.name}; ${count(quotes, 'quote')} checked word for word${dropped}.`
}
