import type { Evidence, Findings, GapPoint, OwnMention } from '../../../core/contract/findings.ts'
import { published } from '../words/dates.ts'
import { count } from '../words/numbers.ts'

/** Every literal quote that findings show. */
function quotesIn(findings: Findings): number {
  const { claims, gapMap, questions } = findings
  return (
    claims.flatMap(claim => claim.sides.flatMap(side => side.evidence)).length +
    (gapMap?.points.flatMap(point => [...point.videos, ...point.elsewhere]).length ?? 0) +
    questions.flatMap(question => question.citations).length
  )
}

/** Who found it, and what was checked: said with all findings, on the screen and in their copy. */
export function findingsMethod(findings: Findings): string {
  const { method } = findings
  if (method.by === 'extractive')
    return 'Found without a model: sentences with figures, names and comparisons, joined where they are alike.'
  const dropped = method.dropped > 0 ? `, ${method.dropped} dropped because no source says them` : ''
  return `Found by ${method.name}; ${count(quotesIn(findings), 'quote')} checked word for word${dropped}.`
}

/** "Ines Okafor · 14 Mar 2023", as far as it is known. */
export const whoAndWhen = ({ who, when }: Pick<Evidence, 'who' | 'when'>): string =>
  [who, published(when)].filter(Boolean).join(' · ')

export const ownHeads: Record<OwnMention['how'], string> = {
  repeat: 'You already said this',
  contradiction: 'You already said otherwise',
  callback: 'You can point back to this',
}

/** Each stands beside its head, so that the three are told apart without their colour. */
export const ownMarks: Record<OwnMention['how'], string> = { repeat: '=', contradiction: '≠', callback: '↩' }

export const saidByNames: Record<GapPoint['saidBy'], { head: string; teach: string }> = {
  all: { head: 'All of them say', teach: 'Your viewers know it, or will ask why you leave it out.' },
  some: { head: 'Some of them say', teach: 'Who watched one of them may not know it yet.' },
  none: { head: 'None of them says', teach: 'It stands in your other sources: here you can be the first.' },
}
